// Device configuration, templates, compliance and scripts: rows 1, 2, 4, 5, 6, 8, 10, 11 and 12.
import { ASSIGNMENT } from '../facts.mjs';
import { assignments, common, family, script, tags } from './parts.mjs';

const device = (r) => ({ ...common(r), version: r.int(1, 30), supportsScopeTags: true, ...tags(r), ...assignments(r) });

const profile = (r, secret) => `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
\t<key>PayloadDisplayName</key>
\t<string>${r.text()}</string>
\t<key>PayloadContent</key>
\t<array>
\t\t<dict>
\t\t\t<key>PayloadType</key>
\t\t\t<string>com.example.${r.word()}</string>
\t\t\t<key>MaximumAge</key>
\t\t\t<integer>${r.int(1, 400)}</integer>
\t\t\t<key>AllowCamera</key>
\t\t\t<${r.of('true', 'false')}/>${secret ? `\n\t\t\t<key>Password</key>\n\t\t\t<string>${r.secret()}</string>` : ''}
\t\t</dict>
\t</array>
\t<key>PayloadIdentifier</key>
\t<string>com.example.${r.hex(8)}</string>
</dict>
</plist>
`;

const custom = (r) => ({
  ...device(r),
  payloadName: r.text(),
  payloadFileName: `${r.word()}.mobileconfig`,
  payload: r.base64(profile(r, r.chance(0.3))),
});

const oma = (r) => {
  const isEncrypted = r.chance(0.3);
  const type = isEncrypted ? 'omaSettingString' : r.of('omaSettingString', 'omaSettingInteger', 'omaSettingBoolean');
  return {
    '@odata.type': `#microsoft.graph.${type}`,
    displayName: r.text(),
    description: r.of('', r.text()),
    omaUri: `./Device/Vendor/MSFT/Policy/Config/${r.unique()}`,
    isEncrypted,
    secretReferenceValueId: isEncrypted ? `${r.guid()}_${r.guid()}` : null,
    value: isEncrypted ? r.secret() : { omaSettingString: r.text(), omaSettingInteger: r.int(0, 90), omaSettingBoolean: r.flag() }[type],
  };
};

const scheduled = (r) => ({
  scheduledActionsForRule: [
    {
      id: r.guid(),
      ruleName: r.of(null, 'PasswordRequired'),
      scheduledActionConfigurations: r.many(1, 3, (i) => ({
        id: r.guid(),
        actionType: ['block', 'notification', 'retire'][i],
        gracePeriodHours: r.of(0, 24, 72),
        notificationTemplateId: r.guid(),
        notificationMessageCCList: r.many(0, 2, () => r.guid()),
      })),
    },
  ],
});

const compliance = (r, more) => ({ ...common(r), version: r.int(1, 30), ...tags(r), ...more, ...scheduled(r), ...assignments(r) });
const password = (r) => ({
  passwordRequired: r.flag(),
  passwordMinimumLength: r.of(null, 0, r.int(4, 14)),
  passwordExpirationDays: r.of(null, r.int(0, 365)),
  osMinimumVersion: r.of(null, r.version()),
});

const ring = (r) => ({
  deliveryOptimizationMode: 'userDefined',
  automaticUpdateMode: r.of('windowsDefault', 'autoInstallAtMaintenanceTime'),
  driversExcluded: r.flag(),
  qualityUpdatesDeferralPeriodInDays: r.int(0, 30),
  featureUpdatesDeferralPeriodInDays: r.int(0, 365),
  qualityUpdatesPaused: r.flag(),
  featureUpdatesPaused: r.flag(),
  qualityUpdatesPauseStartDate: r.of(null, '2024-05-01'),
  featureUpdatesPauseStartDate: r.of(null, '2024-06-01'),
  qualityUpdatesWillBeRolledBack: r.flag(),
  featureUpdatesWillBeRolledBack: r.flag(),
  qualityUpdatesPauseExpiryDateTime: r.instant(),
  featureUpdatesPauseExpiryDateTime: r.instant(),
  deadlineForQualityUpdatesInDays: r.int(0, 7),
  userPauseAccess: r.of('enabled', 'disabled'),
  installationSchedule: r.of(null, {
    '@odata.type': '#microsoft.graph.windowsUpdateActiveHoursInstall',
    activeHoursStart: '08:00:00.0000000',
    activeHoursEnd: '17:00:00.0000000',
  }),
});

