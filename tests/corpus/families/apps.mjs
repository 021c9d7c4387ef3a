// Apps, their protection and configuration, policy sets: rows 13 to 16.
import { assignments, common, family, intents, tags } from './parts.mjs';

const managed = (r) => ({
  ...common(r),
  version: `"${r.hex(8)}-0000-0d00-0000-${r.hex(12)}"`,
  isAssigned: r.flag(),
  deployedAppCount: r.int(0, 60),
  ...tags(r),
});

const protection = (r) => ({
  ...managed(r),
  periodOfflineBeforeAccessCheck: r.of('PT12H', 'PT720M'),
  periodOnlineBeforeAccessCheck: 'PT30M',
  allowedInboundDataTransferSources: r.of('allApps', 'managedApps'),
  allowedOutboundDataTransferDestinations: r.of('managedApps', 'none'),
  dataBackupBlocked: r.flag(),
  deviceComplianceRequired: r.flag(),
  saveAsBlocked: r.flag(),
  pinRequired: r.flag(),
  maximumPinRetries: r.int(3, 10),
  minimumPinLength: r.int(4, 8),
  allowedDataStorageLocations: r.some(['oneDriveForBusiness', 'sharePoint', 'localStorage']),
  printBlocked: r.flag(),
  minimumRequiredOsVersion: r.of(null, r.version()),
  minimumWarningOsVersion: r.of(null, r.version()),
  gracePeriodToBlockAppsDuringOffClockHours: null,
});

const mobileApp = (r, bundle) => ({
  id: `${r.guid()}.apps`,
  version: r.hex(8),
  mobileAppIdentifier: {
    '@odata.type': `#microsoft.graph.${bundle === 'bundleId' ? 'ios' : 'android'}MobileAppIdentifier`,
    [bundle]: `com.example.${r.unique()}`,
  },
});

const app = (r) => ({
  ...common(r),
  publisher: r.text(1, 2),
  isFeatured: r.flag(),
  privacyInformationUrl: r.of(null, r.url()),
  informationUrl: r.of(null, r.url()),
  owner: r.text(1, 2),
  developer: r.text(1, 2),
  notes: r.text(),
  uploadState: r.int(0, 11),
  publishingState: r.of('published', 'processing'),
  isAssigned: r.flag(),
  ...tags(r),
  dependentAppCount: r.int(0, 3),
  supersedingAppCount: r.int(0, 3),
  supersededAppCount: r.int(0, 3),
  ...assignments(r, intents),
});

const content = (r) => ({ committedContentVersion: String(r.int(1, 9)), fileName: `${r.word()}.intunewin`, size: r.int(1000, 9000000) });

