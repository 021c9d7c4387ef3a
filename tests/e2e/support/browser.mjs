// A real browser before the product: signing in, and what every page is checked for.
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(`${process.env.TP_NPM ?? `${process.cwd()}/build/npm-tests`}/`);
const { chromium } = require('playwright-core');
const AxeBuilder = require('@axe-core/playwright').default;

export const operator = `http://${process.env.TP_OPERATOR_HOST ?? 'operator.localhost'}:${process.env.TP_PORT ?? 8080}`;
export const portal = `http://${process.env.TP_PORTAL_HOST ?? 'portal.localhost'}:${process.env.TP_PORTAL_PORT ?? 8081}`;
const screens = process.env.TP_SCREENS ?? 'build/screens';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

let browser;
export async function start() {
  browser ??= await chromium.launch({ executablePath: process.env.TP_CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-dev-shm-usage'] });
  return browser;
}
export async function stop() {
  await browser?.close();
  browser = undefined;
}

// The demo's people, as `demo seed` prints them: one password, then lines "login  Name, what they do".
export function people() {
  const text = readFileSync(process.env.TP_SIGNINS, 'utf8');
  const password = /the password of all is ([^)\s]+)/.exec(text)?.[1];
  const found = [...text.matchAll(/^\s+(\S+@\S+)\s+[^,\n]+, (.+)$/gm)].map(([, login, role]) => [role.trim(), { login, password }]);
  return Object.fromEntries(found);
}

// A page that remembers what went wrong on it.
export async function open({ theme = 'light', lang = 'en', width = 1440, state } = {}) {
  const context = await (await start()).newContext({
    viewport: { width, height: width < 600 ? 844 : 900 }, colorScheme: theme, locale: lang === 'de' ? 'de-DE' : 'en-GB', storageState: state,
  });
  const page = await context.newPage();
  page.faults = [];
  page.on('pageerror', (error) => page.faults.push(`script: ${error.message}`));
  page.on('console', (message) => {
    // the browser's own line about a 4xx page is what the test asked for
    if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) page.faults.push(`console: ${message.text()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 500) page.faults.push(`${response.status()} ${response.url()}`);
  });
  return page;
}

export async function signIn(page, site, person) {
  await page.goto(`${site}/signin`);
  await page.fill('input[type="email"], input[name="login"]', person.login);
  await page.fill('input[type="password"]', person.password);
  await Promise.all([page.waitForURL((url) => !url.pathname.startsWith('/signin')), page.click('main button[type="submit"], main form button')]);
}

// What must hold on every page; returns the faults as sentences.
export async function inspect(page, { axe = true } = {}) {
  const faults = [...page.faults];
  page.faults.length = 0;
  const shape = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - window.innerWidth,
    h1: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title,
    inline: document.querySelectorAll('[style], style, script:not([src])').length,
  }));
  if (shape.over > 0) faults.push(`${shape.over} px wider than the window`);
  if (shape.h1 !== 1) faults.push(`${shape.h1} first headings`);
  if (shape.lang === '' || shape.title === '') faults.push('no language or title');
  if (shape.inline > 0) faults.push(`${shape.inline} inline styles or scripts`);
  if (axe) {
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
    for (const { id, nodes } of violations) {
      faults.push(`axe ${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
    }
  }
  return faults;
}

export async function shoot(page, name) {
  mkdirSync(screens, { recursive: true });
  await page.screenshot({ path: `${screens}/${name.replace(/[^A-Za-z0-9.-]+/g, '_')}.png`, fullPage: true });
}

// Every page that links lead to from here, one of each shape: ids and names of objects count as the same place.
export async function crawl(page, from, { limit = 60, skip = /\/(signout|files|csv)\b|\.(zip|pdf|csv|json)$/ } = {}) {
  const origin = new URL(from).origin;
  const shape = (url) => url.pathname.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id').replace(/\/controls\/[a-z0-9-]+$/, '/controls/:code');
  const seen = new Map();
  const queue = [new URL(from)];
  while (queue.length > 0 && seen.size < limit) {
    const url = queue.shift();
    if (seen.has(shape(url))) continue;
    const response = await page.goto(url.href);
    seen.set(shape(url), { url: url.href, status: response?.status() ?? 0 });
    const links = await page.$$eval('a[href]:not([download])', (anchors) => anchors.map((anchor) => anchor.href));
    for (const link of links) {
      const next = new URL(link);
      next.hash = '';
      if (next.origin === origin && !skip.test(next.pathname) && !seen.has(shape(next))) queue.push(next);
    }
  }
  return [...seen.values()];
}
