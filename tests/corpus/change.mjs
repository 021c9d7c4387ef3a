// Real changes. Each kind offers the nodes that it fits, changes one, and says what must be reported: the operations, exactly these. An
// expectation is a list of alternatives where the contract leaves a choice; each is a list of { op, steps, before, after }. One with
// `under: true` stands for any operations at or below its steps, at least one.
import { isVolatile, matching, NO_GUID } from './facts.mjs';
import { SECRET } from './random.mjs';
import { copy, isObject, Num, same } from './text.mjs';
import { eachObject } from './walk.mjs';

export const REDACTED = '[secret]';

const scalar = (v) => v === null || typeof v !== 'object';
const isText = (v) => typeof v === 'string';
const listed = (node) => node.listed === true;
const plain = (node) => node.kind === 'member' || (node.kind === 'element' && node.steps.at(-1).kind !== 'set');

const empty = (known, node) => !listed(node) && matching(known.empty, node.place) !== undefined;
const isEmpty = (v) => v === null || v === '' || (Array.isArray(v) && v.length === 0);

/**
 * The operation that leads from one value of a member to another. Null is absent where the facts say so, may be elsewhere: then the
 * operation, not whether there is one, is left open.
 */
function operation(known, node, before, after) {
  const gone = empty(known, node);
  const from = before === undefined || (gone && isEmpty(before));
  const to = after === undefined || (gone && isEmpty(after));
  if (from) return { op: 'add', steps: node.steps, before: null, after };
  if (to) return { op: 'remove', steps: node.steps, before, after: null };
  const open = (value) => !listed(node) && isEmpty(value) && matching(known.keepsEmpty, node.place) === undefined;
  if (open(before) || open(after))
    return { op: 'any', steps: node.steps, before: open(before) ? undefined : before, after: open(after) ? undefined : after };
  return { op: 'replace', steps: node.steps, before, after };
}

/** A change inside an element that nothing but its content tells apart may also be the element's going and coming. */
function alternatives(ops) {
  const out = [ops];
  ops[0].steps.forEach((step, i) => {
    if (!step.list || step.kind !== 'set' || step.key.length > 0 || !isObject(step.element)) return;
    const steps = ops[0].steps.slice(0, i + 1);
    out.push([
      { op: 'remove', steps, before: step.element },
      { op: 'add', steps, after: step.other },
    ]);
  });
  // whether that list has an order is not known: the element may be exchanged
  const unknown = ops[0].steps.find((step) => step.list && step.kind === null);
  if (unknown) out.push([{ under: true, steps: ops[0].steps.slice(0, ops[0].steps.indexOf(unknown)) }]);
  return out;
}

const replaced = (known, node, value) => {
  const before = node.value;
  node.right[node.key] = value;
  return alternatives([operation(known, node, before, value)]);
};

/** fits(node, known) and value(old, r, node): a kind that exchanges one value for another. */
const exchange = (fits, value) => ({
  fits: (node, known) => plain(node) && fits(node.value, node, known),
  make: (node, known, r) => replaced(known, node, value(node.value, r, node)),
});

/** A number that both sides have, but not the same one: what JavaScript would take for equal. */
const between = (before, after) => ({
  fits: (node) => plain(node) && typeof node.value === 'number',
  make(node) {
    node.left[node.key] = before;
    node.right[node.key] = after;
    return alternatives([{ op: 'replace', steps: node.steps, before, after }]);
  },
});

const removal = (fits) => ({
  fits: (node, known) =>
    node.kind === 'member' &&
    !node.key.startsWith('@') &&
    !node.holdsKey &&
    fits(node.value, node, known) &&
    !(empty(known, node) && isEmpty(node.value)),
  make(node, known) {
    const before = node.value;
    delete node.right[node.key];
    // a list that is gone may be all its elements gone
    if (Array.isArray(before)) return alternatives([{ under: true, steps: node.steps }]);
    return alternatives([operation(known, node, before, undefined)]);
  },
});

const within = (node, name) => ({
  ...node,
  left: node.value,
  right: node.right[node.key],
  key: name,
  place: [...node.place, name],
  steps: [...node.steps, { name }],
  kind: 'member',
  listed: false,
});

/** A set is compared by what it holds: scalars, or elements with a key. */
const setOf = (known, node, what) => {
  if (node.kind !== 'member' || !Array.isArray(node.value) || matching(known.ordered, node.place)) return false;
  const pattern = matching(known.setPlaces, node.place);
  if (pattern === undefined) return false;
  return what === 'scalars' ? node.value.every(scalar) && node.value.length > 0 : node.value.length > 0 && node.value.every(isObject);
};

