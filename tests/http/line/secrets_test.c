/* Secrets of a tenant on their way through the whole line: they are found nowhere, in no form, while what is no secret is.
 *
 * A tenant holds one canary in each place where graph.md says that the captured families keep secrets, and in contents inside of them. It
 * is captured, its secrets change, it is captured again, compared and released; then everything is searched: each column of each table,
 * each file below TP_VAR with what packs and reports hold, and the log at its most talkative. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "http/graphsim/cloud.h"
#include "support/line.h"
#include "support/suite.h"

#define TENANT "c0ffee00-0000-4000-8000-000000000003"
#define SECRET "xyzzyCANARYplugh" /* and a generation, 1 or 2 */
#define OPEN   "xyzzyOPENplugh" /* in the objects' names: what is no secret */
#define TOKEN  "eyJ0eXAiOiJKV1Qi" /* how the provider's tokens begin */

/* `text` has "%s" where the secret stands, and may be the content of a member "@64" of `json`, in base64. */
struct hiding_place {
    const char *json;
    const char *text;
};

/* graph.md 2, rows 1, 3, 11 and 39. */
static const struct hiding_place places[] = {
    { "{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration\",\"id\":\"d-oma\",\"displayName\":\"" OPEN
      " oma\",\"omaSettings\":[{\"@odata.type\":\"#microsoft.graph.omaSettingString\",\"displayName\":\"a\",\"omaUri\":"
      "\"./a\",\"isEncrypted\":true,\"secretReferenceValueId\":\"1_2_3\",\"value\":\"%s\"}]}",
      NULL },
    { "{\"@odata.type\":\"#microsoft.graph.windowsWifiConfiguration\",\"id\":\"d-wifi\",\"displayName\":\"" OPEN
      " wifi\",\"ssid\":\"office\",\"preSharedKey\":\"%s\"}",
      NULL },
    { "{\"@odata.type\":\"#microsoft.graph.androidWorkProfileVpnConfiguration\",\"id\":\"d-vpn\",\"displayName\":\"" OPEN
      " vpn\",\"servers\":[],\"sharedSecret\":\"%s\"}",
      NULL },
    { "{\"@odata.type\":\"#microsoft.graph.iosCustomConfiguration\",\"id\":\"d-plist\",\"displayName\":\"" OPEN
      " plist\",\"payloadName\":\"wifi\",\"payloadFileName\":\"wifi.mobileconfig\",\"payload\":\"@64\"}",
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?><plist version=\"1.0\"><dict><key>PayloadContent</key><array><dict>"
      "<key>SSID_STR</key><string>office</string><key>Password</key><string>%s</string></dict></array></dict></plist>" },
    { "{\"@odata.type\":\"#microsoft.graph.windows10CustomConfiguration\",\"id\":\"d-wlan\",\"displayName\":\"" OPEN
      " wlan\",\"omaSettings\":[{\"@odata.type\":\"#microsoft.graph.omaSettingStringXml\",\"displayName\":\"b\",\"omaUri\":"
      "\"./b\",\"fileName\":\"wlan.xml\",\"value\":\"@64\"}]}",
      "<?xml version=\"1.0\"?><WLANProfile xmlns=\"http://www.microsoft.com/networking/WLAN/profile/v1\"><name>office</name>"
      "<MSM><security><sharedKey><keyType>passPhrase</keyType><protected>false</protected><keyMaterial>%s</keyMaterial>"
      "</sharedKey></security></MSM></WLANProfile>" },
    { "{\"@odata.type\":\"#microsoft.graph.deviceManagementConfigurationPolicy\",\"id\":\"s-secret\",\"name\":\"" OPEN
      " catalog\",\"platforms\":\"windows10\",\"technologies\":\"mdm\",\"settings\":[{\"id\":\"0\",\"settingInstance\":{"
      "\"@odata.type\":\"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance\",\"settingDefinitionId\":"
      "\"device_vendor_msft_x\",\"simpleSettingValue\":{\"@odata.type\":"
      "\"#microsoft.graph.deviceManagementConfigurationSecretSettingValue\",\"valueState\":\"notEncrypted\",\"value\":\"%s\"}}}]}",
      NULL },
    { "{\"@odata.type\":\"#microsoft.graph.deviceManagementConfigurationPolicy\",\"id\":\"s-onboarding\",\"name\":\"" OPEN
      " onboarding\",\"platforms\":\"windows10\",\"technologies\":\"mdm\",\"settings\":[{\"id\":\"0\",\"settingInstance\":{"
      "\"@odata.type\":\"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance\",\"settingDefinitionId\":"
      "\"device_vendor_msft_windowsadvancedthreatprotection_onboarding\",\"simpleSettingValue\":{\"@odata.type\":"
      "\"#microsoft.graph.deviceManagementConfigurationStringSettingValue\",\"value\":\"%s\"}}}]}",
      NULL },
    { "{\"@odata.type\":\"#microsoft.graph.deviceManagementScript\",\"id\":\"p-script\",\"displayName\":\"" OPEN
      " script\",\"fileName\":\"a.ps1\",\"runAsAccount\":\"system\",\"scriptContent\":\"@64\"}",
      "$Password = \"%s\"\r\nInvoke-Something -User admin\r\n" },
    { "{\"@odata.type\":\"#microsoft.graph.application\",\"id\":\"a-secret\",\"appId\":\"a-1\",\"displayName\":\"" OPEN
      " application\",\"passwordCredentials\":[{\"keyId\":\"k-1\",\"displayName\":\"one\",\"endDateTime\":"
      "\"2030-01-01T00:00:00Z\",\"hint\":\"xyz\",\"secretText\":\"%s\"}]}",
      NULL },
    { "{\"@odata.type\":\"#microsoft.graph.application\",\"id\":\"a-key\",\"appId\":\"a-2\",\"displayName\":\"" OPEN
      " certificate\",\"keyCredentials\":[{\"keyId\":\"k-2\",\"type\":\"AsymmetricX509Cert\",\"usage\":\"Verify\","
      "\"endDateTime\":\"2030-01-01T00:00:00Z\",\"key\":\"%s\"}]}",
      NULL },
};

