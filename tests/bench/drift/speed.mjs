// The offline compare beside scripts that parse, in one run: speed.mjs TENANTPILOT POLICIES. Adds its figures to $TP_BENCH_FIGURES.
//
// Times are of whole processes, reading included, on folders that the page cache holds; the middle one of five rounds, all programs in
// turn. Memory is the peak of the compare's processes, added up, and its growth from 100,000 to 200,000 objects a side.
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [tenantpilot, policies] = process.argv.slice(2);
const rounds = 5;
const objects = 10_000;
const memoryObjects = [100_000, 200_000];
const timesFaster = 5; // than the fastest peer that parses
const megabytes = 100;
const bytesAnObject = 128;
const root = mkdtempSync(join(tmpdir(), 'tp-bench-drift.'));

function figure(name, unit, ours, reference, limit, met) {
  const row = [name, unit, ours, reference, (ours / reference).toFixed(2), limit, met ? 'met' : 'missed'];
  if (process.env.TP_BENCH_FIGURES) appendFileSync(process.env.TP_BENCH_FIGURES, `${row.join('\t')}\n`);
  else console.log(row.join('\t'));
}

function run(command, args, expectedCode) {
  const began = process.hrtime.bigint();
  const done = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 30 });
  const seconds = Number(process.hrtime.bigint() - began) / 1e9;
  if (done.status !== expectedCode) throw new Error(`${command} ${args.join(' ')}: exit ${done.status}`);
  return { seconds, out: done.stdout.toString() };
}

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

function speed() {
  const made = JSON.parse(execFileSync('node', [join(here, 'corpus.mjs'), policies, root, String(objects)]).toString());
  const sides = [join(root, 'a'), join(root, 'b')];
  const programs = [
    { name: 'tenantpilot compare', command: tenantpilot, args: ['compare', '--json', ...sides], code: 1, changed: (out) => JSON.parse(out).summary.changed },
    { name: 'node', command: 'node', args: [join(here, 'node_peer.mjs'), ...sides], code: 0, changed: Number },
    { name: 'node, a thread a side', command: 'node', args: [join(here, 'node_peer.mjs'), ...sides, 'both'], code: 0, changed: Number },
    { name: 'python', command: 'python3', args: [join(here, 'python_peer.py'), ...sides], code: 0, changed: Number },
  ].map((program) => ({ ...program, seconds: [] }));
  for (let round = 0; round < rounds; round++) {
    for (const program of programs) {
      const { seconds, out } = run(program.command, program.args, program.code);
      if (program.changed(out) < made.changed) throw new Error(`${program.name} found fewer than ${made.changed}`);
      program.seconds.push(seconds);
    }
  }
  const [ours, ...peers] = programs.map((program) => ({ name: program.name, seconds: median(program.seconds) }));
  for (const peer of peers) {
    const faster = peer.seconds / ours.seconds;
    const limit = peer.name.includes('thread') ? '-' : `x${timesFaster}`;
    figure(`offline compare, 2 x ${objects} objects, 80 MB a side: ${peer.name}`, 's', ours.seconds.toFixed(3), peer.seconds.toFixed(3), limit,
      limit === '-' || faster >= timesFaster);
  }
}

function smallObjects(count) {
  const folder = join(root, `small-${count}`);
  for (const side of ['a', 'b']) for (let n = 0; n < count; n++) {
    const place = join(folder, side, String(Math.floor(n / 1000)).padStart(4, '0'));
    if (n % 1000 === 0) mkdirSync(place, { recursive: true });
    const id = `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${(n * 7919).toString(16).padStart(12, '0')}`;
    const name = `Windows - Device restrictions ${n}`;
    writeFileSync(join(place, `${name}.json`), JSON.stringify({
      '@odata.type': '#microsoft.graph.windows10GeneralConfiguration', id, displayName: name, passwordRequired: side === 'a' || n % 100 !== 0 }));
  }
  return [join(folder, 'a'), join(folder, 'b')];
}

// The peak of the process that compares, and of its child that reads the other side: the kernel tells the larger of both, so that twice it
// is never too little.
function peakBytes(sides) {
  const report = join(root, 'time');
  spawnSync('/usr/bin/time', ['-f', '%M', '-o', report, tenantpilot, 'compare', '--json', ...sides], { stdio: 'ignore' });
  return Number(readFileSync(report, 'utf8').trim().split('\n').pop()) * 1024;
}

function memory() {
  const peaks = memoryObjects.map((count) => peakBytes(smallObjects(count)));
  const growth = (peaks[1] - peaks[0]) / (2 * (memoryObjects[1] - memoryObjects[0]));
  figure(`offline compare, peak of each process at 2 x ${memoryObjects[0]} objects`, 'MB', (peaks[0] / 1e6).toFixed(1), megabytes, '-', 2 * peaks[0] < megabytes * 1e6);
  figure('offline compare, memory of each further object', 'bytes', growth.toFixed(0), bytesAnObject, '-', growth <= bytesAnObject);
}

try {
  speed();
  memory();
} finally {
  rmSync(root, { recursive: true });
}
