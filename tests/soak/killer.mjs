// Kills programs with SIGKILL as a plan says that follows from a seed alone, so that a run can be repeated with the same deaths.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { programs } from '../support/product.mjs';

export const VICTIMS = ['worker', 'sealer', 'postgresql', 'account', 'inbox', 'reviews', 'reports', 'system', 'portal'];
// the programs of the jobs, and what they all stand on, die twice as often
const DECK = [...VICTIMS, 'worker', 'sealer', 'postgresql'];
const UP_WITHIN_MS = 45000;

// mulberry32: numbers from 0 up to 1, the same for the same seed
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const children = (pid) => readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean).map(Number);

// In the calm run nothing dies.
export const peaceful = { during: async () => {} };

export class Killer {
  constructor(seed, say) {
    Object.assign(this, { draw: random(seed), say, deck: [], deaths: Object.fromEntries(VICTIMS.map((victim) => [victim, 0])) });
  }

  // Each victim's turn comes before one comes again.
  next() {
    if (this.deck.length === 0) {
      this.deck = [...DECK];
      for (let i = this.deck.length - 1; i > 0; i--) {
        const other = Math.floor(this.draw() * (i + 1));
        [this.deck[i], this.deck[other]] = [this.deck[other], this.deck[i]];
      }
    }
    return this.deck.pop();
  }

  // All of the step's deaths: `most` at most, each within `within_ms` of the one before.
  plan({ most, within_ms }) {
    return Array.from({ length: Math.floor(this.draw() * (most + 1)) }, () => (
      { after_ms: Math.floor(this.draw() * within_ms), victim: this.next(), member: this.draw() }));
  }

  // Done when all that were to die during the step have died.
  async during(step) {
    for (const { after_ms, victim, member } of this.plan(step)) {
      await sleep(after_ms);
      await this.kill(victim, member, step.name);
    }
  }

  // The program's first process, or one that it made; after an earlier death it may still have to come back.
  async kill(victim, member, step) {
    for (const until = Date.now() + UP_WITHIN_MS; Date.now() < until; await sleep(100)) {
      try {
        const first = programs().find(({ name }) => name === victim)?.pid;
        const all = [first, ...children(first)];
        const pid = all[Math.floor(member * all.length)];
        process.kill(pid, 'SIGKILL');
        this.deaths[victim] += 1;
        this.say(`  ${step}: ${victim} ${pid}${pid === first ? '' : ', a child,'} dies`);
        return;
      } catch (error) {
        if (!['ESRCH', 'ENOENT', 'ERR_INVALID_ARG_TYPE'].includes(error.code)) throw error;
      }
    }
    throw new Error(`${victim} did not come back within ${UP_WITHIN_MS} ms`);
  }
}
