// Conditional Access, locations, authentication, consent, access between tenants, policies of the directory: rows 26 to 28 and 30 to 36.
import { family } from './parts.mjs';

const named = (r) => ({ displayName: `${r.text()} ${r.unique()}` });
const dated = (r) => ({ ...named(r), createdDateTime: r.instant(), modifiedDateTime: r.of(null, r.instant()) });
const ids = (r, low, high) => r.many(low, high, () => r.guid());

const users = (r) => ({
  includeUsers: r.of(['All'], ['None'], ids(r, 1, 4)),
  excludeUsers: r.of([], ids(r, 1, 5), ['GuestsOrExternalUsers', r.guid()]),
  includeGroups: ids(r, 0, 5),
  excludeGroups: ids(r, 0, 5),
  includeRoles: ids(r, 0, 6),
  excludeRoles: ids(r, 0, 3),
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: r.of(null, {
    guestOrExternalUserTypes: 'internalGuest,b2bCollaborationGuest',
    externalTenants: {
      '@odata.type': '#microsoft.graph.conditionalAccessEnumeratedExternalTenants',
      membershipKind: 'enumerated',
      members: ids(r, 1, 2),
    },
  }),
});

const strength = (r) => ({
  id: r.of('00000000-0000-0000-0000-000000000002', '00000000-0000-0000-0000-000000000004'),
  displayName: r.text(),
  policyType: 'builtIn',
  requirementsSatisfied: 'mfa',
  allowedCombinations: ['fido2', 'windowsHelloForBusiness'],
});

const conditions = (r) => ({
  conditions: {
    userRiskLevels: r.some(['high', 'medium'], 0),
    signInRiskLevels: r.some(['high', 'medium', 'low'], 0),
    clientAppTypes: r.of(['all'], ['browser', 'mobileAppsAndDesktopClients']),
    servicePrincipalRiskLevels: [],
    applications: {
      includeApplications: r.of(['All'], ['Office365', r.guid()], ids(r, 1, 5)),
      excludeApplications: ids(r, 0, 3),
      includeUserActions: r.of([], ['urn:user:registersecurityinfo']),
      includeAuthenticationContextClassReferences: [],
      applicationFilter: null,
    },
    users: users(r),
    platforms: r.of(null, { includePlatforms: ['all'], excludePlatforms: r.some(['iOS', 'android', 'macOS', 'linux']) }),
    locations: r.of(null, { includeLocations: ['All'], excludeLocations: r.of(['AllTrusted'], ids(r, 1, 3)) }),
    devices: r.of(null, { deviceFilter: { mode: r.of('include', 'exclude'), rule: `device.extensionAttribute1 -eq "${r.unique()}"` } }),
    clientApplications: r.of(null, {
      includeServicePrincipals: ids(r, 0, 3),
      excludeServicePrincipals: ids(r, 0, 2),
      includeAgentIdServicePrincipals: ids(r, 0, 3),
      excludeAgentIdServicePrincipals: [],
      servicePrincipalFilter: null,
    }),
    authenticationFlows: null,
  },
  grantControls: r.of(null, {
    operator: r.of('OR', 'AND'),
    builtInControls: r.some(['mfa', 'compliantDevice', 'domainJoinedDevice']),
    customAuthenticationFactors: [],
    termsOfUse: ids(r, 0, 2),
    authenticationStrength: r.of(null, strength(r)),
  }),
  sessionControls: r.of(null, {
    disableResilienceDefaults: null,
    applicationEnforcedRestrictions: null,
    signInFrequency: {
      value: r.int(1, 24),
      type: r.of('hours', 'days'),
      authenticationType: 'primaryAndSecondaryAuthentication',
      frequencyInterval: 'timeBased',
      isEnabled: r.flag(),
    },
    persistentBrowser: r.of(null, { mode: r.of('never', 'always'), isEnabled: r.flag() }),
  }),
});

