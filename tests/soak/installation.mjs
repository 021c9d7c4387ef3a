// The installation under test: its state can be kept and put back, and is looked at in its database and files.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { psql, state, tenantpilot } from '../support/product.mjs';

const here = new URL('.', import.meta.url).pathname;

function must(...words) {
  const { status, text } = tenantpilot(...words);
  if (status !== 0) throw new Error(`tenantpilot ${words.join(' ')}: ${text}`);
}

export function keep() {
  must('down');
  execFileSync('cp', ['-a', state, `${state}.kept`]);
  must('up');
}

// Everything as it was kept; what came since is gone.
export function putBack() {
  must('down');
  execFileSync('rm', ['-rf', state]);
  execFileSync('cp', ['-a', `${state}.kept`, state]);
  must('up');
}

export function forget() {
  execFileSync('rm', ['-rf', `${state}.kept`]);
}

// Jobs, runs, timers that are due within the minute, events without a place in the log. Also false while the database is away.
export function quiet() {
  try {
    return psql(`SELECT (SELECT count(*) FROM job WHERE state <> 'dead' AND run_at < now() + interval '1 minute')
      + (SELECT count(*) FROM run WHERE state <> 'completed') + (SELECT count(*) FROM audit_pending)
      + (SELECT count(*) FROM timer WHERE next_at < now() + interval '1 minute')`) === '0';
  } catch {
    return false;
  }
}

const files = (folder) => readdirSync(`${state}/${folder}`, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`);

// What the line left, as sorted lines: state.sql's, and the names of what a person could read.
export function facts() {
  const names = ['releases', 'portal', 'reports'].flatMap(files)
    .map((name) => `file  ${name.slice(state.length + 1).replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`);
  return [...psql(readFileSync(`${here}state.sql`, 'utf8'), { between: '  ' }).split('\n'), ...names].sort();
}

// Problems with what must hold whatever happened: nothing lost, nothing half done, log and packs whole.
export function faults() {
  const found = [];
  const expectNone = (what, sql) => {
    const rows = psql(sql);
    if (rows !== '') found.push(`${what}:\n${rows}`);
  };
  expectNone('lost or dead jobs', "SELECT kind, state, attempt, problem FROM job WHERE state = 'dead' OR run_at < now()");
  expectNone('runs that never ended', "SELECT operation, state FROM run WHERE state <> 'completed'");
  expectNone('captures that left something half read', 'SELECT DISTINCT run_id, area FROM run_seen');
  expectNone('live findings with one identity', 'SELECT encode(identity, $$hex$$) FROM finding GROUP BY workspace_id, identity HAVING count(*) > 1');
  expectNone('a run that saw a finding twice', 'SELECT finding_id, run_id FROM finding_observation GROUP BY 1, 2 HAVING count(*) > 1');
  expectNone('tenants that show two releases', "SELECT tenant_id FROM release WHERE state = 'shown' GROUP BY 1 HAVING count(*) > 1");
  expectNone('releases that were not finished', "SELECT release_id, state, step FROM release WHERE state IN ('building', 'abandoned')");
  expectNone('events outside the log', 'SELECT e.action FROM audit_event e LEFT JOIN audit_leaf l USING (workspace_id, event_id) WHERE l.event_id IS NULL');
  const { status, text } = tenantpilot('audit', 'verify');
  if (status !== 0) found.push(`audit verify: ${text}`);

  const published = new Set(psql("SELECT encode(sha256, 'hex') FROM release_file").split('\n'));
  const packs = files('releases').filter((name) => name.endsWith('.zip'));
  if (packs.length === 0) found.push('there is no pack');
  for (const pack of packs) {
    const verified = tenantpilot('verify', pack);
    if (verified.status !== 0) found.push(`${pack}: ${verified.text}`);
  }
  for (const name of files('releases')) {
    if (!published.has(createHash('sha256').update(readFileSync(name)).digest('hex'))) found.push(`${name} is not what was published`);
  }
  return found;
}
