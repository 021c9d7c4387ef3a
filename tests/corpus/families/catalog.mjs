// The settings catalog and what is built like it: rows 3, 7 and 9. Values lie in a recursive tree of setting instances.
import { assignments, common, family, tags } from './parts.mjs';

const graph = (name) => `#microsoft.graph.deviceManagementConfiguration${name}`;

function simple(r, value) {
  if (value === 'secret') {
    return { '@odata.type': graph('SecretSettingValue'), value: r.secret(), valueState: r.of('encryptedValueToken', 'notEncrypted') };
  }
  return r.flag()
    ? { '@odata.type': graph('StringSettingValue'), value: r.of('', r.text(1, 3), r.url(), r.guid()) }
    : { '@odata.type': graph('IntegerSettingValue'), value: r.of(0, 1, r.int(0, 100000)) };
}

function instance(r, id, depth) {
  const settingDefinitionId = id;
  const children = (low, high) => (depth > 0 ? r.many(low, high, (i) => instance(r, `${id}_${r.word()}${i}`, depth - 1)) : []);
  switch (r.below(depth > 0 ? 7 : 4)) {
    case 0:
      return { '@odata.type': graph('SimpleSettingInstance'), settingDefinitionId, simpleSettingValue: simple(r) };
    case 1:
      return {
        '@odata.type': graph('SimpleSettingInstance'),
        settingDefinitionId,
        simpleSettingValue: simple(r, r.chance(0.2) ? 'secret' : ''),
      };
    case 2:
      return {
        '@odata.type': graph('SimpleSettingCollectionInstance'),
        settingDefinitionId,
        simpleSettingCollectionValue: r.many(1, 5, () => ({ '@odata.type': graph('StringSettingValue'), value: r.unique() })),
      };
    case 3:
    case 4:
      return {
        '@odata.type': graph('ChoiceSettingInstance'),
        settingDefinitionId,
        choiceSettingValue: {
          '@odata.type': graph('ChoiceSettingValue'),
          value: `${id}_${r.of('0', '1', 'block')}`,
          children: children(0, 3),
        },
      };
    case 5:
      return {
        '@odata.type': graph('GroupSettingCollectionInstance'),
        settingDefinitionId,
        groupSettingCollectionValue: repeated(
          r,
          r.many(1, 2, () => ({ children: children(1, 3) })),
        ),
      };
    default:
      return { '@odata.type': graph('GroupSettingCollectionInstance'), settingDefinitionId, groupSettingCollectionValue: rules(r, id) };
  }
}

// the same group may be there twice
const repeated = (r, groups) => (r.chance(0.3) ? [...groups, structuredClone(groups[0])] : groups);

/** Groups of one kind, as the rules of a firewall are: all with the same members, some with the same values. */
function rules(r, id) {
  const rule = (name, port) => ({
    children: [
      {
        '@odata.type': graph('SimpleSettingInstance'),
        settingDefinitionId: `${id}_name`,
        simpleSettingValue: { '@odata.type': graph('StringSettingValue'), value: name },
      },
      {
        '@odata.type': graph('SimpleSettingInstance'),
        settingDefinitionId: `${id}_port`,
        simpleSettingValue: { '@odata.type': graph('IntegerSettingValue'), value: port },
      },
      {
        '@odata.type': graph('ChoiceSettingInstance'),
        settingDefinitionId: `${id}_action`,
        choiceSettingValue: { value: `${id}_action_${r.of('allow', 'block')}`, children: [] },
      },
    ],
  });
  return repeated(
    r,
    r.many(2, 6, () => rule(r.unique(), r.int(1, 65535))),
  );
}

const settings = (r, low, high) =>
  r.many(low, high, (i) => ({
    id: String(i),
    ...(r.chance(0.1) ? { auditRuleInformation: null } : {}),
    settingInstance: instance(r, `device_vendor_msft_policy_${r.word()}_${r.hex(4)}_${i}`, 3),
  }));

const SETTINGS = {
  settings: ['settingDefinitionId'],
  '**/choiceSettingValue/children': ['settingDefinitionId'],
  '**/groupSettingCollectionValue': [],
  '**/groupSettingCollectionValue/*/children': ['settingDefinitionId'],
};
const KEYS = ['**/settingDefinitionId'];
const keepsEmpty = ['**/simpleSettingValue/value'];

const policy = (r, low, high) => ({
  name: `${r.text()} ${r.unique()}`,
  description: r.of(null, '', r.text(3, 12)),
  createdDateTime: r.instant(),
  lastModifiedDateTime: r.instant(),
  platforms: r.of('windows10', 'macOS', 'linux'),
  technologies: r.of('mdm', 'mdm,microsoftSense'),
  ...tags(r),
  settings: settings(r, low, high),
  ...assignments(r),
});

export default [
  ...family(
    3,
    {
      volatile: ['settings/*/id', 'settings/*/auditRuleInformation', 'priorityMetaData'],
      sets: SETTINGS,
      keys: KEYS,
      keepsEmpty,
      empty: ['templateReference/templateId', 'templateReference/templateDisplayName', 'templateReference/templateDisplayVersion'],
    },
    {
      deviceManagementConfigurationPolicy: {
        at: 'deviceManagement/configurationPolicies',
        name: 'name',
        build: (r) => ({
          ...policy(r, 1, 40),
          priorityMetaData: null,
          templateReference: r.flag()
            ? { templateId: '', templateFamily: 'none', templateDisplayName: null, templateDisplayVersion: null }
            : {
                templateId: `${r.guid()}_1`,
                templateFamily: 'endpointSecurityFirewall',
                templateDisplayName: r.text(),
                templateDisplayVersion: `Version ${r.int(1, 9)}`,
              },
        }),
      },
    },
  ),
  ...family(
    7,
    { volatile: ['referencingConfigurationPolicyCount'], sets: SETTINGS, keys: KEYS, keepsEmpty },
    {
      deviceManagementReusablePolicySetting: {
        at: 'deviceManagement/reusablePolicySettings',
        build: (r) => {
          const settingDefinitionId = `vendor_msft_firewall_${r.word()}_${r.hex(4)}`;
          return {
            ...common(r),
            settingDefinitionId,
            referencingConfigurationPolicyCount: r.int(0, 5),
            settingInstance: {
              '@odata.type': graph('GroupSettingCollectionInstance'),
              settingDefinitionId,
              groupSettingCollectionValue: rules(r, settingDefinitionId),
            },
          };
        },
      },
    },
  ),
  ...family(
    9,
    { volatile: ['settings/*/id', 'settings/*/auditRuleInformation'], sets: SETTINGS, keys: KEYS, keepsEmpty },
    {
      deviceManagementCompliancePolicy: {
        at: 'deviceManagement/compliancePolicies',
        name: 'name',
        build: (r) => ({
          ...policy(r, 1, 12),
          scheduledActionsForRule: [
            {
              ruleName: r.of(null, 'PasswordRequired'),
              scheduledActionConfigurations: [
                {
                  actionType: 'block',
                  gracePeriodHours: r.int(0, 72),
                  notificationTemplateId: r.guid(),
                  notificationMessageCCList: [r.guid()],
                },
              ],
            },
          ],
        }),
      },
    },
  ),
];
