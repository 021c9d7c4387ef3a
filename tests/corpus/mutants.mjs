// Engines that are wrong in one place. Each must be caught by the corpus: what cannot be told from the right one is not tested.
//
// mutants.mjs FOLDER [--seed S] [--rules N] [--only TEXT] compiles each mutated source by itself ($TP_CC), links it before the library
// ($TP_LD, $TP_OBJECTS, $TP_LIB, $TP_LIBS), and runs the corpus on it. First come the ones below, then N rows of the rules' tables, drawn by
// the seed (all: 0), each without what it says.
import { execSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { use } from './engine.mjs';
import { KINDS } from './families.mjs';
import { realPolicies } from './policies.mjs';
import { random, SECRET } from './random.mjs';
import { run } from './run.mjs';
import { isObject } from './text.mjs';

const DRIFT = 'shared/core/drift';
const RULES = 'shared/providers/graph/rules';

// [what is wrong, file, what it says, what the mutant says]
const MUTANTS = [
  ['a set is a list', `${DRIFT}/set.c`, 'if (array->len < 2) {\n        return;', 'if (array->len < 1000000) {\n        return;'],
  [
    'equal elements of a set are one',
    `${DRIFT}/set.c`,
    '        array->items[i] = items[i].node;\n    }\n',
    '        array->items[i] = items[i].node;\n    }\n    { uint32_t kept = 0; for (uint32_t i = 0; i < array->len; i++) { if (i == 0 || strcmp(items[i].token, items[i - 1].token) != 0) array->items[kept++] = items[i].node; } array->len = kept; }\n',
  ],
  ['elements are told apart by the first member of their key', `${DRIFT}/path.c`, '        any = true;\n', '        return true;\n'],
  [
    'elements are told apart by their content, never by their key',
    `${DRIFT}/path.c`,
    'if (rule->key == NULL || element',
    'if (rule->key != NULL || element',
  ],
  [
    'the rules of the root hold at any depth',
    `${DRIFT}/canonical.c`,
    'canonical_object(c, rule == NULL ? NULL : rule->inside, value)',
    'canonical_object(c, rule == NULL || rule->inside == NULL ? c->rules->root : rule->inside, value)',
  ],
  ['nothing is volatile', `${DRIFT}/canonical.c`, /RULE_DROP/g, '(1 << 20)'],
  [
    'false is absent',
    `${DRIFT}/canonical.c`,
    'return value->kind == DOCUMENT_NULL ||',
    'return value->kind == DOCUMENT_NULL || value->kind == DOCUMENT_FALSE ||',
  ],
  [
    '0 is absent',
    `${DRIFT}/canonical.c`,
    'return value->kind == DOCUMENT_NULL ||',
    "return value->kind == DOCUMENT_NULL || (value->kind == DOCUMENT_NUMBER && value->len == 1 && value->text[0] == '0') ||",
  ],
  [
    'empty is absent everywhere',
    `${DRIFT}/canonical.c`,
    '    if (rule == NULL) {\n        return false;',
    '    if (rule == NULL || rule->flags == 0) {\n        return is_empty(value);',
  ],
  [
    'empty is never absent',
    `${DRIFT}/canonical.c`,
    '((rule->flags & (RULE_EMPTY | RULE_NIL_ID)) != 0 && is_empty(value))',
    '((rule->flags & RULE_EMPTY) != 0 && is_empty(value) && value->len > 0)',
  ],
  ['the empty GUID is a value', `${DRIFT}/canonical.c`, 'document_is(value, NIL_ID)', 'document_is(value, "none")'],
  [
    'the subtype is an annotation',
    `${DRIFT}/canonical.c`,
    'return contains(member, wire->infix) && ',
    'return contains(member, wire->infix) || ',
  ],
  [
    'annotations are data',
    `${DRIFT}/canonical.c`,
    'if (c->embedded > 0) {\n        return false;',
    'if (c->embedded >= 0) {\n        return false;',
  ],
  ['bound actions are data', `${DRIFT}/canonical.c`, 'if (starts(member, wire->prefix)) {', 'if (starts(member, "no such prefix")) {'],
  [
    'numbers are texts',
    `${DRIFT}/number.c`,
    '    const char *end = text + len;\n\n    if (is_zero',
    '    const char *end = text + len;\n\n    strbuf_put(out, text, len);\n    if (len > 0) {\n        return;\n    }\n    if (is_zero',
  ],
  ['numbers are doubles', `${DRIFT}/number.c`, 'if (d.point < (int64_t)d.count &&\n', 'if (d.point < 1000000 || d.count > 15 ||\n'],
  [
    'long integers are doubles',
    `${DRIFT}/number.c`,
    'if (is_plain_integer(text, (size_t)(end - text))) {',
    'if (end - text > 15) {\n        strbuf_printf(out, "%.17g", strtod(text, NULL));\n    } else if (is_plain_integer(text, (size_t)(end - text))) {',
  ],
  [
    'instants are texts',
    `${DRIFT}/canonical.c`,
    'if (value->len < sizeof "2024-01-01T00:00:00" ||',
    'if (value->len < sizeof "2024-01-01T00:00:00" || value->len < 1000 ||',
  ],
  ['instants have no fraction', `${DRIFT}/instant.c`, '    *out_len = write(&t,', '    fraction_len = 0;\n    *out_len = write(&t,'],
  ['offsets of instants mean nothing', `${DRIFT}/instant.c`, 't->minute -= offset;', 't->minute -= 0 * offset;'],
  [
    'JSON in a string is a text',
    `${DRIFT}/embedded.c`,
    '        (parsed->kind == DOCUMENT_OBJECT ||',
    '        (parsed->kind == DOCUMENT_NUMBER ||',
  ],
  ['XML is a text', `${DRIFT}/embedded.c`, 'if (xml && looks_like_xml(text)', 'if (!xml && looks_like_xml(text)'],
  [
    'line ends of scripts are content',
    `${DRIFT}/script.c`,
    'const struct strbuf plain = one_line_end(c, bytes);',
    'struct strbuf plain;\n    strbuf_init(&plain, c->mem, SIZE_MAX / 4);\n    strbuf_put(&plain, (const char *)bytes.data, bytes.len);\n    if (bytes.len > SIZE_MAX / 2) {\n        plain = one_line_end(c, bytes);\n    }',
  ],
  ['secrets are shown', `${DRIFT}/canonical.c`, 'if ((rule->flags & RULE_SECRET) != 0) {', 'if ((rule->flags & RULE_SECRET) == 4711) {'],
  [
    'words of secrets mean nothing',
    `${DRIFT}/canonical.c`,
    'if (c->embedded > 0 && member->kind == DOCUMENT_STRING &&',
    'if (c->embedded < 0 && member->kind == DOCUMENT_STRING &&',
  ],
  [
    'a rule holds whatever its sibling says',
    `${DRIFT}/canonical.c`,
    'if (rule->when == NULL) {',
    'if (rule->when == NULL || rule->is != NULL) {',
  ],
  [
    'what was added is not seen',
    `${DRIFT}/diff.c`,
    '    if (before == NULL || after == NULL) {\n        note(d, at, before, after);\n    } else {\n        diff_value(d, at',
    '    if (before == NULL) {\n        return;\n    }\n    if (after == NULL) {\n        note(d, at, before, after);\n    } else {\n        diff_value(d, at',
  ],
  [
    'a failed answer is an object',
    `${DRIFT}/gap.c`,
    'failure != NULL && failure->kind',
    'failure != NULL && wire == NULL && failure->kind',
  ],
  [
    'a list that goes on elsewhere is whole',
    `${DRIFT}/gap.c`,
    'if (goes_on(wire, &object->items[i])) {',
    'if (object->len > 1000000 && goes_on(wire, &object->items[i])) {',
  ],
  ['objects are matched by name before they are by id', 'modules/cli/compare_match.c', '    match_by(&m, by_id, match_id_group);\n', ''],
  ['no name is a name', 'modules/cli/compare_match.c', "bool named = *name_of(group) != '\\0';", "bool named = *name_of(group) != '\\1';"],
  [
    'the first of several is the one',
    'modules/cli/compare_match.c',
    'if (count == 2 && right == 1 && (named',
    'if (right > 0 && right < count && (named',
  ],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, rules: { type: 'string', default: '40' }, only: { type: 'string', default: '' } },
});
const folder = positionals[0];
const seed = Number(values.seed ?? Date.now() % 4294967296);
const { TP_CC: cc, TP_LD: ld, TP_OBJECTS: objects, TP_LIB: lib, TP_LIBS: libs, TP_CORPUS_PROGRAM: right } = process.env;
const policies = realPolicies();

