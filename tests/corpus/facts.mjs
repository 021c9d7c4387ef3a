// What the service's documentation and its users say of each family: graph.md, section 2, in this corpus's own words. Nothing here is
// taken from the engine's tables; where the two differ, one of them is wrong.
//
// A place is the members that lead to it, `*` for any element of a list: settings/*/settingInstance. In a pattern `**` stands for any
// number of steps, and `*` inside a name for any letters.

const compiled = new Map();

function regex(pattern) {
  let re = compiled.get(pattern);
  if (!re) {
    const steps = pattern.split('/').map((step) => {
      if (step === '**') return '(?:[^/]+/)*';
      if (step === '*') return '\\*/';
      return `${step.replace(/[.$@()]/g, '\\$&').replace(/\*/g, '[^/]*')}/`;
    });
    re = new RegExp(`^${steps.join('')}$`);
    compiled.set(pattern, re);
  }
  return re;
}

const answers = new Map();

/** The first of the patterns that is the place's. */
export function matching(patterns, place) {
  const text = `${place.join('/')}/`;
  let known = answers.get(patterns);
  if (!known) answers.set(patterns, (known = new Map()));
  if (!known.has(text))
    known.set(
      text,
      patterns.find((pattern) => regex(pattern).test(text)),
    );
  return known.get(text);
}

// R0: dropped at the root of every object, nowhere else
export const VOLATILE_AT_ROOT = [
  'createdDateTime',
  'lastModifiedDateTime',
  'modifiedDateTime',
  'version',
  'isAssigned',
  'supportsScopeTags',
  'settingCount',
  'creationSource',
  'deployedAppCount',
];

// what the service writes beside the data, at any depth; @odata.type is no such thing, it selects the subtype
export const ANNOTATIONS = ['@odata.id', '@odata.etag', '@odata.editLink', '@odata.context', '@odata.count'];
export const MEMBER_ANNOTATIONS = ['@odata.context', '@odata.count', '@odata.associationLink', '@odata.navigationLink', '@odata.type'];

export const ASSIGNMENT = [
  'intent',
  '@odata.type',
  'groupId',
  'collectionId',
  'deviceAndAppManagementAssignmentFilterId',
  'deviceAndAppManagementAssignmentFilterType',
];
export const NO_GUID = '00000000-0000-0000-0000-000000000000';

// S0: lists without an order. The value is the members that tell elements apart; [] where scalars or whole contents do
const SETS = {
  assignments: ASSIGNMENT,
  roleScopeTagIds: [],
  requiredResourceAccess: [],
  appRoles: [],
  '**/redirectUris': [],
  '**/*Domains*': [],
};

// Null, absent, "" and [] say the same where the service adds the member by default
const EMPTY = ['description', 'assignments', 'assignments/*/target/deviceAndAppManagementAssignmentFilterId'];

/** The facts of one family: R0 and S0 with what its row of graph.md adds. */
export function facts({
  volatile = [],
  sets = {},
  ordered = [],
  empty = [],
  scripts = [],
  json = [],
  xml = [],
  binary = [],
  instants = [],
  keys = [],
  keepsEmpty = [],
  unsaid = [],
} = {}) {
  const all = { ...SETS, ...sets };
  return {
    volatile: [...VOLATILE_AT_ROOT, ...volatile],
    sets: all,
    setPlaces: Object.keys(all),
    ordered,
    empty: [...EMPTY, ...empty],
    scripts,
    json,
    xml,
    binary,
    instants,
    // an empty text that a person wrote there is a value
    keepsEmpty,
    // no source says whether it is the tenant's or the service's: neither is assumed
    unsaid,
    // an assignment's id is made of what it joins
    keys: [...keys, 'assignments/*/id'],
  };
}

/** What a list is: 'set', 'ordered', or null where no fact says it. Then neither is assumed. */
export function listKind(known, place) {
  if (matching(known.ordered, place)) return 'ordered';
  return matching(known.setPlaces, place) ? 'set' : null;
}

export const setKey = (known, place) => known.sets[matching(known.setPlaces, place)];
export const isVolatile = (known, place) => matching(known.volatile, place) !== undefined;
