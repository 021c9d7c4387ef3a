// Holds what was reported against what had to be: the path grammar of the offline compare, read as its contract says it.
import { createHash } from 'node:crypto';
import { isObject, same } from './text.mjs';

/** A path as tokens: { name } or { element: [[member, value], ...], ordinal }. Throws where the text is no path. */
export function parsePath(text) {
  if (text === '') return [];
  if (text[0] !== '/') throw new Error(`not a pointer: ${text}`);
  return text
    .slice(1)
    .split('/')
    .map((token) => {
      const plain = token.replace(/~1/g, '/').replace(/~0/g, '~');
      const m = /^\[((?:[^\\\]]|\\.)*)\](?:#(\d+))?$/s.exec(plain);
      if (!m) return { name: plain };
      const element = [];
      for (const part of m[1].match(/(?:[^\\;]|\\.)+/gs) ?? []) {
        const [, member, value] = /^((?:[^\\=]|\\.)*)=(.*)$/s.exec(part) ?? [];
        if (member === undefined) throw new Error(`no key in ${token}`);
        element.push([unescape(member), unescape(value)]);
      }
      return { element, ordinal: m[2] === undefined ? 1 : Number(m[2]) };
    });
}

const unescape = (text) => text.replace(/\\(.)/gs, '$1');
const written = (value) => (typeof value === 'string' ? value : JSON.stringify(value));

/** Members of that name in an element, in its inner objects as well. */
function members(element, name) {
  const out = [];
  const visit = (value) => {
    if (!isObject(value)) return;
    for (const key of Object.keys(value)) {
      if (key === name) out.push(value[key]);
      visit(value[key]);
    }
  };
  visit(element);
  return out;
}

// what is printed of a secret is not what was hashed, and JavaScript cannot hold each number
const isLossy = (value) =>
  isObject(value) || Array.isArray(value)
    ? Object.values(value).some(isLossy)
    : value === '[secret]' || (typeof value === 'number' && !Number.isSafeInteger(value) && !(Math.abs(value) < 2 ** 53));
const hash = (element) => createHash('sha256').update(JSON.stringify(element)).digest('hex').slice(0, 32);

/** Whether the token means this element. A token by content is checked where the canonical document is at hand: there only. */
function selects(token, element) {
  return token.element.every(([member, value]) => {
    if (member === '') return !isObject(element) && written(element) === value;
    if (member === 'sha256') return true;
    return members(element, member).some((found) => written(found) === value || (isLossy(found) && Number(value) === found));
  });
}

function stepMatches(token, step) {
  if (step.name !== undefined) return token.name === step.name;
  if (step.kind === 'ordered') return token.name === String(step.index);
  if (step.kind === null && token.name !== undefined) return token.name === String(step.index);
  if (!token.element || token.element.length === 0) return false;
  // the key is the service's: nothing else may tell the elements apart
  if (step.key.length > 0 && token.element.some(([member]) => !step.key.includes(member))) return false;
  if (!selects(token, step.element) && !selects(token, step.other)) return false;
  const alike = step.list.filter((element) => selects(token, element)).length;
  return (
    token.element.some(([member]) => member === 'sha256') ||
    step.kind === null ||
    (token.ordinal <= Math.max(alike, 1) && (alike <= 1 || isContent(step)))
  );
}

const isContent = (step) => step.key.length === 0;

function leads(tokens, steps) {
  return tokens.length >= steps.length && steps.every((step, i) => stepMatches(tokens[i], step));
}

const scalar = (v) => v !== undefined && (v === null || typeof v !== 'object');
const instants = (a, b) => typeof a === 'string' && typeof b === 'string' && /^\d{4}-\d\d-\d\dT/.test(a) && Date.parse(a) === Date.parse(b);
const agrees = (wanted, got) => !scalar(wanted) || same(wanted, got) || instants(wanted, got);

function answers(change, tokens, wanted) {
  if (wanted.under) return leads(tokens, wanted.steps);
  if ((wanted.op !== 'any' && change.op !== wanted.op) || !leads(tokens, wanted.steps)) return false;
  if (
    wanted.tail !== undefined
      ? tokens.at(-1).name !== wanted.tail || tokens.length <= wanted.steps.length
      : tokens.length !== wanted.steps.length
  )
    return false;
  return agrees(wanted.before, change.before) && agrees(wanted.after, change.after);
}

/** Which of the reported changes answer these operations; null where one has none. */
function found(operations, reported, taken) {
  const mine = new Set();
  for (const wanted of operations) {
    const matches = reported
      .map((_, i) => i)
      .filter((i) => !taken.has(i) && !mine.has(i) && answers(reported[i].change, reported[i].tokens, wanted));
    if (matches.length === 0) return null;
    for (const i of wanted.under ? matches : matches.slice(0, 1)) mine.add(i);
  }
  return mine;
}

/** What is wrong with a report: { missed: kinds, false: changes that nothing called for }. */
export function verdict(expected, changes) {
  const reported = changes.map((change) => ({ change, tokens: parsePath(change.path) }));
  const taken = new Set();
  const missed = [];
  for (const { kind, place, alternatives } of expected) {
    const hit = alternatives.map((operations) => found(operations, reported, taken)).find((set) => set !== null);
    if (hit) for (const i of hit) taken.add(i);
    else missed.push({ kind, place, wanted: alternatives.map((operations) => operations.map(describe)) });
  }
  return { missed, false: changes.filter((_, i) => !taken.has(i)) };
}

const describe = ({ op, steps, under, before, after }) =>
  `${under ? 'any' : op} at or${under ? ' below' : ''} /${steps.map((step) => step.name ?? (step.kind === 'ordered' ? step.index : '[...]')).join('/')}${scalar(before) ? ` before ${JSON.stringify(before)}` : ''}${scalar(after) ? ` after ${JSON.stringify(after)}` : ''}`;

/** What a path may mean in a canonical document: one value, or several where elements hold a secret and cannot be told by their content. */
export function resolve(document, path) {
  let at = [document];
  let lossy = false;
  for (const token of parsePath(path)) {
    if (token.name !== undefined) {
      at = at.flatMap((value) =>
        value !== null && typeof value === 'object' && Object.hasOwn(value, token.name) ? [value[token.name]] : [],
      );
      continue;
    }
    at = at
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .filter((element) =>
        token.element.every(([member, value]) => {
          if (member !== 'sha256') return selects({ element: [[member, value]] }, element);
          if (!isLossy(element)) return hash(element) === value;
          lossy = true;
          return true;
        }),
      );
    if (!lossy && !at.every((element) => same(element, at[0]))) return [];
  }
  return at;
}
