// The main job, round by round, as its persons do it: each step says how to see that it is done, so that whoever does not know
// whether a request had an effect looks first and asks again only if it had none.
import { Person, people } from '../support/person.mjs';
import { tenantpilot } from '../support/product.mjs';
import { quiet } from './installation.mjs';

const DRIFT = [['mfa-disabled', 'sms-allowed'], ['compliance-assignment-lost', 'app-credential-added'], ['fixed']];
const day = (days) => new Date(Date.now() + days * 86400000).toISOString().slice(0, 10);
// a request is hit while it is under way; the jobs that follow from one are hit several times
const REQUEST = { most: 1, within_ms: 60 };
const JOBS = { most: 3, within_ms: 1500 };

export class Outage extends Error {}

// Gone while it was asked, or told that something behind is away. Anything else that goes wrong is a fault.
export const isOutage = (error) => error instanceof Outage || ['ECONNRESET', 'ECONNREFUSED', 'EPIPE'].includes(error.code)
  || [502, 503, 504].includes(error.status) || /cut off|no answer/.test(error.message);

// The form's effect is looked for by whoever calls: it may have been sent by an earlier try, or be refused since the page changed.
async function press(person, page, action, fill) {
  const answer = await person.send(page, action, fill);
  if (answer === undefined || answer.status === 303 || answer.status === 409) return;
  if ([502, 503, 504].includes(answer.status)) throw new Outage(`${action}: ${answer.status}`);
  throw new Error(`${person.known.login} ${page} ${action}: ${answer.status}\n${answer.body}`);
}

const list = async (person, path, key) => (await person.data(`/w/demo/${path}`))[key];

export async function begin() {
  const known = people();
  const at = async (role, site = 'operator') => new Person(site, known[role]).signIn();
  const persons = { operator: await at('operator'), approver: await at('approver'), reviewer: await at('reviewer'), customer: await at('customer', 'portal') };
  const tenants = await list(persons.operator, 'tenants?limit=100', 'tenant');
  const asked = async () => (await list(persons.operator, 'runs?operation=capture&limit=100', 'run')).filter((run) => run.run_origin === 'person');
  const captures = Object.fromEntries(await Promise.all(tenants.map(async ({ tenant_id: id }) => [id, (await asked()).filter((run) => run.tenant_id === id).length])));
  return { ...persons, tenants, asked, captures, reports: (await list(persons.operator, 'reports?limit=100', 'report')).length };
}

// Four entries of the inbox are decided, each in another way; which ones follows from what differs, not from ids.
async function* decisions(story) {
  const { operator, approver } = story;
  const verbs = [
    ['accept-risk', ({ inputs }) => ({ justification: 'Needed until the migration is done; watched daily until then.', expires: inputs.expires.max ?? day(7) })],
    ['assign', ({ inputs }) => ({ assignee: inputs.assignee.options.find((option) => option.text.includes('Olivia')).value })],
    ['reject', () => ({ reason: 'This is how the customer wants it.' })],
    ['snooze', () => ({ until: day(3), reason: 'The change window is on Saturday.' })],
  ];
  const order = (entry) => [entry.kind, entry.family, entry.object_name, entry.count].join('\t');
  let open = [];
  yield { name: 'the inbox is read', ...REQUEST,
    done: async () => {
      open = (await list(operator, 'inbox?limit=100', 'decisions')).filter((entry) => entry.state === 'open' && entry.assignee === null && entry.kind === 'drift');
      open.sort((a, b) => (order(a) < order(b) ? -1 : 1));
      return true;
    } };
  for (const [i, entry] of open.slice(0, verbs.length).entries()) {
    const [verb, fill] = verbs[i];
    const page = `/w/demo/inbox/${entry.decision_id}`;
    yield { name: `${verb} ${entry.object_name}`, ...REQUEST,
      done: async () => {
        const now = await operator.data(page);
        return now.state !== 'open' || now.assignee !== null;
      },
      act: () => press(operator, page, `/${verb}`, fill) };
  }
  const requested = () => list(approver, 'exceptions?state=requested&limit=100', 'exceptions');
  yield { name: 'exceptions are approved', ...REQUEST,
    done: async () => (await requested()).length === 0,
    act: async () => press(approver, `/w/demo/exceptions/${(await requested())[0].exception_id}`, '/approve', () => ({ note: 'Until then.' })) };
  yield { name: 'exceptions are in force', ...JOBS, done: quiet };
}

