// Every page that a person can reach by links: accessible, quiet, as wide as its window, in every language; with TP_E2E_ALL=1 in
// every theme and width too. Pictures go to build/screens.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { crawl, inspect, open, operator, people, portal, shoot, signIn, stop } from './support/browser.mjs';

const all = process.env.TP_E2E_ALL === '1';
const themes = all ? ['light', 'dark'] : ['light'];
const widths = all ? [1440, 1024, 390] : [1440, 390];
const langs = all ? ['en', 'de', 'en-XA'] : ['en', 'de'];

after(stop);

async function visit(page, place, name, options) {
  const address = new URL(place);
  address.searchParams.set('lang', options.lang);
  const response = await page.goto(address.href);
  const faults = await inspect(page, options);
  if (response.status() >= 400) faults.push(`status ${response.status()}`);
  await shoot(page, `${name}.${options.theme}.${options.lang}.${options.width}`);
  return faults.map((fault) => `${address.pathname}${address.search} ${options.theme} ${options.width}: ${fault}`);
}

async function walk(site, person, role) {
  const first = await open();
  await signIn(first, site, person);
  const state = await first.context().storageState();
  const places = await crawl(first, first.url());
  await first.context().close();
  const faults = [];
  for (const theme of themes) for (const lang of langs) for (const width of widths) {
    const page = await open({ theme, lang, width, state });
    for (const { url } of places) faults.push(...await visit(page, url, `${role}${new URL(url).pathname}`, { theme, lang, width }));
    await page.context().close();
  }
  assert.ok(places.length > 1, `${role} reaches more than one page`);
  assert.deepEqual(faults, []);
}

test('the sign-in pages', async () => {
  const faults = [];
  for (const theme of themes) for (const lang of langs) for (const width of widths) {
    const page = await open({ theme, lang, width });
    for (const [name, site] of [['operator', operator], ['portal', portal]]) {
      faults.push(...await visit(page, `${site}/signin`, `${name}-signin`, { theme, lang, width }));
    }
    await page.context().close();
  }
  assert.deepEqual(faults, []);
});

test('a page that does not exist says so, in both languages', async () => {
  for (const [lang, text] of [['en', 'Not found'], ['de', 'Nicht gefunden']]) {
    const page = await open({ lang });
    const response = await page.goto(`${operator}/no-such-page?lang=${lang}`);
    assert.equal(response.status(), 404);
    assert.ok((await page.textContent('main')).includes(text));
    assert.deepEqual(await inspect(page), []);
    await page.context().close();
  }
});

const known = people();
for (const [role, person] of Object.entries(known)) {
  const site = ['customer', 'auditor'].includes(role) ? portal : operator;
  test(`every page of the ${role}`, async () => walk(site, person, role));
}
test('the demo has people to sign in as', () => assert.ok(Object.keys(known).length >= 4, 'operator, approver, reviewer, customer'));
