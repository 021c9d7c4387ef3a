/* Roles, applications and the organization: rows 37 to 42 of the provider's facts. */
#include "support/rule_case.h"
#include "support/suite.h"

static const struct rule_case roles[] = {
    { "role_definition", "{'rolePermissions':[{'condition':'c','allowedResourceActions':['a','b']}]}",
      "{'rolePermissions':[{'condition':'c','allowedResourceActions':['c','b']}]}",
      "critical remove /rolePermissions/[condition=c]/allowedResourceActions/[=a] (Allowed actions)\n"
      "critical add /rolePermissions/[condition=c]/allowedResourceActions/[=c] (Allowed actions)",
      NULL },
    /* what the service's own roles may do is the service's business */
    { "role_definition", "{'isBuiltIn':true,'rolePermissions':[{'allowedResourceActions':['a']}],'description':'a'}",
      "{'isBuiltIn':true,'rolePermissions':[{'allowedResourceActions':['b']}],'description':'b'}", "", NULL },
    { "role_definition", "{'isBuiltIn':false,'isEnabled':true}", "{'isBuiltIn':false,'isEnabled':false}",
      "critical replace /isEnabled (Enabled)", NULL },
    { "role_assignment", "{'id':'1','principalId':'p','roleDefinitionId':'r','principal':{'displayName':'a'}}",
      "{'id':'2','principalId':'q','roleDefinitionId':'r','principal':{'displayName':'b'}}",
      "critical replace /principalId (Who)", "principal q\nrole r" },
    { "role_eligibility",
      "{'createdDateTime':'2024-01-01T00:00:00Z','createdUsing':'a','principalId':'p','scheduleInfo':{'startDateTime':'2024-01-"
      "01T00:00:00Z','expiration':{'type':'noExpiration','endDateTime':null}}}",
      "{'createdUsing':'b','principalId':'p','scheduleInfo':{'startDateTime':'2025-01-01T00:00:00Z','expiration':{'type':"
      "'noExpiration'}}}",
      "", "principal p" },
    { "role_activation",
      "{'id':'1','roleAssignmentOriginId':'a','roleAssignmentScheduleId':'s','startDateTime':'2024-01-01T00:00:00Z',"
      "'assignmentType':'Assigned'}",
      "{'id':'2','roleAssignmentOriginId':'b','roleAssignmentScheduleId':'s','startDateTime':'2025-01-01T00:00:00Z',"
      "'assignmentType':'Activated'}",
      "critical replace /assignmentType ()", NULL },
    { "role_policy",
      "{'policyId':'x','roleDefinitionId':'r','policy':{'id':'x','lastModifiedDateTime':'2024-01-01T00:00:00Z',"
      "'lastModifiedBy':{'id':'u'},'rules':[{'id':'Enablement_EndUser_Assignment','enabledRules':['MultiFactorAuthentication',"
      "'Justification']},{'id':'Expiration_EndUser_Assignment','maximumDuration':'PT8H'}]}}",
      "{'policyId':'y','roleDefinitionId':'r','policy':{'id':'y','rules':[{'id':'Expiration_EndUser_Assignment',"
      "'maximumDuration':'PT9H'},{'id':'Enablement_EndUser_Assignment','enabledRules':['Justification']}]}}",
      "critical remove /policy/rules/[id=Enablement_EndUser_Assignment]/enabledRules/[=MultiFactorAuthentication] (Required on "
      "activation)\n"
      "critical replace /policy/rules/[id=Expiration_EndUser_Assignment]/maximumDuration (Longest duration)",
      "role r" },
};

START_TEST(roles_and_who_holds_them)
{
    RULE_CASES_CHECK(roles);
}

END_TEST

