/* Content inside texts, and the secrets in it. */
#include "base/text.h"
#include "support/drift_case.h"
#include "support/suite.h"

static const char *profile(struct drift_case *c, const char *text)
{
    return arena_printf(c->cx.mem, "{\"payload\":\"%s\"}", base64_encode(c->cx.mem, bytes_text(text)));
}

#define PLIST_HEAD                                                                                                     \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" "              \
    "\"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">"

START_TEST(property_lists_compare_as_objects)
{
    struct drift_case c = drift_case_new("device_configuration");
    const char *a =
        profile(&c, PLIST_HEAD "<dict><key>A</key><integer>1</integer><key>B</key><array><true/><string>x &amp; "
                               "y</string></array><key>C</key><date>2024-01-01T00:00:00Z</date></dict></plist>");
    const char *b =
        profile(&c, PLIST_HEAD "\r\n <dict>\n<!-- note -->\n  <key>C</key><date>2024-01-01T00:00:00Z</date>\n"
                               "<key>B</key>\n<array> <true/> <string>x <![CDATA[& y]]></string> </array>\n"
                               "  <key>A</key> <integer>1</integer> </dict> </plist>\n");

    ck_assert_str_eq(drift_case_text(&c, a),
                     "{\"payload\":{\"@content\":\"plist\",\"value\":{\"A\":1,\"B\":[true,\"x & y\"],"
                     "\"C\":\"2024-01-01T00:00:00Z\"}}}");
    ck_assert_str_eq(drift_case_diff(&c, a, b), "");
    ck_assert_str_eq(
        drift_case_diff(&c, a, profile(&c, PLIST_HEAD "<dict><key>A</key><integer>2</integer></dict></plist>")),
        "replace /payload/value/A 1 > 2\nremove /payload/value/B [true,\"x & y\"]\n"
        "remove /payload/value/C \"2024-01-01T00:00:00Z\"\n");
    drift_case_free(&c);
}

END_TEST

START_TEST(secrets_of_a_profile_are_digested)
{
    struct drift_case c = drift_case_new("device_configuration");
    const char *a = profile(&c, PLIST_HEAD "<dict><key>SSID</key><string>lab</string><key>Password</key><string>hunter2"
                                           "</string><key>PSK</key><data>aHVudGVyMg==</data></dict></plist>");
    const char *b = profile(&c, PLIST_HEAD "<dict><key>SSID</key><string>lab</string><key>Password</key><string>hunter3"
                                           "</string><key>PSK</key><data>aHVudGVyMg==</data></dict></plist>");
    struct drift_canonical out = drift_case_canonical(&c, a);
    struct drift_canonical again = drift_case_canonical(&c, (const char *)out.raw_safe.data);
    struct drift_changes changes = drift_case_changes(&c, a, b);

    ck_assert_uint_eq(out.secret_count, 2);
    ck_assert_ptr_null(strstr((const char *)out.bytes.data, "hunter"));
    ck_assert_ptr_null(strstr((const char *)out.raw_safe.data, "payload\":\""));
    ck_assert(bytes_equal(out.bytes, again.bytes));
    ck_assert_uint_eq(changes.count, 1);
    ck_assert_str_eq(changes.items[0].path, "/payload/value/Password");
    ck_assert_str_eq((const char *)drift_masked(c.cx.mem, changes.items[0].before).data, "\"[secret]\"");
    drift_case_free(&c);
}

END_TEST

static const char *oma(struct drift_case *c, const char *type, const char *value)
{
    return arena_printf(c->cx.mem,
                        "{\"omaSettings\":[{\"@odata.type\":\"#microsoft.graph.omaSetting%s\",\"value\":\"%s\"}]}",
                        type, value);
}