const stepIn = (known, node, element, other) => ({
  list: node.value,
  element,
  other: other ?? element,
  index: -1,
  kind: 'set',
  key: known.sets[matching(known.setPlaces, node.place)],
});

/** A fresh element that is like one of the set, but another: what tells it apart is new; without a key, every value is. */
function sibling(element, key, r) {
  const fresh = (name, value) => {
    if (Array.isArray(value)) return key.length === 0 ? value.map((inner) => fresh('', inner)) : value;
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([inner, v]) => [inner, fresh(inner, v)]));
    if (name.startsWith('@') || value === null || typeof value === 'boolean') return value;
    if (key.length === 0 ? name === 'settingDefinitionId' : !key.includes(name) || /FilterType$|^intent$/.test(name)) return value;
    if (typeof value === 'number') return value + r.int(1, 9);
    return isText(value) ? another(value, r) : value;
  };
  return isObject(element) ? fresh('', element) : another(element, r);
}

const another = (text, r) => (/^[0-9a-f-]{36}$/.test(text) ? r.guid() : r.unique());

const NESTED = [
  'version',
  'id',
  'source',
  'createdDateTime',
  'lastModifiedDateTime',
  'isAssigned',
  'settingCount',
  'creationSource',
  'supportsScopeTags',
  'deployedAppCount',
];