const definition = (r) => ({
  id: r.guid(),
  enabled: r.flag(),
  configurationType: 'policy',
  createdDateTime: r.instant(),
  lastModifiedDateTime: r.instant(),
  definition: {
    id: r.guid(),
    classType: r.of('machine', 'user'),
    displayName: r.text(),
    categoryPath: `\\Windows\\${r.word()}`,
    policyType: 'admxBacked',
  },
  presentationValues: r.many(0, 3, () =>
    r.of(
      () => ({
        '@odata.type': '#microsoft.graph.groupPolicyPresentationValueText',
        id: r.guid(),
        value: r.secret(),
        presentation: { '@odata.type': '#microsoft.graph.groupPolicyPresentationTextBox', id: r.guid(), label: r.text() },
      }),
      () => ({
        '@odata.type': '#microsoft.graph.groupPolicyPresentationValueDecimal',
        id: r.guid(),
        value: r.int(0, 900),
        presentation: { '@odata.type': '#microsoft.graph.groupPolicyPresentationDecimalTextBox', id: r.guid(), label: r.text() },
      }),
      () => ({
        '@odata.type': '#microsoft.graph.groupPolicyPresentationValueBoolean',
        id: r.guid(),
        value: r.flag(),
        presentation: { '@odata.type': '#microsoft.graph.groupPolicyPresentationCheckBox', id: r.guid(), label: r.text() },
      }),
    )(),
  ),
});

const run = (r) => ({ enforceSignatureCheck: r.flag(), runAs32Bit: r.flag(), runAsAccount: r.of('system', 'user') });
const schedule = (r) => ({
  runRemediationScript: r.flag(),
  runSchedule: {
    '@odata.type': '#microsoft.graph.deviceHealthScriptDailySchedule',
    interval: r.int(1, 9),
    time: '01:00:00',
    useUtc: r.flag(),
  },
});

