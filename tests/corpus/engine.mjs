// The engine under test, driven as its users drive it: tenantpilot(1).
import { spawnSync } from 'node:child_process';

let program = process.env.TP_CORPUS_PROGRAM ?? 'build/release/bin/tenantpilot';

/** Another program from here on. */
export function use(path) {
  program = path;
}

function run(...args) {
  const done = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 30 });
  if (done.error) throw done.error;
  if (done.signal) throw new Error(`${program} ${args[0]} died of ${done.signal}`);
  return done;
}

/** { report, text, code } of the offline compare of two folders, equal subjects included. */
export function compare(left, right) {
  const { status, stdout, stderr } = run('compare', left, right, '--json', '--all');
  if (status > 1) throw new Error(`compare left with ${status}: ${stderr}`);
  return { report: JSON.parse(stdout), text: stdout, code: status };
}

/** The canonical documents of a file's objects. */
export function canonicalize(file) {
  const { status, stdout, stderr } = run('canonicalize', file);
  if (status !== 0) throw new Error(`canonicalize left with ${status}: ${stderr}`);
  return stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}
