// The product that a script runs against (with_product.sh), from outside: its command and its database.
import { execFileSync, spawnSync } from 'node:child_process';
import { realpathSync, statSync } from 'node:fs';

export const state = realpathSync(process.env.TP_VAR);

export function tenantpilot(...words) {
  const { status, stdout, stderr } = spawnSync(`${process.env.TP_BIN}/tenantpilot`, words, { encoding: 'utf8' });
  return { status, text: (stdout + stderr).trim() };
}

// What runs now: [{ name, pid, restarts }].
export function programs() {
  return [...tenantpilot('status').text.matchAll(/^(\w+) +running +(\d+) +(\d+) /gm)]
    .map(([, name, pid, restarts]) => ({ name, pid: Number(pid), restarts: Number(restarts) }));
}

// The rows as text, columns parted by `between`. As the cluster's own account, which may take any role. Throws while the database is away, and,
// with the database's words in `stderr`, when it refuses.
export function psql(sql, { role = 'postgres', between = '|' } = {}) {
  const { uid, gid } = statSync(`${state}/pgdata`);
  const account = process.getuid() === 0 ? { uid, gid } : {};
  return execFileSync('psql', [`host=${state}/pgsock user=${role} dbname=tenantpilot`, '-X', '-q', '-A', '-t', '-F', between, '-v', 'ON_ERROR_STOP=1'],
    { input: sql, encoding: 'utf8', cwd: '/', stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 28, ...account }).trim();
}
