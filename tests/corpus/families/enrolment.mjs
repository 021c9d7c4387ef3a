// Enrolment, connectors, roles of the device service, updates and texts: rows 17 to 25.
import { assignments, common, family, tags } from './parts.mjs';

const oobe = (r) => ({
  outOfBoxExperienceSettings: {
    hidePrivacySettings: r.flag(),
    hideEULA: r.flag(),
    userType: r.of('standard', 'administrator'),
    deviceUsageType: r.of('singleUser', 'shared'),
    skipKeyboardSelectionPage: r.flag(),
    hideEscapeLink: r.flag(),
  },
});
const autopilot = (r) => ({
  ...common(r),
  language: r.of('os-default', 'de-DE'),
  extractHardwareHash: r.flag(),
  deviceNameTemplate: r.of('', '%SERIAL%'),
  deviceType: r.of('windowsPc', 'surfaceHub2'),
  enableWhiteGlove: r.flag(),
  ...tags(r),
  hybridAzureADJoinSkipConnectivityCheck: r.flag(),
  managementServiceAppId: r.guid(),
  ...oobe(r),
  ...assignments(r),
});
const enrolment = (r, kind) => ({
  ...common(r),
  priority: r.int(0, 20),
  version: r.int(1, 20),
  deviceEnrollmentConfigurationType: kind,
  ...tags(r),
  ...assignments(r),
});
const restriction = (r) => ({
  platformBlocked: r.flag(),
  personalDeviceEnrollmentBlocked: r.flag(),
  osMinimumVersion: r.of('', r.version()),
  osMaximumVersion: '',
  blockedManufacturers: r.some(['Example', 'Sample', 'Other'], 0),
});
const partner = (r) => ({
  displayName: `${r.text()} ${r.unique()}`,
  lastHeartbeatDateTime: r.instant(),
  partnerState: r.of('enabled', 'available', 'unresponsive'),
});
const image = (r) => ({ type: 'image/png', value: r.bytes(r.int(40, 120)).toString('base64') });
const enrol = (r) => ({ at: 'deviceManagement/deviceEnrollmentConfigurations', build: r });
const update = (r) => ({ ...common(r), ...tags(r), ...assignments(r) });