enum { PLACES = sizeof places / sizeof places[0] };

static struct cloud *cloud;
static struct line *l;
static const char *log_path;
static int error_output;

/* ---- the tenant ---- */

static const char *put_in(struct arena *mem, const char *text, const char *mark, const char *value)
{
    const char *at = strstr(text, mark);

    ck_assert_ptr_nonnull(at);
    return arena_printf(mem, "%.*s%s%s", (int)(at - text), text, value, at + strlen(mark));
}

/* A folder of exports whose secrets are of that generation; the tenant is it from now on. */
static void become_generation(int generation)
{
    struct arena *mem = l->s->cx.mem;
    const char *folder = arena_printf(mem, "%s/export-%d", cloud->sim->folder, generation);
    const char *secret = arena_printf(mem, SECRET "%d", generation);

    ck_assert_int_eq(mkdir(folder, 0755), 0);
    for (size_t i = 0; i < PLACES; i++) {
        const char *content = places[i].text == NULL ? NULL : put_in(mem, places[i].text, "%s", secret);
        const char *json = content == NULL
                               ? put_in(mem, places[i].json, "%s", secret)
                               : put_in(mem, places[i].json, "@64", base64_encode(mem, bytes_text(content)));
        FILE *file = fopen(arena_printf(mem, "%s/%zu.json", folder, i), "w");

        ck_assert_ptr_nonnull(file);
        ck_assert_int_ge(fputs(json, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    }
    cloud_folder(cloud, TENANT, folder);
}

/* ---- searching ---- */

/* The tables with a row that holds the word, as text or as bytes. */
static const char *tables_with(const char *word)
{
    return scratch_text(
        l->s,
        "SELECT coalesce(string_agg(t, ' ' ORDER BY t), '') FROM (SELECT relname::text AS t, (xpath('/row/n/text()',"
        " query_to_xml(format('SELECT count(*) AS n FROM public.%%I AS r WHERE r::text LIKE %%L OR r::text LIKE %%L',"
        " relname, '%%' || '%s' || '%%', '%%' || encode(convert_to('%s', 'UTF8'), 'hex') || '%%'), false, true, '')))[1]"
        "::text::int8 AS n FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace) AS f WHERE n > 0",
        word, word);
}

/* Whether a file below TP_VAR, or one in a pack or the text of a report there, holds the word. */
static bool in_files(const char *word)
{
    return line_command(
               l,
               arena_printf(
                   l->s->cx.mem,
                   "sh -c 'cd %s && { grep -rlaF \"%s\" --exclude=out . && exit 0; find . -name \"*.zip\" -exec unzip -p"
                   " {} \\; | grep -qaF \"%s\" && exit 0; find . -name \"*.pdf\" -exec pdftotext {} - \\; |"
                   " grep -qaF \"%s\"; }'",
                   l->var, word, word, word)) == 0;
}

static bool in_log(const char *word)
{
    /* NOLINTNEXTLINE(cert-env33-c): a test's own command */
    return system(arena_printf(l->s->cx.mem, "grep -qaF '%s' %s", word, log_path)) == 0;
}

static void nowhere(const char *word)
{
    ck_assert_str_eq(tables_with(word), "");
    ck_assert_msg(!in_files(word), "%s is in a file: %s", word, l->var);
    ck_assert_msg(!in_log(word), "%s is in the log", word);
}

/* As it is, and in base64, at each of the three places where it can begin in a group. */
static void nowhere_in_any_form(const char *secret)
{
    static const size_t spoilt[] = { 0, 2, 3 }; /* characters that depend on what stands before */

    nowhere(secret);
    for (size_t before = 0; before < 3; before++) {
        const char *padded = arena_printf(l->s->cx.mem, "%.*s%s", (int)before, "--", secret);
        const char *whole = base64_encode(l->s->cx.mem, bytes_text(padded)) + spoilt[before];

        nowhere(arena_strndup(l->s->cx.mem, whole, strlen(whole) - 4));
    }
}

/* ---- the line ---- */

static void start(void)
{
    cloud = cloud_start();
    l = line_new(provider_find, cloud->ca);
    log_path = arena_printf(l->s->cx.mem, "%s.log", l->var);
    log_init("test", LOG_LEVEL_DEBUG);
    error_output = dup(STDERR_FILENO);
    ck_assert_int_eq(dup2(open(log_path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDERR_FILENO),
                     STDERR_FILENO);
}

static void end(void)
{
    (void)dup2(error_output, STDERR_FILENO);
    (void)unlink(log_path);
    line_free(l);
    cloud_stop(cloud);
}

static void capture_both_generations(void)
{
    const struct connection_new how = { .provider = "graph",
                                        .external_tenant = TENANT,
                                        .client = TENANT,
                                        .base_url = cloud->origin,
                                        .login_url = cloud->origin,
                                        .secret = "demo" };

    become_generation(1);
    line_connect(l, "contoso", &how);
    ck_assert_int_eq(scratch_int(l->s, "SELECT count(*) FROM subject WHERE name LIKE '" OPEN "%%'"), PLACES);
    (void)line_baseline(l);
    line_drain(l);
    become_generation(2);
    ck_assert_int_eq(line_run(l, OPERATION_CAPTURE).outcome, RUN_OUTCOME_SUCCEEDED);
}

START_TEST(secrets_are_found_nowhere)
{
    start();
    capture_both_generations();
    /* each one that changed is drift, and all that is known of it is that it changed */
    ck_assert_int_eq(scratch_int(l->s, "SELECT count(DISTINCT subject_id) FROM finding WHERE kind = 'drift'"), PLACES);
    (void)line_sign(l, line_review(l, "Fourth quarter"));
    line_drain(l);
    ck_assert_int_eq(scratch_int(l->s, "SELECT count(*) FROM release WHERE state = 'shown'"), 1);
    /* what is no secret is there, or the search finds nothing */
    ck_assert_ptr_nonnull(strstr(tables_with(OPEN), "document"));
    ck_assert_ptr_nonnull(strstr(tables_with(OPEN), "finding"));
    ck_assert_ptr_nonnull(strstr(tables_with(OPEN), "review"));
    ck_assert(in_files(OPEN));
    ck_assert(in_log("provider_sign_in"));
    nowhere_in_any_form(SECRET "1");
    nowhere_in_any_form(SECRET "2");
    nowhere(TOKEN);
    end();
}

END_TEST

/* One that does not open the door is a secret still: it may be right tomorrow, or for another door. */
START_TEST(a_credential_that_is_refused_is_found_nowhere)
{
    struct connection connection;

    start();
    capture_both_generations();
    line_begin(l, LINE_OPERATOR, "tp_inbox");
    ck_assert_int_eq(connection_of_tenant(&l->s->cx, l->actors[LINE_OPERATOR], l->tenant.id, &connection), RC_OK);
    line_done(l, connection_rotate(&l->s->cx, l->actors[LINE_OPERATOR], connection.id, connection.row_version, NULL,
                                   SECRET "3", &connection));
    ck_assert_int_eq(line_run(l, OPERATION_CONNECTION_TEST).outcome, RUN_OUTCOME_FAILED);
    ck_assert_str_eq(scratch_text(l->s, "SELECT reason FROM connection"), "token_error");
    nowhere_in_any_form(SECRET "3");
    end();
}

END_TEST

SUITE(line_secrets, secrets_are_found_nowhere, a_credential_that_is_refused_is_found_nowhere);
