// The README's tour, walked by its persons in a browser: an operator asks to accept a risk, another person approves it, a review is
// composed, signed and released, the customer reads it in German, and the auditor's download is verified as the README says. A change in
// the tenant comes to the inbox, and is verified once it is put right; the platform operator stops access to the provider.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { state, tenantpilot } from '../support/product.mjs';
import { inspect, open, operator, people, portal, shoot, signIn, stop } from './support/browser.mjs';

const known = people();
const readme = readFileSync('README.md', 'utf8');
const faults = [];
const title = `Tour ${Date.now()}`;
const day = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);

after(stop);

// A signed-in page; every step of it is looked at.
async function as(role, lang) {
  const site = ['customer', 'auditor'].includes(role) ? portal : operator;
  const page = await open({ lang });
  page.setDefaultTimeout(15000);
  await signIn(page, site, known[role]);
  return page;
}

async function look(page, name) {
  faults.push(...(await inspect(page)).map((fault) => `${name}: ${fault}`));
  await shoot(page, `tour.${name}`);
}

// Follows a link or sends a form; a button that asks first is answered.
async function press(page, selector) {
  const arrived = page.waitForEvent('load', { timeout: 15000 });
  await page.click(selector);
  if (await page.$('#confirm[open]')) await page.click('#confirm button[value="yes"]');
  await arrived;
}

async function waitFor(page, selector, what) {
  for (let i = 0; i < 60; i++) {
    await page.reload();
    if (await page.$(selector)) return;
    await page.waitForTimeout(1000);
  }
  assert.fail(`${what} did not come`);
}

test('an operator asks to accept a risk', async () => {
  const page = await as('operator', 'en');
  assert.match(page.url(), /\/w\/demo\/inbox/);
  await press(page, '.queue-list a:has-text("SharePoint")');
  await look(page, 'inbox');
  await page.click('details.verb:has(form[action$="/accept"]) > summary, details.verb:has(#justification) > summary');
  await page.fill('#justification', 'Partners need it until their own accounts are ready.');
  await page.fill('#expires', day(20));
  await press(page, 'details[open] form:has(#justification) .btn-primary');
  await look(page, 'asked');
  await page.context().close();
});

test('another person approves it', async () => {
  const page = await as('approver', 'de');
  await page.goto(`${operator}/w/demo/exceptions?state=requested`);
  await press(page, 'td.name a');
  await look(page, 'exception');
  await page.click('#approve > summary');
  await press(page, '#approve form .btn-primary');
  await look(page, 'approved');
  assert.ok(await page.$('.status[data-state="approved"], .status[data-state="active"]'), 'the risk is accepted');
  await page.context().close();
});

let review;
test('the operator composes a review and hands it in', async () => {
  const page = await as('operator', 'en');
  await page.goto(`${operator}/w/demo/reviews/new`);
  await look(page, 'compose');
  await page.selectOption('#tenant', { label: 'Contoso Logistics' });
  await page.fill('#title', title);
  await page.fill('#period_from', day(-30));
  await page.fill('#period_to', day(0));
  await page.fill('#summary', 'Guests may share again for a while; everything else follows the baseline.');
  await page.fill('#limitations', 'Only what the provider shows by its interfaces was assessed.');
  await press(page, 'main form .btn-primary');
  review = new URL(page.url()).pathname;
  assert.match(review, /\/reviews\/[0-9a-f-]{36}$/);
  await press(page, 'form[action$="/hand-in"] button');
  await look(page, 'handed-in');
  await page.context().close();
});

test('a reviewer signs and releases it', async () => {
  const page = await as('reviewer', 'de');
  assert.match(page.url(), /\/w\/demo\/reviews/);
  await page.goto(operator + review);
  await press(page, 'form#sign .btn-primary');
  await look(page, 'signed');
  await press(page, 'form[action$="/release"] button');
  await page.goto(operator + review);
  await waitFor(page, '.status[data-state="released"]', 'the release');
  await look(page, 'released');
  await page.context().close();
});

test('the operator gives the auditor the new release', async () => {
  const page = await as('operator', 'de');
  await page.goto(operator + review);
  const tenant = await page.getAttribute('.facts a[href*="/tenants/"]', 'href');
  await page.goto(`${operator}${tenant}/portal`);
  await page.fill('#auditor_login', known.auditor.login);
  await page.fill('#auditor_name', 'Anton Richter');
  await page.selectOption('#release', { index: 0 });
  await page.fill('#until', day(30));
  await press(page, '#auditor .btn-primary');
  await look(page, 'portal-access');
  assert.ok((await page.textContent('main')).includes(title));
  await page.context().close();
});