const EMPTY = [
  'conditions/platforms',
  'conditions/locations',
  'conditions/devices',
  'conditions/clientApplications',
  'conditions/authenticationFlows',
  'conditions/users/*GuestsOrExternalUsers',
  'conditions/users/*lude*',
  'conditions/applications/applicationFilter',
  'conditions/applications/*lude*',
  'grantControls',
  'grantControls/authenticationStrength',
  'grantControls/termsOfUse',
  'grantControls/customAuthenticationFactors',
  'sessionControls',
  'sessionControls/*',
];

const method = (r, id, more) => ({
  '@odata.type': `#microsoft.graph.${id}AuthenticationMethodConfiguration`,
  id,
  state: r.of('enabled', 'disabled'),
  excludeTargets: [],
  includeTargets: [{ targetType: 'group', id: r.of('all_users', r.guid()), isRegistrationRequired: r.flag() }],
  ...more,
});
const feature = (r) => ({
  state: r.of('default', 'enabled', 'disabled'),
  includeTarget: { targetType: 'group', id: 'all_users' },
  excludeTarget: { targetType: 'group', id: r.guid() },
});

const access = (r) => ({
  usersAndGroups: { accessType: r.of('allowed', 'blocked'), targets: [{ target: r.of('AllUsers', r.guid()), targetType: 'user' }] },
  applications: { accessType: r.of('allowed', 'blocked'), targets: [{ target: 'AllApplications', targetType: 'application' }] },
});
const trust = (r) => ({
  inboundTrust: { isMfaAccepted: r.flag(), isCompliantDeviceAccepted: r.flag(), isHybridAzureADJoinedDeviceAccepted: r.flag() },
});
const restrictions = (r) => ({
  passwordCredentials: r.many(1, 2, (i) => ({
    restrictionType: ['passwordAddition', 'passwordLifetime'][i],
    maxLifetime: r.of(null, 'P90D'),
    restrictForAppsCreatedAfterDateTime: r.instant(),
  })),
  keyCredentials: [],
});

const defined = (r, definition) => ({ ...named(r), isOrganizationDefault: r.flag(), definition: [JSON.stringify(definition)] });
const directory = (at) => (build) => ({ at: `policies/${at}`, build });

