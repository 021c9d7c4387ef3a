/* The catalogue over the demo's tenants, read through the adapter: what is satisfied and what is not, and that each drift scenario turns
 * the control that it is about. The clock stands at 2026-11-23T12:00:00Z. */
#include "core/control/catalog.h"

#include "base/clock.h"
#include "base/text.h"
#include "core/drift/drift.h"
#include "http/graphsim/cloud.h"
#include "providers/graph/rules/rules.h"
#include "support/suite.h"

#define FABRIKAM        "8b0d7f34-1c2e-4a5d-b6f7-0e9a8c7d2e20"
#define FABRIKAM_CLIENT "a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1002"
#define FABRIKAM_SECRET "demo-secret-of-fabrikam"

static struct cloud *cloud;
static struct provider_session *session;
static struct catalog catalog;

static void start(const char *tenant, const char *client, const char *secret)
{
    struct provider_target target;
    struct provider_failure why;

    cloud = cloud_start();
    target = cloud_target(cloud);
    target.external_tenant = tenant;
    target.client_id = client;
    target.client_secret = secret;
    ck_assert_msg(cloud->provider->open(&cloud->cx, &target, &session, &why) == RC_OK, "%s", cloud->fail.detail);
    ck_assert_msg(catalog_read(&cloud->cx, &catalog) == RC_OK, "%s", cloud->fail.detail);
}

static void stop(void)
{
    cloud->provider->close(session);
    cloud_stop(cloud);
}

/* The canonical documents of a family, parsed. */
struct documents {
    struct node **items;
    size_t count;
};

static struct documents documents_of(const char *family)
{
    static const struct drift_key key = { { 7 } };
    struct cloud_family all = cloud_read(cloud, session, family);
    struct documents out = { arena_calloc(cloud->cx.mem, all.count, sizeof *out.items), all.count };

    ck_assert_msg(all.rc == RC_OK, "%s: %s", family, cloud->fail.detail);
    for (size_t i = 0; i < all.count; i++) {
        struct drift_canonical canonical;
        struct document_error error;

        ck_assert_msg(drift_canonicalize(&cloud->cx, graph_rules_find(family), all.objects[i].raw, &key, &canonical) ==
                          RC_OK,
                      "%s: %s", all.objects[i].name, cloud->fail.detail);
        ck_assert(document_parse(cloud->cx.mem, canonical.bytes, &document_limits_default, &out.items[i], &error) ==
                  RC_OK);
    }
    return out;
}

static enum control_result judged(const struct interpretation *interpretation, const struct documents *documents)
{
    struct check_tally tally = { 0 };
    const struct check *check;
    int64_t now_us;

    ck_assert_int_eq(time_parse("2026-11-23T12:00:00Z", &now_us), RC_OK);
    ck_assert_int_eq(check_parse(&cloud->cx, bytes_text(interpretation->rule), &check), RC_OK);
    for (size_t i = 0; i < documents->count; i++) {
        check_tally_add(&tally, check_object(check, documents->items[i], now_us));
    }
    return control_judge(check, &tally);
}

/* What one control comes to, as its code. Only the areas of its interpretations are read. */
static const char *result_of(const char *control)
{
    enum control_result results[16];
    size_t count = 0;

    for (size_t i = 0; i < catalog.interpretations.count; i++) {
        const struct interpretation *interpretation = &catalog.interpretations.items[i];

        if (text_equal(interpretation->control_code, control)) {
            struct documents documents = documents_of(interpretation->family);

            ck_assert_uint_lt(count, sizeof results / sizeof results[0]);
            results[count++] = judged(interpretation, &documents);
        }
    }
    return control_result_code(control_combine(results, count));
}

/* The codes of the controls with that result, in the catalogue's order, one space after each. */
static const char *controls_with(const char *result)
{
    const char *list = "";

    for (size_t i = 0; i < catalog.controls.count; i++) {
        const char *code = catalog.controls.items[i].code;

        if (text_equal(result_of(code), result)) {
            list = arena_printf(cloud->cx.mem, "%s%s ", list, code);
        }
    }
    return list;
}

START_TEST(contoso_is_a_mixture)
{
    start(CONTOSO, CONTOSO_CLIENT, CONTOSO_SECRET);
    ck_assert_str_eq(controls_with("not_satisfied"),
                     "custom-roles attack-surface credential-lifetime application-audience ");
    ck_assert_str_eq(controls_with("manual"), "emergency-access-tested restore-tested ");
    ck_assert_str_eq(controls_with("not_applicable"), "");
    ck_assert_str_eq(controls_with("satisfied"),
                     "strong-authentication phishing-resistant-admins weak-factors-off legacy-authentication-blocked "
                     "risk-based-sign-in emergency-accounts trusted-locations guests-restricted user-consent "
                     "session-limits disk-encryption device-compliance scripts-reviewed security-updates "
                     "malware-protection external-sharing mobile-app-protection ");
    stop();
}

END_TEST

START_TEST(fabrikam_is_worse)
{
    start(FABRIKAM, FABRIKAM_CLIENT, FABRIKAM_SECRET);
    ck_assert_str_eq(controls_with("not_satisfied"),
                     "weak-factors-off risk-based-sign-in session-limits device-compliance attack-surface "
                     "external-sharing mobile-app-protection credential-lifetime ");
    stop();
}

END_TEST

static void turns(const char *scenario, const char *control)
{
    ck_assert_msg(text_equal(result_of(control), "satisfied"), "%s is not satisfied before %s", control, scenario);
    cloud_scenario(cloud, CONTOSO, scenario);
    ck_assert_msg(text_equal(result_of(control), "not_satisfied"), "%s does not turn %s", scenario, control);
    cloud_scenario(cloud, CONTOSO, "fixed");
    ck_assert_msg(text_equal(result_of(control), "satisfied"), "%s stays after %s", control, scenario);
}

START_TEST(each_scenario_turns_its_control)
{
    start(CONTOSO, CONTOSO_CLIENT, CONTOSO_SECRET);
    turns("mfa-disabled", "strong-authentication");
    turns("ca-exclusion-added", "strong-authentication");
    turns("ca-policy-deleted", "legacy-authentication-blocked");
    turns("sms-allowed", "weak-factors-off");
    turns("bitlocker-weakened", "disk-encryption");
    turns("compliance-assignment-lost", "device-compliance");
    turns("new-script", "scripts-reviewed");
    turns("sharepoint-anyone-links", "external-sharing");
    stop();
}

END_TEST

/* credential-lifetime is not satisfied before: one of its interpretations is, and turns. */
START_TEST(a_secret_of_ten_years_is_too_long)
{
    const struct interpretation *rule = NULL;
    struct documents documents;

    start(CONTOSO, CONTOSO_CLIENT, CONTOSO_SECRET);
    for (size_t i = 0; i < catalog.interpretations.count; i++) {
        rule = text_equal(catalog.interpretations.items[i].code, "app-credentials-short")
                   ? &catalog.interpretations.items[i]
                   : rule;
    }
    ck_assert_ptr_nonnull(rule);
    documents = documents_of("application");
    ck_assert_int_eq(judged(rule, &documents), CONTROL_SATISFIED);
    cloud_scenario(cloud, CONTOSO, "app-credential-added");
    documents = documents_of("application");
    ck_assert_int_eq(judged(rule, &documents), CONTROL_NOT_SATISFIED);
    stop();
}

END_TEST

SUITE(graphsim_controls, contoso_is_a_mixture, fabrikam_is_worse, each_scenario_turns_its_control,
      a_secret_of_ten_years_is_too_long);
