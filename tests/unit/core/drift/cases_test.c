/* Each way in which today's tools go wrong on the captured families, once as it must be here. */
#include <stdio.h>

#include "base/text.h"
#include "support/drift_case.h"
#include "support/suite.h"

#define GROUP_A "11111111-1111-4111-8111-111111111111"
#define GROUP_B "22222222-2222-4222-8222-222222222222"
#define NIL     "00000000-0000-0000-0000-000000000000"

static void assert_equal(const char *family, const char *before, const char *after)
{
    struct drift_case c = drift_case_new(family);

    ck_assert_str_eq(drift_case_diff(&c, before, after), "");
    ck_assert_str_eq(drift_case_text(&c, before), drift_case_text(&c, after));
    drift_case_free(&c);
}

static void assert_diff(const char *family, const char *before, const char *after, const char *expected)
{
    struct drift_case c = drift_case_new(family);

    ck_assert_str_eq(drift_case_diff(&c, before, after), expected);
    drift_case_free(&c);
}

#define SETTING(definition, value)                                                                                     \
    "{\"id\":\"0\",\"settingInstance\":{\"@odata.type\":\"#x.Simple\",\"settingDefinitionId\":\"" definition           \
    "\",\"simpleSettingValue\":{\"value\":" value "}}}"
#define CATALOG(settings) "{\"name\":\"p\",\"settings\":[" settings "]}"
#define CHILD(definition, value)                                                                                       \
    "{\"settingDefinitionId\":\"" definition "\",\"simpleSettingValue\":{\"value\":" value "}}"
#define GROUPS(instances)                                                                                               \
    CATALOG(                                                                                                            \
        "{\"id\":\"0\",\"settingInstance\":{\"settingDefinitionId\":\"fw\",\"groupSettingCollectionValue\":[" instances \
        "]}}")
#define RULE(name, port) "{\"children\":[" CHILD("fw_name", "\"" name "\"") "," CHILD("fw_port", port) "]}"

START_TEST(list_reorder_is_no_change)
{
    assert_equal("settings_catalog", CATALOG(SETTING("a", "1") "," SETTING("b", "2")),
                 CATALOG(SETTING("b", "2") "," SETTING("a", "1")));
    assert_equal("conditional_access", "{\"conditions\":{\"users\":{\"excludeGroups\":[\"a\",\"b\"]}}}",
                 "{\"conditions\":{\"users\":{\"excludeGroups\":[\"b\",\"a\"]}}}");
    assert_equal("settings_catalog", "{\"roleScopeTagIds\":[\"0\",\"7\"]}", "{\"roleScopeTagIds\":[\"7\",\"0\"]}");
}

END_TEST

START_TEST(order_counts_where_the_service_keeps_it)
{
    assert_diff("device_configuration", "{\"omaSettings\":[{\"omaUri\":\"./a\"},{\"omaUri\":\"./b\"}]}",
                "{\"omaSettings\":[{\"omaUri\":\"./b\"},{\"omaUri\":\"./a\"}]}",
                "remove /omaSettings/0 {\"omaUri\":\"./a\"}\nadd /omaSettings/1 > {\"omaUri\":\"./a\"}\n");
}

END_TEST

START_TEST(instants_compare_as_instants)
{
    assert_equal("application", "{\"keyCredentials\":[{\"keyId\":\"k\",\"endDateTime\":\"2024-01-01T00:00:00Z\"}]}",
                 "{\"keyCredentials\":[{\"keyId\":\"k\",\"endDateTime\":\"2024-01-01T00:00:00.0000000Z\"}]}");
    assert_diff("application", "{\"keyCredentials\":[{\"keyId\":\"k\",\"endDateTime\":\"2024-01-01T00:00:00Z\"}]}",
                "{\"keyCredentials\":[{\"keyId\":\"k\",\"endDateTime\":\"2024-01-01T00:00:00.0000001Z\"}]}",
                "replace /keyCredentials/[keyId=k]/endDateTime \"2024-01-01T00:00:00Z\" > "
                "\"2024-01-01T00:00:00.0000001Z\"\n");
}

END_TEST

START_TEST(false_is_not_missing_and_0_is_not_empty)
{
    assert_diff("compliance_policy", "{\"bitLockerEnabled\":false}", "{}", "remove /bitLockerEnabled false\n");
    assert_diff("compliance_policy", "{\"passwordMinimumLength\":0}", "{\"passwordMinimumLength\":null}",
                "remove /passwordMinimumLength 0\n");
    assert_diff("compliance_policy", "{\"gracePeriod\":0}", "{\"gracePeriod\":\"\"}",
                "replace /gracePeriod 0 > \"\"\n");
    assert_diff("compliance_policy", "{\"unheardOf\":null}", "{}", "remove /unheardOf null\n");
}

