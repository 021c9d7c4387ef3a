// A sample of the corpus: some thousand objects of every family and of the real policies, 0 false and 0 missed. The whole is `make soak-drift`.
// TP_SEED gives another sample.
import assert from 'node:assert/strict';
import test from 'node:test';
import { KINDS, ROWS } from './families.mjs';
import { realPolicies } from './policies.mjs';
import { describe, run } from './run.mjs';
import { WAITING } from './waiting.mjs';

const SEED = Number(process.env.TP_SEED ?? 20240501);
const EACH = 40;
const waited = new Set();
const codes = new Map();

// update rings are device configurations, and scripts may be of one family
const TOGETHER = [
  [1, 2],
  [10, 11, 12],
];
const oneOf = (row) => TOGETHER.find((rows) => rows.includes(row))?.[0] ?? row;

function check(number, count, pool) {
  const sum = run(SEED, number, count, pool);
  for (const entry of sum.waited.keys()) waited.add(entry);
  for (const [type, families] of sum.families) codes.set(type, new Set([...(codes.get(type) ?? []), ...families]));
  assert.equal(
    sum.faults.length,
    0,
    `${sum.faults.length} faults\n${sum.faults
      .slice(0, 5)
      .map((fault) => describe(fault, SEED))
      .join('\n')}`,
  );
  assert.ok(sum.changed > count / 4, `only ${sum.changed} of ${count} objects were changed`);
}

for (const row of ROWS) {
  const kinds = KINDS.filter((kind) => kind.row === row);
  test(`row ${row}: ${kinds.map((kind) => kind.type).join(', ')}`, () => check(row * 10000, kinds.length * EACH, { kinds }));
}

test('the real policies', (t) => {
  const policies = realPolicies();
  if (policies.length === 0) {
    assert.ok(!process.env.TP_REQUIRE_DATA, 'no policies under TP_TEST_DATA');
    t.skip('no policies under TP_TEST_DATA');
    return;
  }
  check(0, 1000, { policies });
});

/** Family codes that types of two rows have, and types that have two. */
function mixed(types) {
  const rows = new Map();
  return types.flatMap(([type, families]) =>
    [...families].flatMap((code) => {
      const row = oneOf(KINDS.find((kind) => kind.type === type).row);
      const first = rows.get(code) ?? row;
      rows.set(code, first);
      return first === row && families.size === 1 ? [] : [`${type} is ${[...families].join(' and ')}; ${code} is of row ${first} too`];
    }),
  );
}

test('a type is of one family, and no family is of two rows', () => {
  const named = new Set(WAITING.filter(([type]) => type === 'family').map(([, type]) => type));
  const whole = new Set(WAITING.filter(([, place]) => place === '').map(([type]) => type));
  const settled = [...codes].filter(([type]) => !whole.has(type));
  assert.deepEqual(mixed(settled.filter(([type]) => !named.has(type))), []);
  for (const type of named)
    assert.notDeepEqual(
      mixed(settled.filter(([other]) => other === type || !named.has(other))),
      [],
      `${type}: has a family of its own now, take it off the list`,
    );
});

test('what waits for rules still has to: no entry of the list is without a fault', () => {
  for (const entry of WAITING.filter((each) => !['case', 'family'].includes(each[0]) && !waited.has(each))) {
    const kinds = KINDS.filter((kind) => kind.type === entry[0]);
    const sum = run(SEED, 900000, 400, { kinds });
    assert.ok(sum.waited.has(entry), `${entry.join(' ')}: passes now, take it off the list`);
  }
});
