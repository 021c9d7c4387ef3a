/* Who gets in, and how: rows 26 to 36 of the provider's facts. */
#include "support/rule_case.h"
#include "support/suite.h"

static const struct rule_case conditional[] = {
    { "conditional_access",
      "{'templateId':'t','conditions':{'users':{'includeUsers':['All'],'excludeGroups':['g','h']},'applications':{"
      "'includeApplications':['Office365','a']},'locations':{'includeLocations':['AllTrusted','l']}},'grantControls':{"
      "'authenticationStrength@odata.context':'x','authenticationStrength':{'id':'s',"
      "'combinationConfigurations@odata.context':'y'}}}",
      "{'conditions':{'users':{'includeUsers':['All'],'excludeGroups':['h','g']},'applications':{'includeApplications':['a',"
      "'Office365']},'locations':{'includeLocations':['l','AllTrusted']}},'grantControls':{'authenticationStrength':{'id':'s'}"
      "}}",
      "", "application a\nlocation l\ngroup g\ngroup h\nstrength s" },
    { "conditional_access", "{'conditions':{'users':{'excludeUsers':['a']}}}",
      "{'conditions':{'users':{'excludeUsers':['a','b']}}}",
      "critical add /conditions/users/excludeUsers/[=b] (Excluded users)", "user a\nuser b" },
    /* every list of who and what is a set, that of agents too */
    { "conditional_access",
      "{'conditions':{'clientApplications':{'includeAgentIdServicePrincipals':['a','b'],'excludeAgentIdServicePrincipals':[]}}}",
      "{'conditions':{'clientApplications':{'includeAgentIdServicePrincipals':['c','b','a']}}}",
      "critical add /conditions/clientApplications/includeAgentIdServicePrincipals/[=c] (Included agents)",
      "service_principal a\nservice_principal b\nservice_principal c" },
    { "named_location", "{'ipRanges':[{'cidrAddress':'10.0.0.0/8'},{'cidrAddress':'192.0.2.0/24'}]}",
      "{'ipRanges':[{'cidrAddress':'192.0.2.0/24'},{'cidrAddress':'10.0.0.0/8'}]}", "", NULL },
    { "authentication_strength",
      "{'allowedCombinations':['fido2','password,sms'],'combinationConfigurations':[{'id':'1','@odata.type':'#f',"
      "'appliesToCombinations':['fido2'],'allowedAAGUIDs':['a','b']}]}",
      "{'allowedCombinations':['password,sms','fido2'],'combinationConfigurations':[{'id':'2','@odata.type':'#f',"
      "'appliesToCombinations':['fido2'],'allowedAAGUIDs':['b']}]}",
      "critical remove /combinationConfigurations/[@odata.type=#f;appliesToCombinations=[\"fido2\"\\]]/allowedAAGUIDs/[=a] "
      "(Allowed keys)",
      NULL },
    { "authentication_context", "{'id':'c1','isAvailable':true}", "{'id':'c2','isAvailable':false}",
      "high replace /isAvailable (Enabled)", NULL },
    { "terms_of_use",
      "{'isPerDeviceAcceptanceRequired':false,'files':[{'id':'1','language':'en','fileData':{'data':'AAEC'}},{'id':'2',"
      "'language':'de','createdDateTime':'2024-01-01T00:00:00Z','fileData':{'data':'AAEC'}}]}",
      "{'isPerDeviceAcceptanceRequired':false,'files':[{'id':'3','language':'de','fileData':{'data':'AAEC'}},{'id':'4',"
      "'language':'en','fileData':{'data':'AAED'}}]}",
      "medium replace /files/[language=en]/fileData/data/sha256 (Text)", NULL },
};

START_TEST(conditional_access_and_what_it_refers_to)
{
    RULE_CASES_CHECK(conditional);
}

END_TEST

