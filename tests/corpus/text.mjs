// Documents as text: JSON in many spellings that say the same, and files in many encodings.

/** A number that JavaScript cannot hold, by its text. */
export class Num {
  constructor(text) {
    this.text = text;
  }
}

export const isObject = (v) => v !== null && typeof v === 'object' && !Array.isArray(v) && !(v instanceof Num);

export function copy(value) {
  if (Array.isArray(value)) return value.map(copy);
  if (!isObject(value)) return value;
  const out = {};
  for (const key of Object.keys(value)) out[key] = copy(value[key]);
  return out;
}

/** Equal as JSON data, members in any order. */
export function same(a, b) {
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((x, i) => same(x, b[i]));
  if (isObject(a)) {
    if (!isObject(b)) return false;
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key], b[key]));
  }
  if (a instanceof Num || b instanceof Num) return Number(a?.text ?? a) === Number(b?.text ?? b);
  return a === b;
}

/** Other spellings of the same number. */
function numberText(number, r) {
  const plain = number instanceof Num ? number.text : JSON.stringify(number);
  const power = /^(\d+)e(\d+)$/.exec(plain);
  if (power) return r.of(plain, `${power[1]}0E${power[2] - 1}`, `${power[1]}.0e+${power[2]}`);
  if (number instanceof Num) return r.of(plain, `${plain}.0`, `${plain}0e-1`);
  if (!/^-?\d{1,9}$/.test(plain)) return /^-?\d+\.\d+$/.test(plain) ? `${plain}${'0'.repeat(r.int(0, 3))}` : plain;
  if (plain === '0') return r.of('0', '-0', '0.0', '0e5', '-0.0');
  return r.of(plain, `${plain}.0`, `${plain}e0`, `${plain}.000`, `${plain}0E-1`, `${plain}00e-2`);
}

function stringText(string, r) {
  const plain = JSON.stringify(string);
  const at = r.below(8);
  if (at > 3) return plain;
  // some characters as escapes; an escape already there keeps its two or six characters
  return plain.replace(/\\u[0-9a-f]{4}|\\.|[^\\"]/g, (c) => {
    if (c.length > 1 && c[0] === '\\') return c;
    if (c === '/' && at < 2) return '\\/';
    if (c.length > 1 || !r.chance(0.2)) return c;
    const code = c.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${r.flag() ? code : code.toUpperCase()}`;
  });
}

/**
 * The document as JSON. Without options one line as JSON.stringify gives it. indent: text per level; numbers, escapes: a random source, to
 * spell them in other ways; space: text after colons and before commas.
 */
export function write(value, { indent = '', space = '', numbers = null, escapes = null, newline = '\n' } = {}) {
  const parts = [];
  const line = (depth) => {
    if (indent) parts.push(newline, indent.repeat(depth));
  };
  const put = (v, depth) => {
    if (Array.isArray(v)) {
      parts.push('[');
      v.forEach((element, i) => {
        if (i) parts.push(space, ',');
        line(depth + 1);
        put(element, depth + 1);
      });
      if (v.length) line(depth);
      parts.push(']');
    } else if (isObject(v)) {
      const keys = Object.keys(v);
      parts.push('{');
      keys.forEach((key, i) => {
        if (i) parts.push(space, ',');
        line(depth + 1);
        parts.push(escapes ? stringText(key, escapes) : JSON.stringify(key), ':', space);
        put(v[key], depth + 1);
      });
      if (keys.length) line(depth);
      parts.push('}');
    } else if (typeof v === 'string') {
      parts.push(escapes ? stringText(v, escapes) : JSON.stringify(v));
    } else if (typeof v === 'number' || v instanceof Num) {
      parts.push(numbers ? numberText(v, numbers) : (v.text ?? JSON.stringify(v)));
    } else {
      parts.push(String(v));
    }
  };
  put(value, 0);
  return parts.join('');
}

const swapped = (buffer) => buffer.swap16();
export const ENCODINGS = {
  'utf-8': (text) => Buffer.from(text),
  'utf-8 with a mark': (text) => Buffer.from(`\ufeff${text}`),
  'utf-16le with a mark': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  'utf-16be with a mark': (text) => swapped(Buffer.from(`\ufeff${text}`, 'utf16le')),
  'utf-16le without a mark': (text) => Buffer.from(text, 'utf16le'),
  'carriage returns': (text) => Buffer.from(text.replace(/\n/g, '\r\n')),
};

/** The text of a file in whichever of these encodings it is. */
export function decode(bytes) {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return swapped(Buffer.from(bytes.subarray(2))).toString('utf16le');
  return bytes.toString('utf8').replace(/^\ufeff/, '');
}
