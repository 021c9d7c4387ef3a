// Runs numbered pairs of a pool through the engine, in batches, and adds up what was wrong.
import { runBatch } from './batch.mjs';
import { makePair } from './pairs.mjs';
import { waitingFor } from './waiting.mjs';

const BATCH = 500;

/** options as of makePair; keep: a folder in which the last batch's files stay. Returns { faults, waited, changed, families, kinds }. */
export function run(seed, from, count, pool, { keep = null, ...options } = {}) {
  const sum = { faults: [], waited: new Map(), changed: 0, families: new Map(), kinds: new Map() };
  const note = (kind) => sum.kinds.set(kind, (sum.kinds.get(kind) ?? 0) + 1);
  for (let at = from; at < from + count; at += BATCH) {
    const pairs = Array.from({ length: Math.min(BATCH, from + count - at) }, (_, i) => makePair(seed, at + i, pool, options));
    for (const pair of pairs) {
      sum.changed += pair.status === 'changed';
      for (const { kind } of pair.expected) note(kind);
      for (const kind of [...pair.noise, pair.spellings]) note(`noise: ${kind}`);
    }
    const { faults, families } = runBatch(pairs, seed, keep);
    for (const [type, codes] of families) sum.families.set(type, new Set([...(sum.families.get(type) ?? []), ...codes]));
    for (const fault of faults) {
      const entry = waitingFor(fault);
      if (entry) sum.waited.set(entry, (sum.waited.get(entry) ?? 0) + 1);
      else sum.faults.push(fault);
    }
  }
  return sum;
}

/** One fault for people: with its seed and number the object is made again. */
export function describe({ pair, what, detail }, seed) {
  const noise = [...pair.noise, pair.spellings].join(', ');
  return `${what}: seed ${seed} object ${pair.number}, row ${pair.row}, ${pair.source}; noise ${pair.swapped ? 'on the left' : 'on the right'}: ${noise}\n  ${JSON.stringify(detail)}`;
}