export const CHANGES = {
  text: exchange(
    (v, node) => isText(v) && v !== '' && node.key !== '@odata.type',
    (v, r) => r.unique(),
  ),
  'case of a letter': exchange(
    (v, node) => isText(v) && /[a-z]/.test(v) && node.key !== '@odata.type',
    (v) => v.replace(/[a-z]/, (c) => c.toUpperCase()),
  ),
  'space at the end': exchange(
    (v, node) => isText(v) && v !== '' && node.key !== '@odata.type',
    (v) => `${v} `,
  ),
  'composed letter': exchange(
    (v, node) => isText(v) && /[aou]/.test(v) && node.key !== '@odata.type',
    (v) => v.replace(/[aou]/, (c) => `${c}\u0308`),
  ),
  number: exchange(
    (v) => typeof v === 'number',
    (v, r) => v + r.of(1, -1, 1000, 0.5),
  ),
  'past 2^53': between(new Num('9007199254740992'), new Num('9007199254740993')),
  'past every double': between(new Num('1e400'), new Num('1e401')),
  flag: exchange(
    (v) => typeof v === 'boolean',
    (v) => !v,
  ),
  'number to text': exchange(
    (v) => typeof v === 'number',
    (v) => String(v),
  ),
  'flag to text': exchange(
    (v) => typeof v === 'boolean',
    (v) => String(v),
  ),
  'zero to ""': exchange(
    (v, node, known) => v === 0 && !empty(known, node),
    () => '',
  ),
  'zero to false': exchange(
    (v) => v === 0,
    () => false,
  ),
  'false to null': exchange(
    (v, node, known) => v === false && !empty(known, node),
    () => null,
  ),
  'false to absent': removal((v) => v === false),
  'zero to absent': removal((v) => v === 0),
  '"" to absent': removal((v, node, known) => v === '' && matching(known.keepsEmpty, node.place) !== undefined),
  // whether an empty one is the same as none, the facts say of few
  'member removed': removal((v) => !isEmpty(v) && v !== NO_GUID),
  subtype: exchange(
    // whether a value may be shown can depend on its kind: that one would change as well
    (v, node) => node.key === '@odata.type' && !/Secret|PresentationValue/.test(v),
    (v, r) => `#microsoft.graph.${r.word()}${r.hex(4)}`,
  ),
  'null to a value': {
    fits: (node) => plain(node) && node.value === null,
    make(node, known, r) {
      const expected = replaced(known, node, r.of(r.unique(), 0, false));
      // whether it is a secret cannot be seen from null
      return [...expected, [{ ...expected[0][0], after: REDACTED }]];
    },
  },
  'member added': {
    fits: (node) => (node.kind === 'member' || listed(node)) && isObject(node.value),
    make(node, known, r) {
      const added = within(node, `added${r.hex(4)}`);
      const value = r.of(false, 0, '', r.unique(), { mode: r.word(), limit: 0 }, [r.word()]);
      added.right[added.key] = value;
      return alternatives([{ op: 'add', steps: added.steps, before: null, after: value }]);
    },
  },
  // a member inside that is called like a volatile one of the root
  'nested name': {
    fits: (node) => (node.kind === 'member' || listed(node)) && isObject(node.value),
    make(node, known, r) {
      const free = NESTED.filter(
        (name) =>
          !(name in node.value) &&
          !isVolatile(known, [...node.place, name]) &&
          !matching(known.unsaid, [...node.place, name]) &&
          !(name === 'id' && listed(node)),
      );
      const made = within(node, r.pick(free));
      const [before, after] = r.of([1, 2], ['1.0', '1.1'], [false, true], [r.unique(), r.unique()]);
      // both sides have it, so that only its value differs
      made.left[made.key] = before;
      made.right[made.key] = after;
      return alternatives([{ op: 'replace', steps: made.steps, before, after }]);
    },
  },
  'element of a set added': {
    fits: (node, known) => setOf(known, node, 'scalars'),
    make(node, known, r) {
      const value = another(String(node.value[0]), r);
      node.right[node.key].splice(r.below(node.value.length + 1), 0, value);
      return [[{ op: 'add', steps: [...node.steps, stepIn(known, node, value)], before: null, after: value }]];
    },
  },
  'element of a set exchanged': {
    fits: (node, known) => setOf(known, node, 'scalars'),
    make(node, known, r) {
      const at = r.below(node.value.length);
      const before = node.value[at];
      const value = r.unique();
      node.right[node.key][at] = value;
      return [
        [
          { op: 'remove', steps: [...node.steps, stepIn(known, node, before)], before },
          { op: 'add', steps: [...node.steps, stepIn(known, node, value)], after: value },
        ],
      ];
    },
  },
  'element of a set removed': {
    fits: (node, known) => setOf(known, node, 'scalars') && node.value.length > 1,
    make(node, known, r) {
      const [before] = node.right[node.key].splice(r.below(node.value.length), 1);
      return [[{ op: 'remove', steps: [...node.steps, stepIn(known, node, before)], before, after: null }]];
    },
  },
  'keyed element added': {
    fits: (node, known) => setOf(known, node, 'objects'),
    make(node, known, r) {
      const list = node.right[node.key];
      const key = stepIn(known, node, null).key;
      const element = sibling(r.pick(list), key, r);
      list.splice(r.below(list.length + 1), 0, element);
      return [[{ op: 'add', steps: [...node.steps, stepIn(known, node, element)], before: null }]];
    },
  },
  'keyed element removed': {
    fits: (node, known) => setOf(known, node, 'objects') && node.value.length > 1,
    make(node, known, r) {
      const at = r.below(node.value.length);
      node.right[node.key].splice(at, 1);
      return [[{ op: 'remove', steps: [...node.steps, stepIn(known, node, node.value[at])], after: null }]];
    },
  },
  // [A,A] against [A,B]
  'one of two equal': {
    fits: (node, known) => setOf(known, node, 'objects') && repeats(node.value) !== null,
    make(node, known, r) {
      const at = repeats(node.value);
      const element = sibling(node.value[at], [], r);
      if (same(element, node.value[at])) return null;
      node.right[node.key][at] = element;
      return [[{ under: true, steps: node.steps }]];
    },
  },
  'one of two equal removed': {
    fits: (node, known) => setOf(known, node, 'objects') && repeats(node.value) !== null,
    make(node, known) {
      const at = repeats(node.value);
      node.right[node.key].splice(at, 1);
      return [[{ op: 'remove', steps: [...node.steps, stepIn(known, node, node.value[at])], after: null }]];
    },
  },
  'order of an ordered list': {
    fits: (node, known) =>
      node.kind === 'member' &&
      Array.isArray(node.value) &&
      node.value.length > 1 &&
      matching(known.ordered, node.place) !== undefined &&
      !same(node.value[0], node.value.at(-1)),
    make(node) {
      const list = node.right[node.key];
      [list[0], list[list.length - 1]] = [list.at(-1), list[0]];
      return [[{ under: true, steps: node.steps }]];
    },
  },
  'end of an ordered list': {
    fits: (node, known) =>
      node.kind === 'member' && Array.isArray(node.value) && node.value.length > 0 && matching(known.ordered, node.place) !== undefined,
    make(node, known, r) {
      const list = node.right[node.key];
      const element = sibling(list.at(-1), [], r);
      list.push(element);
      return [
        [
          {
            op: 'add',
            steps: [...node.steps, { list, element, other: element, index: list.length - 1, kind: 'ordered', key: [] }],
            before: null,
          },
        ],
      ];
    },
  },
  'list emptied': {
    fits: (node) => node.kind === 'member' && Array.isArray(node.value) && node.value.length > 0,
    make(node) {
      node.right[node.key] = [];
      return alternatives([{ under: true, steps: node.steps }]);
    },
  },
  'script text': {
    fits: (node) => node.kind === 'scripts',
    make(node, known, r) {
      const lines = Buffer.from(node.value, 'base64').toString('utf8').split('\n');
      lines[r.below(lines.length)] += ` -${r.word()}`;
      node.right[node.key] = Buffer.from(lines.join('\n')).toString('base64');
      return [[{ under: true, steps: node.steps }]];
    },
  },
  'inside JSON in a text': {
    fits: (node) => node.kind === 'json',
    make(node, known, r) {
      const value = JSON.parse(node.value);
      const leaves = [];
      eachObject(value, known, (o, place) => {
        for (const name of Object.keys(o)) if (scalar(o[name]) && !place.includes('*')) leaves.push([o, name]);
      });
      if (leaves.length === 0) return null;
      const [holder, name] = r.pick(leaves);
      const before = holder[name];
      const after = typeof before === 'boolean' ? !before : typeof before === 'number' ? before + 1 : r.unique();
      holder[name] = after;
      node.right[node.key] = JSON.stringify(value);
      return [[{ op: 'replace', steps: node.steps, tail: name, before, after }]];
    },
  },
  'inside XML': {
    fits: (node) => node.kind === 'xml',
    make(node, known, r) {
      const text = Buffer.from(node.value, 'base64').toString('utf8');
      const changed = changedXml(text, r);
      if (changed === text) return null;
      node.right[node.key] = Buffer.from(changed).toString('base64');
      return [[{ under: true, steps: node.steps }]];
    },
  },
  binary: {
    fits: (node) => node.kind === 'binary',
    make(node, known, r) {
      node.right[node.key] = r.bytes(60).toString('base64');
      return [[{ under: true, steps: node.steps }]];
    },
  },
  secret: {
    fits: (node) => node.kind === 'secret',
    make(node, known, r) {
      const whole = node.value.includes(SECRET);
      const after = whole ? node.value.replace(/[0-9a-f]{2,16}$/, (hex) => r.hex(hex.length)) : r.base64(r.secret());
      node.right[node.key] = after;
      return [[{ op: 'replace', steps: node.steps, before: REDACTED, after: REDACTED }]];
    },
  },
  'instant moved': {
    fits: (node) => node.kind === 'instant',
    make(node, known, r) {
      const after = r.flag()
        ? node.value.replace(/(\.\d+)?Z$/, '.0000001Z')
        : new Date(Date.parse(node.value) + r.of(1000, 3600000, 86400000)).toISOString().replace('.000Z', 'Z');
      return replaced(known, node, after);
    },
  },
};