static const struct rule_case policies[] = {
    { "authentication_methods",
      "{'policyVersion':'1','policyMigrationState':'a','reconfirmationInDays':1,'lastModifiedDateTime':'2024-01-01T00:00:00Z',"
      "'authenticationMethodConfigurations':[{'id':'Sms','state':'enabled'},{'id':'Fido2','state':'enabled'}]}",
      "{'policyVersion':'2','policyMigrationState':'b','reconfirmationInDays':2,'authenticationMethodConfigurations':[{'id':"
      "'Fido2','state':'enabled'},{'id':'Sms','state':'disabled'}]}",
      "critical replace /authenticationMethodConfigurations/[id=Sms]/state (State)", NULL },
    { "authorization_policy", "{'defaultUserRolePermissions':{'allowedToCreateApps':true}}",
      "{'defaultUserRolePermissions':{'allowedToCreateApps':false}}",
      "high replace /defaultUserRolePermissions/allowedToCreateApps (Users may register applications)", NULL },
    { "security_defaults", "{'displayName':'a','description':'b','securityDefaultsUpsell':{'a':1},'isEnabled':true}",
      "{'displayName':'c','description':'d','isEnabled':false}", "critical replace /isEnabled (Enabled)", NULL },
    { "admin_consent", "{'version':1,'isEnabled':true,'reviewers':[{'query':'/users/a'},{'query':'/users/b'}]}",
      "{'version':2,'isEnabled':true,'reviewers':[{'query':'/users/b'},{'query':'/users/a'}]}", "", NULL },
    { "permission_grant_policy", "{'includes':[{'id':'1','permissions':['a','b']},{'id':'2'}],'excludes':[]}",
      "{'includes':[{'id':'2'},{'id':'1','permissions':['b','c']}]}",
      "critical remove /includes/[id=1]/permissions/[=a] (Permissions)\n"
      "critical add /includes/[id=1]/permissions/[=c] (Permissions)",
      NULL },
    { "permission_grant",
      "{'id':'1','clientId':'c','consentType':'AllPrincipals','resourceId':'r','scope':'User.Read'}",
      "{'id':'2','clientId':'c','consentType':'AllPrincipals','resourceId':'r','scope':'User.Read Mail.Read'}",
      "high replace /scope (Permissions)", "service_principal c\nservice_principal r" },
    { "cross_tenant_default",
      "{'isServiceDefault':true,'b2bCollaborationInbound':{'usersAndGroups':{'accessType':'blocked','targets':[{'target':'a',"
      "'targetType':'user'},{'target':'b','targetType':'group'}]}}}",
      "{'isServiceDefault':false,'b2bCollaborationInbound':{'usersAndGroups':{'accessType':'allowed','targets':[{'target':"
      "'b','targetType':'group'},{'target':'a','targetType':'user'}]}}}",
      "critical replace /b2bCollaborationInbound/usersAndGroups/accessType (Access)", "group b\nuser a" },
    { "cross_tenant_partner", "{'tenantId':'t','inboundTrust':{'isMfaAccepted':false},'isServiceProvider':null}",
      "{'tenantId':'t','inboundTrust':{'isMfaAccepted':true},'isServiceProvider':null}",
      "critical replace /inboundTrust/isMfaAccepted (Multi-factor authentication accepted)", "tenant t" },
    { "cross_tenant_access", "{'allowedCloudEndpoints':['a','b']}", "{'allowedCloudEndpoints':['b','c']}",
      "high remove /allowedCloudEndpoints/[=a] (Allowed clouds)\nhigh add /allowedCloudEndpoints/[=c] (Allowed clouds)",
      NULL },
    { "external_identities", "{'allowExternalIdentitiesToLeave':true}", "{'allowExternalIdentitiesToLeave':false}",
      "medium replace /allowExternalIdentitiesToLeave (Guests may leave)", NULL },
    /* JSON in strings is compared as what it is, and its lists of domains are sets */
    { "guest_policy",
      "{'definition':['{\\\"B2BManagementPolicy\\\":{\\\"InvitationsAllowedAndBlockedDomainsPolicy\\\":{\\\"AllowedDomains\\\":"
      "[\\\"a\\\",\\\"b\\\"]}}}']}",
      "{'definition':['{ \\\"B2BManagementPolicy\\\" : {\\\"InvitationsAllowedAndBlockedDomainsPolicy\\\":{"
      "\\\"AllowedDomains\\\":[\\\"b\\\",\\\"a\\\"]}}}']}",
      "", NULL },
    { "token_policy",
      "{'definition':['{\\\"TokenLifetimePolicy\\\":{\\\"Version\\\":1,\\\"AccessTokenLifetime\\\":\\\"8:00\\\"}}']}",
      "{'definition':['{\\\"TokenLifetimePolicy\\\":{\\\"AccessTokenLifetime\\\":\\\"9:00\\\",\\\"Version\\\":1}}']}",
      "high replace /definition/0/TokenLifetimePolicy/AccessTokenLifetime (Definition)", NULL },
    { "app_management_policy",
      "{'restrictions':{'passwordCredentials':[{'restrictionType':'a','maxLifetime':null},{'restrictionType':'b','maxLifetime':"
      "'P4D'}]}}",
      "{'restrictions':{'passwordCredentials':[{'restrictionType':'b','maxLifetime':'P9D'},{'restrictionType':'a'}]}}",
      "high replace /restrictions/passwordCredentials/[restrictionType=b]/maxLifetime (Longest life)", NULL },
    { "device_registration", "{'azureADJoin':{'allowedToJoin':{'users':['u','v'],'groups':[]}},'userDeviceQuota':50}",
      "{'azureADJoin':{'allowedToJoin':{'users':['v','u']}},'userDeviceQuota':20}",
      "medium replace /userDeviceQuota (Devices per user)", "user u\nuser v" },
    { "directory_setting", "{'values':[{'name':'a','value':'1'},{'name':'b','value':'2'}]}",
      "{'values':[{'name':'b','value':'3'},{'name':'a','value':'1'}]}", "high replace /values/[name=b]/value (Values)",
      NULL },
};

START_TEST(policies_of_the_directory)
{
    RULE_CASES_CHECK(policies);
}

END_TEST

SUITE(graph_rules_access, conditional_access_and_what_it_refers_to, policies_of_the_directory);
