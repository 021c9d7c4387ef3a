// Pairs of objects: what was, and what is. Seed and number alone decide everything about a pair.
import { CHANGES, change } from './change.mjs';
import { matching } from './facts.mjs';
import { KINDS } from './families.mjs';
import { NOISE, SELDOM, SPELLINGS } from './noise.mjs';
import { random } from './random.mjs';
import { copy } from './text.mjs';
import { nodes } from './walk.mjs';

const homogeneous = (kind) => KINDS.filter((other) => other.at === kind.at).length === 1;

function generated(kind, r) {
  const object = kind.build(r);
  return {
    row: kind.row,
    type: kind.type,
    name: kind.name,
    facts: kind.facts,
    at: kind.at,
    key: kind.key ?? 'id',
    source: kind.type,
    object: { '@odata.type': `#microsoft.graph.${kind.type}`, ...object },
  };
}

function taken(policy, r) {
  const object = copy(policy.object);
  if (typeof object[policy.name] === 'string') object[policy.name] += ` ${r.unique()}`;
  else object.displayName = r.unique();
  return { ...policy, name: typeof object.name === 'string' ? 'name' : 'displayName', key: 'id', at: null, object };
}

/**
 * One pair: { number, row, type, source, left, right, expected, noise, spellings, status, by, swapped }, of the pool's kinds and real
 * policies; where it has both, one in three is real. options: noise, changes, spellings: to draw from these kinds only; plain: how many
 * pairs of a hundred have no change.
 */
export function makePair(seed, number, { kinds = [], policies = [] }, options = {}) {
  const r = random(seed, number);
  const drawn = policies.length > 0 && (kinds.length === 0 || r.chance(1 / 3)) ? taken(r.pick(policies), r) : generated(r.pick(kinds), r);
  const { facts: known, object, key } = drawn;
  const pair = { number, row: drawn.row, type: drawn.type, source: drawn.source, at: drawn.at, key, facts: known };

  // a name that the service changes by itself cannot match
  const nameable =
    ['displayName', 'name'].includes(drawn.name) &&
    key === 'id' &&
    typeof object[drawn.name] === 'string' &&
    matching(known.volatile, [drawn.name]) === undefined;
  pair.by = nameable && r.chance(0.06) ? 'name' : 'id';
  if (key === 'id') object.id = r.guid();
  pair.id = object[key];
  pair.title = object[drawn.name] ?? null;
  // what lists of one type only leave out
  pair.typeless = pair.at !== null && key === 'id' && homogeneous(drawn) && r.chance(0.2);
  if (pair.typeless) delete object['@odata.type'];

  pair.left = copy(object);
  pair.right = copy(object);
  pair.status = r.chance(0.01) ? r.of('added', 'removed') : 'equal';
  pair.expected = [];
  if (pair.status === 'equal' && !r.chance((options.plain ?? 40) / 100)) {
    const untouched = pair.by === 'name' ? (node) => node.steps[0].name !== drawn.name : () => true;
    const places = nodes(pair.left, pair.right, known).filter((node) => untouched(node) && node.steps[0].name !== key);
    pair.expected = change(places, known, r, r.of(1, 1, 1, 2, 3), options.changes ?? Object.keys(CHANGES));
    if (pair.expected.length > 0) pair.status = 'changed';
  }
  if (pair.by === 'name' && pair.status !== 'added' && pair.status !== 'removed') {
    const gone = r.of('left', 'right', 'other');
    if (gone === 'other') pair.right.id = r.guid();
    else {
      delete pair.left.id;
      delete pair.right.id;
      pair.id = null;
    }
  }

  const noisy = options.noise ?? Object.keys(NOISE);
  pair.noise = [...new Set([...r.some(noisy, 0, 6), ...noisy.filter((kind) => SELDOM.includes(kind) && r.flag())])].filter((kind) =>
    NOISE[kind](pair.right, known, r),
  );
  pair.spellings = options.spellings ?? r.pick(Object.keys(SPELLINGS));
  pair.style = SPELLINGS[pair.spellings](r);
  // the noise is on the left as often as on the right
  pair.swapped = r.flag();
  if (pair.swapped) swap(pair);
  return pair;
}

const OTHER = { add: 'remove', remove: 'add', replace: 'replace', any: 'any' };
const STATUS = { added: 'removed', removed: 'added' };

function swap(pair) {
  [pair.left, pair.right] = [pair.right, pair.left];
  if (pair.by === 'name' && pair.id !== null) pair.id = pair.left.id;
  pair.status = STATUS[pair.status] ?? pair.status;
  for (const { alternatives } of pair.expected) {
    for (const operations of alternatives) {
      for (const operation of operations) {
        if (operation.op) operation.op = OTHER[operation.op];
        [operation.before, operation.after] = [operation.after, operation.before];
      }
    }
  }
}
