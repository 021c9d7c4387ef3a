// Families, or places of them, for which the engine has no right rules yet. Their faults are not counted; but an entry without a fault
// fails the check: the list can only shrink. Each is [type, place, why]; an empty place stands for all of the type, the type
// 'case' for a named case, 'family' for a type that is taken for one of another family.

export const WAITING = [
  ['family', 'deviceAndAppManagementRoleDefinition', 'roles of the device service are taken for roles of the directory'],
  ['case', 'JSON-in-string', 'no family with JSON in a string has rules'],
  ['windows10GeneralConfiguration', '', 'of an unknown family: a pattern of types with its * in the middle matches nothing'], // row 1
  ['iosGeneralDeviceConfiguration', 'safariManagedDomains', 'lists called *Domains* are sets'], // row 1
  [
    'deviceManagementConfigurationPolicy',
    'templateReference',
    'the service adds templateId "" and null names to a policy without a template',
  ], // row 3
  ['groupPolicyConfiguration', '', 'no rules; presentation text values are secrets'], // row 4
  ['groupPolicyUploadedDefinitionFile', '', 'no rules'], // row 5
  ['deviceManagementIntent', '', 'no rules; settings by definitionId, valueJson is JSON in a string'], // row 6
  ['deviceManagementReusablePolicySetting', '', 'no rules; its tree is that of the settings catalog'], // row 7
  [
    'deviceManagementCompliancePolicy',
    '',
    'taken for a compliance policy: its settings are those of the settings catalog, secrets included',
  ], // row 9
  ['mdmWindowsInformationProtectionPolicy', 'enterpriseProxiedDomains/*/proxiedDomains', 'lists called *Domains* are sets, inside as well'], // row 13
  ['targetedManagedAppConfiguration', '', 'no rules; values of app configurations are secrets'], // row 14
  ['iosMobileAppConfiguration', '', 'no rules; values of app configurations are secrets'], // row 14
  ['androidManagedStoreAppConfiguration', '', 'no rules; values of app configurations are secrets'], // row 14
  ['win32LobApp', '', 'no rules; install command lines are secrets'], // row 15
  ['winGetApp', '', 'no rules; install command lines are secrets'], // row 15
  ['iosStoreApp', '', 'no rules; install command lines are secrets'], // row 15
  ['iosVppApp', '', 'no rules; install command lines are secrets'], // row 15
  ['officeSuiteApp', '', 'no rules; install command lines are secrets'], // row 15
  ['webApp', '', 'no rules; install command lines are secrets'], // row 15
  ['policySet', '', 'no rules'], // row 16
  ['azureADWindowsAutopilotDeploymentProfile', '', 'no rules'], // row 17
  ['activeDirectoryWindowsAutopilotDeploymentProfile', '', 'no rules'], // row 17
  ['windows10EnrollmentCompletionPageConfiguration', '', 'no rules'], // row 18
  ['deviceEnrollmentPlatformRestrictionsConfiguration', '', 'no rules'], // row 18
  ['deviceEnrollmentLimitConfiguration', '', 'no rules'], // row 18
  ['deviceComanagementAuthorityConfiguration', '', 'no rules'], // row 18
  ['deviceEnrollmentWindowsHelloForBusinessConfiguration', '', 'no rules'], // row 18
  ['depOnboardingSetting', '', 'no rules; an expiry is no drift, tokens and certificates are secrets'], // row 19
  ['appleUserInitiatedEnrollmentProfile', '', 'no rules; an expiry is no drift, tokens and certificates are secrets'], // row 19
  ['applePushNotificationCertificate', '', 'no rules; an expiry is no drift, tokens and certificates are secrets'], // row 19
  ['vppToken', '', 'no rules; an expiry is no drift, tokens and certificates are secrets'], // row 19
  ['androidManagedStoreAccountEnterpriseSettings', '', 'no rules; enrolment tokens are secrets'], // row 20
  ['complianceManagementPartner', '', 'no rules; enrolment tokens are secrets'], // row 20
  ['deviceManagementPartner', '', 'no rules; enrolment tokens are secrets'], // row 20
  ['remoteAssistancePartner', '', 'no rules; enrolment tokens are secrets'], // row 20
  ['mobileThreatDefenseConnector', '', 'no rules; enrolment tokens are secrets'], // row 20
  ['deviceAndAppManagementAssignmentFilter', '', 'no rules'], // row 21
  ['roleScopeTag', '', 'no rules'], // row 22
  ['deviceAndAppManagementRoleAssignment', '', 'no rules'], // row 22
  ['windowsFeatureUpdateProfile', '', 'no rules'], // row 23
  ['windowsQualityUpdateProfile', '', 'no rules'], // row 23
  ['windowsQualityUpdatePolicy', '', 'no rules'], // row 23
  ['windowsDriverUpdateProfile', '', 'no rules'], // row 23
  ['notificationMessageTemplate', '', 'no rules'], // row 24
  ['termsAndConditions', '', 'no rules'], // row 25
  ['intuneBrandingProfile', '', 'no rules'], // row 25
  ['deviceCategory', '', 'no rules'], // row 25
  ['deviceManagementSettings', '', 'no rules'], // row 25
  ['conditionalAccessPolicy', 'conditions/clientApplications', 'all include and exclude lists are sets, those of agents too'], // row 26
  ['authenticationStrengthPolicy', '', 'no rules'], // row 28
  ['authenticationContextClassReference', '', 'no rules'], // row 28
  ['agreement', '', 'no rules'], // row 28
  ['identitySecurityDefaultsEnforcementPolicy', '', 'no rules'], // row 32
  ['adminConsentRequestPolicy', '', 'no rules'], // row 33
  ['permissionGrantPolicy', '', 'no rules'], // row 33
  ['oAuth2PermissionGrant', '', 'no rules'], // row 33
  ['crossTenantAccessPolicy', '', 'no rules; a partner is known by its tenantId, definitions are JSON in strings'], // row 34
  ['crossTenantAccessPolicyConfigurationDefault', '', 'no rules; a partner is known by its tenantId, definitions are JSON in strings'], // row 34
  ['crossTenantAccessPolicyConfigurationPartner', '', 'no rules; a partner is known by its tenantId, definitions are JSON in strings'], // row 34
  ['externalIdentitiesPolicy', '', 'no rules; a partner is known by its tenantId, definitions are JSON in strings'], // row 34
  ['b2bManagementPolicy', '', 'no rules; a partner is known by its tenantId, definitions are JSON in strings'], // row 34
  ['tenantAppManagementPolicy', '', 'no rules; definitions are JSON in strings'], // row 35
  ['appManagementPolicy', '', 'no rules; definitions are JSON in strings'], // row 35
  ['activityBasedTimeoutPolicy', '', 'no rules; definitions are JSON in strings'], // row 35
  ['homeRealmDiscoveryPolicy', '', 'no rules; definitions are JSON in strings'], // row 35
  ['claimsMappingPolicy', '', 'no rules; definitions are JSON in strings'], // row 35
  ['tokenLifetimePolicy', '', 'no rules; definitions are JSON in strings'], // row 35
  ['deviceRegistrationPolicy', '', 'no rules; values by name'], // row 36
  ['directorySetting', '', 'no rules; values by name'], // row 36
  ['unifiedRoleAssignment', '', 'no rules'], // row 37
  ['unifiedRoleEligibilitySchedule', '', 'no rules; rules by id'], // row 38
  ['unifiedRoleAssignmentScheduleInstance', '', 'no rules; rules by id'], // row 38
  ['unifiedRoleManagementPolicyAssignment', '', 'no rules; rules by id'], // row 38
  ['servicePrincipal', '', 'no rules; credentials as those of an application'], // row 40
  ['organization', '', 'no rules'], // row 42
  ['domain', '', 'no rules'], // row 42
  ['organizationalBrandingLocalization', '', 'no rules'], // row 42
  ['subscribedSku', '', 'no rules'], // row 42
];

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