export default [
  ...family(
    26,
    {
      volatile: ['templateId', 'deletedDateTime'],
      empty: EMPTY,
      keys: ['grantControls/authenticationStrength/**'],
      sets: { 'conditions/**/include*': [], 'conditions/**/exclude*': [] },
    },
    {
      conditionalAccessPolicy: {
        at: 'identity/conditionalAccess/policies',
        build: (r) => ({
          ...dated(r),
          state: r.of('enabled', 'disabled', 'enabledForReportingButNotEnforced'),
          templateId: r.of(null, r.guid()),
          deletedDateTime: null,
          ...conditions(r),
        }),
      },
    },
  ),
  ...family(
    27,
    { unsaid: ['deletedDateTime'], sets: { ipRanges: ['cidrAddress'] } },
    {
      ipNamedLocation: {
        at: 'identity/conditionalAccess/namedLocations',
        build: (r) => ({
          ...dated(r),
          isTrusted: r.flag(),
          ipRanges: r
            .shuffled(Array.from({ length: 250 }, (_, i) => i + 1))
            .slice(0, r.int(1, 8))
            .map((i) =>
              r.flag()
                ? { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: `203.${i}.0.0/24` }
                : { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: `2001:db8:${i.toString(16)}::/48` },
            ),
        }),
      },
      countryNamedLocation: {
        at: 'identity/conditionalAccess/namedLocations',
        build: (r) => ({
          ...dated(r),
          countriesAndRegions: r.some(['DE', 'AT', 'CH', 'NL', 'FR', 'DK']),
          includeUnknownCountriesAndRegions: r.flag(),
          countryLookupMethod: r.of('clientIpAddress', 'authenticatorAppGps'),
        }),
      },
      compliantNetworkNamedLocation: {
        at: 'identity/conditionalAccess/namedLocations',
        build: (r) => ({ ...dated(r), compliantNetworkType: 'allTenantCompliantNetworks', isTrusted: r.flag() }),
      },
    },
  ),
  ...family(
    28,
    { binary: ['files/*/fileData/data'], keys: ['combinationConfigurations/*/id', 'files/*/id'], unsaid: ['files/*/*DateTime'] },
    {
      authenticationStrengthPolicy: {
        at: 'identity/conditionalAccess/authenticationStrength/policies',
        build: (r) => ({
          ...dated(r),
          description: r.text(),
          policyType: 'custom',
          requirementsSatisfied: 'mfa',
          allowedCombinations: r.some(['fido2', 'windowsHelloForBusiness', 'x509CertificateMultiFactor', 'deviceBasedPush']),
          combinationConfigurations: r.many(0, 1, () => ({
            '@odata.type': '#microsoft.graph.fido2CombinationConfiguration',
            id: r.guid(),
            appliesToCombinations: ['fido2'],
            allowedAAGUIDs: [r.guid()],
          })),
        }),
      },
      authenticationContextClassReference: {
        at: 'identity/conditionalAccess/authenticationContextClassReferences',
        build: (r) => ({ ...named(r), description: r.text(), isAvailable: r.flag() }),
      },
      agreement: {
        at: 'identityGovernance/termsOfUse/agreements',
        build: (r) => ({
          ...named(r),
          isViewingBeforeAcceptanceRequired: r.flag(),
          isPerDeviceAcceptanceRequired: r.flag(),
          userReacceptRequiredFrequency: r.of(null, 'P90D'),
          termsExpiration: null,
          files: [
            {
              id: r.guid(),
              fileName: 'terms.pdf',
              displayName: r.text(),
              language: 'en',
              isDefault: true,
              isMajorVersion: r.flag(),
              fileData: { data: r.bytes(80).toString('base64') },
            },
          ],
        }),
      },
    },
  ),
  ...family(
    30,
    {
      volatile: ['policyVersion', 'policyMigrationState', 'reconfirmationInDays', '**/featureSettings/numberMatchingRequiredState'],
      keys: ['authenticationMethodConfigurations/**/id'],
    },
    {
      authenticationMethodsPolicy: {
        at: 'policies/authenticationMethodsPolicy',
        build: (r) => ({
          ...named(r),
          description: r.text(),
          lastModifiedDateTime: r.instant(),
          policyVersion: '1.5',
          reconfirmationInDays: r.of(null, 180),
          policyMigrationState: r.of('preMigration', 'migrationComplete'),
          registrationEnforcement: {
            authenticationMethodsRegistrationCampaign: {
              snoozeDurationInDays: r.int(0, 14),
              enforceRegistrationAfterAllowedSnoozes: r.flag(),
              state: r.of('default', 'enabled'),
              excludeTargets: [],
              includeTargets: [{ id: 'all_users', targetType: 'group', targetedAuthenticationMethod: 'microsoftAuthenticator' }],
            },
          },
          authenticationMethodConfigurations: [
            method(r, 'fido2', {
              isSelfServiceRegistrationAllowed: r.flag(),
              isAttestationEnforced: r.flag(),
              keyRestrictions: { isEnforced: r.flag(), enforcementType: 'allow', aaGuids: [r.guid()] },
            }),
            method(r, 'microsoftAuthenticator', {
              isSoftwareOathEnabled: r.flag(),
              featureSettings: { displayAppInformationRequiredState: feature(r), numberMatchingRequiredState: feature(r) },
            }),
            method(r, 'sms', {}),
            method(r, 'temporaryAccessPass', { defaultLifetimeInMinutes: r.int(10, 480), defaultLength: 8, isUsableOnce: r.flag() }),
          ],
        }),
      },
    },
  ),
  ...family(
    31,
    {},
    {
      authorizationPolicy: {
        at: 'policies/authorizationPolicy',
        build: (r) => ({
          ...named(r),
          description: r.text(),
          allowInvitesFrom: r.of('none', 'adminsAndGuestInviters', 'everyone'),
          allowedToSignUpEmailBasedSubscriptions: r.flag(),
          allowedToUseSSPR: r.flag(),
          allowEmailVerifiedUsersToJoinOrganization: r.flag(),
          blockMsolPowerShell: r.flag(),
          guestUserRoleId: r.guid(),
          defaultUserRolePermissions: {
            allowedToCreateApps: r.flag(),
            allowedToCreateSecurityGroups: r.flag(),
            allowedToReadOtherUsers: r.flag(),
            permissionGrantPoliciesAssigned: [`ManagePermissionGrantsForSelf.${r.word()}`],
          },
        }),
      },
    },
  ),
  ...family(
    32,
    { volatile: ['displayName', 'description', 'securityDefaultsUpsell'] },
    {
      identitySecurityDefaultsEnforcementPolicy: {
        at: 'policies/identitySecurityDefaultsEnforcementPolicy',
        build: (r) => ({
          displayName: r.text(),
          description: r.text(),
          isEnabled: r.flag(),
          securityDefaultsUpsell: { action: 'noAction', dueDateTime: null },
        }),
      },
    },
  ),
  ...family(
    33,
    { keys: ['includes/*/id', 'excludes/*/id'] },
    {
      adminConsentRequestPolicy: {
        at: 'policies/adminConsentRequestPolicy',
        name: null,
        build: (r) => ({
          isEnabled: r.flag(),
          notifyReviewers: r.flag(),
          remindersEnabled: r.flag(),
          requestDurationInDays: r.int(5, 60),
          version: r.int(0, 9),
          reviewers: [{ query: `/users/${r.guid()}`, queryType: 'MicrosoftGraph', queryRoot: null }],
        }),
      },
      permissionGrantPolicy: {
        at: 'policies/permissionGrantPolicies',
        build: (r) => ({
          ...named(r),
          description: r.text(),
          includes: [
            {
              id: r.guid(),
              permissionType: 'delegated',
              permissionClassification: r.of('low', 'all'),
              resourceApplication: 'any',
              permissions: ['all'],
              clientApplicationIds: ['all'],
              clientApplicationsFromVerifiedPublisherOnly: r.flag(),
            },
          ],
          excludes: [],
        }),
      },
      oAuth2PermissionGrant: {
        at: 'oauth2PermissionGrants',
        name: null,
        build: (r) => ({
          clientId: r.guid(),
          consentType: r.of('AllPrincipals', 'Principal'),
          principalId: r.of(null, r.guid()),
          resourceId: r.guid(),
          scope: r.of('User.Read', 'User.Read Mail.Read'),
        }),
      },
    },
  ),
  ...family(
    34,
    { volatile: ['isServiceDefault', 'systemDefaultMetadata'], json: ['definition/*'], sets: { '**/*Domains*': [] } },
    {
      crossTenantAccessPolicy: {
        at: 'policies/crossTenantAccessPolicy',
        build: (r) => ({ ...named(r), allowedCloudEndpoints: r.some(['microsoftonline.us', 'partner.microsoftonline.cn'], 0) }),
      },
      crossTenantAccessPolicyConfigurationDefault: {
        at: 'policies/crossTenantAccessPolicy/default',
        name: null,
        build: (r) => ({
          isServiceDefault: r.flag(),
          ...trust(r),
          b2bCollaborationOutbound: access(r),
          b2bCollaborationInbound: access(r),
          b2bDirectConnectInbound: access(r),
          automaticUserConsentSettings: { inboundAllowed: r.flag(), outboundAllowed: r.flag() },
        }),
      },
      crossTenantAccessPolicyConfigurationPartner: {
        at: 'policies/crossTenantAccessPolicy/partners',
        name: null,
        key: 'tenantId',
        build: (r) => ({
          tenantId: r.guid(),
          isServiceProvider: r.of(null, r.flag()),
          ...trust(r),
          b2bCollaborationInbound: access(r),
          automaticUserConsentSettings: { inboundAllowed: r.flag(), outboundAllowed: r.flag() },
        }),
      },
      externalIdentitiesPolicy: {
        at: 'policies/externalIdentitiesPolicy',
        build: (r) => ({ ...named(r), allowExternalIdentitiesToLeave: r.flag(), allowDeletedIdentitiesDataRemoval: r.flag() }),
      },
      b2bManagementPolicy: {
        at: 'policies/b2bManagementPolicies',
        build: (r) =>
          defined(r, {
            B2BManagementPolicy: {
              PreviewPolicy: { Features: [] },
              AutoRedeemPolicy: { AdminConsentedForUsersIntoTenantIds: [r.guid()] },
              MaximumAge: r.int(1, 90),
            },
          }),
      },
    },
  ),
  ...family(
    35,
    { json: ['definition/*'], instants: ['**/restrictForAppsCreatedAfterDateTime'] },
    {
      tenantAppManagementPolicy: {
        at: 'policies/defaultAppManagementPolicy',
        build: (r) => ({
          ...named(r),
          description: r.text(),
          isEnabled: r.flag(),
          applicationRestrictions: restrictions(r),
          servicePrincipalRestrictions: restrictions(r),
        }),
      },
      appManagementPolicy: {
        at: 'policies/appManagementPolicies',
        build: (r) => ({ ...named(r), description: r.text(), isEnabled: r.flag(), restrictions: restrictions(r) }),
      },
      activityBasedTimeoutPolicy: directory('activityBasedTimeoutPolicies')((r) =>
        defined(r, {
          ActivityBasedTimeoutPolicy: {
            Version: 1,
            ApplicationPolicies: [{ ApplicationId: 'default', WebSessionIdleTimeout: r.of('01:00:00', '06:00:00') }],
          },
        }),
      ),
      homeRealmDiscoveryPolicy: directory('homeRealmDiscoveryPolicies')((r) =>
        defined(r, {
          HomeRealmDiscoveryPolicy: {
            AccelerateToFederatedDomain: r.flag(),
            PreferredDomain: `${r.word()}.example`,
            AllowCloudPasswordValidation: r.flag(),
          },
        }),
      ),
      claimsMappingPolicy: directory('claimsMappingPolicies')((r) =>
        defined(r, {
          ClaimsMappingPolicy: {
            Version: 1,
            IncludeBasicClaimSet: r.of('true', 'false'),
            ClaimsSchema: [{ Source: 'user', ID: r.word(), SamlClaimType: r.url() }],
          },
        }),
      ),
      tokenLifetimePolicy: directory('tokenLifetimePolicies')((r) =>
        defined(r, {
          TokenLifetimePolicy: { Version: 1, AccessTokenLifetime: r.of('01:00:00', '08:00:00'), MaxAgeMultiFactor: r.int(1, 365) },
        }),
      ),
    },
  ),
  ...family(
    36,
    { sets: { values: ['name'] } },
    {
      deviceRegistrationPolicy: {
        at: 'policies/deviceRegistrationPolicy',
        build: (r) => ({
          ...named(r),
          description: r.text(),
          userDeviceQuota: r.int(5, 100),
          multiFactorAuthConfiguration: r.of('notRequired', 'required'),
          azureADJoin: {
            isAdminConfigurable: true,
            allowedToJoin: {
              '@odata.type': '#microsoft.graph.enumeratedDeviceRegistrationMembership',
              users: [r.guid()],
              groups: [r.guid()],
            },
          },
          localAdminPassword: { isEnabled: r.flag() },
        }),
      },
      directorySetting: {
        at: 'groupSettings',
        build: (r) => ({
          ...named(r),
          templateId: r.guid(),
          values: [
            'EnableGroupCreation',
            'AllowGuestsToAccessGroups',
            'ClassificationList',
            'PrefixSuffixNamingRequirement',
            'AllowToAddGuests',
          ].map((name) => ({ name, value: r.of('true', 'false', r.unique()) })),
        }),
      },
    },
  ),
];
