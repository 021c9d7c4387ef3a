// Families, or places of them, for which the engine has no right rules yet. Their faults are not counted; but an entry without a fault
// fails the check: the list can only shrink. Each is [type, place, why]; an empty place stands for all of the type, the type
// 'case' for a named case, 'family' for a type that is taken for one of another family.

export const WAITING = [];

const steps = (path) =>
  path
    .slice(1)
    .split('/')
    .map((token) => (/^(\d+|\[.*\](#\d+)?)$/.test(token) ? '*' : token))
    .join('/');

/** Where a fault is, as a place; '' for one of the whole object. */
function placeOf({ detail }) {
  const change = detail['path means nothing'] ?? detail;
  return change.place ?? (typeof change.path === 'string' ? steps(change.path) : '');
}

/** The entry that a fault is waiting for, or undefined. */
export function waitingFor(fault) {
  return WAITING.find(([type, place]) => fault.pair.type === type && (place === '' || placeOf(fault).startsWith(place)));
}
