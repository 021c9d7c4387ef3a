// The real policies of the shared data, as objects with the facts of their families.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { facts } from './facts.mjs';
import { KINDS } from './families.mjs';
import { decode, isObject } from './text.mjs';

const LARGEST = 2 << 20;

/** The folder of the real policies, or null: TP_TEST_DATA, else beside the checkout. */
export function dataFolder() {
  const places = [process.env.TP_TEST_DATA, '../shared/data', '../../shared/data'].filter(Boolean).map((place) => join(place, 'policies'));
  return places.find((place) => existsSync(place)) ?? null;
}

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else if (entry.name.endsWith('.json') && statSync(path).size < LARGEST) yield path;
  }
}

const byType = new Map(KINDS.map((kind) => [kind.type, kind]));
const byPath = new Map(KINDS.toReversed().map((kind) => [kind.at, kind]));

function kindOf(object) {
  const type = /^#microsoft\.graph\.(\w+)$/.exec(object['@odata.type'] ?? '')?.[1];
  const path = /\$metadata#([\w/]+)/.exec(object['@odata.context'] ?? '')?.[1];
  if (byType.has(type)) return byType.get(type);
  const like = byPath.get(path);
  if (like) return like;
  if (object.conditions?.users) return byType.get('conditionalAccessPolicy');
  // an intent as it is sent to be made
  if (object.settingsDelta) return byType.get('deviceManagementIntent');
  if (object.localizedMessages) return byType.get('notificationMessageTemplate');
  if (object.settings?.[0]?.settingInstance) return byType.get('deviceManagementConfigurationPolicy');
  // the same endpoint under another subtype of its family
  const tail = /(CompliancePolicy|App|NamedLocation)$/.exec(type ?? '')?.[1];
  return tail ? KINDS.find((kind) => kind.type.endsWith(tail)) : null;
}

/** Members that an export has as null: the service adds them by default. */
function nulls(value, place = [], out = new Set()) {
  if (Array.isArray(value)) for (const element of value) nulls(element, [...place, '*'], out);
  else if (isObject(value)) {
    for (const name of Object.keys(value)) {
      if (value[name] === null) out.add([...place, name].join('/'));
      else nulls(value[name], [...place, name], out);
    }
  }
  return out;
}

/** Each policy as { source, type, row, facts, object }. Row 0: of no family of the list, for which the general rules hold. */
export function realPolicies() {
  const folder = dataFolder();
  if (!folder) return [];
  const out = [];
  for (const path of files(folder)) {
    const text = decode(readFileSync(path));
    const value = JSON.parse(text);
    for (const object of Array.isArray(value) ? value : [value]) {
      // a whole-tenant report in another tool's shape is no policy
      if (!isObject(object) || path.includes('Sample-Reports')) continue;
      const kind = kindOf(object);
      // of a family that nobody knows, nobody knows what its empty members mean
      const known = kind?.facts ?? { ...facts({ keys: ['description'] }), empty: [] };
      const full = object['@odata.context'] && kind ? [...nulls(object)] : [];
      // so that it is known by what it is, whatever is changed in it
      if (kind && !object['@odata.type'] && !object['@odata.context']) object['@odata.type'] = `#microsoft.graph.${kind.type}`;
      out.push({
        source: path.slice(folder.length + 1),
        row: kind?.row ?? 0,
        type: kind?.type ?? null,
        name: 'name' in object ? 'name' : 'displayName',
        facts: { ...known, empty: [...known.empty, ...full] },
        object,
      });
    }
  }
  return out;
}
