/* Apps, enrolment and connectors of devices: rows 13 to 21 of the provider's facts. */
#include "support/rule_case.h"
#include "support/suite.h"

/* {"a":1,"b":"s3cret"} in two orders, then with another text */
#define JSON_A "eyJhIjoxLCJiIjoiczNjcmV0In0="
#define JSON_B "eyJiIjoiczNjcmV0IiwiYSI6MX0="
#define JSON_C "eyJhIjoxLCJiIjoiczNjcmV0MiJ9"

static const struct rule_case apps[] = {
    { "app_protection",
      "{'enterpriseProxiedDomains':[{'displayName':'n','proxiedDomains':[{'ipAddressOrFQDN':'a','proxy':null},{"
      "'ipAddressOrFQDN':'b','proxy':null}]}]}",
      "{'enterpriseProxiedDomains':[{'displayName':'n','proxiedDomains':[{'ipAddressOrFQDN':'b','proxy':'p'},{"
      "'ipAddressOrFQDN':'a','proxy':null}]}]}",
      "high replace /enterpriseProxiedDomains/[displayName=n]/proxiedDomains/[ipAddressOrFQDN=b]/proxy ()", NULL },
    { "app_protection",
      "{'version':'1','isAssigned':true,'deployedAppCount':3,'apps':[{'id':'1','version':'a','mobileAppIdentifier':{"
      "'@odata.type':'#t','bundleId':'com.a'}},{'id':'2','mobileAppIdentifier':{'@odata.type':'#t','bundleId':'com.b'}}]}",
      "{'version':'2','isAssigned':false,'deployedAppCount':4,'apps':[{'id':'8','mobileAppIdentifier':{'@odata.type':'#t',"
      "'bundleId':'com.b'}},{'id':'9','version':'b','mobileAppIdentifier':{'@odata.type':'#t','bundleId':'com.a'}}]}",
      "", NULL },
    { "app_configuration",
      "{'deployedAppCount':1,'customSettings':[{'name':'a','value':'s3cret1'},{'name':'b','value':'2'}],"
      "'targetedMobileApps':['1','2']}",
      "{'deployedAppCount':2,'customSettings':[{'name':'b','value':'2'},{'name':'a','value':'s3cret1'}],"
      "'targetedMobileApps':['2','1']}",
      "", "app 1\napp 2" },
    { "app_configuration", "{'customSettings':[{'name':'a','value':'s3cret1'}]}",
      "{'customSettings':[{'name':'a','value':'s3cret2'}]}", "medium replace /customSettings/[name=a]/value (Value)",
      NULL },
    { "app_configuration",
      "{'settings':[{'appConfigKey':'k','appConfigKeyType':'stringType','appConfigKeyValue':'s3cret1'}]}",
      "{'settings':[{'appConfigKey':'k','appConfigKeyType':'stringType','appConfigKeyValue':'s3cret2'}]}",
      "medium replace /settings/[appConfigKey=k]/appConfigKeyValue (Value)", NULL },
    /* what a secret payload holds counts, not how it is written */
    { "app_configuration", "{'payloadJson':'" JSON_A "'}", "{'payloadJson':'" JSON_B "'}", "", NULL },
    { "app_configuration", "{'payloadJson':'" JSON_A "'}", "{'payloadJson':'" JSON_C "'}",
      "medium replace /payloadJson (Settings)", NULL },
    /* <dict><key>a</key></dict>, then with white space */
    { "app_configuration", "{'encodedSettingXml':'PGRpY3Q+PGtleT5hPC9rZXk+PC9kaWN0Pg=='}",
      "{'encodedSettingXml':'PGRpY3Q+CiAgPGtleT5hPC9rZXk+CjwvZGljdD4='}", "", NULL },
    { "mobile_app",
      "{'@odata.type':'#microsoft.graph.win32LobApp','displayName':'a','uploadState':1,'publishingState':'published',"
      "'isAssigned':true,'dependentAppCount':0,'supersedingAppCount':0,'supersededAppCount':0,'committedContentVersion':'1',"
      "'isFeatured':false,'size':10,'categories':[],'usedLicenseCount':3,'notes':null,'returnCodes':[{'returnCode':0,'type':"
      "'success'},{'returnCode':3010,'type':'softReboot'}]}",
      "{'@odata.type':'#microsoft.graph.win32LobApp','displayName':'a','uploadState':2,'publishingState':'processing',"
      "'dependentAppCount':1,'supersedingAppCount':2,'supersededAppCount':3,'committedContentVersion':'2','isFeatured':true,"
      "'size':11,'categories':[{'id':'c'}],'usedLicenseCount':4,'notes':'','returnCodes':[{'returnCode':3010,'type':"
      "'softReboot'},{'returnCode':0,'type':'success'}]}",
      "", NULL },
    { "mobile_app", "{'installCommandLine':'setup /key s3cret1','largeIcon':{'type':'image/png','value':'AAEC'}}",
      "{'installCommandLine':'setup /key s3cret2','largeIcon':{'type':'image/png','value':'AAED'}}",
      "medium replace /installCommandLine (Installation command)\nlow replace /largeIcon/value/sha256 (Image)", NULL },
    { "mobile_app", "{'relationships':[{'id':'x','targetId':'a','targetType':'child','targetDisplayName':'A'}]}",
      "{'relationships':[{'id':'y','targetId':'a','targetType':'child','targetDisplayName':'B'}]}", "", "app a" },
    { "policy_set",
      "{'status':'validating','errorCode':'noError','items':[{'id':'1','payloadId':'p','status':'a','errorCode':'b'},{'id':"
      "'2','payloadId':'q'}]}",
      "{'status':'success','errorCode':'x','items':[{'id':'8','payloadId':'q'},{'id':'9','payloadId':'p','status':'c',"
      "'errorCode':'d'}]}",
      "", "policy p\npolicy q" },
    { "policy_set", "{'items':[{'payloadId':'p','intent':'available'}]}",
      "{'items':[{'payloadId':'p','intent':'required'}]}", "medium replace /items/[payloadId=p]/intent (Intent)",
      NULL },
};