/** One value in a property list is another, or else one attribute. */
function changedXml(text, r) {
  if (text.includes('<true/>')) return text.replace('<true/>', '<false/>');
  const fresh = (old) => (old.includes(SECRET) ? r.secret() : r.unique());
  if (text.includes('<string>')) return text.replace(/(<string>)([^<]*)/, (all, tag, old) => `${tag}${fresh(old)}`);
  const body = text.indexOf('?>') + 1;
  return text.slice(0, body) + text.slice(body).replace(/="([^"]*)"/, (all, old) => `="${fresh(old)}"`);
}

function repeats(list) {
  for (let i = 0; i < list.length; i += 1) if (list.findIndex((other) => same(other, list[i])) < i) return i;
  return null;
}

const RARE = [
  'one of two equal',
  'one of two equal removed',
  'order of an ordered list',
  'end of an ordered list',
  'inside XML',
  'inside JSON in a text',
  'script text',
  'secret',
  'binary',
  'instant moved',
  '"" to absent',
  'zero to ""',
  'zero to false',
  'zero to absent',
  'keyed element removed',
  'keyed element added',
];

/** Members that a change has already used, so that two changes of one object never touch. */
const ground = (node) => node.steps[0].name;

/** Up to `count` changes of different kinds at different members: [{ kind, place, alternatives }]. `only` limits the kinds. */
export function change(found, known, r, count, only = Object.keys(CHANGES)) {
  const made = [];
  const used = new Set();
  // what few objects fit is tried first, half of the time
  const rare = r.flag() ? r.shuffled(only.filter((kind) => RARE.includes(kind))) : [];
  for (const kind of [...rare, ...r.shuffled(only)]) {
    if (made.length >= count) break;
    if (made.some((other) => other.kind === kind)) continue;
    const { fits, make } = CHANGES[kind];
    const fitting = found.filter((node) => !used.has(ground(node)) && fits(node, known));
    if (fitting.length === 0) continue;
    const node = r.pick(fitting);
    const expected = make(node, known, r);
    if (expected === null) continue;
    used.add(ground(node));
    made.push({ kind, place: node.place.join('/'), alternatives: expected });
  }
  return made;
}
