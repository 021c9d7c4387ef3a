// Roles, applications, sharing and the organisation: rows 37 to 42.
import { family } from './parts.mjs';

const named = (r) => ({ displayName: `${r.text()} ${r.unique()}` });
const credentials = (r) => ({
  passwordCredentials: r.many(0, 3, () => ({
    keyId: r.guid(),
    displayName: r.text(),
    hint: r.secret().slice(0, 12),
    startDateTime: r.instant(),
    endDateTime: r.instant(2026, 2029),
    secretText: null,
    customKeyIdentifier: null,
  })),
  keyCredentials: r.many(0, 2, () => ({
    keyId: r.guid(),
    displayName: r.text(),
    key: r.base64(r.secret()),
    type: 'AsymmetricX509Cert',
    usage: 'Verify',
    startDateTime: r.instant(),
    endDateTime: r.instant(2026, 2029),
  })),
});
const schedule = (r, more) => ({ principalId: r.guid(), roleDefinitionId: r.guid(), directoryScopeId: '/', memberType: 'Direct', ...more });

const ACTIONS = [
  'users/basic/update',
  'groups/create',
  'applications/credentials/update',
  'devices/disable',
  'policies/standard/read',
  'domains/allProperties/read',
].map((a) => `microsoft.directory/${a}`);
const rule = (r, type, id, more) => ({
  '@odata.type': `#microsoft.graph.unifiedRoleManagementPolicy${type}Rule`,
  id,
  target: { caller: r.of('Admin', 'EndUser'), operations: ['all'], level: 'Assignment', inheritableSettings: [], enforcedSettings: [] },
  ...more,
});

