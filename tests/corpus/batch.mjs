// A batch: some hundred pairs as two folders of exported files, and what the engine says of them held against what is so.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalize, compare } from './engine.mjs';
import { resolve, verdict } from './expect.mjs';
import { random, SECRET } from './random.mjs';
import { copy, ENCODINGS, same, write } from './text.mjs';

const METADATA = 'https://graph.microsoft.com/beta/$metadata#';
const LEAKS = [SECRET, Buffer.from(SECRET).toString('base64')];

/** One side's objects in files: alone, as arrays and as pages, in an encoding each. */
function writeSide(folder, objects, r) {
  const contexts = new Map();
  for (const item of objects) {
    // an object without a type is known by its list
    const key = item.pair.typeless ? item.pair.at : '';
    contexts.set(key, [...(contexts.get(key) ?? []), item]);
  }
  let number = 0;
  for (const [context, items] of contexts) {
    let rest = r.shuffled(items);
    while (rest.length > 0) {
      const count = Math.min(rest.length, r.of(1, 1, 3, 20, 60));
      const texts = rest.slice(0, count).map((item) => item.text);
      rest = rest.slice(count);
      const place = join(folder, `part${r.below(4)}`);
      mkdirSync(place, { recursive: true });
      const name = r.pick(Object.keys(ENCODINGS));
      const head = context ? `"@odata.context":${JSON.stringify(METADATA + context)},` : '';
      const next = rest.length > 0 ? `,\n"@odata.nextLink":"https://graph.microsoft.com/beta/next?$skiptoken=${r.hex(6)}"` : '';
      const text =
        context || r.flag() ? `{${head}\n"value": [${texts.join(',\n')}]${next}}` : count === 1 ? texts[0] : `[\n${texts.join(',\n')}\n]`;
      writeFileSync(join(place, `${(number += 1)}.json`), ENCODINGS[name](text));
    }
  }
}

function writeBatch(folder, pairs, seed) {
  const r = random(seed, pairs[0].number ^ 0x5bd1e995);
  const sides = { left: [], right: [] };
  for (const pair of pairs) {
    // added: only the right has it
    const noisy = pair.swapped ? 'left' : 'right';
    for (const side of ['left', 'right']) {
      if (pair.status === (side === 'left' ? 'added' : 'removed')) continue;
      sides[side].push({ pair, text: write(pair[side], side === noisy ? pair.style : {}) });
    }
  }
  for (const side of ['left', 'right']) {
    mkdirSync(join(folder, side));
    writeSide(join(folder, side), sides[side], r);
  }
}

/** The canonical documents of the left objects, by pair. */
function canonicalLefts(folder, pairs) {
  const having = pairs.filter((pair) => pair.status !== 'added');
  const file = join(folder, 'canonical.json');
  writeFileSync(
    file,
    `[${having.map((pair) => write(pair.typeless ? { ...copy(pair.left), '@odata.context': `${METADATA}${pair.at}/$entity` } : pair.left)).join(',\n')}]`,
  );
  const documents = canonicalize(file);
  return new Map(having.map((pair, i) => [pair, documents[i]]));
}

/** Each path must mean, in the canonical document of the left, what the change says was there. */
function misleading(change, document) {
  if (change.op === 'add') return false;
  const there = resolve(document, change.path);
  return change.before === null ? there.length === 0 : !there.some((value) => same(value, change.before));
}

const faultOf = (pair, what, detail) => ({ pair, what, detail });

function judge(pair, subject, document) {
  if (!subject) return [faultOf(pair, 'missed', 'not in the report')];
  const faults = [];
  if (subject.status !== pair.status && (pair.status === 'added' || pair.status === 'removed'))
    return [faultOf(pair, 'missed', `${subject.status}, not ${pair.status}`)];
  if (pair.status === 'added' || pair.status === 'removed') return [];
  if (subject.matched_by !== pair.by && pair.key === 'id')
    faults.push(faultOf(pair, 'false', `${subject.status} matched by ${subject.matched_by}: ${subject.reason ?? ''}`));
  if (subject.status === 'changed' && subject.changes.length === 0) faults.push(faultOf(pair, 'false', 'changed, without a change'));
  const { missed, false: beside } = verdict(pair.expected, subject.changes ?? []);
  for (const fault of missed) faults.push(faultOf(pair, 'missed', fault));
  for (const change of beside) faults.push(faultOf(pair, 'false', change));
  for (const change of subject.changes ?? [])
    if (misleading(change, document)) faults.push(faultOf(pair, 'false', { 'path means nothing': change }));
  if (pair.row !== 0 && subject.family === 'unknown') faults.push(faultOf(pair, 'unknown', 'no rules for its family'));
  return faults;
}

/** Secrets that can be seen in what is printed of a pair. */
function leaks(pairs, byKey, documents, text) {
  const seen = (shown) => LEAKS.find((leak) => shown.includes(leak));
  if (!seen(text) && ![...documents.values()].some((document) => seen(JSON.stringify(document)))) return [];
  return pairs.flatMap((pair) => {
    const shown = `${JSON.stringify(subjectOf(pair, byKey) ?? '')}${JSON.stringify(documents.get(pair) ?? '')}`;
    const leak = seen(shown);
    return leak ? [faultOf(pair, 'leaked', shown.slice(Math.max(0, shown.indexOf(leak) - 120), shown.indexOf(leak) + leak.length))] : [];
  });
}

const subjectOf = (pair, byKey) => byKey.get(pair.id === null ? `name ${pair.title}` : pair.id);

/** Runs the pairs through the engine. Returns { faults, families }: what was wrong, and the codes that each type's objects were given. */
export function runBatch(pairs, seed, keep = null) {
  const folder = keep ?? mkdtempSync(join(tmpdir(), 'tp-corpus-'));
  try {
    writeBatch(folder, pairs, seed);
    const { report, text, code } = compare(join(folder, 'left'), join(folder, 'right'));
    const documents = canonicalLefts(folder, pairs);
    const byKey = new Map();
    for (const subject of report.subjects)
      for (const key of [subject.id, `name ${subject.name}`]) if (key !== null) byKey.set(key, subject);
    const faults = [];
    const families = new Map();
    for (const pair of pairs) {
      const subject = subjectOf(pair, byKey);
      faults.push(...judge(pair, subject, documents.get(pair)));
      if (subject && pair.row !== 0) families.set(pair.type, new Set([...(families.get(pair.type) ?? []), subject.family]));
    }
    // one that was not matched stands there twice, and is among the faults already
    if (report.subjects.length !== pairs.length && faults.length === 0)
      faults.push(faultOf(pairs[0], 'false', `${report.subjects.length} subjects of ${pairs.length} pairs`));
    if (code !== (report.summary.equal === report.subjects.length ? 0 : 1)) faults.push(faultOf(pairs[0], 'false', `left with ${code}`));
    faults.push(...leaks(pairs, byKey, documents, text));
    return { faults, families };
  } finally {
    if (!keep) rmSync(folder, { recursive: true });
  }
}
