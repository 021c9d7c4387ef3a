/* Device settings and scripts: rows 3 to 12 of the provider's facts. */
#include "support/rule_case.h"
#include "support/suite.h"

#define NIL "00000000-0000-0000-0000-000000000000"
#define ASSIGNED(group)                                                                                                \
    "'assignments':[{'id':'a_" group "','source':'direct','intent':'apply','target':{'@odata.type':"                   \
    "'#microsoft.graph.groupAssignmentTarget','groupId':'" group "'}}]"

static const struct rule_case admin_templates[] = {
    /* the server's own members, and the order of definitions */
    { "admin_template",
      "{'id':'1','displayName':'Edge','policyConfigurationIngestionType':'builtIn','lastModifiedDateTime':'2024-01-01T00:"
      "00:00Z','definitionValues':[{'id':'x','enabled':true,'definition':{'id':'d1','displayName':'Home "
      "page','explainText':'a','categoryPath':'\\\\a'}},{'id':'y','enabled':false,'definition':{'id':'d2'}}]}",
      "{'id':'1','displayName':'Edge','policyConfigurationIngestionType':'custom','definitionValues':[{'id':'q','enabled':"
      "false,'definition':{'id':'d2'}},{'enabled':true,'definition':{'id':'d1','displayName':'Startseite','explainText':"
      "'b'}}]}",
      "", NULL },
    { "admin_template", "{'definitionValues':[{'enabled':true,'definition':{'id':'d1'}}]}",
      "{'definitionValues':[{'enabled':false,'definition':{'id':'d1'}}]}",
      "medium replace /definitionValues/[id=d1]/enabled (Enabled)", NULL },
    /* an export without the definitions themselves says by a link which they are */
    { "admin_template", "{'definitionValues':[{'enabled':true,'definition@odata.bind':'x(d1)'}]}",
      "{'definitionValues':[{'enabled':true,'definition@odata.bind':'x(d2)'}]}",
      "medium remove /definitionValues/[definition@odata.bind=x(d1)] (Settings)\n"
      "medium add /definitionValues/[definition@odata.bind=x(d2)] (Settings)",
      NULL },
    /* texts may be secrets; numbers and lists are not */
    { "admin_template",
      "{'definitionValues':[{'definition':{'id':'d'},'presentationValues':[{'@odata.type':'#microsoft.graph."
      "groupPolicyPresentationValueText','value':'s3cret1','presentation':{'id':'p'}},{'@odata.type':'#microsoft.graph."
      "groupPolicyPresentationValueDecimal','value':7,'presentation':{'id':'q'}}]}]}",
      "{'definitionValues':[{'definition':{'id':'d'},'presentationValues':[{'@odata.type':'#microsoft.graph."
      "groupPolicyPresentationValueText','value':'s3cret2','presentation':{'id':'p'}},{'@odata.type':'#microsoft.graph."
      "groupPolicyPresentationValueDecimal','value':8,'presentation':{'id':'q'}}]}]}",
      "medium replace /definitionValues/[id=d]/presentationValues/[id=p]/value (Value)\n"
      "medium replace /definitionValues/[id=d]/presentationValues/[id=q]/value (Value)",
      NULL },
    /* of a kind that nobody knows, or without one: hidden rather than shown */
    { "admin_template",
      "{'definitionValues':[{'definition':{'id':'d'},'presentationValues':[{'value':'s3cret1','presentation':{'id':'p'}},{"
      "'@odata.type':'#new','values':['s3cret1'],'presentation':{'id':'q'}}]}]}",
      "{'definitionValues':[{'definition':{'id':'d'},'presentationValues':[{'value':'s3cret2','presentation':{'id':'p'}},{"
      "'@odata.type':'#new','values':['s3cret2'],'presentation':{'id':'q'}}]}]}",
      "medium replace /definitionValues/[id=d]/presentationValues/[id=p]/value (Value)\n"
      "medium replace /definitionValues/[id=d]/presentationValues/[id=q]/values (Values)",
      NULL },
    { "admin_template_file",
      "{'displayName':'a','fileName':'a.admx','languageCodes':['en-US'],'targetPrefix':'a','targetNamespace':'b',"
      "'policyType':'admxIngested','revision':'1.0','status':'available','uploadDateTime':'2024-01-01T00:00:00Z','content':"
      "null}",
      "{'displayName':'a','fileName':'a.admx','languageCodes':['de-DE'],'targetPrefix':'c','targetNamespace':'d',"
      "'policyType':'admxBacked','revision':'2.0','status':'assigned','uploadDateTime':'2025-01-01T00:00:00Z'}",
      "", NULL },
    /* <a x="1" y="2"/> with its attributes the other way round, then with another value */
    { "admin_template_file", "{'content':'PGEgeD0iMSIgeT0iMiIvPg=='}", "{'content':'PGEgeT0iMiIgeD0iMSIvPg=='}", "",
      NULL },
    { "admin_template_file", "{'content':'PGEgeD0iMSIgeT0iMiIvPg=='}", "{'content':'PGEgeD0iMSIgeT0iMyIvPg=='}",
      "medium replace /content/text (Content)", NULL },
};