/** The program with one source exchanged, or null where the source does not say what the mutant changes. */
function build(name, file, from, to) {
  const text = readFileSync(file, 'utf8');
  if (from instanceof RegExp ? text.search(from) < 0 : !text.includes(from)) return null;
  const place = join(folder, name.replace(/\W+/g, '-'));
  mkdirSync(place, { recursive: true });
  const [source, object, program] = [join(place, 'mutant.c'), join(place, 'mutant.o'), join(place, 'tenantpilot')];
  writeFileSync(
    source,
    text.replace(from, () => to),
  );
  execSync(`${cc} -w -c -o ${object} ${source}`, { stdio: ['ignore', 'ignore', 'inherit'] });
  const rest = objects
    .split(' ')
    .filter((each) => !each.endsWith(`/${file.replace(/\.c$/, '.o')}`))
    .join(' ');
  execSync(`${ld} -o ${program} ${object} ${rest} ${lib} ${libs}`, { stdio: ['ignore', 'ignore', 'inherit'] });
  return program;
}

/** What catches the program: a kind of fault, a named case, or null. Pairs are made until something does. */
function caught(program, pool, count) {
  use(program);
  for (let at = 0; at < count; at += 500) {
    let faults;
    try {
      ({ faults } = run(20240501, at, 500, pool));
    } catch (error) {
      return `it fails: ${error.message.split('\n')[0]}`;
    }
    if (faults.length > 0) return `${faults[0].what}, ${faults[0].pair.type ?? faults[0].pair.source}`;
  }
  const cases = spawnSync('node', ['--test', '--test-reporter=tap', 'tests/corpus/cases.test.mjs'], {
    encoding: 'utf8',
    env: { ...process.env, TP_CORPUS_PROGRAM: program },
  });
  return /^not ok \d+ - (.*)$/m.exec(cases.stdout)?.[1] ?? null;
}