export default [
  ...family(
    13,
    {
      volatile: ['apps/*/id', 'apps/*/version'],
      keys: ['apps/**'],
      empty: ['minimumRequiredOsVersion', 'minimumWarningOsVersion', 'gracePeriodToBlockAppsDuringOffClockHours'],
    },
    {
      iosManagedAppProtection: {
        at: 'deviceAppManagement/iosManagedAppProtections',
        build: (r) => ({
          ...protection(r),
          faceIdBlocked: r.flag(),
          appDataEncryptionType: r.of('whenDeviceLocked', 'useDeviceSettings'),
          apps: r.many(0, 6, () => mobileApp(r, 'bundleId')),
          ...assignments(r),
        }),
      },
      androidManagedAppProtection: {
        at: 'deviceAppManagement/androidManagedAppProtections',
        build: (r) => ({
          ...protection(r),
          screenCaptureBlocked: r.flag(),
          encryptAppData: r.flag(),
          minimumRequiredPatchVersion: '0000-00-00',
          apps: r.many(0, 6, () => mobileApp(r, 'packageId')),
          ...assignments(r),
        }),
      },
      mdmWindowsInformationProtectionPolicy: {
        at: 'deviceAppManagement/mdmWindowsInformationProtectionPolicies',
        build: (r) => ({
          ...managed(r),
          enforcementLevel: r.of('noProtection', 'encryptAndPrompt'),
          enterpriseDomain: `${r.word()}.example`,
          protectionUnderLockConfigRequired: r.flag(),
          revokeOnUnenrollDisabled: r.flag(),
          iconsVisible: r.flag(),
          enterpriseProxiedDomains: r.many(1, 3, () => ({
            displayName: r.unique(),
            proxiedDomains: [{ ipAddressOrFQDN: `${r.hex(6)}.example`, proxy: null }],
          })),
          ...assignments(r),
        }),
      },
    },
  ),
  ...family(
    14,
    { keys: ['apps/**', 'targetedMobileApps'], xml: ['encodedSettingXml'] },
    {
      targetedManagedAppConfiguration: {
        at: 'deviceAppManagement/targetedManagedAppConfigurations',
        build: (r) => ({
          ...managed(r),
          customSettings: r.many(1, 6, () => ({ name: `com.example.${r.unique()}`, value: r.secret() })),
          appGroupType: r.of('selectedPublicApps', 'allApps'),
          apps: r.many(0, 3, () => mobileApp(r, 'bundleId')),
          ...assignments(r),
        }),
      },
      iosMobileAppConfiguration: {
        at: 'deviceAppManagement/mobileAppConfigurations',
        build: (r) => ({
          ...common(r),
          version: r.int(1, 9),
          targetedMobileApps: [r.guid()],
          ...tags(r),
          ...assignments(r),
          ...(r.flag()
            ? { encodedSettingXml: r.base64(`<dict><key>server</key><string>${r.secret()}</string></dict>`), settings: [] }
            : {
                encodedSettingXml: null,
                settings: r.many(1, 5, () => ({ appConfigKey: r.unique(), appConfigKeyType: 'stringType', appConfigKeyValue: r.secret() })),
              }),
        }),
      },
      androidManagedStoreAppConfiguration: {
        at: 'deviceAppManagement/mobileAppConfigurations',
        build: (r) => ({
          ...common(r),
          version: r.int(1, 9),
          targetedMobileApps: [r.guid()],
          packageId: `app:com.example.${r.word()}`,
          payloadJson: r.base64(
            JSON.stringify({
              kind: 'androidenterprise#managedConfiguration',
              managedProperty: [{ key: r.word(), valueString: r.secret() }],
            }),
          ),
          profileApplicability: r.of('default', 'androidWorkProfile'),
          ...tags(r),
          ...assignments(r),
        }),
      },
    },
  ),
  ...family(
    15,
    {
      volatile: [
        'uploadState',
        'publishingState',
        'dependentAppCount',
        'supersedingAppCount',
        'supersededAppCount',
        'committedContentVersion',
        'isFeatured',
        'size',
        'categories',
        'usedLicenseCount',
      ],
      binary: ['largeIcon/value'],
    },
    {
      win32LobApp: {
        at: 'deviceAppManagement/mobileApps',
        build: (r) => ({
          ...app(r),
          ...content(r),
          installCommandLine: `setup.exe /q KEY=${r.secret()}`,
          uninstallCommandLine: `setup.exe /x KEY=${r.secret()}`,
          applicableArchitectures: r.of('x64', 'x86,x64'),
          minimumFreeDiskSpaceInMB: r.of(null, 500),
          setupFilePath: 'setup.exe',
          installExperience: { runAsAccount: r.of('system', 'user'), deviceRestartBehavior: r.of('suppress', 'allow') },
          returnCodes: [
            { returnCode: 0, type: 'success' },
            { returnCode: 3010, type: 'softReboot' },
          ],
          rules: [
            {
              '@odata.type': '#microsoft.graph.win32LobAppRegistryRule',
              ruleType: 'detection',
              keyPath: `HKLM\\Software\\${r.word()}`,
              valueName: 'Version',
              operator: 'equal',
              comparisonValue: r.version(),
              check32BitOn64System: r.flag(),
            },
          ],
        }),
      },
      winGetApp: {
        at: 'deviceAppManagement/mobileApps',
        build: (r) => ({
          ...app(r),
          packageIdentifier: r.hex(12).toUpperCase(),
          manifestHash: r.hex(16),
          installExperience: { runAsAccount: r.of('system', 'user') },
        }),
      },
      iosStoreApp: {
        at: 'deviceAppManagement/mobileApps',
        build: (r) => ({
          ...app(r),
          bundleId: `com.example.${r.word()}`,
          appStoreUrl: r.url(),
          applicableDeviceType: { iPad: r.flag(), iPhoneAndIPod: r.flag() },
          minimumSupportedOperatingSystem: { v12_0: r.flag(), v13_0: r.flag() },
        }),
      },
      iosVppApp: {
        at: 'deviceAppManagement/mobileApps',
        build: (r) => ({
          ...app(r),
          usedLicenseCount: r.int(0, 99),
          totalLicenseCount: r.int(100, 200),
          releaseDateTime: r.instant(),
          appStoreUrl: r.url(),
          licensingType: { supportsUserLicensing: r.flag(), supportsDeviceLicensing: r.flag() },
          bundleId: `com.example.${r.word()}`,
          vppTokenAccountType: 'business',
          vppTokenAppleId: r.address(),
        }),
      },
      officeSuiteApp: {
        at: 'deviceAppManagement/mobileApps',
        build: (r) => ({
          ...app(r),
          autoAcceptEula: r.flag(),
          productIds: ['o365ProPlusRetail'],
          excludedApps: { access: r.flag(), teams: r.flag() },
          useSharedComputerActivation: r.flag(),
          updateChannel: r.of('current', 'monthlyEnterprise'),
          officePlatformArchitecture: 'x64',
          localesToInstall: ['de-de'],
        }),
      },
      webApp: { at: 'deviceAppManagement/mobileApps', build: (r) => ({ ...app(r), appUrl: r.url(), useManagedBrowser: r.flag() }) },
    },
  ),
  ...family(
    16,
    { volatile: ['status', 'errorCode', 'items/*/id'], unsaid: ['items/*/*DateTime'], keys: ['items/*/payloadId', 'items/*/itemType'] },
    {
      policySet: {
        at: 'deviceAppManagement/policySets',
        build: (r) => ({
          ...common(r),
          status: r.of('success', 'partialSuccess'),
          errorCode: r.of('noError', 'unauthorized'),
          guidedDeploymentTags: [],
          roleScopeTags: ['0'],
          items: r.many(1, 5, () => ({
            '@odata.type': '#microsoft.graph.mobileAppPolicySetItem',
            id: r.guid(),
            payloadId: r.guid(),
            itemType: '#microsoft.graph.iosStoreApp',
            displayName: r.text(),
            intent: r.of('required', 'available'),
          })),
          ...assignments(r),
        }),
      },
    },
  ),
];
