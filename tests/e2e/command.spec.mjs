// The commands of the contract, on the demo as it stands after its seed.
import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { state, tenantpilot } from '../support/product.mjs';

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

// What the loader counts and names is what the capture finds: here one policy, and the three objects that every tenant has once.
test('a folder of exported objects becomes a tenant', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tp-load-'));
  chmodSync(folder, 0o755); // the simulator is another account where the product was started by root
  const policy = { '@odata.context': 'https://graph.microsoft.com/beta/$metadata#identity/conditionalAccess/policies/$entity', displayName: 'Block old protocols', state: 'enabled',
    conditions: { clientAppTypes: ['other'] }, grantControls: { operator: 'OR', builtInControls: ['block'] } };
  writeFileSync(join(folder, 'policy.json'), JSON.stringify(policy));
  writeFileSync(join(folder, 'driver.json'), JSON.stringify({ '@odata.type': '#microsoft.graph.windowsDriverUpdateProfile', displayName: 'Ring 1' }));
  writeFileSync(join(folder, 'broken.json'), '{');
  const { status, text } = tenantpilot('demo', 'load', 'exported', folder, '--name', 'Exported Inc.');
  assert.equal(status, 0, text);
  assert.match(text, /^ *4 objects$/m);
  assert.match(text, /^ {4}1 identity\/conditionalAccess\/policies$/m);
  assert.match(text, /^ {4}2 not covered\n {6}broken\.json: not JSON\n {6}driver\.json: #microsoft\.graph\.windowsDriverUpdateProfile$/m);
  assert.match(tenantpilot('run', 'connection_test', '--tenant', 'demo/exported').text, /succeeded/);
  assert.match(tenantpilot('run', 'capture', '--tenant', 'demo/exported').text, /succeeded: Captured 4 subjects in 12 areas/);
  assert.match(tenantpilot('demo', 'drift', 'new-script', '--tenant', 'demo/exported').text, /A script that downloads a tool/);
  assert.match(tenantpilot('run', 'capture', '--tenant', 'demo/exported').text, /succeeded: Captured 5 subjects in 12 areas/);
  assert.equal(tenantpilot('demo', 'load', 'exported', folder).status, 3);
  assert.equal(tenantpilot('demo', 'load', 'Not A Slug', folder).status, 2);
  const nowhere = tenantpilot('demo', 'load', 'nowhere', join(folder, 'nowhere'));
  assert.equal(nowhere.status, 3);
  assert.match(nowhere.text, /No such file or directory/);
});

test('what is not an operation on a tenant is a mistake in the command', () => {
  assert.equal(tenantpilot('run', 'report', '--tenant', 'demo/contoso').status, 2);
  assert.equal(tenantpilot('run', 'capture').status, 2);
  assert.equal(tenantpilot('run', 'capture', '--tenant', 'demo/nobody').status, 3);
});