export default [
  ...family(
    17,
    { volatile: ['managementServiceAppId'] },
    {
      azureADWindowsAutopilotDeploymentProfile: { at: 'deviceManagement/windowsAutopilotDeploymentProfiles', build: autopilot },
      activeDirectoryWindowsAutopilotDeploymentProfile: { at: 'deviceManagement/windowsAutopilotDeploymentProfiles', build: autopilot },
    },
  ),
  ...family(
    18,
    { keys: ['selectedMobileAppIds'] },
    {
      windows10EnrollmentCompletionPageConfiguration: enrol((r) => ({
        ...enrolment(r, 'windows10EnrollmentCompletionPageConfiguration'),
        showInstallationProgress: r.flag(),
        blockDeviceSetupRetryByUser: r.flag(),
        allowDeviceResetOnInstallFailure: r.flag(),
        customErrorMessage: r.text(),
        installProgressTimeoutInMinutes: r.int(30, 240),
        selectedMobileAppIds: r.many(0, 4, () => r.guid()),
        trackInstallProgressForAutopilotOnly: r.flag(),
      })),
      deviceEnrollmentPlatformRestrictionsConfiguration: enrol((r) => ({
        ...enrolment(r, 'platformRestrictions'),
        iosRestriction: restriction(r),
        windowsRestriction: restriction(r),
        androidRestriction: restriction(r),
      })),
      deviceEnrollmentLimitConfiguration: enrol((r) => ({ ...enrolment(r, 'limit'), limit: r.int(1, 15) })),
      deviceComanagementAuthorityConfiguration: enrol((r) => ({
        ...enrolment(r, 'deviceComanagementAuthorityConfiguration'),
        managedDeviceAuthority: r.int(0, 3),
        installConfigurationManagerAgent: r.flag(),
        configurationManagerAgentCommandLineArgument: r.text(),
      })),
      deviceEnrollmentWindowsHelloForBusinessConfiguration: enrol((r) => ({
        ...enrolment(r, 'windowsHelloForBusiness'),
        pinMinimumLength: r.int(4, 12),
        pinMaximumLength: 127,
        pinUppercaseCharactersUsage: r.of('disallowed', 'required'),
        state: r.of('enabled', 'disabled', 'notConfigured'),
        securityDeviceRequired: r.flag(),
        unlockWithBiometricsEnabled: r.flag(),
        pinExpirationInDays: r.of(0, 90),
      })),
    },
  ),
  // an expiry is a finding of its own, never drift
  ...family(
    19,
    {
      volatile: [
        'lastSyncTriggeredDateTime',
        'lastSuccessfulSyncDateTime',
        'lastSyncDateTime',
        'state',
        'token',
        'certificate',
        'topicIdentifier',
        'tokenExpirationDateTime',
        'expirationDateTime',
      ],
      unsaid: ['certificateUploadStatus'],
    },
    {
      depOnboardingSetting: {
        at: 'deviceManagement/depOnboardingSettings',
        name: 'tokenName',
        build: (r) => ({
          tokenName: `${r.text()} ${r.unique()}`,
          appleIdentifier: r.address(),
          tokenExpirationDateTime: r.instant(),
          lastModifiedDateTime: r.instant(),
          lastSuccessfulSyncDateTime: r.instant(),
          lastSyncTriggeredDateTime: r.instant(),
          shareTokenWithSchoolDataSyncService: r.flag(),
          tokenType: 'dep',
          dataSharingConsentGranted: r.flag(),
          ...tags(r),
        }),
      },
      appleUserInitiatedEnrollmentProfile: {
        at: 'deviceManagement/appleUserInitiatedEnrollmentProfiles',
        build: (r) => ({
          ...common(r),
          defaultEnrollmentType: r.of('device', 'user', 'unknown'),
          availableEnrollmentTypeOptions: [],
          platform: 'ios',
          priority: r.int(1, 5),
          ...assignments(r),
        }),
      },
      applePushNotificationCertificate: {
        at: 'deviceManagement/applePushNotificationCertificate',
        name: 'appleIdentifier',
        build: (r) => ({
          appleIdentifier: `${r.unique()}@example.org`,
          topicIdentifier: `com.apple.mgmt.External.${r.guid()}`,
          lastModifiedDateTime: r.instant(),
          expirationDateTime: r.instant(),
          certificateSerialNumber: r.hex(16),
          certificate: r.secret(),
          certificateUploadStatus: r.of(null, 'ok'),
        }),
      },
      vppToken: {
        at: 'deviceAppManagement/vppTokens',
        build: (r) => ({
          ...common(r),
          organizationName: r.text(),
          vppTokenAccountType: r.of('business', 'education'),
          appleId: r.address(),
          expirationDateTime: r.instant(),
          lastSyncDateTime: r.instant(),
          token: r.secret(),
          state: r.of('valid', 'expired'),
          automaticallyUpdateApps: r.flag(),
          countryOrRegion: 'de',
          ...tags(r),
        }),
      },
    },
  ),
  ...family(
    20,
    { volatile: ['lastAppSyncDateTime', 'lastHeartbeatDateTime', 'companyCodes'], unsaid: ['lastConnectionDateTime'] },
    {
      androidManagedStoreAccountEnterpriseSettings: {
        at: 'deviceManagement/androidManagedStoreAccountEnterpriseSettings',
        name: 'ownerOrganizationName',
        build: (r) => ({
          bindStatus: r.of('boundAndValidated', 'notBound'),
          ownerUserPrincipalName: r.address(),
          ownerOrganizationName: r.unique(),
          lastModifiedDateTime: r.instant(),
          lastAppSyncDateTime: r.instant(),
          enrollmentTarget: r.of('all', 'none'),
          deviceOwnerManagementEnabled: r.flag(),
          companyCodes: [{ enrollmentToken: r.secret(), qrCodeContent: null }],
          androidDeviceOwnerFullyManagedEnrollmentEnabled: r.flag(),
        }),
      },
      complianceManagementPartner: {
        at: 'deviceManagement/complianceManagementPartners',
        build: (r) => ({ ...partner(r), macOsOnboarded: r.flag(), androidOnboarded: r.flag(), iosOnboarded: r.flag() }),
      },
      deviceManagementPartner: {
        at: 'deviceManagement/deviceManagementPartners',
        build: (r) => ({ ...partner(r), partnerAppType: 'singleTenantApp', singleTenantAppId: r.guid(), isConfigured: r.flag() }),
      },
      remoteAssistancePartner: {
        at: 'deviceManagement/remoteAssistancePartners',
        build: (r) => ({
          displayName: `${r.text()} ${r.unique()}`,
          onboardingUrl: r.url(),
          onboardingStatus: r.of('notOnboarded', 'onboarded'),
          lastConnectionDateTime: null,
        }),
      },
      mobileThreatDefenseConnector: {
        at: 'deviceManagement/mobileThreatDefenseConnectors',
        name: null,
        build: (r) => ({
          lastHeartbeatDateTime: r.instant(),
          partnerState: r.of('enabled', 'available'),
          androidEnabled: r.flag(),
          iosEnabled: r.flag(),
          windowsEnabled: r.flag(),
          androidDeviceBlockedOnMissingPartnerData: r.flag(),
          partnerUnresponsivenessThresholdInDays: r.int(1, 30),
        }),
      },
    },
  ),
  ...family(
    21,
    { volatile: ['payloads'] },
    {
      deviceAndAppManagementAssignmentFilter: {
        at: 'deviceManagement/assignmentFilters',
        build: (r) => ({
          ...common(r),
          platform: r.of('windows10AndLater', 'iOS'),
          rule: `(device.manufacturer -eq "${r.unique()}")`,
          assignmentFilterManagementType: r.of('devices', 'apps'),
          roleScopeTags: ['0'],
          payloads: [],
        }),
      },
    },
  ),
  ...family(
    22,
    {
      volatile: ['permissions', 'isBuiltInRoleDefinition', 'rolePermissions/*/actions', 'resourceScopes'],
      sets: { '**/allowedResourceActions': [], '**/notAllowedResourceActions': [] },
    },
    {
      roleScopeTag: { at: 'deviceManagement/roleScopeTags', build: (r) => ({ ...common(r), isBuiltIn: false, ...assignments(r) }) },
      deviceAndAppManagementRoleDefinition: {
        at: 'deviceManagement/roleDefinitions',
        build: (r) => {
          const refused = ['Organization_Update', 'TermsAndConditions_Delete', 'Audit_Read'].map((a) => `Microsoft.Intune_${a}`);
          const allowed = r.some(
            ['ManagedDevices_Read', 'ManagedDevices_Wipe', 'Audit_Read', 'Roles_Assign', 'Apps_Create', 'Filters_Delete'].map(
              (a) => `Microsoft.Intune_${a}`,
            ),
            1,
            5,
          );
          return {
            ...common(r),
            isBuiltIn: false,
            isBuiltInRoleDefinition: false,
            ...tags(r),
            permissions: [{ actions: allowed }],
            rolePermissions: [
              { actions: allowed, resourceActions: [{ allowedResourceActions: allowed, notAllowedResourceActions: r.some(refused, 0) }] },
            ],
          };
        },
      },
      deviceAndAppManagementRoleAssignment: {
        at: 'deviceManagement/roleAssignments',
        build: (r) => {
          const scopeMembers = r.many(1, 3, () => r.guid());
          return {
            ...common(r),
            scopeMembers,
            scopeType: r.of('resourceScope', 'allDevices'),
            resourceScopes: scopeMembers,
            members: r.many(1, 4, () => r.guid()),
          };
        },
      },
    },
  ),
  ...family(
    23,
    {
      volatile: [
        'deployableContentDisplayName',
        'endOfSupportDate',
        'releaseDateDisplayName',
        'deviceReporting',
        'newUpdates',
        'inventorySyncStatus',
      ],
      instants: ['rolloutSettings/offerStartDateTimeInUTC', 'rolloutSettings/offerEndDateTimeInUTC'],
    },
    {
      windowsFeatureUpdateProfile: {
        at: 'deviceManagement/windowsFeatureUpdateProfiles',
        build: (r) => ({
          ...update(r),
          featureUpdateVersion: r.of('Windows 11, version 23H2', 'Windows 11, version 24H2'),
          deployableContentDisplayName: r.text(),
          endOfSupportDate: r.instant(),
          installLatestWindows10OnWindows11IneligibleDevice: r.flag(),
          rolloutSettings: { offerStartDateTimeInUTC: r.instant(), offerEndDateTimeInUTC: r.instant(), offerIntervalInDays: r.int(1, 30) },
        }),
      },
      windowsQualityUpdateProfile: {
        at: 'deviceManagement/windowsQualityUpdateProfiles',
        build: (r) => ({
          ...update(r),
          expeditedUpdateSettings: { qualityUpdateRelease: '2024-05-14T00:00:00Z', daysUntilForcedReboot: r.int(0, 2) },
          releaseDateDisplayName: r.text(),
          deployableContentDisplayName: r.text(),
        }),
      },
      windowsQualityUpdatePolicy: {
        at: 'deviceManagement/windowsQualityUpdatePolicies',
        build: (r) => ({
          ...update(r),
          hotpatchEnabled: r.flag(),
          approvalSettings: [
            {
              windowsQualityUpdateCadence: 'monthly',
              windowsQualityUpdateCategory: 'all',
              approvalMethodType: r.of('manual', 'automatic'),
              deferredDeploymentInDay: r.int(0, 30),
            },
          ],
        }),
      },
      windowsDriverUpdateProfile: {
        at: 'deviceManagement/windowsDriverUpdateProfiles',
        build: (r) => ({
          ...update(r),
          approvalType: r.of('manual', 'automatic'),
          deviceReporting: r.int(0, 900),
          newUpdates: r.int(0, 40),
          deploymentDeferralInDays: r.of(0, 7),
          inventorySyncStatus: r.of(null, { lastSuccessfulSyncDateTime: r.instant(), driverInventorySyncState: 'success' }),
        }),
      },
    },
  ),
  ...family(
    24,
    {
      volatile: ['localizedNotificationMessages/*/id', 'localizedNotificationMessages/*/lastModifiedDateTime'],
      keys: ['localizedNotificationMessages/*/locale'],
      unsaid: ['localizedMessages/**'],
    },
    {
      notificationMessageTemplate: {
        at: 'deviceManagement/notificationMessageTemplates',
        build: (r) => ({
          ...common(r),
          defaultLocale: 'en-US',
          brandingOptions: r.of('none', 'includeCompanyLogo'),
          ...tags(r),
          localizedNotificationMessages: ['en-us', 'de-de', 'fr-fr'].slice(0, r.int(1, 3)).map((locale) => ({
            id: `${r.guid()}_${locale}`,
            lastModifiedDateTime: r.instant(),
            locale,
            subject: r.text(),
            messageTemplate: r.text(5, 20),
            isDefault: locale === 'en-us',
          })),
        }),
      },
    },
  ),
  ...family(
    25,
    { volatile: ['isDefaultProfile', 'disableClientTelemetry'], binary: ['themeColorLogo/value'] },
    {
      termsAndConditions: {
        at: 'deviceManagement/termsAndConditions',
        build: (r) => ({
          ...common(r),
          title: r.text(),
          bodyText: r.text(10, 30),
          acceptanceStatement: r.text(),
          version: r.int(1, 9),
          ...tags(r),
          ...assignments(r),
        }),
      },
      intuneBrandingProfile: {
        at: 'deviceManagement/intuneBrandingProfiles',
        name: 'profileName',
        build: (r) => ({
          profileName: r.unique(),
          profileDescription: r.text(),
          isDefaultProfile: r.flag(),
          createdDateTime: r.instant(),
          lastModifiedDateTime: r.instant(),
          disableClientTelemetry: r.flag(),
          displayName: r.text(),
          themeColor: { r: r.int(0, 255), g: r.int(0, 255), b: r.int(0, 255) },
          showLogo: r.flag(),
          themeColorLogo: image(r),
          contactITName: r.text(),
          privacyUrl: r.url(),
          enrollmentAvailability: r.of('unavailable', 'availableWithPrompts'),
          ...tags(r),
          ...assignments(r),
        }),
      },
      deviceCategory: {
        at: 'deviceManagement/deviceCategories',
        build: (r) => ({ displayName: r.unique(), description: r.of(null, r.text()), ...tags(r) }),
      },
      deviceManagementSettings: {
        at: 'deviceManagement/settings',
        name: null,
        build: (r) => ({
          deviceComplianceCheckinThresholdDays: r.int(1, 120),
          isScheduledActionEnabled: r.flag(),
          secureByDefault: r.flag(),
          enhancedJailBreak: r.flag(),
          deviceInactivityBeforeRetirementInDay: r.int(0, 270),
          derivedCredentialProvider: 'notConfigured',
          enableLogCollection: r.flag(),
        }),
      },
    },
  ),
];