START_TEST(administrative_templates)
{
    RULE_CASES_CHECK(admin_templates);
}

END_TEST

static const struct rule_case endpoint_security[] = {
    { "endpoint_security",
      "{'templateId':'t','isMigratingToConfigurationPolicy':false,'settings':[{'id':'1','definitionId':'a','valueJson':'{"
      "\\\"x\\\":1,\\\"y\\\":[2]}'},{'id':'2','definitionId':'b','valueJson':'true'}]}",
      "{'templateId':'t','settings':[{'id':'9','definitionId':'b','valueJson':'true'},{'id':'8','definitionId':'a',"
      "'valueJson':'{\\\"y\\\":[2], \\\"x\\\":1}'}]}",
      "", NULL },
    { "endpoint_security", "{'settings':[{'definitionId':'a','valueJson':'{\\\"x\\\":1}'}]}",
      "{'settings':[{'definitionId':'a','valueJson':'{\\\"x\\\":2}'}]}",
      "high replace /settings/[definitionId=a]/valueJson/x (Value)", NULL },
    /* a password is a secret, what is said about passwords is not */
    { "endpoint_security",
      "{'settings':[{'definitionId':'x_userPassword','valueJson':'\\\"s3cret1\\\"','value':'s3cret1'},{'definitionId':'x_"
      "passwordRequired','valueJson':'true'}]}",
      "{'settings':[{'definitionId':'x_userPassword','valueJson':'\\\"s3cret2\\\"','value':'s3cret2'},{'definitionId':'x_"
      "passwordRequired','valueJson':'false'}]}",
      "high replace /settings/[definitionId=x_passwordRequired]/valueJson (Value)\n"
      "high replace /settings/[definitionId=x_userPassword]/value (Value)\n"
      "high replace /settings/[definitionId=x_userPassword]/valueJson (Value)",
      NULL },
    { "endpoint_security", "{" ASSIGNED("g1") "}", "{" ASSIGNED("g2") "}",
      "high remove /assignments/[intent=apply;@odata.type=#microsoft.graph.groupAssignmentTarget;groupId=g1] (Assignments)\n"
      "high add /assignments/[intent=apply;@odata.type=#microsoft.graph.groupAssignmentTarget;groupId=g2] (Assignments)",
      "group g2" },
};

START_TEST(endpoint_security_policies)
{
    RULE_CASES_CHECK(endpoint_security);
}

END_TEST

#define INSTANCE(id, value)                                                                                            \
    "{'@odata.type':'#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance','settingDefinitionId':'" id  \
    "','simpleSettingValue':{'@odata.type':'#microsoft.graph.deviceManagementConfigurationIntegerSettingValue',"       \
    "'value':" value "}}"
#define SETTING(id, value) "{'id':'0','settingInstance':" INSTANCE(id, value) "}"