END_TEST

START_TEST(empty_is_absent_only_where_a_row_says_so)
{
    assert_equal("compliance_policy", "{\"osMinimumVersion\":null,\"description\":\"\",\"assignments\":[]}", "{}");
    assert_diff("compliance_policy", "{\"displayName\":\"\"}", "{}", "remove /displayName \"\"\n");
}

END_TEST

START_TEST(repeated_group_instances_are_kept_apart)
{
    assert_equal("settings_catalog", GROUPS(RULE("in", "1") "," RULE("out", "2")),
                 GROUPS(RULE("out", "2") "," RULE("in", "1")));
    assert_diff(
        "settings_catalog", GROUPS(RULE("in", "1") "," RULE("in", "1")), GROUPS(RULE("in", "1")),
        "remove /settings/[settingDefinitionId=fw]/settingInstance/groupSettingCollectionValue/"
        "[sha256=21f831f52050a2103950c68ce168cf40]#2 {\"children\":[{\"settingDefinitionId\":\"fw_name\","
        "\"simpleSettingValue\":{\"value\":\"in\"}},{\"settingDefinitionId\":\"fw_port\",\"simpleSettingValue\":"
        "{\"value\":1}}]}\n");
}

END_TEST

START_TEST(a_changed_group_instance_changes_inside)
{
    struct drift_case c = drift_case_new("settings_catalog");
    struct drift_changes changes =
        drift_case_changes(&c, GROUPS(RULE("in", "1") "," RULE("out", "2") "," RULE("dns", "53")),
                           GROUPS(RULE("dns", "53") "," RULE("in", "9") "," RULE("out", "2")));

    ck_assert_uint_eq(changes.count, 1);
    ck_assert(text_ends(changes.items[0].path, "/children/[settingDefinitionId=fw_port]/simpleSettingValue/value"));
    ck_assert_str_eq((const char *)changes.items[0].before.data, "1");
    ck_assert_str_eq((const char *)changes.items[0].after.data, "9");
    drift_case_free(&c);
}

END_TEST

START_TEST(a_a_is_not_a_b)
{
    assert_diff("conditional_access", "{\"conditions\":{\"clientAppTypes\":[\"a\",\"a\"]}}",
                "{\"conditions\":{\"clientAppTypes\":[\"a\",\"b\"]}}",
                "remove /conditions/clientAppTypes/[=a]#2 \"a\"\nadd /conditions/clientAppTypes/[=b] > \"b\"\n");
}

END_TEST

START_TEST(two_settings_of_one_definition_stay_two)
{
    assert_diff("settings_catalog", CATALOG(SETTING("a", "1") "," SETTING("a", "2")), CATALOG(SETTING("a", "2")),
                "remove /settings/[settingDefinitionId=a] {\"settingInstance\":{\"@odata.type\":\"#x.Simple\","
                "\"settingDefinitionId\":\"a\",\"simpleSettingValue\":{\"value\":1}}}\n");
}

END_TEST

START_TEST(three_hundred_settings_are_all_compared)
{
    struct drift_case c = drift_case_new("settings_catalog");
    struct strbuf sides[2];
    struct drift_changes changes;

    for (int side = 0; side < 2; side++) {
        strbuf_init(&sides[side], c.cx.mem, 1 << 20);
        strbuf_puts(&sides[side], "{\"settings\":[");
        for (int i = 0; i < 300; i++) {
            strbuf_printf(&sides[side], "%s" SETTING("d%d", "%d"), i == 0 ? "" : ",", i,
                          side == 1 && i == 287 ? -1 : i);
        }
        strbuf_puts(&sides[side], "]}");
    }
    changes = drift_case_changes(&c, sides[0].data, sides[1].data);
    ck_assert_uint_eq(changes.count, 1);
    ck_assert_str_eq(changes.items[0].path,
                     "/settings/[settingDefinitionId=d287]/settingInstance/simpleSettingValue/value");
    drift_case_free(&c);
}

END_TEST

START_TEST(volatile_members_are_dropped_at_their_place_alone)
{
    assert_equal("settings_catalog", "{\"id\":\"1\",\"version\":1,\"settingCount\":3,\"lastModifiedDateTime\":\"x\"}",
                 "{\"id\":\"2\",\"version\":2,\"creationSource\":\"y\"}");
    assert_diff(
        "settings_catalog", CATALOG(SETTING("s", "{\"id\":1,\"version\":1,\"source\":\"a\"}")),
        CATALOG(SETTING("s", "{\"id\":2,\"version\":2,\"source\":\"b\"}")),
        "replace /settings/[settingDefinitionId=s]/settingInstance/simpleSettingValue/value/id 1 > 2\n"
        "replace /settings/[settingDefinitionId=s]/settingInstance/simpleSettingValue/value/source \"a\" > \"b\"\n"
        "replace /settings/[settingDefinitionId=s]/settingInstance/simpleSettingValue/value/version 1 > 2\n");
}

