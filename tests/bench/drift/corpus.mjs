// Two folders of exported policies for a benchmark: corpus.mjs POLICIES OUT COUNT [SEED]. OUT/a and OUT/b get COUNT objects each, one a file,
// about 8 KB in the mean, drawn from the real policies below the folder POLICIES. Every pair differs in what means nothing (order of
// members, layout); one in a hundred really differs, in one text. Prints what it made as one line of JSON.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [policies, out, countText, seedText = '1'] = process.argv.slice(2);
const count = Number(countText);
const meanBytes = 8000;
const perFolder = 1000;
let state = BigInt(seedText) * 0x9e3779b97f4a7c15n & 0xffffffffffffffffn;

function random(below) {
  state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
  return Number((state >> 33n) % BigInt(below));
}

function* jsonFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* jsonFiles(path);
    else if (entry.name.endsWith('.json')) yield path;
  }
}

function read(path) {
  const bytes = readFileSync(path);
  const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return null;
  }
}

function isPolicy(object) {
  return object !== null && typeof object === 'object' && !Array.isArray(object) && ('displayName' in object || 'name' in object);
}

// real sizes run from 1 KB to 400 KB; those around the mean keep the mix and its 80 MB
const templates = [];
for (const path of jsonFiles(policies)) {
  const object = read(path);
  if (isPolicy(object)) templates.push({ object, size: JSON.stringify(object).length });
}
const small = templates.filter((t) => t.size <= meanBytes);
const large = templates.filter((t) => t.size > meanBytes && t.size < 10 * meanBytes);
if (small.length === 0 || large.length === 0) throw new Error(`${policies} holds too few policies`);

function shuffled(value) {
  if (Array.isArray(value)) return value.map(shuffled);
  if (value === null || typeof value !== 'object') return value;
  const names = Object.keys(value);
  for (let i = names.length - 1; i > 0; i--) {
    const j = random(i + 1);
    [names[i], names[j]] = [names[j], names[i]];
  }
  return Object.fromEntries(names.map((name) => [name, shuffled(value[name])]));
}

function id(n) {
  return `${n.toString(16).padStart(8, '0')}-0000-4000-8000-${(n * 7919 % 0xffffffff).toString(16).padStart(12, '0')}`;
}

const sizes = { a: 0, b: 0 };
function write(side, n, text) {
  const folder = join(out, side, String(Math.floor(n / perFolder)).padStart(4, '0'));
  if (n % perFolder === 0) mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${n}.json`), text);
  sizes[side] += Buffer.byteLength(text);
}

let changed = 0;
for (let n = 0; n < count; n++) {
  const behind = sizes.a < n * meanBytes;
  const from = behind ? large : small;
  const object = { ...from[random(from.length)].object, id: id(n) };
  const other = shuffled(object);
  if (n % 100 === 99) {
    other.description = `${other.description ?? ''} (changed)`;
    changed++;
  }
  write('a', n, JSON.stringify(object));
  write('b', n, n % 2 ? JSON.stringify(other) : JSON.stringify(other, null, 1));
}
console.log(JSON.stringify({ objects: count, changed, bytes: sizes }));
