/* Administration of devices: rows 1, 2, 8 and 22 to 25 of the provider's facts. */
#include "support/rule_case.h"
#include "support/suite.h"

static const struct rule_case roles[] = {
    /* the order of a scope tag's assignments is not kept by the service */
    { "scope_tag",
      "{'assignments':[{'id':'1','target':{'groupId':'a'}},{'id':'2','target':{'groupId':'b'}}],'isBuiltIn':false}",
      "{'assignments':[{'id':'3','target':{'groupId':'b'}},{'id':'4','target':{'groupId':'a'}}],'isBuiltIn':false}", "",
      "group a\ngroup b" },
    { "scope_tag", "{'description':'a'}", "{'description':'b'}", "low replace /description (Description)", NULL },
    { "device_role",
      "{'permissions':[1],'isBuiltInRoleDefinition':false,'rolePermissions':[{'actions':['a'],'resourceActions':[{"
      "'allowedResourceActions':['x','y'],'notAllowedResourceActions':[]}]}]}",
      "{'permissions':[2],'isBuiltInRoleDefinition':true,'rolePermissions':[{'actions':['b'],'resourceActions':[{"
      "'allowedResourceActions':['y','x']}]}]}",
      "", NULL },
    { "device_role",
      "{'roleAssignments':[{'id':'1','displayName':'a','members':['g'],'resourceScopes':['r'],'scopeMembers':['s']}]}",
      "{'roleAssignments':[{'id':'2','displayName':'a','members':['h'],'resourceScopes':['q'],'scopeMembers':['s']}]}",
      "critical remove /roleAssignments/[displayName=a]/members/[=g] (Members)\n"
      "critical add /roleAssignments/[displayName=a]/members/[=h] (Members)",
      "group h\ngroup s" },
    { "device_role_assignment", "{'members':['a','b'],'resourceScopes':['r'],'scopeType':'resourceScope'}",
      "{'members':['b','a'],'resourceScopes':['s'],'scopeType':'allDevices'}", "critical replace /scopeType (Scope)",
      NULL },
};

START_TEST(scope_tags_and_roles)
{
    RULE_CASES_CHECK(roles);
}

END_TEST

static const struct rule_case rest[] = {
    { "device_configuration",
      "{'@odata.type':'#microsoft.graph.windowsUpdateForBusinessConfiguration','qualityUpdatesPauseStartDate':'2024-01-01',"
      "'featureUpdatesPauseStartDate':'2024-01-01','qualityUpdatesWillBeRolledBack':true,'featureUpdatesWillBeRolledBack':"
      "true,'qualityUpdatesPauseExpiryDateTime':'2024-01-01T00:00:00Z','featureUpdatesPauseExpiryDateTime':'2024-01-01T00:00:"
      "00Z','qualityUpdatesPaused':false,'privacyAccessControls':[]}",
      "{'@odata.type':'#microsoft.graph.windowsUpdateForBusinessConfiguration','qualityUpdatesPauseStartDate':null,"
      "'qualityUpdatesPaused':true}",
      "high replace /qualityUpdatesPaused (Quality updates paused)", NULL },
    { "device_configuration", "{'safariManagedDomains':['a','b'],'associatedDomains':[{'name':'x'},{'name':'y'}]}",
      "{'safariManagedDomains':['c','b'],'associatedDomains':[{'name':'y'},{'name':'x'}]}",
      "medium remove /safariManagedDomains/[=a] ()\n"
      "medium add /safariManagedDomains/[=c] ()",
      NULL },
    { "device_configuration", "{'preSharedKey':'s3cret1'}", "{'preSharedKey':'s3cret2'}",
      "high replace /preSharedKey (Pre-shared key)", NULL },
    { "compliance_policy",
      "{'scheduledActionsForRule':[{'id':'1','ruleName':'r','scheduledActionConfigurations':[{'id':'2','actionType':"
      "'notification','notificationTemplateId':'n','notificationMessageCCList':['a','b']}]}],'deviceCompliancePolicyScript':{"
      "'deviceComplianceScriptId':'s'}}",
      "{'scheduledActionsForRule':[{'id':'3','ruleName':'r','scheduledActionConfigurations':[{'id':'4','actionType':"
      "'notification','notificationTemplateId':'n','notificationMessageCCList':['b','a']}]}],'deviceCompliancePolicyScript':{"
      "'deviceComplianceScriptId':'s'}}",
      "", "script s\ngroup a\ngroup b\nnotification n" },
    { "update_profile",
      "{'deployableContentDisplayName':'a','endOfSupportDate':'2024-01-01','releaseDateDisplayName':'b','deviceReporting':1,"
      "'newUpdates':2,'inventorySyncStatus':{'a':1},'featureUpdateVersion':'Windows 11, version 23H2'}",
      "{'deployableContentDisplayName':'c','newUpdates':3,'inventorySyncStatus':null,'featureUpdateVersion':'Windows 11, "
      "version 24H2'}",
      "high replace /featureUpdateVersion (Version)", NULL },
    { "notification_template",
      "{'defaultLocale':'en-us','localizedNotificationMessages':[{'id':'1','locale':'en-us','subject':'a'},{'id':'2','locale':"
      "'de-de','subject':'b','lastModifiedDateTime':'2024-01-01T00:00:00Z'}]}",
      "{'defaultLocale':'en-us','localizedNotificationMessages':[{'id':'3','locale':'de-de','subject':'c'},{'id':'4','locale':"
      "'en-us','subject':'a'}]}",
      "low replace /localizedNotificationMessages/[locale=de-de]/subject (Subject)", NULL },
    { "device_terms", "{'version':1,'title':'a','bodyText':'b','acceptanceStatement':'c'}",
      "{'version':2,'title':'a','bodyText':'d','acceptanceStatement':'c'}", "medium replace /bodyText (Text)", NULL },
    { "device_branding",
      "{'isDefaultProfile':true,'disableClientTelemetry':false,'lightBackgroundLogo':{'type':'image/png','value':'AAEC'},"
      "'companyPortalBlockedActions':[{'platform':'ios','ownerType':'company','action':'reset'},{'platform':'ios','ownerType':"
      "'company','action':'remove'}]}",
      "{'isDefaultProfile':false,'disableClientTelemetry':true,'lightBackgroundLogo':{'type':'image/png','value':'AAED'},"
      "'companyPortalBlockedActions':[{'platform':'ios','ownerType':'company','action':'remove'},{'platform':'ios',"
      "'ownerType':'company','action':'reset'}]}",
      "low replace /lightBackgroundLogo/value/sha256 (Image)", NULL },
    { "device_category", "{'displayName':'a','roleScopeTagIds':['0','1']}",
      "{'displayName':'b','roleScopeTagIds':['1','0']}", "low replace /displayName (Name)", NULL },
    { "device_settings", "{'secureByDefault':true}", "{'secureByDefault':false}",
      "critical replace /secureByDefault (Devices without a policy are not compliant)", NULL },
};

START_TEST(profiles_updates_and_settings)
{
    RULE_CASES_CHECK(rest);
}

END_TEST

SUITE(graph_rules_device, scope_tags_and_roles, profiles_updates_and_settings);