export default [
  ...family(
    1,
    {
      volatile: ['privacyAccessControls', 'omaSettings/*/isEncrypted', 'omaSettings/*/secretReferenceValueId'],
      ordered: ['omaSettings'],
      keepsEmpty: ['omaSettings/*/value'],
      xml: ['payload'],
      keys: ['omaSettings/*/omaUri'],
      empty: [
        'deviceManagementApplicabilityRuleOsEdition',
        'deviceManagementApplicabilityRuleOsVersion',
        'deviceManagementApplicabilityRuleDeviceMode',
      ],
    },
    {
      windows10GeneralConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({
          ...device(r),
          deviceManagementApplicabilityRuleOsEdition: r.of(null, {
            osEditionTypes: ['windows10Enterprise'],
            name: r.text(),
            ruleType: 'include',
          }),
          deviceManagementApplicabilityRuleOsVersion: null,
          deviceManagementApplicabilityRuleDeviceMode: null,
          privacyAccessControls: [],
          cameraBlocked: r.flag(),
          bluetoothBlocked: r.flag(),
          passwordMinimumLength: r.of(null, 0, r.int(4, 16)),
          passwordRequired: r.flag(),
          edgeHomepageUrls: r.many(0, 3, () => r.url()),
          defenderScanType: r.of('userDefined', 'quick', 'full'),
          defenderDetectedMalwareActions: r.of(null, { lowSeverity: 'clean', highSeverity: r.of('block', 'remove') }),
          lockScreenTimeoutInSeconds: r.of(0, 300),
          startMenuLayoutXml: null,
        }),
      },
      windows10EndpointProtectionConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({
          ...device(r),
          firewallBlockStatefulFTP: r.flag(),
          smartScreenEnableInShell: r.flag(),
          bitLockerEncryptDevice: r.flag(),
          firewallRules: r.many(1, 6, () => ({
            displayName: r.text(),
            description: null,
            action: r.of('allowed', 'blocked'),
            protocol: r.of(6, 17),
            localPortRanges: [String(r.int(1, 9999))],
            trafficDirection: r.of('in', 'out'),
          })),
          bitLockerSystemDrivePolicy: {
            encryptionMethod: r.of('aesCbc128', 'xtsAes256'),
            startupAuthenticationRequired: r.flag(),
            minimumPinLength: r.of(null, 6),
          },
        }),
      },
      windows10CustomConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({ ...device(r), omaSettings: r.many(1, 8, () => oma(r)) }),
      },
      macOSCustomConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({ ...custom(r), deploymentChannel: r.of('deviceChannel', 'userChannel') }),
      },
      iosCustomConfiguration: { at: 'deviceManagement/deviceConfigurations', build: custom },
      iosGeneralDeviceConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({
          ...device(r),
          appStoreBlocked: r.flag(),
          cameraBlocked: r.flag(),
          safariManagedDomains: r.many(1, 5, () => `${r.word()}.${r.hex(6)}.example`),
          passcodeMinimumLength: r.of(null, r.int(4, 8)),
          networkUsageRules: [],
        }),
      },
      windowsWifiConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({
          ...device(r),
          wifiSecurityType: 'wpa2Personal',
          ssid: r.unique(),
          networkName: r.text(),
          connectAutomatically: r.flag(),
          meteredConnectionLimit: 'unrestricted',
          preSharedKey: r.secret(),
        }),
      },
      iosVpnConfiguration: {
        at: 'deviceManagement/deviceConfigurations',
        build: (r) => ({
          ...device(r),
          connectionName: r.text(),
          connectionType: 'ciscoIPSec',
          server: { description: r.text(), address: r.address(), isDefaultServer: true },
          sharedSecret: r.secret(),
          enableSplitTunneling: r.flag(),
        }),
      },
    },
  ),
  ...family(
    2,
    {
      volatile: ['qualityUpdatesPauseStartDate', 'featureUpdatesPauseStartDate', '*WillBeRolledBack', '*PauseExpiryDateTime'],
      empty: [
        'deviceManagementApplicabilityRuleOsEdition',
        'deviceManagementApplicabilityRuleOsVersion',
        'deviceManagementApplicabilityRuleDeviceMode',
        'installationSchedule',
      ],
    },
    {
      windowsUpdateForBusinessConfiguration: { at: 'deviceManagement/deviceConfigurations', build: (r) => ({ ...device(r), ...ring(r) }) },
    },
  ),
  ...family(
    4,
    {
      volatile: ['policyConfigurationIngestionType'],
      keys: ['definitionValues/**/id'],
      unsaid: ['definitionValues/**/*DateTime', 'definitionValues/*/definition/**', 'definitionValues/**/presentation/**'],
    },
    {
      groupPolicyConfiguration: {
        at: 'deviceManagement/groupPolicyConfigurations',
        build: (r) => ({
          ...common(r),
          ...tags(r),
          policyConfigurationIngestionType: r.of('builtIn', 'custom'),
          definitionValues: r.many(1, 8, () => definition(r)),
          ...assignments(r),
        }),
      },
    },
  ),
  ...family(
    5,
    { volatile: ['languageCodes', 'targetPrefix', 'targetNamespace', 'policyType', 'revision', 'status', 'uploadDateTime'] },
    {
      groupPolicyUploadedDefinitionFile: {
        at: 'deviceManagement/groupPolicyUploadedDefinitionFiles',
        name: 'fileName',
        build: (r) => ({
          fileName: `${r.unique()}.admx`,
          displayName: r.text(),
          description: r.of(null, r.text()),
          languageCodes: ['en-US'],
          targetPrefix: r.word(),
          targetNamespace: `Example.${r.word()}`,
          policyType: 'admxIngested',
          revision: '1.0',
          status: r.of('available', 'uploadInProgress'),
          uploadDateTime: r.instant(),
          lastModifiedDateTime: r.instant(),
          defaultLanguageCode: r.of('en-US', 'de-DE'),
          content: r.base64(`<policyDefinitions revision="1.0"><policy name="${r.unique()}"/></policyDefinitions>`),
        }),
      },
    },
  ),
  ...family(
    6,
    {
      sets: { settings: ['definitionId'] },
      json: ['settings/*/valueJson'],
      keys: ['settings/*/definitionId', 'settings/*/id', 'settings/*/value'],
      unsaid: ['isMigratingToConfigurationPolicy', 'TemplateId', 'settingsDelta/**'],
    },
    {
      deviceManagementIntent: {
        at: 'deviceManagement/intents',
        build: (r) => ({
          ...common(r),
          isMigratingToConfigurationPolicy: r.flag(),
          templateId: r.guid(),
          ...tags(r),
          settings: r.many(1, 12, (i) => ({
            '@odata.type': '#microsoft.graph.deviceManagementComplexSettingInstance',
            id: r.guid(),
            definitionId: `deviceConfiguration--windows10${r.word()}_${r.word()}${i}`,
            valueJson: JSON.stringify({ enabled: r.flag(), limit: r.int(0, 99), names: [r.word(), r.unique()] }),
          })),
          ...assignments(r),
        }),
      },
    },
  ),
  ...family(
    8,
    {
      binary: ['deviceCompliancePolicyScript/rulesContent'],
      volatile: ['scheduledActionsForRule/*/id', 'scheduledActionsForRule/*/scheduledActionConfigurations/*/id'],
      empty: ['passwordExpirationDays', 'osMinimumVersion', 'passwordMinimumLength'],
      keys: ['**/actionType'],
    },
    {
      windows10CompliancePolicy: {
        at: 'deviceManagement/deviceCompliancePolicies',
        build: (r) =>
          compliance(r, {
            ...password(r),
            bitLockerEnabled: r.flag(),
            secureBootEnabled: r.flag(),
            tpmRequired: r.flag(),
            deviceThreatProtectionRequiredSecurityLevel: r.of('unavailable', 'low'),
          }),
      },
      iosCompliancePolicy: {
        at: 'deviceManagement/deviceCompliancePolicies',
        build: (r) =>
          compliance(r, {
            passcodeRequired: r.flag(),
            passcodeMinimumLength: r.of(0, r.int(4, 8)),
            securityBlockJailbrokenDevices: r.flag(),
            osMinimumVersion: r.of(null, r.version()),
          }),
      },
      androidCompliancePolicy: {
        at: 'deviceManagement/deviceCompliancePolicies',
        build: (r) =>
          compliance(r, {
            ...password(r),
            securityBlockJailbrokenDevices: r.flag(),
            storageRequireEncryption: r.flag(),
            minAndroidSecurityPatchLevel: '2024-01-01',
          }),
      },
      macOSCompliancePolicy: {
        at: 'deviceManagement/deviceCompliancePolicies',
        build: (r) =>
          compliance(r, {
            ...password(r),
            systemIntegrityProtectionEnabled: r.flag(),
            firewallEnabled: r.flag(),
            gatekeeperAllowedAppSource: r.of('notConfigured', 'macAppStore'),
          }),
      },
    },
  ),
  ...family(
    10,
    { scripts: ['detectionScriptContent'] },
    {
      deviceComplianceScript: {
        at: 'deviceManagement/deviceComplianceScripts',
        build: (r) => ({
          ...common(r),
          version: String(r.int(1, 9)),
          publisher: r.text(),
          ...run(r),
          detectionScriptContent: script(r),
          ...tags(r),
        }),
      },
    },
  ),
  ...family(
    11,
    { scripts: ['scriptContent'] },
    {
      deviceManagementScript: {
        at: 'deviceManagement/deviceManagementScripts',
        build: (r) => ({ ...common(r), ...run(r), fileName: `${r.word()}.ps1`, scriptContent: script(r), ...tags(r), ...assignments(r) }),
      },
      deviceShellScript: {
        at: 'deviceManagement/deviceShellScripts',
        build: (r) => ({
          ...common(r),
          runAsAccount: r.of('system', 'user'),
          retryCount: r.int(0, 3),
          executionFrequency: r.of('PT0S', 'P1D'),
          blockExecutionNotifications: r.flag(),
          fileName: `${r.word()}.sh`,
          scriptContent: script(r),
          ...tags(r),
          ...assignments(r),
        }),
      },
      deviceCustomAttributeShellScript: {
        at: 'deviceManagement/deviceCustomAttributeShellScripts',
        build: (r) => ({
          ...common(r),
          customAttributeName: r.text(),
          customAttributeType: r.of('string', 'integer'),
          runAsAccount: 'system',
          fileName: `${r.word()}.sh`,
          scriptContent: script(r),
          ...tags(r),
          ...assignments(r),
        }),
      },
    },
  ),
  ...family(
    12,
    {
      volatile: ['isGlobalScript', 'highestAvailableVersion', 'deviceHealthScriptType'],
      scripts: ['detectionScriptContent', 'remediationScriptContent'],
      sets: { assignments: ASSIGNMENT },
    },
    {
      deviceHealthScript: {
        at: 'deviceManagement/deviceHealthScripts',
        build: (r) => ({
          ...common(r),
          version: String(r.int(1, 9)),
          publisher: r.text(),
          ...run(r),
          isGlobalScript: false,
          highestAvailableVersion: r.of(null, '2'),
          deviceHealthScriptType: 'deviceHealthScript',
          detectionScriptContent: script(r),
          remediationScriptContent: script(r),
          ...tags(r),
          ...assignments(r, schedule),
        }),
      },
    },
  ),
];
