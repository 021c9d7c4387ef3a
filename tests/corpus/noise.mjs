// What a service, an export tool or an editor does to an object without changing what it says. Each kind works in place on one object and
// answers whether there was anything to do.
import { ANNOTATIONS, MEMBER_ANNOTATIONS, NO_GUID, isVolatile, listKind, matching, VOLATILE_AT_ROOT } from './facts.mjs';
import { write } from './text.mjs';
import { eachList, eachObject } from './walk.mjs';

function reorder(object, names) {
  const entries = names.map((name) => [name, object[name]]);
  for (const name of names) delete object[name];
  for (const [name, value] of entries) object[name] = value;
}

/** Another value of a kind that the member could have. */
function other(name, value, r) {
  if (/DateTime$/.test(name)) return r.instant();
  // whether a value is encrypted goes with the value
  if (name === 'isEncrypted') return value;
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + r.int(1, 9);
  if (/Count$|^version$/.test(name)) return r.int(1, 90);
  if (/^(is|supports)[A-Z]/.test(name)) return r.flag();
  if (typeof value === 'string') return r.unique();
  if (Array.isArray(value)) return [...value, r.unique()];
  return r.of(null, r.unique());
}

/** Other ways to write the same instant. */
export function instantText(text, r) {
  const m = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/.exec(text);
  if (!m) return null;
  const fraction = (m[2] ?? '').replace(/0+$/, '');
  const digits = fraction.length >= 7 ? fraction : fraction.padEnd(r.of(fraction.length, 3, 7), '0');
  const stamp = `${m[1]}${digits ? `.${digits}` : ''}`;
  if (r.flag()) return `${stamp}${r.of('Z', '+00:00')}`;
  const minutes = r.of(60, -300, 330, 120);
  const moved = new Date(Date.parse(`${m[1]}Z`) + minutes * 60000);
  if (Number.isNaN(moved.getTime()) || moved.getUTCFullYear() < 1970) return `${stamp}Z`;
  const sign = minutes < 0 ? '-' : '+';
  const offset = `${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`;
  return `${moved.toISOString().slice(0, 19)}${digits ? `.${digits}` : ''}${sign}${offset}`;
}

function reformatScript(base64, r) {
  const text = Buffer.from(base64, 'base64')
    .toString('utf8')
    .replace(/\r\n/g, '\n')
    .replace(/^\ufeff/, '');
  return Buffer.from(`${r.of('', '\ufeff')}${r.flag() ? text.replace(/\n/g, '\r\n') : text}`).toString('base64');
}

function reformatXml(base64, r) {
  const text = Buffer.from(base64, 'base64').toString('utf8');
  if (!text.startsWith('<')) return base64;
  const mended = r.flag() ? text.replace(/\n\s*/g, '\n') : text.replace(/\n/g, '\r\n');
  return Buffer.from(mended).toString('base64');
}

function eachText(object, known, patterns, change) {
  let done = false;
  const mend = (holder, key, place) => {
    if (typeof holder[key] !== 'string' || holder[key] === '' || !matching(patterns, place)) return;
    const text = change(holder[key]);
    if (text !== null && text !== holder[key]) {
      holder[key] = text;
      done = true;
    }
  };
  eachObject(object, known, (o, place) => {
    for (const name of Object.keys(o)) mend(o, name, [...place, name]);
  });
  eachList(object, known, (list, place) => list.forEach((_, i) => mend(list, i, [...place, '*'])));
  return done;
}

export const NOISE = {
  'key order'(object, known, r) {
    eachObject(object, known, (o) => reorder(o, r.shuffled(Object.keys(o))));
    return true;
  },
  'set order'(object, known, r) {
    let done = false;
    eachList(object, known, (list, place) => {
      if (list.length < 2 || listKind(known, place) !== 'set') return;
      const shuffled = r.shuffled(list);
      shuffled.forEach((element, i) => {
        done ||= element !== list[i];
        list[i] = element;
      });
    });
    return done;
  },
  'volatile at the root'(object, known, r) {
    for (const name of r.some(VOLATILE_AT_ROOT, 1, 5)) {
      if (name in object && r.chance(0.3)) delete object[name];
      else object[name] = other(name, object[name] ?? null, r);
    }
    return true;
  },
  'volatile of the family'(object, known, r) {
    let done = false;
    eachObject(object, known, (o, place) => {
      for (const name of Object.keys(o)) {
        const at = [...place, name];
        if (!isVolatile(known, at) || isVolatile(known, place) || (place.length === 0 && VOLATILE_AT_ROOT.includes(name))) continue;
        if (r.chance(0.2) && o[name] !== true) delete o[name];
        else o[name] = other(name, o[name], r);
        done = true;
      }
    });
    return done;
  },
  annotations(object, known, r) {
    eachObject(object, known, (o, place) => {
      if (!r.chance(place.length ? 0.3 : 1)) return;
      // at the root the context says what an object is
      for (const name of r.some(ANNOTATIONS, 0, 2)) if (place.length > 0 || name !== '@odata.context') o[name] = r.url();
      if (r.chance(0.2)) o[`#microsoft.graph.${r.word()}`] = { title: r.word(), target: r.url() };
      for (const name of Object.keys(o)) {
        if (name.includes('@') || name.startsWith('#') || !r.chance(0.2)) continue;
        const annotation = `${name}${r.pick(MEMBER_ANNOTATIONS)}`;
        o[annotation] = annotation.endsWith('type') ? '#Collection(String)' : r.url();
      }
    });
    return true;
  },
  'null, absent or empty'(object, known, r) {
    let done = false;
    eachObject(object, known, (o, place) => {
      for (const name of Object.keys(o)) {
        const at = [...place, name];
        const value = o[name];
        if (!matching(known.empty, at) || isVolatile(known, at)) continue;
        const guid = /FilterId$/.test(name);
        if (value !== null && value !== '' && !(guid && value === NO_GUID) && !(Array.isArray(value) && value.length === 0)) continue;
        const choice = r.of('absent', 'null', 'other');
        if (choice === 'absent') delete o[name];
        else if (choice === 'null') o[name] = null;
        else o[name] = guid ? NO_GUID : value;
        done = true;
      }
    });
    return done;
  },
  'instant spelling': (object, known, r) => eachText(object, known, known.instants, (text) => instantText(text, r)),
  'script line ends': (object, known, r) => eachText(object, known, known.scripts, (text) => reformatScript(text, r)),
  'text of JSON': (object, known, r) =>
    eachText(object, known, known.json, (text) => {
      const value = JSON.parse(text);
      eachObject(value, known, (o) => reorder(o, r.shuffled(Object.keys(o))));
      return write(value, { indent: r.of('', '  '), space: r.of('', ' ') });
    }),
  'text of XML': (object, known, r) => eachText(object, known, known.xml, (text) => reformatXml(text, r)),
};

/** How a file is written: spellings that no kind above can make, because they are not in the data. */
export const SPELLINGS = {
  plain: () => ({}),
  indented: (r) => ({ indent: r.of('  ', '\t', '                '), space: ' ' }),
  'number spelling': (r) => ({ numbers: r }),
  escapes: (r) => ({ escapes: r }),
  'all of them': (r) => ({ indent: r.of('', ' '), space: r.of('', ' '), numbers: r, escapes: r }),
};

/** Kinds that few objects have a place for. */
export const SELDOM = ['instant spelling', 'script line ends', 'text of JSON', 'text of XML'];
