// Wapiti and sqlmap against the running product, as nobody, as a customer and as an operator; any finding fails. First both must find what is
// planted in a faulty page, through the same gate. Logs stay in TP_ATTACK_LOGS.
import { Person, people } from '../support/person.mjs';
import { programs, tenantpilot } from '../support/product.mjs';
import { CATEGORIES, COOKIE, plant } from './faulty.mjs';
import { ENDS_A_SESSION, Gate } from './gate.mjs';
import { sqlmap, wapiti } from './scanners.mjs';
import { crawl } from './targets.mjs';

const logs = process.env.TP_ATTACK_LOGS;
const SECONDS = 3600;
const ports = { 'operator.localhost': process.env.TP_PORT, 'portal.localhost': process.env.TP_PORTAL_PORT };
const problems = [];
const began = Date.now();
const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(0).padStart(5)}  ${text}`);

// What wapiti asks of every site and this product answers in another way: what it says, and why that is no finding.
const ANSWERED = [
  [/X-XSS-Protection is not set$/, 'browsers have removed that filter; the content security policy stands in its place'],
  [/Strict-Transport-Security is not set$/, 'sent where TP_PUBLIC_SCHEME is https (tests/http/nginx_test.c); over http browsers must ignore it'],
  [/POST \/signin: Lack of anti CSRF token$/, 'nobody has a session that a token could be of; where the request comes from is asked (shared/web/csrf.c)'],
];
// A form that the gate keeps from the product is answered alike, whatever token it holds.
const isKept = (text) => ENDS_A_SESSION.test(/: POST (\/[^:]*): CSRF token/.exec(text)?.[1] ?? '');
const isFinding = ({ text, withdrawn }) => !withdrawn && !isKept(text) && !ANSWERED.some(([says]) => says.test(text));

// Both scanners on one host; { found, reached }.
async function scan(name, host, port, person, { pages, sends }) {
  const gate = await new Gate({ [host]: port }, { [host]: person }).open();
  const at = { gate, origin: `http://${host}`, folder: `${logs}/${name}`, seconds: SECONDS };
  const query = (params) => (Object.keys(params).length === 0 ? '' : `?${new URLSearchParams(Object.entries(params).map(([key, value]) => [key, value || '1']))}`);
  const starts = [...new Set(pages.flatMap(({ path, params }) => [path, path + query(params)]))];
  const requests = [...pages.filter(({ params }) => Object.keys(params).length > 0).map(({ path, params }) => ({ method: 'GET', path: path + query(params) })),
    ...sends.map(({ path, fields }) => ({ method: 'POST', path, fields: Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, value || '1'])) }))];
  const found = await wapiti({ ...at, starts });
  say(`${name}: wapiti is done`);
  if (requests.length > 0) {
    const by = await sqlmap({ ...at, requests });
    if (by.tested === 0) problems.push(`${name}: sqlmap tested nothing`);
    found.push(...by.found);
    say(`${name}: sqlmap tested ${by.tested} parameters`);
    for (const { text } of by.found.filter((one) => one.withdrawn)) say(`  ${text}`);
  }
  await gate.close();
  return { found, gate };
}

async function prove() {
  const page = await plant();
  const host = 'planted.localhost';
  const port = page.address().port;
  const pages = ['/item id', '/hello name', '/go to', '/read file'].map((words) => words.split(' ')).map(([path, name]) => ({ path, params: { [name]: '1' } }));
  const { found } = await scan('planted', host, port, { cookie: COOKIE }, { pages, sends: [] });
  for (const category of CATEGORIES) if (!found.some((one) => one.category === category)) problems.push(`planted: "${category}" was not found`);
  if (!found.some(({ text }) => text.startsWith('sqlmap:'))) problems.push('planted: sqlmap found nothing');
  page.close();
  say(`planted: ${found.length} findings, as it should be`);
}

async function attack(name, site, person, starts) {
  const host = `${site}.localhost`;
  const targets = await crawl(person, starts);
  say(`${name}: ${targets.pages.length} pages, ${targets.sends.length} forms`);
  const { found, gate } = await scan(name, host, ports[host], person, targets);
  for (const { text } of found.filter(isFinding)) problems.push(`${name}: ${text}`);
  for (const line of gate.answered((status) => status === '500' || !/^\d+$|kept/.test(status))) problems.push(`${name}: ${line}`);
  for (const { path } of targets.pages) {
    const shape = `GET ${path.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')}`;
    if (!gate.reached.get(shape)?.[200]) problems.push(`${name}: the scan never got ${shape}`);
  }
  if (person.cookie && (await person.ask('GET', starts[0])).status !== 200) problems.push(`${name}: the session was lost during the scan`);
  say(`${name}: ${[...gate.reached.values()].flatMap(Object.values).reduce((sum, count) => sum + count, 0)} requests, ${gate.reached.size} places`);
}

const known = people();
const signedIn = (site, role) => new Person(site, known[role]).signIn();
const before = programs();
await prove();
await attack('nobody', 'operator', new Person('operator'), ['/signin', '/', '/w/demo/inbox', '/account/link?token=x']);
await attack('nobody-portal', 'portal', new Person('portal'), ['/signin', '/', '/account/link?token=x']);
await attack('customer', 'portal', await signedIn('portal', 'customer'), ['/', '/account/settings']);
await attack('operator', 'operator', await signedIn('operator', 'operator'), ['/w/demo/inbox', '/w/demo/findings', '/account/settings']);

for (const { name, restarts } of programs()) {
  if (restarts !== before.find((one) => one.name === name)?.restarts) problems.push(`${name} died`);
}
const log = tenantpilot('audit', 'verify');
if (log.status !== 0) problems.push(log.text);
for (const problem of problems) console.log(`FINDING ${problem}`);
say(problems.length === 0 ? 'the scanners found what was planted, and nothing else' : `${problems.length} findings; logs are in ${logs}`);
process.exit(problems.length === 0 ? 0 : 1);
