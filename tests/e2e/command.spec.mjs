// The commands of the contract, on the demo as it stands after its seed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';

const state = process.env.TP_VAR;

function tenantpilot(...words) {
  const { status, stdout, stderr } = spawnSync(`${process.env.TP_BIN}/tenantpilot`, words, { encoding: 'utf8' });
  return { status, text: stdout + stderr };
}

test('the audit log of the demo is whole', () => {
  const { status, text } = tenantpilot('audit', 'verify');
  assert.equal(status, 0, text);
  assert.match(text, /the log is whole/);
});

test('the pack of the demo verifies', () => {
  const packs = readdirSync(`${state}/releases`, { recursive: true }).filter((name) => name.endsWith('.zip'));
  assert.equal(packs.length, 1);
  const { status, text } = tenantpilot('verify', `${state}/releases/${packs[0]}`);
  assert.equal(status, 0, text);
});

test('a compare runs to its end', () => {
  const { status, text } = tenantpilot('run', 'compare', '--tenant', 'demo/contoso');
  assert.equal(status, 0, text);
  assert.match(text, /succeeded: Compared 30[0-9] subjects in 12 areas/);
});

test('a tenant without a baseline has nothing to compare with', () => {
  const { status, text } = tenantpilot('run', 'compare', '--tenant', 'demo/fabrikam');
  assert.equal(status, 3, text);
  assert.match(text, /no baseline of this tenant is in force/i);
});

test('a release needs a signed review', () => {
  const { status, text } = tenantpilot('run', 'release', '--tenant', 'demo/contoso');
  assert.equal(status, 3, text);
  assert.match(text, /signed off in every section/);
});

test('what is not an operation on a tenant is a mistake in the command', () => {
  assert.equal(tenantpilot('run', 'report', '--tenant', 'demo/contoso').status, 2);
  assert.equal(tenantpilot('run', 'capture').status, 2);
  assert.equal(tenantpilot('run', 'capture', '--tenant', 'demo/nobody').status, 3);
});