START_TEST(apps_and_their_policies)
{
    RULE_CASES_CHECK(apps);
}

END_TEST

static const struct rule_case enrolment[] = {
    { "autopilot_profile", "{'managementServiceAppId':'a','displayName':'x','deviceNameTemplate':''}",
      "{'managementServiceAppId':'b','displayName':'x'}", "", NULL },
    { "autopilot_profile", "{'outOfBoxExperienceSettings':{'userType':'standard'}}",
      "{'outOfBoxExperienceSettings':{'userType':'administrator'}}",
      "high replace /outOfBoxExperienceSettings/userType (First start)", NULL },
    { "enrollment_configuration", "{'version':1,'selectedMobileAppIds':['a','b'],'iosRestriction':{'blockedSkus':[]}}",
      "{'version':2,'selectedMobileAppIds':['b','a'],'iosRestriction':{}}", "", "app a\napp b" },
    { "enrollment_configuration", "{'priority':1,'windowsRestriction':{'personalDeviceEnrollmentBlocked':true}}",
      "{'priority':2,'windowsRestriction':{'personalDeviceEnrollmentBlocked':false}}",
      "high replace /priority (Priority)\n"
      "high replace /windowsRestriction/personalDeviceEnrollmentBlocked (Personal devices blocked)",
      NULL },
    /* that a token was renewed is no drift, and it is never stored */
    { "apple_enrollment_token",
      "{'tokenName':'a','appleIdentifier':'x','tokenExpirationDateTime':'2025-01-01T00:00:00Z','lastSuccessfulSyncDateTime':"
      "'2024-01-01T00:00:00Z','lastSyncTriggeredDateTime':'2024-01-01T00:00:00Z','lastSyncDateTime':null,'state':'valid',"
      "'token':'s3cret1','certificate':'s3cret1'}",
      "{'tokenName':'a','appleIdentifier':'x','tokenExpirationDateTime':'2026-01-01T00:00:00Z','state':'invalid','token':"
      "'s3cret2','certificate':'s3cret2'}",
      "", NULL },
    { "apple_enrollment_token", "{'appleIdentifier':'a@x'}", "{'appleIdentifier':'b@x'}",
      "medium replace /appleIdentifier (Account)", NULL },
    { "apple_enrollment_profile",
      "{'supervisedModeEnabled':true,'enabledSkipKeys':['a','b'],'adminAccountPassword':'s3cret'}",
      "{'supervisedModeEnabled':false,'enabledSkipKeys':['b','a'],'adminAccountPassword':'s3cret'}",
      "high replace /supervisedModeEnabled (Supervision)", NULL },
    { "apple_push_certificate",
      "{'appleIdentifier':'x','topicIdentifier':'t','certificate':'s3cret1','expirationDateTime':'2025-01-01T00:00:00Z'}",
      "{'appleIdentifier':'x','topicIdentifier':'u','certificate':'s3cret2','expirationDateTime':'2026-01-01T00:00:00Z'}",
      "", NULL },
    { "apple_app_token",
      "{'appleId':'x','token':'s3cret1','state':'valid','lastSyncDateTime':'2024-01-01T00:00:00Z','expirationDateTime':'2025-"
      "01-01T00:00:00Z','automaticallyUpdateApps':true}",
      "{'appleId':'x','token':'s3cret2','state':'expired','automaticallyUpdateApps':false}",
      "medium replace /automaticallyUpdateApps (Automatic updates)", NULL },
    { "android_enrollment",
      "{'bindStatus':'boundAndValidated','lastAppSyncDateTime':'2024-01-01T00:00:00Z','companyCodes':[{'code':'1'}],"
      "'targetGroupIds':['a','b'],'tokenValue':'s3cret1','qrCodeContent':'s3cret1'}",
      "{'bindStatus':'boundAndValidated','companyCodes':[],'targetGroupIds':['b','a'],'tokenValue':'s3cret2','qrCodeContent':"
      "'s3cret2'}",
      "", "group a\ngroup b" },
    { "partner_connector", "{'lastHeartbeatDateTime':'2024-01-01T00:00:00Z','androidEnabled':true}",
      "{'lastHeartbeatDateTime':'2025-01-01T00:00:00Z','androidEnabled':false}", "high replace /androidEnabled ()",
      NULL },
    { "assignment_filter", "{'payloads':[{'payloadId':'a'}],'rule':'(device.x -eq 1)','roleScopeTags':['0','1']}",
      "{'payloads':[],'rule':'(device.x -eq 2)','roleScopeTags':['1','0']}", "high replace /rule (Rule)",
      "scope_tag 0\nscope_tag 1" },
};

START_TEST(enrolment_and_connectors)
{
    RULE_CASES_CHECK(enrolment);
}

END_TEST

SUITE(graph_rules_apps, apps_and_their_policies, enrolment_and_connectors);
