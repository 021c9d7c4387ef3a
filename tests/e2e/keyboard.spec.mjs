// The operator's pages by keyboard alone, and the same pages without scripts.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { inspect, open, operator, people, signIn, start, stop } from './support/browser.mjs';

after(stop);

const focused = (page) => page.evaluate(() => {
  const element = document.activeElement;
  return { id: element.id, row: element.closest('[data-row]')?.querySelector('.name')?.textContent.trim() };
});

async function signedIn() {
  const page = await open();
  page.setDefaultTimeout(15000);
  await signIn(page, operator, people().operator);
  await page.goto(`${operator}/w/demo/inbox`);
  return page;
}

test('j and k walk the queue, Enter opens the entry', async () => {
  const page = await signedIn();
  const names = await page.$$eval('.queue-list .name', (all) => all.map((name) => name.textContent.trim()));
  assert.ok(names.length > 1, 'the demo has two entries');
  await page.keyboard.press('j');
  assert.equal((await focused(page)).row, names[1], 'from the selected entry to the next');
  await page.keyboard.press('k');
  assert.equal((await focused(page)).row, names[0]);
  await page.keyboard.press('j');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.equal((await page.textContent('.pack h2')).trim(), names[1]);
  await page.context().close();
});

test('each verb has its key, which opens its form ready to be filled', async () => {
  const page = await signedIn();
  for (const [key, field] of [['r', 'justification'], ['s', 'until'], ['n', 'reason'], ['a', 'assignee']]) {
    await page.keyboard.press(key);
    assert.equal((await focused(page)).id, field, `${key} opens the form of ${field}`);
    assert.equal(await page.locator('details.verb[open]').count(), 1, 'one form at a time');
    await page.evaluate(() => document.activeElement.blur());
  }
  assert.deepEqual(await inspect(page), []);
  await page.context().close();
});

test('? lists the keys; switched off, they do nothing', async () => {
  const page = await signedIn();
  await page.keyboard.press('?');
  assert.ok(await page.isVisible('#help'));
  assert.deepEqual(await inspect(page), []);
  await page.uncheck('#keys-on');
  await page.keyboard.press('Escape');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('a');
  assert.equal(await page.locator('details.verb[open]').count(), 0);
  assert.equal(await page.locator('[data-key] kbd').count(), 0, 'no hint of a key that does nothing');
  await page.context().close();
});

test('the palette leads to places by their names', async () => {
  const page = await signedIn();
  await page.keyboard.press('Control+k');
  assert.ok(await page.isVisible('#palette'));
  await page.keyboard.type('runs');
  assert.deepEqual(await inspect(page), []);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.equal(new URL(page.url()).pathname, '/w/demo/runs');
  await page.context().close();
});

test('the inbox decides without scripts', async () => {
  const page = await signedIn();
  const state = await page.context().storageState();
  await page.context().close();
  const bare = await (await start()).newContext({ javaScriptEnabled: false, storageState: state });
  const plain = await bare.newPage();
  await plain.goto(`${operator}/w/demo/inbox`);
  await plain.click('details.verb:has(#assignee) > summary');
  assert.ok(await plain.isVisible('#assignee'));
  assert.ok(await plain.isVisible('.bulk'), 'what is done with several does not wait for a script');
  await plain.click('.menu-button[popovertarget="tenants"]');
  await Promise.all([plain.waitForEvent('load'), plain.click('#tenants a:has-text("Fabrikam")')]);
  assert.ok(new URL(plain.url()).searchParams.get('tenant'));
  await bare.close();
});