async function* review(story, round) {
  const { operator, reviewer, customer, tenants } = story;
  const title = `Round ${round}`;
  const tenant = tenants.find((one) => one.tenant_slug === 'contoso').tenant_id;
  const current = async () => (await list(operator, 'reviews?limit=100', 'review')).find((one) => one.review_title === title);
  const page = async () => `/w/demo/reviews/${(await current()).review_id}`;
  const shown = async () => (await customer.data('/')).review_tenant.flatMap((one) => one.review).find((one) => one.review_title === title);

  yield { name: 'a review is composed', ...REQUEST,
    done: async () => (await current()) !== undefined,
    act: () => press(operator, '/w/demo/reviews/new', '/w/demo/reviews', () => (
      { tenant, title, period_from: day(-30), period_to: day(0), summary: 'As agreed.', limitations: 'Only what the provider shows was assessed.' })) };
  yield { name: 'it is handed in', ...REQUEST,
    done: async () => (await current()).review_state !== 'draft',
    act: async () => press(operator, await page(), '/hand-in') };
  yield { name: 'it is signed', ...REQUEST,
    done: async () => { const now = await current(); return now.signed_count === now.section_count; },
    act: async () => press(reviewer, await page(), '/sign') };
  yield { name: 'its release is wanted', ...REQUEST,
    done: async () => (await current()).review_state === 'released' || !(await reviewer.page(await page())).includes('/release"'),
    act: async () => press(reviewer, await page(), '/release') };
  yield { name: 'the release is shown', ...JOBS, done: async () => (await current()).review_state === 'released' && quiet() };
  yield { name: 'the customer reads it', ...REQUEST,
    done: async () => {
      const release = await shown();
      if (!release?.stands) throw new Error(`the customer does not see "${title}"`);
      return (await customer.page(`/reviews/${release.release_id}/en/`)).includes(title);
    } };
  yield { name: 'and downloads the pack', ...REQUEST,
    done: async () => {
      const release = await shown();
      const pack = release.release_file.find((file) => file.file_name.endsWith('.zip'));
      const answer = await customer.ask('GET', `/reviews/${release.release_id}/files/${pack.file_name}`);
      if (answer.status !== 200) throw Object.assign(new Error(`the pack: ${answer.status}`), { status: answer.status });
      return answer.body.length === pack.file_size;
    } };
}

export async function* steps(story, round) {
  const { operator, tenants, asked, captures } = story;
  for (const scenario of DRIFT[round % DRIFT.length]) {
    yield { name: `drift: ${scenario}`, most: 0, within_ms: 0,
      done: async () => {
        const { status, text } = tenantpilot('demo', 'drift', scenario);
        if (status !== 0) throw new Error(text);
        return true;
      } };
  }
  for (const { tenant_id: id, tenant_slug: slug } of tenants) {
    captures[id] += 1;
    yield { name: `a capture of ${slug} is asked for`, ...REQUEST,
      done: async () => (await asked()).filter((run) => run.tenant_id === id).length === captures[id],
      act: () => press(operator, `/w/demo/tenants/${id}`, '/capture') };
  }
  yield { name: 'capture, compare, evaluation', ...JOBS, done: quiet };
  yield* decisions(story);
  story.reports += 1;
  yield { name: 'a report is ordered', ...REQUEST,
    done: async () => (await list(operator, 'reports?limit=100', 'report')).length === story.reports,
    act: () => press(operator, '/w/demo/reports', '/w/demo/reports', () => ({ report: 'findings', format: 'csv' })) };
  yield { name: 'the report is made', ...JOBS, done: quiet };
  yield* review(story, round);
}
