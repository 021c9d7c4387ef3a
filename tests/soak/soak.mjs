// The whole line twice from the same start: undisturbed, and while programs and the database are killed at random. Both must have left the
// same. TP_SOAK_SEED repeats the deaths of another run, TP_SOAK_ROUNDS says how often the line is gone through.
import { setTimeout as sleep } from 'node:timers/promises';
import { Person, people } from '../support/person.mjs';
import { facts, faults, forget, keep, putBack, quiet } from './installation.mjs';
import { Killer, VICTIMS, peaceful } from './killer.mjs';
import { begin, isOutage, steps } from './story.mjs';

const STEP_WITHIN_MS = 240000;
const READERS = [
  ['operator', 'operator', ['/w/demo/inbox', '/w/demo/findings', '/w/demo/runs', '/w/demo/inventory', '/w/demo/tenants']],
  ['operator', 'viewer', ['/w/demo/reviews', '/w/demo/reports', '/w/demo/controls', '/w/demo/evidence', '/w/demo/portfolio']],
  ['operator', 'platform operator', ['/system', '/system/runs', '/system/jobs']],
  ['portal', 'customer', ['/']],
];
const rounds = Number(process.env.TP_SOAK_ROUNDS || 5);
const seed = Number(process.env.TP_SOAK_SEED || Math.floor(Math.random() * 2 ** 31));
const began = Date.now();
const problems = [];

const say = (text) => console.log(`${((Date.now() - began) / 1000).toFixed(1).padStart(6)}  ${text}`);

// Somebody who reads pages all the time. What is not a whole page must be the plain word that something is away.
class Reader {
  constructor(site, role, paths) {
    Object.assign(this, { site, role, paths, statuses: {}, stopped: false });
  }

  async signIn() {
    this.person = await new Person(this.site, people()[this.role]).signIn();
  }

  async read(outages) {
    for (let i = 0; !this.stopped; i++, await sleep(50)) {
      const path = this.paths[i % this.paths.length];
      let status;
      try {
        const answer = await this.person.ask('GET', path);
        status = answer.status;
        const fits = status === 200 ? /<\/html>\s*$/.test(answer.body) : outages && [502, 503, 504].includes(status);
        if (!fits) problems.push(`${this.role} GET ${path}: ${status}\n${answer.body.toString().slice(0, 400)}`);
      } catch (error) {
        status = error.code ?? error.message;
        if (!outages || !isOutage(error)) problems.push(`${this.role} GET ${path}: ${error.stack}`);
      }
      this.statuses[status] = (this.statuses[status] ?? 0) + 1;
    }
  }
}

async function until(step) {
  let last;
  for (const deadline = Date.now() + STEP_WITHIN_MS; Date.now() < deadline; await sleep(200)) {
    try {
      if (await step.done()) return;
      await step.act?.();
    } catch (error) {
      if (!isOutage(error)) throw error;
      last = error;
    }
  }
  throw new Error(`"${step.name}" was not done within ${STEP_WITHIN_MS} ms${last ? `; the last problem was: ${last.message}` : ''}`);
}

async function line(killer) {
  const story = await begin();
  const readers = READERS.map((words) => new Reader(...words));
  for (const reader of readers) await reader.signIn();
  const reading = readers.map((reader) => reader.read(killer !== peaceful));
  try {
    for (let round = 0; round < rounds; round++) {
      for await (const step of steps(story, round)) {
        await Promise.all([until(step), killer.during(step)]);
      }
      say(`round ${round + 1} of ${rounds} is done`);
    }
    await until({ name: 'all is quiet', done: quiet });
  } finally {
    for (const reader of readers) reader.stopped = true;
    await Promise.all(reading);
  }
  for (const reader of readers) say(`  the ${reader.role} read: ${JSON.stringify(reader.statuses)}`);
  return { facts: facts(), faults: faults() };
}

// Lines of the one that the other does not have, as often as they are missing.
function missing(from, other) {
  const counts = new Map();
  for (const fact of other) counts.set(fact, (counts.get(fact) ?? 0) + 1);
  return from.filter((fact) => {
    const left = counts.get(fact) ?? 0;
    counts.set(fact, left - 1);
    return left <= 0;
  });
}

say(`seed ${seed}, ${rounds} rounds; to repeat: TP_SOAK_SEED=${seed} TP_SOAK_ROUNDS=${rounds} make soak`);
keep();
let killer;
try {
  say('undisturbed');
  const calm = await line(peaceful);
  say('the same again, with deaths');
  putBack();
  killer = new Killer(seed, say);
  const shaken = await line(killer);

  problems.push(...calm.faults.map((fault) => `undisturbed: ${fault}`), ...shaken.faults);
  for (const fact of missing(calm.facts, shaken.facts).slice(0, 40)) problems.push(`missing: ${fact}`);
  for (const fact of missing(shaken.facts, calm.facts).slice(0, 40)) problems.push(`too much: ${fact}`);
  if (Object.values(killer.deaths).every((count) => count === 0)) problems.push('nothing was killed');
  say(`${calm.facts.length} facts compared`);
} catch (error) {
  problems.push(error.stack);
} finally {
  forget();
}
say(`deaths: ${VICTIMS.map((victim) => `${victim} ${killer?.deaths[victim] ?? 0}`).join(', ')}`);
for (const problem of problems) console.log(`FAULT ${problem}`);
say(problems.length === 0 ? 'nothing was lost and nothing was done twice' : `${problems.length} faults; seed ${seed}`);
process.exit(problems.length === 0 ? 0 : 1);