export default [
  ...family(
    37,
    { sets: { '**/*ResourceActions': [] }, unsaid: ['isBuiltIn', 'principalOrganizationId'] },
    {
      unifiedRoleDefinition: {
        at: 'roleManagement/directory/roleDefinitions',
        build: (r) => ({
          ...named(r),
          description: r.text(),
          isBuiltIn: false,
          isEnabled: r.flag(),
          resourceScopes: ['/'],
          templateId: r.guid(),
          version: null,
          rolePermissions: [{ allowedResourceActions: r.some(ACTIONS, 1, 5), condition: r.of(null, '$ResourceIsSelf') }],
        }),
      },
      unifiedRoleAssignment: {
        at: 'roleManagement/directory/roleAssignments',
        name: null,
        build: (r) => ({ principalId: r.guid(), roleDefinitionId: r.guid(), directoryScopeId: '/', principalOrganizationId: r.guid() }),
      },
    },
  ),
  // the ids of instances come and go: the schedule tells which assignment one is
  ...family(
    38,
    { volatile: ['id', 'startDateTime', 'createdUsing'] },
    {
      unifiedRoleAssignmentScheduleInstance: {
        at: 'roleManagement/directory/roleAssignmentScheduleInstances',
        name: null,
        key: 'roleAssignmentScheduleId',
        build: (r) =>
          schedule(r, {
            id: r.guid(),
            assignmentType: r.of('Assigned', 'Activated'),
            startDateTime: r.instant(),
            endDateTime: r.of(null, r.instant()),
            roleAssignmentScheduleId: r.guid(),
          }),
      },
    },
  ),
  ...family(
    38,
    {
      volatile: ['startDateTime', 'createdUsing', 'policy/**/lastModifiedDateTime', 'policy/**/lastModifiedBy'],
      sets: { 'policy/rules': ['id'] },
      unsaid: ['policyId', 'policy/id'],
    },
    {
      unifiedRoleEligibilitySchedule: {
        at: 'roleManagement/directory/roleEligibilitySchedules',
        name: null,
        build: (r) =>
          schedule(r, {
            status: r.of('Provisioned', 'Granted'),
            createdUsing: r.guid(),
            createdDateTime: r.instant(),
            scheduleInfo: { recurrence: null, expiration: { type: r.of('noExpiration', 'afterDuration'), duration: r.of(null, 'P180D') } },
          }),
      },
      unifiedRoleManagementPolicyAssignment: {
        at: 'policies/roleManagementPolicyAssignments',
        name: null,
        build: (r) => ({
          policyId: r.guid(),
          scopeId: '/',
          scopeType: 'DirectoryRole',
          roleDefinitionId: r.guid(),
          policy: {
            id: r.guid(),
            displayName: 'DirectoryRole',
            description: 'DirectoryRole',
            isOrganizationDefault: false,
            lastModifiedDateTime: r.instant(),
            lastModifiedBy: r.of(null, { displayName: r.text(), id: null }),
            rules: [
              rule(r, 'Expiration', 'Expiration_EndUser_Assignment', {
                isExpirationRequired: r.flag(),
                maximumDuration: r.of('PT1H', 'PT8H'),
              }),
              rule(r, 'Enablement', 'Enablement_EndUser_Assignment', { enabledRules: ['MultiFactorAuthentication'] }),
              rule(r, 'Approval', 'Approval_EndUser_Assignment', {
                setting: {
                  isApprovalRequired: r.flag(),
                  approvalMode: 'SingleStage',
                  approvalStages: [{ approvalStageTimeOutInDays: r.int(1, 3), isEscalationEnabled: r.flag() }],
                },
              }),
              rule(r, 'Notification', 'Notification_Admin_EndUser_Assignment', {
                notificationType: 'Email',
                recipientType: 'Admin',
                isDefaultRecipientsEnabled: r.flag(),
                notificationRecipients: [],
              }),
            ],
          },
        }),
      },
    },
  ),
  ...family(
    39,
    {
      volatile: ['deletedDateTime', 'publisherDomain'],
      keys: ['passwordCredentials/*/keyId', 'keyCredentials/*/keyId', 'appRoles/*/id', 'requiredResourceAccess/**', 'owners/**', 'appId'],
      instants: ['passwordCredentials/*/endDateTime', 'keyCredentials/*/endDateTime'],
    },
    {
      application: {
        at: 'applications',
        build: (r) => ({
          ...named(r),
          appId: r.guid(),
          createdDateTime: r.instant(),
          deletedDateTime: null,
          publisherDomain: `${r.word()}.onmicrosoft.example`,
          signInAudience: r.of('AzureADMyOrg', 'AzureADMultipleOrgs'),
          identifierUris: [],
          notes: r.of(null, r.text()),
          requiredResourceAccess: r.many(0, 3, () => ({
            resourceAppId: r.guid(),
            resourceAccess: r.many(1, 2, () => ({ id: r.guid(), type: r.of('Scope', 'Role') })),
          })),
          appRoles: r.many(0, 3, () => ({
            id: r.guid(),
            allowedMemberTypes: ['User'],
            description: r.text(),
            displayName: r.text(),
            isEnabled: r.flag(),
            origin: 'Application',
            value: r.unique(),
          })),
          web: {
            redirectUris: r.many(0, 4, () => r.url()),
            homePageUrl: null,
            implicitGrantSettings: { enableIdTokenIssuance: r.flag(), enableAccessTokenIssuance: r.flag() },
          },
          spa: { redirectUris: r.many(0, 3, () => r.url()) },
          publicClient: { redirectUris: [] },
          ...credentials(r),
          owners: r.many(0, 2, () => ({ '@odata.type': '#microsoft.graph.user', id: r.guid() })),
        }),
      },
    },
  ),
  ...family(
    40,
    {
      volatile: ['info', 'verifiedPublisher/addedDateTime'],
      keys: ['passwordCredentials/*/keyId', 'keyCredentials/*/keyId', 'appRoles/*/id', 'appRoleAssignments/*/id', 'appId'],
      instants: ['passwordCredentials/*/endDateTime', 'keyCredentials/*/endDateTime'],
    },
    {
      servicePrincipal: {
        at: 'servicePrincipals',
        build: (r) => ({
          ...named(r),
          appId: r.guid(),
          createdDateTime: r.instant(),
          accountEnabled: r.flag(),
          appRoleAssignmentRequired: r.flag(),
          servicePrincipalType: 'Application',
          preferredTokenSigningKeyThumbprint: r.of(null, r.hex(40)),
          info: { logoUrl: r.of(null, r.url()), termsOfServiceUrl: null },
          verifiedPublisher: { displayName: r.of(null, r.text()), verifiedPublisherId: null, addedDateTime: r.of(null, r.instant()) },
          tags: [],
          preferredSingleSignOnMode: r.of(null, 'saml'),
          appRoles: r.many(0, 3, () => ({
            id: r.guid(),
            allowedMemberTypes: ['Application'],
            displayName: r.text(),
            isEnabled: r.flag(),
            value: r.unique(),
          })),
          ...credentials(r),
          appRoleAssignments: r.many(0, 2, () => ({
            id: r.hex(22),
            appRoleId: r.guid(),
            principalId: r.guid(),
            resourceId: r.guid(),
            principalType: 'ServicePrincipal',
          })),
        }),
      },
    },
  ),
  ...family(
    41,
    { volatile: ['availableManagedPathsForSiteCreation'] },
    {
      sharepointSettings: {
        at: 'admin/sharepoint/settings',
        name: null,
        build: (r) => ({
          allowedDomainGuidsForSyncApp: [r.guid()],
          availableManagedPathsForSiteCreation: ['/sites/', '/teams/'],
          deletedUserPersonalSiteRetentionPeriodInDays: r.int(30, 3650),
          excludedFileExtensionsForSyncApp: [],
          idleSessionSignOut: { isEnabled: r.flag(), warnAfterInSeconds: r.int(60, 900), signOutAfterInSeconds: r.int(900, 3600) },
          isLegacyAuthProtocolsEnabled: r.flag(),
          isResharingByExternalUsersEnabled: r.flag(),
          isUnmanagedSyncAppForTenantRestricted: r.flag(),
          sharingCapability: r.of('disabled', 'externalUserSharingOnly', 'externalUserAndGuestSharing', 'existingExternalUserSharingOnly'),
          sharingDomainRestrictionMode: r.of('none', 'allowList', 'blockList'),
          sharingAllowedDomainList: [`${r.word()}.example`],
          siteCreationDefaultStorageLimitInMB: r.int(1024, 1048576),
          tenantDefaultTimezone: '(UTC) Coordinated Universal Time',
        }),
      },
    },
  ),
  ...family(
    42,
    {
      volatile: ['assignedPlans', 'provisionedPlans', 'onPremisesLastSyncDateTime', 'directorySizeQuota', 'consumedUnits'],
      keys: ['verifiedDomains/*/name', 'servicePlans/*/servicePlanId', 'prepaidUnits/**'],
    },
    {
      organization: {
        at: 'organization',
        build: (r) => ({
          ...named(r),
          createdDateTime: r.instant(),
          city: r.of(null, 'Berlin'),
          countryLetterCode: 'DE',
          technicalNotificationMails: [r.address()],
          securityComplianceNotificationMails: [],
          onPremisesSyncEnabled: r.of(null, true),
          onPremisesLastSyncDateTime: r.instant(),
          directorySizeQuota: { used: r.int(100, 900), total: 50000 },
          assignedPlans: [{ assignedDateTime: r.instant(), capabilityStatus: 'Enabled', service: 'SCO', servicePlanId: r.guid() }],
          provisionedPlans: [{ capabilityStatus: 'Enabled', provisioningStatus: 'Success', service: 'exchange' }],
          verifiedDomains: r.many(1, 3, (i) => ({
            capabilities: 'Email',
            isDefault: i === 0,
            isInitial: i === 0,
            name: `${r.hex(8)}.example`,
            type: 'Managed',
          })),
        }),
      },
      domain: {
        at: 'domains',
        name: null,
        build: (r) => ({
          authenticationType: r.of('Managed', 'Federated'),
          isAdminManaged: r.flag(),
          isDefault: r.flag(),
          isInitial: false,
          isRoot: true,
          isVerified: r.flag(),
          passwordNotificationWindowInDays: r.of(null, 14),
          passwordValidityPeriodInDays: r.of(null, 90, 2147483647),
          supportedServices: ['Email'],
        }),
      },
      organizationalBrandingLocalization: {
        at: 'organization/branding/localizations',
        name: null,
        build: (r) => ({
          backgroundColor: `#${r.hex(6)}`,
          signInPageText: r.text(),
          usernameHintText: r.of(null, r.text()),
          loginPageLayoutConfiguration: { layoutTemplateType: 'default', isHeaderShown: r.flag(), isFooterShown: r.flag() },
        }),
      },
      subscribedSku: {
        at: 'subscribedSkus',
        name: null,
        build: (r) => ({
          accountId: r.guid(),
          appliesTo: 'User',
          capabilityStatus: r.of('Enabled', 'Suspended'),
          consumedUnits: r.int(0, 500),
          prepaidUnits: { enabled: r.int(1, 500), suspended: 0, warning: 0 },
          skuId: r.guid(),
          skuPartNumber: 'SPE_E5',
          servicePlans: [
            { servicePlanId: r.guid(), servicePlanName: 'INTUNE_A', provisioningStatus: r.of('Success', 'Disabled'), appliesTo: 'User' },
          ],
        }),
      },
    },
  ),
];