static const struct rule_case catalog[] = {
    /* a setting of these names is content, however deep */
    /* a policy without a template says so, or says nothing */
    { "settings_catalog",
      "{'templateReference':{'templateId':'','templateFamily':'none','templateDisplayName':null,'templateDisplayVersion':null}}",
      "{'templateReference':{'templateFamily':'none'}}", "", NULL },
    { "settings_catalog", "{'version':1,'settings':[" SETTING("version", "1") "," SETTING("id", "2") "]}",
      "{'version':2,'settings':[" SETTING("id", "3") "," SETTING("version", "1") "]}",
      "medium replace /settings/[settingDefinitionId=id]/settingInstance/simpleSettingValue/value (Value)", NULL },
    { "reusable_setting",
      "{'displayName':'a','referencingConfigurationPolicyCount':3,'version':4,'settingDefinitionId':'d','settingInstance':" INSTANCE(
          "d", "1") "}",
      "{'displayName':'a','referencingConfigurationPolicyCount':9,'settingDefinitionId':'d','settingInstance':" INSTANCE(
          "d", "1") "}",
      "", NULL },
    { "reusable_setting", "{'settingInstance':" INSTANCE("d", "1") "}", "{'settingInstance':" INSTANCE("d", "2") "}",
      "medium replace /settingInstance/simpleSettingValue/value (Value)", NULL },
    { "compliance_catalog",
      "{'name':'a','settingCount':2,'scheduledActionsForRule':[{'id':'1','ruleName':null,'scheduledActionConfigurations':[{"
      "'id':'2','actionType':'block','gracePeriodHours':0}]}],'settings':[" SETTING("a", "1") "," SETTING("b",
                                                                                                          "2") "]}",
      "{'name':'a','settingCount':3,'scheduledActionsForRule':[{'id':'8','scheduledActionConfigurations':[{'id':'9',"
      "'actionType':'block','gracePeriodHours':0}]}],'settings':[" SETTING("b", "2") "," SETTING("a", "1") "]}",
      "", NULL },
    { "compliance_catalog",
      "{'scheduledActionsForRule':[{'ruleName':'r','scheduledActionConfigurations':[{'actionType':'block',"
      "'gracePeriodHours':0}]}]}",
      "{'scheduledActionsForRule':[{'ruleName':'r','scheduledActionConfigurations':[{'actionType':'block',"
      "'gracePeriodHours':12}]}]}",
      "high replace /scheduledActionsForRule/[ruleName=r]/scheduledActionConfigurations/[actionType=block]/gracePeriodHours "
      "(Grace period)",
      NULL },
};

START_TEST(objects_of_the_settings_catalog)
{
    RULE_CASES_CHECK(catalog);
}

END_TEST

/* Write-Host 1, with LF and with a byte order mark and CRLF; then Write-Host 2 */
#define LF    "V3JpdGUtSG9zdCAxCg=="
#define CRLF  "77u/V3JpdGUtSG9zdCAxDQo="
#define OTHER "V3JpdGUtSG9zdCAyCg=="

static const struct rule_case scripts[] = {
    { "compliance_script", "{'version':1,'detectionScriptContent':'" LF "'}",
      "{'version':2,'detectionScriptContent':'" CRLF "'}", "", NULL },
    { "compliance_script", "{'detectionScriptContent':'" LF "'}", "{'detectionScriptContent':'" OTHER "'}",
      "high replace /detectionScriptContent/text (Detection script)", NULL },
    { "remediation",
      "{'version':'1','isGlobalScript':false,'highestAvailableVersion':'2','deviceHealthScriptType':'deviceHealthScript',"
      "'detectionScriptContent':'" LF "','remediationScriptContent':'" LF
      "','remediationScriptParameters':[{'name':'a',"
      "'defaultValue':null},{'name':'b'}]}",
      "{'version':'3','isGlobalScript':true,'highestAvailableVersion':'4','detectionScriptContent':'" CRLF "',"
      "'remediationScriptContent':'" CRLF "','remediationScriptParameters':[{'name':'b'},{'name':'a'}]}",
      "", NULL },
    { "remediation",
      "{'remediationScriptContent':'" LF
      "','assignments':[{'runRemediationScript':true,'runSchedule':{'@odata.type':'#m',"
      "'interval':1},'target':{'groupId':'g','deviceAndAppManagementAssignmentFilterId':'" NIL "'}}]}",
      "{'remediationScriptContent':'" OTHER
      "','assignments':[{'runRemediationScript':true,'runSchedule':{'@odata.type':'#"
      "m','interval':2},'target':{'groupId':'g','deviceAndAppManagementAssignmentFilterId':null}}]}",
      "high replace /assignments/[groupId=g;@odata.type=#m]/runSchedule/interval (Schedule)\n"
      "high replace /remediationScriptContent/text (Remediation script)",
      "group g" },
    { "device_script", "{'scriptContent':'" LF "'}", "{'scriptContent':'" OTHER "'}",
      "high replace /scriptContent/text (Script)", NULL },
};

START_TEST(scripts_and_remediations)
{
    RULE_CASES_CHECK(scripts);
}

END_TEST

SUITE(graph_rules_settings, administrative_templates, endpoint_security_policies, objects_of_the_settings_catalog,
      scripts_and_remediations);
