// Parts that objects of many families have.
import { facts, NO_GUID } from '../facts.mjs';

/** Members that nearly every policy has. */
export const common = (r) => ({
  displayName: `${r.text()} ${r.unique()}`,
  description: r.of(null, '', r.text(3, 12)),
  createdDateTime: r.instant(),
  lastModifiedDateTime: r.instant(),
});

export const tags = (r) => ({ roleScopeTagIds: r.some(['0', '1', '2', '7', '13', '41'], 1, 4) });

const target = (r) =>
  r.of(
    () => ({ '@odata.type': '#microsoft.graph.groupAssignmentTarget', groupId: r.guid() }),
    () => ({ '@odata.type': '#microsoft.graph.exclusionGroupAssignmentTarget', groupId: r.guid() }),
    () => ({ '@odata.type': '#microsoft.graph.configurationManagerCollectionAssignmentTarget', collectionId: `SMS${r.hex(5)}` }),
  )();

const filter = (r) =>
  r.chance(0.4)
    ? { deviceAndAppManagementAssignmentFilterId: r.guid(), deviceAndAppManagementAssignmentFilterType: r.of('include', 'exclude') }
    : { deviceAndAppManagementAssignmentFilterId: r.of(null, NO_GUID), deviceAndAppManagementAssignmentFilterType: 'none' };

/** Assignments, each to another group; more has what a family adds to one. */
export const assignments = (r, more = () => ({})) => ({
  assignments: r.many(0, 5, () => ({ id: `${r.guid()}_${r.guid()}`, ...more(r), target: { ...target(r), ...filter(r) } })),
});

export const intents = (r) => ({ intent: r.of('required', 'available', 'uninstall') });

export const script = (r) =>
  Buffer.from(r.many(3, 12, (i) => `${i === 0 ? '# ' : 'Set-Item -Path '}${r.text(2, 5)} ${r.hex(6)}`).join('\n')).toString('base64');

/** kinds: { type: { at, build, name } }, each a family's kind of object with the facts of its row. */
export function family(row, known, kinds) {
  const all = facts(known);
  return Object.entries(kinds).map(([type, kind]) => ({ row, type, name: 'displayName', facts: all, ...kind }));
}
