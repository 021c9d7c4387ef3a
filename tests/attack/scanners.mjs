// The scanners, each run on one host through a gate; what they find comes back as sentences.
import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';

// Of wapiti's modules those that need no other host. Its guesses at names of files and passwords are left out: no link leads there, and the
// product limits attempts.
const MODULES = 'backup,blindsql,cookieflags,crlf,csp,csrf,exec,file,htaccess,http_headers,methods,permanentxss,redirect,shellshock,sql,xss,xxe';

// The scanners keep their sessions below HOME; nothing of them outlives `folder`.
function run(folder, log, command, args, seconds) {
  mkdirSync(folder, { recursive: true });
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: folder, env: { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' }, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => { child.kill('SIGKILL'); failed(new Error(`${command} ran longer than ${seconds} s; see ${folder}/${log}`)); }, seconds * 1000);
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    child.on('error', failed);
    child.on('close', (code) => {
      clearTimeout(timer);
      writeFileSync(`${folder}/${log}`, Buffer.concat(parts));
      if (code === 0) done(Buffer.concat(parts).toString());
      else failed(new Error(`${command} ended with ${code}; see ${folder}/${log}`));
    });
  });
}

// [{ category, text }] of what wapiti found from `starts` on.
export async function wapiti({ gate, origin, starts, folder, seconds }) {
  const args = ['-u', `${origin}/`, ...starts.flatMap((start) => ['-s', origin + start]), '-p', gate.address, '-m', MODULES, '--max-files-per-dir', '12', '-d', '1',
    '--flush-session', '--no-bugreport', '-v', '1', '-f', 'json', '-o', `${folder}/wapiti.json`];
  await run(folder, 'wapiti.log', 'wapiti', args, seconds);
  const report = JSON.parse(readFileSync(`${folder}/wapiti.json`, 'utf8'));
  return ['vulnerabilities', 'anomalies'].flatMap((part) => Object.entries(report[part] ?? {})).flatMap(([category, found]) => (
    found.map(({ method, path, info }) => ({ category, text: `wapiti: ${category}: ${method} ${path}: ${info}` }))));
}

// The same by sqlmap, which looks twice and says of some that they were `withdrawn`, for requests [{ method, path, fields }] that it is given in the form of a proxy's log.
export async function sqlmap({ gate, origin, requests, folder, seconds }) {
  const rule = '='.repeat(54);
  const { host, port } = new URL(origin);
  const log = requests.map(({ method, path, fields = {} }) => {
    const body = new URLSearchParams(fields).toString();
    const head = `${method} ${path} HTTP/1.1\nHost: ${host}\n${method === 'POST' ? 'Content-Type: application/x-www-form-urlencoded\n' : ''}`;
    return `${rule}\n00:00:00  http://${host}:${port}  [127.0.0.1]\n${rule}\n${head}\n${body}\n${rule}\n`;
  });
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/requests`, log.join('\n\n'));
  await run(folder, 'sqlmap.log', 'sqlmap', ['-l', `${folder}/requests`, `--proxy=${gate.address}`, '--batch', '--ignore-stdin', '--disable-coloring', '--output-dir', `${folder}/sqlmap`,
    '--flush-session', '--level', '1', '--risk', '1', '--technique', 'BEU', '--param-exclude', 'csrf', '--ignore-code', '*',
    '--results-file', `${folder}/sqlmap.csv`], seconds);
  const tested = readFileSync(`${folder}/sqlmap.log`, 'utf8').match(/testing (for SQL injection on|if) .* parameter/g) ?? [];
  const found = readdirSync(folder).includes('sqlmap.csv') ? readFileSync(`${folder}/sqlmap.csv`, 'utf8').trim().split('\n').slice(1) : [];
  return { tested: tested.length, found: found.filter((line) => /,[BEUSTQ]+,[^,]*$/.test(line)).map((line) => (
    { category: 'SQL Injection', text: `sqlmap: SQL Injection: ${line}`, withdrawn: line.endsWith('false positive or unexploitable') })) };
}