static const struct rule_case applications[] = {
    { "application",
      "{'publisherDomain':'a','deletedDateTime':null,'requiredResourceAccess':[{'resourceAppId':'r','resourceAccess':[{'id':"
      "'1','type':'Role'},{'id':'2','type':'Scope'}]}],'web':{'redirectUris':['a','b']}}",
      "{'publisherDomain':'b','requiredResourceAccess':[{'resourceAppId':'r','resourceAccess':[{'id':'2','type':'Scope'},{'id':"
      "'1','type':'Role'}]}],'web':{'redirectUris':['b','a']}}",
      "", "application r" },
    { "application", "{'passwordCredentials':[{'keyId':'k','hint':'s3cret1','endDateTime':'2025-01-01T00:00:00Z'}]}",
      "{'passwordCredentials':[{'keyId':'k','hint':'s3cret1','endDateTime':'2026-01-01T00:00:00Z'}]}",
      "high replace /passwordCredentials/[keyId=k]/endDateTime (Expiry)", NULL },
    { "service_principal",
      "{'info':{'logoUrl':'a'},'verifiedPublisher':{'displayName':'a','addedDateTime':'2024-01-01T00:00:00Z'},"
      "'preferredTokenSigningKeyThumbprint':'t','appRoleAssignments':[{'id':'1','appRoleId':'a','principalId':'p','resourceId':"
      "'r'},{'id':'2','appRoleId':'b','principalId':'p','resourceId':'r','createdDateTime':'2024-01-01T00:00:00Z'}],"
      "'keyCredentials':[{'keyId':'k','key':'s3cret'}]}",
      "{'info':{'logoUrl':'b'},'verifiedPublisher':{'displayName':'a','addedDateTime':'2025-01-01T00:00:00Z'},"
      "'preferredTokenSigningKeyThumbprint':'u','appRoleAssignments':[{'id':'3','appRoleId':'b','principalId':'p','resourceId':"
      "'r'}],'keyCredentials':[{'keyId':'k','key':'s3cret'}]}",
      "high remove /appRoleAssignments/[resourceId=r;appRoleId=a;principalId=p] (Application permissions)\n"
      "high replace /preferredTokenSigningKeyThumbprint (Signing certificate)",
      "principal p\nservice_principal r" },
};

START_TEST(applications_and_service_principals)
{
    RULE_CASES_CHECK(applications);
}

END_TEST

static const struct rule_case organization[] = {
    { "sharepoint_settings",
      "{'availableManagedPathsForSiteCreation':['/sites/'],'sharingAllowedDomainList':['a','b']}",
      "{'availableManagedPathsForSiteCreation':[],'sharingAllowedDomainList':['b','a']}", "", NULL },
    { "sharepoint_settings", "{'sharingCapability':'disabled'}", "{'sharingCapability':'externalUserAndGuestSharing'}",
      "critical replace /sharingCapability (External sharing)", NULL },
    { "organization",
      "{'assignedPlans':[1],'provisionedPlans':[2],'onPremisesLastSyncDateTime':'2024-01-01T00:00:00Z','directorySizeQuota':{"
      "'used':1},'technicalNotificationMails':['a','b']}",
      "{'assignedPlans':[3],'directorySizeQuota':{'used':2},'technicalNotificationMails':['b','c']}",
      "high remove /technicalNotificationMails/[=a] (Technical notices go to)\n"
      "high add /technicalNotificationMails/[=c] (Technical notices go to)",
      NULL },
    { "domain", "{'authenticationType':'Managed','supportedServices':['Email','Intune']}",
      "{'authenticationType':'Federated','supportedServices':['Intune','Email']}",
      "critical replace /authenticationType (Sign-in)", NULL },
    { "sign_in_branding", "{'bannerLogo':'AAEC','signInPageText':'a'}", "{'bannerLogo':'AAED','signInPageText':'a'}",
      "medium replace /bannerLogo/sha256 (Logo)", NULL },
    { "subscription",
      "{'consumedUnits':3,'prepaidUnits':{'enabled':10},'servicePlans':[{'servicePlanId':'a'},{"
      "'servicePlanId':'b'}]}",
      "{'consumedUnits':4,'prepaidUnits':{'enabled':12},'servicePlans':[{'servicePlanId':'b'},{'servicePlanId':'a'}]}",
      "medium replace /prepaidUnits/enabled (Licences)", NULL },
};

START_TEST(the_organization)
{
    RULE_CASES_CHECK(organization);
}

END_TEST

SUITE(graph_rules_directory, roles_and_who_holds_them, applications_and_service_principals, the_organization);