START_TEST(xml_compares_canonically)
{
    struct drift_case c = drift_case_new("device_configuration");
    const char *a = oma(&c, "StringXml", base64_encode(c.cx.mem, bytes_text("<a y=\"2\" x='1'><b/>t</a>")));
    const char *b = oma(
        &c, "StringXml",
        base64_encode(c.cx.mem, bytes_text("\xef\xbb\xbf<?xml version=\"1.0\"?>\r\n<a x=\"1\" y=\"2\"><b></b>t</a>")));

    ck_assert_str_eq(drift_case_text(&c, a), drift_case_text(&c, b));
    ck_assert_ptr_nonnull(strstr(drift_case_text(&c, a), "<a x=\\\"1\\\" y=\\\"2\\\"><b></b>t</a>"));
    ck_assert_str_eq(drift_case_diff(&c, oma(&c, "String", "<enabled/> <data id='a' value='1'/>"),
                                     oma(&c, "String", "<enabled></enabled>\\n<data value='1' id='a'/>")),
                     "");
    ck_assert_str_eq(
        drift_case_text(&c, oma(&c, "String", "a < b & c")),
        "{\"omaSettings\":[{\"@odata.type\":\"#microsoft.graph.omaSettingString\",\"value\":\"a < b & c\"}]}");
    drift_case_free(&c);
}

END_TEST

START_TEST(hostile_xml_is_only_text)
{
    static const char *const texts[] = {
        "<!DOCTYPE a [<!ENTITY x \"boom\">]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;</a>",
        "<a>",
        "<a><b></a></b>",
        "<a>&undeclared;</a>",
    };
    struct drift_case c = drift_case_new("device_configuration");

    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *json = oma(&c, "StringXml", base64_encode(c.cx.mem, bytes_text(texts[i])));

        ck_assert_msg(strstr(drift_case_text(&c, json), "\"@content\":\"text\"") != NULL, "%s", texts[i]);
        ck_assert_ptr_null(strstr(drift_case_text(&c, json), "root:"));
    }
    drift_case_free(&c);
}

END_TEST

START_TEST(secrets_in_wireless_profiles_are_digested)
{
    struct drift_case c = drift_case_new("device_configuration");
    struct drift_canonical out = drift_case_canonical(
        &c, oma(&c, "StringXml",
                base64_encode(c.cx.mem, bytes_text("<W xmlns=\"http://w\"><keyMaterial>hunter2</keyMaterial></W>"))));

    ck_assert_uint_eq(out.secret_count, 1);
    ck_assert_ptr_null(strstr((const char *)out.bytes.data, "hunter2"));
    ck_assert_ptr_nonnull(strstr((const char *)out.bytes.data, "<keyMaterial>[secret:"));
    drift_case_free(&c);
}

END_TEST

START_TEST(binaries_compare_by_hash)
{
    struct drift_case c = drift_case_new("device_configuration");

    ck_assert_str_eq(drift_case_text(&c, "{\"trustedRootCertificate\":\"AAEC\"}"),
                     "{\"trustedRootCertificate\":{\"@content\":\"binary\",\"sha256\":"
                     "\"ae4b3280e56e2faf83f414a6e3dabe9d5fbe18976544c05fed121accb85b53fc\",\"size\":3}}");
    ck_assert_str_eq(drift_case_text(&c, "{\"trustedRootCertificate\":\"not base64!\"}"),
                     "{\"trustedRootCertificate\":\"not base64!\"}");
    drift_case_free(&c);
}

END_TEST

START_TEST(secrets_in_scripts_are_digested_and_the_rest_stays_readable)
{
    struct drift_case c = drift_case_new("device_script");
    const char *text = "$user = \"bob\"\n$adminPassword = \"hunter2\"\nInvoke-X -ApiKey 'k-123' # don't\n";
    struct drift_canonical out = drift_case_canonical(
        &c, arena_printf(c.cx.mem, "{\"scriptContent\":\"%s\"}", base64_encode(c.cx.mem, bytes_text(text))));
    struct drift_canonical again = drift_case_canonical(&c, (const char *)out.raw_safe.data);

    ck_assert_uint_eq(out.secret_count, 2);
    ck_assert_str_eq((const char *)drift_masked(c.cx.mem, out.bytes).data,
                     "{\"scriptContent\":{\"@content\":\"text\",\"text\":\"$user = \\\"bob\\\"\\n$adminPassword = "
                     "\\\"[secret]\\\"\\nInvoke-X -ApiKey '[secret]' # don't\\n\"}}");
    ck_assert(bytes_equal(out.bytes, again.bytes));
    drift_case_free(&c);
}

