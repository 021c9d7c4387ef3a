// Walks two copies of one object side by side and lists every node that a change could be made to.
import { isVolatile, listKind, matching, setKey } from './facts.mjs';
import { SECRET } from './random.mjs';
import { isObject } from './text.mjs';

/** What a string holds, by the facts of its place; null for a plain one. */
function content(known, place, value) {
  if (typeof value !== 'string' || value === '') return null;
  for (const kind of ['scripts', 'json', 'xml', 'binary']) if (matching(known[kind], place)) return kind;
  const inner = decoded(value);
  if (value.includes(SECRET) || inner.includes(SECRET)) return 'secret';
  if (inner.startsWith('<')) return 'xml';
  return matching(known.instants, place) ? 'instant' : null;
}

/** Whether an inner object has a member that tells the element apart. */
const holds = (value, key) => isObject(value) && Object.keys(value).some((name) => key.includes(name) || holds(value[name], key));

const decoded = (value) => (/^[A-Za-z0-9+/]{12,}=*$/.test(value) ? Buffer.from(value, 'base64').toString('latin1') : '');

/**
 * Every node below the root that counts: { left, right: the parents; key: member or index; place, steps, value, kind }. Kind is what the
 * value is: 'member' or 'element', or what a text holds. Steps lead to the node: { name } or { list, element, other, index, kind, key }.
 * Volatile ones and those that tell elements apart are left out.
 */
export function nodes(left, right, known) {
  const found = [];
  const visit = (l, r, place, steps, within) => {
    if (Array.isArray(l)) {
      const kind = listKind(known, place);
      const key = kind === 'set' ? setKey(known, place) : [];
      l.forEach((element, index) => {
        const at = [...place, '*'];
        if (isVolatile(known, at)) return;
        const step = { list: l, element, other: r[index], index, kind, key };
        found.push({
          left: l,
          right: r,
          key: index,
          place: at,
          steps: [...steps, step],
          value: element,
          kind: content(known, at, element) ?? 'element',
          listed: true,
          within,
        });
        visit(element, r[index], at, [...steps, step], { list: true, key });
      });
      return;
    }
    if (!isObject(l)) return;
    for (const name of Object.keys(l)) {
      const at = [...place, name];
      if (name.includes('@odata.') && name !== '@odata.type') continue;
      if (name.startsWith('#') || isVolatile(known, at) || (place.length === 0 && (name === 'id' || name === '@odata.type'))) continue;
      if (matching(known.keys, at) || matching(known.unsaid, at) || within.key.includes(name)) continue;
      const value = l[name];
      const node = {
        left: l,
        right: r,
        key: name,
        place: at,
        steps: [...steps, { name }],
        value,
        kind: content(known, at, value) ?? 'member',
        within,
        holdsKey: holds(value, within.key),
      };
      found.push(node);
      // members of an object in an element tell it apart as well: settingInstance.settingDefinitionId, target.groupId
      if (node.kind === 'member')
        visit(value, r[name], at, node.steps, Array.isArray(value) ? { list: false, key: [] } : { list: false, key: within.key });
    }
  };
  visit(left, right, [], [], { list: false, key: [] });
  return found;
}

/** Calls see(object, place) for each object, the root first, volatile ones left out. */
export function eachObject(value, known, see, place = []) {
  if (Array.isArray(value)) {
    for (const element of value) eachObject(element, known, see, [...place, '*']);
  } else if (isObject(value)) {
    see(value, place);
    for (const name of Object.keys(value)) eachObject(value[name], known, see, [...place, name]);
  }
}

/** Calls see(list, place) for each list. */
export function eachList(value, known, see, place = []) {
  if (Array.isArray(value)) {
    see(value, place);
    for (const element of value) eachList(element, known, see, [...place, '*']);
  } else if (isObject(value)) {
    for (const name of Object.keys(value)) eachList(value[name], known, see, [...place, name]);
  }
}