END_TEST

START_TEST(a_setting_called_version_is_content)
{
    assert_diff("device_configuration", "{\"vpn\":{\"version\":1}}", "{\"vpn\":{\"version\":2}}",
                "replace /vpn/version 1 > 2\n");
    assert_equal("app_protection",
                 "{\"apps\":[{\"id\":\"1\",\"version\":\"1\",\"mobileAppIdentifier\":{\"bundleId\":\"b\"}}]}",
                 "{\"apps\":[{\"id\":\"2\",\"version\":\"2\",\"mobileAppIdentifier\":{\"bundleId\":\"b\"}}]}");
}

END_TEST

#define TARGET(filter)                                                                                                 \
    "{\"assignments\":[{\"id\":\"x\",\"target\":{\"@odata.type\":\"#t\",\"groupId\":\"" GROUP_A                        \
    "\",\"deviceAndAppManagementAssignmentFilterId\":" filter "}}]}"

START_TEST(an_empty_guid_filter_is_none)
{
    assert_equal("compliance_policy", TARGET("\"" NIL "\""), TARGET("null"));
    assert_equal("compliance_policy", TARGET("\"" NIL "\""),
                 "{\"assignments\":[{\"target\":{\"@odata.type\":\"#t\",\"groupId\":\"" GROUP_A "\"}}]}");
}

END_TEST

START_TEST(assignments_are_keyed)
{
    assert_diff("compliance_policy", TARGET("\"" GROUP_B "\""), TARGET("null"),
                "remove /assignments/[@odata.type=#t;groupId=" GROUP_A
                ";deviceAndAppManagementAssignmentFilterId=" GROUP_B
                "] {\"target\":{\"@odata.type\":\"#t\",\"deviceAndAppManagementAssignmentFilterId\":\"" GROUP_B
                "\",\"groupId\":\"" GROUP_A "\"}}\n"
                "add /assignments/[@odata.type=#t;groupId=" GROUP_A
                "] > {\"target\":{\"@odata.type\":\"#t\",\"groupId\":\"" GROUP_A "\"}}\n");
}

END_TEST

START_TEST(json_in_a_string_is_parsed)
{
    struct drift_case c = drift_case_new("compliance_policy");
    char *a = arena_printf(c.cx.mem, "{\"deviceCompliancePolicyScript\":{\"rulesContent\":\"%s\"}}",
                           base64_encode(c.cx.mem, bytes_text("{\"Rules\":[{\"a\":1.0,\"b\":2}]}")));
    char *b = arena_printf(c.cx.mem, "{\"deviceCompliancePolicyScript\":{\"rulesContent\":\"%s\"}}",
                           base64_encode(c.cx.mem, bytes_text("\xef\xbb\xbf{ \"Rules\": [ {\"b\":2,\r\n\"a\":1} ] }")));

    ck_assert_str_eq(drift_case_diff(&c, a, b), "");
    ck_assert_str_eq(drift_case_text(&c, a),
                     "{\"deviceCompliancePolicyScript\":{\"rulesContent\":{\"Rules\":[{\"a\":1,\"b\":2}]}}}");
    drift_case_free(&c);
}

END_TEST

START_TEST(a_property_that_the_server_added_is_no_drift)
{
    assert_equal("settings_catalog",
                 CATALOG("{\"settingInstance\":{\"settingDefinitionId\":\"a\",\"auditRuleInformation\":null}}"),
                 CATALOG("{\"settingInstance\":{\"settingDefinitionId\":\"a\"}}"));
}

END_TEST

START_TEST(changed_users_of_a_policy_are_found)
{
    assert_diff("conditional_access", "{\"conditions\":{\"users\":{\"includeUsers\":[\"All\"],\"excludeUsers\":[]}}}",
                "{\"conditions\":{\"users\":{\"includeUsers\":[\"All\"],\"excludeUsers\":[\"" GROUP_A "\"]}}}",
                "add /conditions/users/excludeUsers/[=" GROUP_A "] > \"" GROUP_A "\"\n");
    assert_diff("conditional_access", "{\"conditions\":{\"users\":{\"excludeGroups\":[\"" GROUP_A "\"]}}}",
                "{\"conditions\":{\"users\":{\"excludeGroups\":[\"" GROUP_A "\",\"" GROUP_B "\"]}}}",
                "add /conditions/users/excludeGroups/[=" GROUP_B "] > \"" GROUP_B "\"\n");
}