test('the customer reads it', async () => {
  const page = await as('customer', 'de');
  await look(page, 'portal');
  await press(page, `a:has-text("${title}")`);
  await press(page, '.topbar a[hreflang="de"]');
  await look(page, 'review');
  assert.match(await page.textContent('.verdict'), /Maßnahmen/);
  assert.match(await page.textContent('main'), /Partners need it until/);
  await page.context().close();
});

test('the auditor downloads the pack, and it verifies', async () => {
  const page = await as('auditor', 'en');
  const card = page.locator('article.card', { hasText: title });
  await look(page, 'auditor');
  const [download] = await Promise.all([page.waitForEvent('download'), card.locator('a[href$=".zip"]').click()]);
  const folder = mkdtempSync(join(tmpdir(), 'tp-tour-'));
  await download.saveAs(join(folder, 'pack.zip'));
  copyFileSync(`${state}/keys/published/allowed_signers`, join(folder, 'allowed_signers'));
  const run = (command) => {
    const { status, stdout, stderr } = spawnSync('sh', ['-euc', command], { cwd: folder, encoding: 'utf8', env: { PATH: `${process.env.TP_BIN}:${process.env.PATH}` } });
    assert.equal(status, 0, `${command}: ${stdout}${stderr}`);
    return stdout;
  };
  const [ours, ...ordinary] = readme.match(/^ +tenantpilot verify <pack>[^]*?(?=\n\n)/m)[0].split('\n').map((line) => line.trim());
  assert.match(run(ours.replace('<pack>', 'pack')), /^valid: signed by SHA256:/m);
  run('unzip -q pack.zip');
  assert.equal(ordinary.length, 3);
  const hashes = ordinary.map(run).at(-1).match(/[0-9a-f]{64}/g);
  assert.equal(hashes.length, 2);
  assert.equal(hashes[0], hashes[1], 'the list of checksums is the one that was signed');
  await page.context().close();
});

test('what changes in the tenant comes to the inbox, and is verified once it is put right', async () => {
  assert.equal(tenantpilot('demo', 'drift', 'mfa-disabled').status, 0);
  const page = await as('operator', 'en');
  await page.goto(`${operator}/w/demo/tenants`);
  await press(page, 'td.name a:has-text("Contoso Logistics")');
  await look(page, 'tenant');
  await press(page, 'form[action$="/capture"] button');
  await waitFor(page, 'main:has-text("subjects in 12 areas")', 'the end of the capture');
  await look(page, 'capture');
  await page.goto(`${operator}/w/demo/inbox`);
  await waitFor(page, '.queue-list a:has-text("Require MFA for all users")', 'the entry about the policy');
  await press(page, '.queue-list a:has-text("Require MFA for all users")');
  await look(page, 'drift');
  assert.equal(tenantpilot('demo', 'drift', 'fixed').status, 0);
  for (const standing of ['resolved', 'verified']) {
    assert.equal(tenantpilot('run', 'capture', '--tenant', 'demo/contoso').status, 0);
    await page.goto(`${operator}/w/demo/findings?state=${standing}`);
    await waitFor(page, 'main td:has-text("Require MFA for all users")', `the finding that is ${standing}`);
    await look(page, standing);
  }
  await page.context().close();
});

test('the platform operator stops access to the provider, and allows it again', async () => {
  const page = await as('platform operator', 'de');
  assert.match(page.url(), /\/system/);
  await look(page, 'console');
  await page.goto(`${operator}/system/switches`);
  await page.fill('#note', 'The provider reports an incident.');
  await press(page, 'form[action="/system/switches"] .btn-primary');
  await look(page, 'switched-off');
  const { status, text } = tenantpilot('run', 'capture', '--tenant', 'demo/contoso');
  assert.equal(status, 3, text);
  assert.match(text, /blocked: Not tried/);
  await press(page, 'form[action^="/system/switches/"] button');
  await look(page, 'allowed-again');
  assert.equal(tenantpilot('run', 'capture', '--tenant', 'demo/contoso').status, 0);
  await page.context().close();
});

test('the log of all that is whole', () => {
  const { status, text } = tenantpilot('audit', 'verify');
  assert.equal(status, 0, text);
  assert.match(text, /the log is whole/);
});

test('no step had a fault', () => assert.deepEqual(faults, []));