END_TEST

START_TEST(secrets_are_replaced_wherever_a_row_says_so)
{
    static const struct {
        const char *family;
        const char *json;
    } cases[] = {
        { "device_configuration", "{\"preSharedKey\":\"hunter2\"}" },
        { "application", "{\"passwordCredentials\":[{\"keyId\":\"k\",\"secretText\":\"hunter2\",\"hint\":\"hun\"}]}" },
        { "application", "{\"keyCredentials\":[{\"keyId\":\"k\",\"key\":\"hunter2\"}]}" },
        { "settings_catalog",
          "{\"settings\":[{\"settingInstance\":{\"settingDefinitionId\":\"d\",\"simpleSettingValue\":{\"@odata.type\":"
          "\"#microsoft.graph.deviceManagementConfigurationSecretSettingValue\",\"value\":\"hunter2\"}}}]}" },
        { "settings_catalog",
          "{\"settings\":[{\"settingInstance\":{\"settingDefinitionId\":\"g\",\"groupSettingCollectionValue\":[{\"children\":["
          "{\"settingDefinitionId\":\"d\",\"simpleSettingValue\":{\"@odata.type\":"
          "\"#microsoft.graph.deviceManagementConfigurationSecretSettingValue\",\"value\":\"hunter2\"}}]}]}}]}" },
        { "settings_catalog",
          "{\"settings\":[{\"settingInstance\":{\"settingDefinitionId\":"
          "\"device_vendor_msft_windowsadvancedthreatprotection_onboarding\",\"simpleSettingValue\":{\"value\":\"hunter2\"}}}]}" },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct drift_case c = drift_case_new(cases[i].family);
        struct drift_canonical out = drift_case_canonical(&c, cases[i].json);
        struct drift_canonical again = drift_case_canonical(&c, (const char *)out.raw_safe.data);

        ck_assert_msg(strstr((const char *)out.bytes.data, "hunter") == NULL, "%s", cases[i].json);
        ck_assert_msg(strstr((const char *)out.raw_safe.data, "hunter") == NULL, "%s", cases[i].json);
        ck_assert_uint_ge(out.secret_count, 1);
        ck_assert_msg(bytes_equal(out.bytes, again.bytes), "%s", cases[i].json);
        ck_assert_uint_eq(again.secret_count, 0);
        drift_case_free(&c);
    }
}

END_TEST

START_TEST(a_secret_that_is_not_set_stays_so)
{
    struct drift_case c = drift_case_new("device_configuration");

    ck_assert_str_eq(drift_case_text(&c, "{\"preSharedKey\":null,\"sharedSecret\":\"\"}"),
                     "{\"preSharedKey\":null,\"sharedSecret\":\"\"}");
    drift_case_free(&c);
}

END_TEST

START_TEST(another_key_gives_another_digest)
{
    struct drift_case c = drift_case_new("device_configuration");
    const struct drift_key other = { .bytes = { 9 } };
    struct drift_canonical a = drift_case_canonical(&c, "{\"preSharedKey\":\"x\"}");
    struct drift_canonical b;

    ck_assert_int_eq(drift_canonicalize(&c.cx, c.rules, bytes_text("{\"preSharedKey\":\"x\"}"), &other, &b), RC_OK);
    ck_assert(!bytes_equal(a.bytes, b.bytes));
    drift_case_free(&c);
}

END_TEST

SUITE(core_drift_embedded, property_lists_compare_as_objects, secrets_of_a_profile_are_digested,
      xml_compares_canonically, hostile_xml_is_only_text, secrets_in_wireless_profiles_are_digested,
      binaries_compare_by_hash, secrets_in_scripts_are_digested_and_the_rest_stays_readable,
      secrets_are_replaced_wherever_a_row_says_so, a_secret_that_is_not_set_stays_so, another_key_gives_another_digest);