// ---- rows of the rules' tables ----

const last = (pattern) => pattern.split('/').at(-1);
const named = (patterns, name) =>
  patterns.some((pattern) =>
    new RegExp(
      `^${last(pattern)
        .replace(/[.$@()]/g, '\\$&')
        .replace(/\*+/g, '.*')}$`,
    ).test(name),
  );

/** Names of the members in which the builder puts secrets. */
function secrets(kind) {
  const names = new Set();
  const visit = (value, name) => {
    if (Array.isArray(value)) value.forEach((element) => visit(element, name));
    else if (isObject(value)) for (const key of Object.keys(value)) visit(value[key], key);
    else if (typeof value === 'string' && value.includes(SECRET)) names.add(name);
  };
  for (let i = 0; i < 20; i += 1) visit(kind.build(random(1, i)), '');
  return names;
}

/** Whether a fact of one of the kinds says what the row says: then its absence must be caught. */
function claimed(kinds, flag, name) {
  return kinds.some((kind) => {
    if (flag === 'DROP') return name !== 'id' && named(kind.facts.volatile, name);
    if (flag === 'SET') return named(kind.facts.setPlaces, name) && last(name) !== '*';
    if (flag === 'EMPTY') return named(kind.facts.empty, name);
    return secrets(kind).has(name);
  });
}

/** Each row of the tables that says something about order, volatility, emptiness or secrecy, with the kinds whose family it is of. */
function rows(families) {
  return readdirSync(RULES)
    .filter((name) => name.endsWith('.c'))
    .flatMap((name) => {
      const file = join(RULES, name);
      const text = readFileSync(file, 'utf8');
      const codes = [...text.matchAll(/\.code = "(\w+)"/g)].map((m) => m[1]);
      const kinds = KINDS.filter((kind) => codes.length === 0 || codes.some((code) => families.get(kind.type)?.has(code)));
      return [...text.matchAll(/^ +(DROP|SET|EMPTY|SECRET)\("([^"]+)"/gm)]
        .map(([row, flag, member]) => ({ file, row, flag, member, kinds }))
        .filter(({ flag, member }) => claimed(kinds, flag, member));
    });
}

// ---- all of them ----

console.log(`seed ${seed}`);
use(right);
const whole = { kinds: KINDS, policies };
const sound = run(20240501, 0, 3000, whole);
if (sound.faults.length > 0) throw new Error('the engine itself is not sound: make corpus');

let [alive, stale, tried] = [0, 0, 0];
const judge = (name, program, pool, count) => {
  tried += 1;
  const by = program === null ? null : caught(program, pool, count);
  if (program === null) stale += 1;
  else if (by === null) alive += 1;
  console.log(`${program === null ? 'STALE ' : by === null ? 'ALIVE ' : 'caught'} ${name}${by ? `: ${by}` : ''}`);
};
for (const [name, file, from, to] of MUTANTS.filter(([each]) => each.includes(values.only)))
  judge(name, build(name, file, from, to), whole, 3000);

const all = rows(sound.families);
const drawn = Number(values.rules) === 0 ? all : random(seed).shuffled(all).slice(0, Number(values.rules));
for (const { file, row, flag, member, kinds } of drawn.filter((each) => each.member.includes(values.only))) {
  const name = `${file.split('/').at(-1)} ${member} is no ${flag}`;
  judge(
    name,
    build(name, file, row, row.replace(flag, 'ROW')),
    { kinds, policies: policies.filter((policy) => kinds.some((kind) => kind.type === policy.type)) },
    Math.min(3000, kinds.length * 500),
  );
}
console.log(
  `${tried} mutants of ${MUTANTS.length + all.length}: ${tried - alive - stale} caught, ${alive} alive, ${stale} stale (their source has changed: mend them)`,
);
process.exitCode = alive + stale === 0 ? 0 : 1;
