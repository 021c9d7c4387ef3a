// The corpus at length: soak.mjs [--objects N] [--seed S] [--from N] [--rows 1,3 | --type T | --real] [--keep FOLDER] [--show N]. Prints the
// seed; with it, --from and --objects 1 one object is made again, and --keep leaves both its sides in a folder.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { KINDS } from './families.mjs';
import { realPolicies } from './policies.mjs';
import { describe, run } from './run.mjs';

const text = (value) => ({ type: 'string', default: value });
const { values } = parseArgs({
  options: {
    objects: text('100000'),
    from: text('0'),
    show: text('20'),
    seed: { type: 'string' },
    rows: { type: 'string' },
    type: { type: 'string' },
    real: { type: 'boolean' },
    keep: { type: 'string' },
  },
});
const [objects, from] = [Number(values.objects), Number(values.from)];
const seed = Number(values.seed ?? Date.now() % 4294967296);
const rows = values.rows?.split(',').map(Number);
const asked = (item) => (!rows || rows.includes(item.row)) && (!values.type || item.type === values.type);

const pool = { kinds: values.real ? [] : KINDS.filter(asked), policies: realPolicies().filter(asked) };
console.log(`seed ${seed}, ${objects} objects from number ${from}: ${pool.kinds.length} kinds, ${pool.policies.length} real policies`);
if (values.keep) mkdirSync(values.keep, { recursive: true });

const began = Date.now();
const { faults, waited, changed, kinds } = run(seed, from, objects, pool, { keep: values.keep });
for (const fault of faults.slice(0, Number(values.show))) console.log(describe(fault, seed));
console.log(
  [...kinds]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, n]) => `${kind} ${n}`)
    .join(', '),
);
const count = (what) => faults.filter((fault) => fault.what === what).length;
const types = new Set([...waited.keys()].map(([type]) => type));
console.log(
  `seed ${seed}: ${objects} objects, ${changed} changed: ${count('false')} false, ${count('missed')} missed, ${count('leaked')} secrets shown, ${count('unknown')} of an unknown family; ` +
    `${types.size} types waiting for rules; ${((Date.now() - began) / 1000).toFixed(0)} s`,
);
process.exitCode = faults.length === 0 ? 0 : 1;
