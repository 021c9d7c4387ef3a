// Each correctness case of graph.md, section 1, by its name: a bug that was found in a real tool. Both ways: what only looks different is
// equal, and the real change beside it is found, with its path and with nothing beside.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as run } from 'node:test';
import { compare } from './engine.mjs';
import { NO_GUID } from './facts.mjs';
import { ENCODINGS, write } from './text.mjs';
import { WAITING } from './waiting.mjs';

const GROUP = '7b1c2a4e-0d5f-4a3b-9c8d-111111111111';
const OTHER = '7b1c2a4e-0d5f-4a3b-9c8d-222222222222';
const THIRD = '7b1c2a4e-0d5f-4a3b-9c8d-333333333333';
const graph = (name) => `#microsoft.graph.${name}`;

/** A case that waits for rules must fail: once it passes it comes off the list. */
function test(name, body) {
  const waits = WAITING.some(([type, prefix]) => type === 'case' && name.startsWith(prefix));
  run(name, waits ? () => assert.throws(body, assert.AssertionError, `${name}: passes now, take it off the list`) : body);
}

/** The report on two sides of files: { name: object, or bytes }. */
function report(left, right) {
  const folder = mkdtempSync(join(tmpdir(), 'tp-case-'));
  try {
    for (const [side, files] of Object.entries({ left, right })) {
      mkdirSync(join(folder, side));
      for (const [name, content] of Object.entries(files)) {
        mkdirSync(dirname(join(folder, side, name)), { recursive: true });
        writeFileSync(join(folder, side, name), Buffer.isBuffer(content) ? content : write(content));
      }
    }
    return compare(join(folder, 'left'), join(folder, 'right')).report;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const one = (left, right) => {
  const { subjects } = report({ 'policy.json': left }, { 'policy.json': right });
  assert.equal(subjects.length, 1, JSON.stringify(subjects));
  return subjects[0];
};

/** Both objects say the same. */
function same(left, right) {
  const subject = one(left, right);
  assert.equal(subject.status, 'equal', JSON.stringify(subject.changes));
}

/** Exactly these changes lead from one to the other: [op, path, before, after], before and after where they are given. */
function differ(left, right, ...expected) {
  const subject = one(left, right);
  assert.equal(subject.status, 'changed');
  assert.deepEqual(
    subject.changes.map(({ op, path }) => [op, path]),
    expected.map(([op, path]) => [op, path]),
  );
  expected.forEach(([, path, before, after], i) => {
    if (before !== undefined) assert.deepEqual(subject.changes[i].before, before, path);
    if (after !== undefined) assert.deepEqual(subject.changes[i].after, after, path);
  });
}

const access = (members = {}) => ({
  '@odata.type': graph('conditionalAccessPolicy'),
  id: 'c0ffee00-0000-4000-8000-000000000001',
  displayName: 'Require MFA',
  state: 'enabled',
  conditions: {
    clientAppTypes: ['all'],
    users: { includeUsers: ['All'], excludeUsers: [GROUP, OTHER], includeGroups: [], excludeGroups: [] },
    applications: { includeApplications: ['All'], excludeApplications: [] },
    ...members,
  },
  grantControls: { operator: 'OR', builtInControls: ['mfa'] },
});
const excluding = (...users) => {
  const policy = access();
  policy.conditions.users.excludeUsers = users;
  return policy;
};

const type = (name) => graph(`deviceManagementConfiguration${name}`);
const choice = (id, value, children = []) => ({
  settingInstance: {
    '@odata.type': type('ChoiceSettingInstance'),
    settingDefinitionId: id,
    choiceSettingValue: { '@odata.type': type('ChoiceSettingValue'), value, children },
  },
});
const text = (id, value) => ({
  '@odata.type': type('SimpleSettingInstance'),
  settingDefinitionId: id,
  simpleSettingValue: { '@odata.type': type('StringSettingValue'), value },
});
const groups = (id, ...names) => ({
  settingInstance: {
    '@odata.type': type('GroupSettingCollectionInstance'),
    settingDefinitionId: id,
    groupSettingCollectionValue: names.map((name) => ({ children: [text(`${id}_name`, name)] })),
  },
});
const catalog = (settings, more = {}) => ({
  '@odata.type': graph('deviceManagementConfigurationPolicy'),
  id: 'c0ffee00-0000-4000-8000-000000000002',
  name: 'Firewall',
  platforms: 'windows10',
  technologies: 'mdm',
  roleScopeTagIds: ['0'],
  settings: settings.map((setting, i) => ({ id: String(i), ...setting })),
  ...more,
});

const toGroup = (groupId, filter = {}) => ({
  id: `x_${groupId}`,
  target: { '@odata.type': graph('groupAssignmentTarget'), groupId, deviceAndAppManagementAssignmentFilterType: 'none', ...filter },
});
const assigned = (...assignments) => catalog([choice('a', 'a_1')], { assignments });

const custom = (omaSettings) => ({
  '@odata.type': graph('windows10CustomConfiguration'),
  id: 'c0ffee00-0000-4000-8000-000000000003',
  displayName: 'Custom',
  omaSettings,
});
const oma = (value, more = {}) => ({
  '@odata.type': graph('omaSettingString'),
  displayName: 'Key',
  omaUri: './Device/Vendor/MSFT/Key',
  value,
  ...more,
});
const base64 = (string) => Buffer.from(string).toString('base64');
const scripted = (content) => ({
  '@odata.type': graph('deviceManagementScript'),
  id: 'c0ffee00-0000-4000-8000-000000000004',
  displayName: 'Script',
  fileName: 'a.ps1',
  scriptContent: base64(content),
});

test('list re-order: a set in another order is equal', () => {
  same(excluding(GROUP, OTHER, THIRD), excluding(THIRD, GROUP, OTHER));
  same(assigned(toGroup(GROUP), toGroup(OTHER)), assigned(toGroup(OTHER), toGroup(GROUP)));
  same(catalog([choice('a', 'a_1'), choice('b', 'b_1')]), catalog([choice('b', 'b_1'), choice('a', 'a_1')]));
});
test('list re-order: an ordered list in another order is found', () => {
  const [first, second] = [oma('1'), oma('2', { omaUri: './Device/Vendor/MSFT/Other' })];
  const subject = one(custom([first, second]), custom([second, first]));
  assert.ok(subject.changes.length > 0 && subject.changes.every(({ path }) => path.startsWith('/omaSettings/')));
});

test('GUID against name: a filter that is renamed changes itself, not the policies that name it by its id', () => {
  const filter = (displayName) => ({
    '@odata.type': graph('deviceAndAppManagementAssignmentFilter'),
    id: OTHER,
    displayName,
    platform: 'windows10AndLater',
    rule: '(device.model -eq "x")',
  });
  const policy = assigned(
    toGroup(GROUP, { deviceAndAppManagementAssignmentFilterId: OTHER, deviceAndAppManagementAssignmentFilterType: 'include' }),
  );
  const { summary, subjects } = report(
    { 'filter.json': filter('Laptops'), 'policy.json': policy },
    { 'filter.json': filter('Notebooks'), 'policy.json': policy },
  );
  assert.deepEqual([summary.equal, summary.changed], [1, 1]);
  assert.deepEqual(
    subjects.find(({ status }) => status === 'changed').changes.map(({ path }) => path),
    ['/displayName'],
  );
});
test('GUID against name: another filter is another assignment', () => {
  const filtered = (id) =>
    assigned(toGroup(GROUP, { deviceAndAppManagementAssignmentFilterId: id, deviceAndAppManagementAssignmentFilterType: 'include' }));
  const subject = one(filtered(OTHER), filtered(THIRD));
  assert.deepEqual(subject.changes.map(({ op }) => op).sort(), ['add', 'remove']);
  for (const { op, path } of subject.changes) assert.match(path, new RegExp(`^/assignments/\\[.*${op === 'add' ? THIRD : OTHER}.*\\]$`));
});

test('date format and precision: the same instant is equal', () => {
  const until = (endDateTime) => ({
    '@odata.type': graph('application'),
    id: 'c0ffee00-0000-4000-8000-000000000005',
    displayName: 'App',
    passwordCredentials: [{ keyId: GROUP, endDateTime }],
  });
  for (const other of [
    '2027-01-01T00:00:00.0000000Z',
    '2027-01-01T00:00:00.000Z',
    '2027-01-01T00:00:00+00:00',
    '2027-01-01T02:00:00+02:00',
  ])
    same(until('2027-01-01T00:00:00Z'), until(other));
});
test('date format and precision: another instant is found, to the last digit', () => {
  const until = (endDateTime) => ({
    '@odata.type': graph('application'),
    id: 'c0ffee00-0000-4000-8000-000000000005',
    displayName: 'App',
    passwordCredentials: [{ keyId: GROUP, endDateTime }],
  });
  for (const other of ['2027-01-01T00:00:01Z', '2027-01-01T00:00:00.0000001Z', '2027-01-01T00:00:00+02:00'])
    differ(until('2027-01-01T00:00:00Z'), until(other), ['replace', `/passwordCredentials/[keyId=${GROUP}]/endDateTime`]);
});

const compliance = (more) => ({
  '@odata.type': graph('windows10CompliancePolicy'),
  id: 'c0ffee00-0000-4000-8000-000000000006',
  displayName: 'Compliance',
  ...more,
});
test('false against missing: an empty description is no description', () => same(compliance({ description: null }), compliance({})));
test('false against missing: false is not absent', () =>
  differ(compliance({ bitLockerEnabled: false }), compliance({}), ['remove', '/bitLockerEnabled', false, null]));
test('0 against "": other spellings of zero are zero', () => {
  const minutes = (spelling) => Buffer.from(write(compliance({ passwordMinutesOfInactivityBeforeLock: 4711 })).replace('4711', spelling));
  for (const zero of ['0.0', '-0', '0e3'])
    assert.equal(report({ 'a.json': minutes('0') }, { 'a.json': minutes(zero) }).summary.equal, 1, zero);
});
test('0 against "": zero is neither "" nor absent nor null nor false', () => {
  const path = '/passwordMinimumLength';
  differ(compliance({ passwordMinimumLength: 0 }), compliance({}), ['remove', path, 0]);
  for (const other of ['', null])
    assert.equal(one(compliance({ passwordMinimumLength: 0 }), compliance({ passwordMinimumLength: other })).changes[0].path, path);
  differ(compliance({ passwordMinimumLength: 0 }), compliance({ passwordMinimumLength: false }), ['replace', path, 0, false]);
});

test('repeated group instances: in another order they are equal', () =>
  same(catalog([groups('rule', 'A', 'B', 'C')]), catalog([groups('rule', 'C', 'A', 'B')])));
test('repeated group instances: each stays itself, one more and one less are found', () => {
  const value = '/settings/[settingDefinitionId=rule]/settingInstance/groupSettingCollectionValue/';
  const more = one(catalog([groups('rule', 'A', 'B')]), catalog([groups('rule', 'A', 'B', 'C')])).changes;
  assert.deepEqual(
    more.map(({ op }) => op),
    ['add'],
  );
  assert.ok(more[0].path.startsWith(value));
  const less = one(catalog([groups('rule', 'A', 'B', 'C')]), catalog([groups('rule', 'A', 'C')])).changes;
  assert.deepEqual(
    less.map(({ op }) => op),
    ['remove'],
  );
  assert.equal(less[0].before.children[0].simpleSettingValue.value, 'B');
});

const twin = (id, value) => ({ ...catalog([choice('a', value)]), id });
test('two policies of one name: both stay, and are equal to themselves', () => {
  const files = { 'x.json': twin(GROUP, 'a_0'), 'y.json': twin(OTHER, 'a_1') };
  assert.deepEqual(report(files, { 'p.json': files['y.json'], 'q.json': files['x.json'] }).summary, {
    equal: 2,
    changed: 0,
    added: 0,
    removed: 0,
    unreadable: 0,
    ambiguous: 0,
  });
});
test('two policies of one name: the change of one is found in that one', () => {
  const { summary, subjects } = report(
    { 'x.json': twin(GROUP, 'a_0'), 'y.json': twin(OTHER, 'a_1') },
    { 'x.json': twin(GROUP, 'a_0'), 'y.json': twin(OTHER, 'a_0') },
  );
  assert.deepEqual([summary.equal, summary.changed], [1, 1]);
  assert.equal(subjects.find(({ status }) => status === 'changed').id, OTHER);
});
test('two policies of one name: without ids they are ambiguous, never taken for each other', () => {
  const nameless = (value) => {
    const { id, ...policy } = twin('', value);
    return policy;
  };
  const { summary } = report(
    { 'x.json': nameless('a_0'), 'y.json': nameless('a_1') },
    { 'x.json': nameless('a_0'), 'y.json': nameless('a_1') },
  );
  assert.deepEqual([summary.ambiguous, summary.changed], [4, 0]);
});

test('deleted policy: moved to another file and folder it is still there', () =>
  assert.equal(report({ 'a/x.json': twin(GROUP, 'a_0') }, { 'b/c/y.json': [twin(GROUP, 'a_0')] }).summary.equal, 1));
test('deleted policy: it is removed, not equal, whatever is like it', () => {
  const { summary, subjects } = report(
    { 'x.json': twin(GROUP, 'a_0'), 'y.json': { ...twin(OTHER, 'a_0'), name: null } },
    { 'x.json': twin(GROUP, 'a_0') },
  );
  assert.deepEqual([summary.equal, summary.removed], [1, 1]);
  const gone = subjects.find(({ status }) => status === 'removed');
  assert.deepEqual([gone.id, gone.left, gone.right], [OTHER, 'y.json', null]);
});

test('deleted policy: no name is not the same name', () => {
  const nameless = (id, enabled) => ({ '@odata.type': graph('mobileThreatDefenseConnector'), id, androidEnabled: enabled });
  const { summary } = report({ 'x.json': nameless(GROUP, true) }, { 'x.json': nameless(OTHER, false) });
  assert.deepEqual([summary.removed, summary.added, summary.changed], [1, 1, 0]);
});

const many = (count, last = 's_1') =>
  Array.from({ length: count }, (_, i) => choice(`s${String(i).padStart(3, '0')}`, i === count - 1 ? last : 's_1'));
test('more than 25 settings: 300 of them in another order are equal', () => same(catalog(many(300)), catalog(many(300).reverse())));
test('more than 25 settings: a change behind the first page is found', () => {
  for (const count of [26, 300])
    differ(catalog(many(count)), catalog(many(count, 's_0')), [
      'replace',
      `/settings/[settingDefinitionId=s${String(count - 1).padStart(3, '0')}]/settingInstance/choiceSettingValue/value`,
      's_1',
      's_0',
    ]);
});

test('more than 25 settings: a policy that was cut behind its first page is unknown, not changed', () => {
  const cut = { ...catalog(many(25)), 'settings@odata.nextLink': 'https://graph.microsoft.com/beta/next?$skiptoken=25' };
  const { summary, subjects } = report({ 'x.json': [catalog(many(26)), twin(GROUP, 'a_0')] }, { 'y.json': [twin(GROUP, 'a_0'), cut] });
  assert.deepEqual(summary, { equal: 1, changed: 0, added: 0, removed: 0, unreadable: 1, ambiguous: 0 });
  assert.equal(subjects.find(({ status }) => status === 'unreadable').id, cut.id);
});

test('nested key called version, id or source: at the root the service changes them', () =>
  same(
    { ...access(), version: 1, createdDateTime: '2020-01-01T00:00:00Z' },
    { ...access(), version: 2, createdDateTime: '2024-01-01T00:00:00Z', isAssigned: true },
  ));
test('nested key called version, id or source: inside they are content', () => {
  for (const name of ['version', 'id', 'source', 'createdDateTime', 'lastModifiedDateTime', 'isAssigned', 'settingCount'])
    differ(access({ extra: { [name]: 1 } }), access({ extra: { [name]: 2 } }), ['replace', `/conditions/extra/${name}`, 1, 2]);
  differ(
    catalog([choice('version', 'v_1'), choice('id', 'i_1'), choice('source', 's_1')]),
    catalog([choice('version', 'v_2'), choice('id', 'i_1'), choice('source', 's_1')]),
    ['replace', '/settings/[settingDefinitionId=version]/settingInstance/choiceSettingValue/value'],
  );
});

test('empty-GUID filter: the empty GUID, null and none are one', () => {
  const filters = [{}, { deviceAndAppManagementAssignmentFilterId: null }, { deviceAndAppManagementAssignmentFilterId: NO_GUID }];
  for (const left of filters) for (const right of filters) same(assigned(toGroup(GROUP, left)), assigned(toGroup(GROUP, right)));
});
test('empty-GUID filter: a filter that was set is found', () => {
  const { changes } = one(
    assigned(toGroup(GROUP, { deviceAndAppManagementAssignmentFilterId: NO_GUID })),
    assigned(toGroup(GROUP, { deviceAndAppManagementAssignmentFilterId: OTHER, deviceAndAppManagementAssignmentFilterType: 'include' })),
  );
  assert.ok(changes.length > 0 && changes.every(({ path }) => path.startsWith('/assignments/[')));
});

const lifetime = (definition) => ({
  '@odata.type': graph('tokenLifetimePolicy'),
  id: 'c0ffee00-0000-4000-8000-000000000007',
  displayName: 'Lifetime',
  definition: [definition],
});
test('JSON-in-string: the same data in other words is equal', () =>
  same(
    lifetime('{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"01:00:00"}}'),
    lifetime('{ "TokenLifetimePolicy": { "AccessTokenLifetime": "01:00:00",\n "Version": 1.0 } }'),
  ));
test('JSON-in-string: a change is found inside', () => {
  const { changes } = one(
    lifetime('{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"01:00:00"}}'),
    lifetime('{"TokenLifetimePolicy":{"AccessTokenLifetime":"08:00:00","Version":1}}'),
  );
  assert.equal(changes.length, 1);
  assert.match(changes[0].path, /^\/definition\/.*\/TokenLifetimePolicy\/AccessTokenLifetime$/);
  assert.deepEqual([changes[0].before, changes[0].after], ['01:00:00', '08:00:00']);
});

const audited = (settings) => settings.map((setting) => ({ ...setting, auditRuleInformation: null }));
test('server-added property: auditRuleInformation on every setting is no drift', () => same(catalog(many(30)), catalog(audited(many(30)))));
test('server-added property: a change behind it is found alone', () =>
  differ(catalog(many(30)), catalog(audited(many(30, 's_0'))), [
    'replace',
    '/settings/[settingDefinitionId=s029]/settingInstance/choiceSettingValue/value',
    's_1',
    's_0',
  ]));

test('[A,A] against [A,B]: [A,A] is [A,A]', () => same(catalog([groups('rule', 'A', 'A')]), catalog([groups('rule', 'A', 'A')])));
test('[A,A] against [A,B]: one change, at one of the two', () => {
  const { changes } = one(catalog([groups('rule', 'A', 'A')]), catalog([groups('rule', 'A', 'B')]));
  assert.equal(changes.length, 1);
  assert.match(changes[0].path, /\/groupSettingCollectionValue\/.*\/simpleSettingValue\/value$/);
  assert.deepEqual([changes[0].before, changes[0].after], ['A', 'B']);
  assert.deepEqual(
    one(catalog([groups('rule', 'A', 'A')]), catalog([groups('rule', 'A')])).changes.map(({ op }) => op),
    ['remove'],
  );
});

test('changed include/exclude users: null, none and an empty list are one', () => {
  const without = access();
  delete without.conditions.users.includeGroups;
  same(access(), without);
});
test('changed include/exclude users: one more is found by its id', () => {
  differ(excluding(GROUP), excluding(GROUP, OTHER), ['add', `/conditions/users/excludeUsers/[=${OTHER}]`, null, OTHER]);
  differ(excluding(GROUP, OTHER), excluding(OTHER), ['remove', `/conditions/users/excludeUsers/[=${GROUP}]`, GROUP, null]);
});

test('script content: line ends and a byte order mark are no change', () =>
  same(scripted('Get-Item a\nGet-Item b\n'), scripted('\ufeffGet-Item a\r\nGet-Item b\r\n')));
test('script content: one line is found', () => {
  const { changes } = one(scripted('Get-Item a\nGet-Item b\n'), scripted('Get-Item a\nGet-Item c\n'));
  assert.equal(changes.length, 1);
  assert.match(changes[0].path, /^\/scriptContent(\/|$)/);
});

test('encrypted OMA value: another reference to the same value is equal', () =>
  same(
    custom([oma('****', { isEncrypted: true, secretReferenceValueId: 'a_1' })]),
    custom([oma('****', { isEncrypted: true, secretReferenceValueId: 'b_2' })]),
  ));
test('encrypted OMA value: a change is found and not shown', () =>
  differ(custom([oma('Harbour-1', { isEncrypted: true })]), custom([oma('Harbour-2', { isEncrypted: true })]), [
    'replace',
    '/omaSettings/0/value',
    '[secret]',
    '[secret]',
  ]));

for (const [name, encoding] of [
  ['UTF-8 BOM', 'utf-8 with a mark'],
  ['UTF-16, little end first', 'utf-16le with a mark'],
  ['UTF-16, big end first', 'utf-16be with a mark'],
  ['UTF-16 without a mark', 'utf-16le without a mark'],
  ['CRLF', 'carriage returns'],
]) {
  const file = (value) => ENCODINGS[encoding](write({ ...catalog([choice('a', value)]), description: 'Größe – 試' }, { indent: '  ' }));
  const plain = { 'a.json': { ...catalog([choice('a', 'a_1')]), description: 'Größe – 試' } };
  test(`${name}: the same document is equal`, () => assert.equal(report(plain, { 'a.json': file('a_1') }).summary.equal, 1));
  test(`${name}: a change is found`, () =>
    assert.deepEqual(
      report(plain, { 'a.json': file('a_0') }).subjects[0].changes.map(({ path, before, after }) => [path, before, after]),
      [['/settings/[settingDefinitionId=a]/settingInstance/choiceSettingValue/value', 'a_1', 'a_0']],
    ));
}

const nested = (depth, value) =>
  depth === 0 ? choice('d0', value) : choice(`d${depth}`, 'on', [nested(depth - 1, value).settingInstance]);
const reversed = (value) => {
  if (value === null || typeof value !== 'object') return value;
  const inner = Object.entries(value).map(([key, member]) => [key, reversed(member)]);
  return Array.isArray(value) ? inner.map(([, member]) => member) : Object.fromEntries(inner.reverse());
};
test('32-deep nesting: equal to itself, in another order of members', () =>
  same(catalog([nested(32, 'x')]), reversed(catalog([nested(32, 'x')]))));
test('32-deep nesting: a change at the bottom is found', () => {
  const path = `/settings/[settingDefinitionId=d32]/settingInstance${Array.from({ length: 32 }, (_, i) => `/choiceSettingValue/children/[settingDefinitionId=d${31 - i}]`).join('')}/choiceSettingValue/value`;
  differ(catalog([nested(32, 'x')]), catalog([nested(32, 'y')]), ['replace', path, 'x', 'y']);
});

// unknown is not drift: an answer that says it failed holds no object
test('throttled sub-request: the answer is named as what it is', () => {
  const throttled = {
    error: { code: 'TooManyRequests', message: 'Please retry again later.', innerError: { code: '429', status: '429' } },
  };
  const { summary, subjects } = report(
    { 'a.json': twin(GROUP, 'a_0'), 'b.json': twin(OTHER, 'a_0') },
    { 'a.json': twin(GROUP, 'a_0'), 'b.json': throttled },
  );
  assert.equal(summary.unreadable, 1);
  assert.equal(summary.equal, 1);
  assert.match(subjects.find(({ status }) => status === 'unreadable').reason, /error/);
});
test('throttled sub-request: what was read beside it is compared', () => {
  const { subjects } = report(
    { 'a.json': twin(GROUP, 'a_0') },
    { 'a.json': { value: [twin(GROUP, 'a_1'), { error: { code: 'TooManyRequests', message: 'x' } }] } },
  );
  assert.deepEqual(
    subjects.find(({ status }) => status === 'changed').changes.map(({ path }) => path),
    ['/settings/[settingDefinitionId=a]/settingInstance/choiceSettingValue/value'],
  );
});
