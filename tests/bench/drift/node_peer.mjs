// What a careful script does: parse, sort members, stringify, compare by id. node_peer.mjs A B [both]: `both` reads the sides in two threads.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.keys(value).sort().map((name) => [name, sorted(value[name])]));
}

function read(folder, into = new Map()) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) read(path, into);
    else {
      const object = JSON.parse(readFileSync(path, 'utf8'));
      into.set(object.id, JSON.stringify(sorted(object)));
    }
  }
  return into;
}

function inThread(folder) {
  return new Promise((resolve, reject) => {
    new Worker(new URL(import.meta.url), { workerData: folder }).on('message', resolve).on('error', reject);
  });
}

if (!isMainThread) {
  parentPort.postMessage(read(workerData));
} else {
  const [a, b, both] = process.argv.slice(2);
  const [left, right] = both ? await Promise.all([inThread(a), inThread(b)]) : [read(a), read(b)];
  let changed = 0;
  for (const [id, text] of left) changed += right.get(id) !== text;
  console.log(changed);
}