END_TEST

static const char *script(struct drift_case *c, const char *text, size_t len)
{
    return arena_printf(c->cx.mem, "{\"scriptContent\":\"%s\"}", base64_encode(c->cx.mem, bytes_of(text, len)));
}

START_TEST(scripts_compare_as_text)
{
    static const char utf16[] = "\xff\xfe"
                                "a\0\r\0\n\0b\0";
    struct drift_case c = drift_case_new("device_script");
    const char *plain = script(&c, "a\nb", 3);

    ck_assert(drift_case_equal(&c, plain, script(&c, "a\r\nb", 4)));
    ck_assert(drift_case_equal(&c, plain,
                               script(&c,
                                      "\xef\xbb\xbf"
                                      "a\nb",
                                      6)));
    ck_assert(drift_case_equal(&c, plain, script(&c, utf16, sizeof utf16 - 1)));
    ck_assert_str_eq(drift_case_diff(&c, plain, script(&c, "a\nc", 3)),
                     "replace /scriptContent/text \"a\\nb\" > \"a\\nc\"\n");
    drift_case_free(&c);
}

END_TEST

START_TEST(an_encrypted_value_is_a_secret)
{
    struct drift_case c = drift_case_new("device_configuration");
    const char *json = "{\"omaSettings\":[{\"omaUri\":\"./a\",\"isEncrypted\":true,\"value\":\"****\","
                       "\"secretReferenceValueId\":\"1\"}]}";
    struct drift_canonical out = drift_case_canonical(&c, json);

    ck_assert_uint_eq(out.secret_count, 1);
    ck_assert_ptr_null(strstr((const char *)out.bytes.data, "****"));
    ck_assert_ptr_null(strstr((const char *)out.raw_safe.data, "****"));
    ck_assert_ptr_null(strstr((const char *)out.bytes.data, "secretReferenceValueId"));
    ck_assert_str_eq((const char *)drift_masked(c.cx.mem, out.bytes).data,
                     "{\"omaSettings\":[{\"omaUri\":\"./a\",\"value\":\"[secret]\"}]}");
    drift_case_free(&c);
}

END_TEST

START_TEST(thirty_two_levels_are_no_depth)
{
    struct drift_case c = drift_case_new("settings_catalog");
    struct strbuf sides[2];

    for (int side = 0; side < 2; side++) {
        strbuf_init(&sides[side], c.cx.mem, 1 << 16);
        for (int i = 0; i < 40; i++) {
            strbuf_puts(&sides[side], "{\"a\":");
        }
        strbuf_printf(&sides[side], "%d", side);
        for (int i = 0; i < 40; i++) {
            strbuf_putc(&sides[side], '}');
        }
    }
    ck_assert_uint_eq(drift_case_changes(&c, sides[0].data, sides[1].data).count, 1);
    drift_case_free(&c);
}

END_TEST

START_TEST(the_subtype_is_content_and_other_annotations_are_not)
{
    assert_diff("device_configuration", "{\"@odata.type\":\"#a\"}", "{\"@odata.type\":\"#b\"}",
                "replace /@odata.type \"#a\" > \"#b\"\n");
    assert_equal(
        "device_configuration",
        "{\"a\":{\"b@odata.type\":\"#x\",\"b\":1,\"@odata.id\":\"y\"},\"#microsoft.graph.assign\":{\"target\":\"z\"},"
        "\"@odata.context\":\"c\"}",
        "{\"a\":{\"b\":1}}");
}

END_TEST

SUITE(core_drift_cases, list_reorder_is_no_change, order_counts_where_the_service_keeps_it,
      instants_compare_as_instants, false_is_not_missing_and_0_is_not_empty, empty_is_absent_only_where_a_row_says_so,
      repeated_group_instances_are_kept_apart, a_changed_group_instance_changes_inside, a_a_is_not_a_b,
      two_settings_of_one_definition_stay_two, three_hundred_settings_are_all_compared,
      volatile_members_are_dropped_at_their_place_alone, a_setting_called_version_is_content,
      an_empty_guid_filter_is_none, assignments_are_keyed, json_in_a_string_is_parsed,
      a_property_that_the_server_added_is_no_drift, changed_users_of_a_policy_are_found, scripts_compare_as_text,
      an_encrypted_value_is_a_secret, thirty_two_levels_are_no_depth,
      the_subtype_is_content_and_other_annotations_are_not);
