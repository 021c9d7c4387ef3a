/* The adapter against the simulator: everything is read, whatever goes wrong on the way, and nobody is asked too soon. */
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "core/drift/document.h"
#include "http/graphsim/cloud.h"
#include "support/suite.h"

/* Counted by hand in modules/graphsim/demo/1-contoso.json: rows times the entries of their variables. */
static const struct {
    const char *family;
    size_t count;
} CONTOSO_HOLDS[] = {
    { "settings_catalog", 73 },    { "device_configuration", 40 }, { "compliance_policy", 28 },
    { "conditional_access", 34 },  { "named_location", 13 },       { "authentication_methods", 1 },
    { "authorization_policy", 1 }, { "device_script", 29 },        { "app_protection", 17 },
    { "role_definition", 6 },      { "application", 62 },          { "sharepoint_settings", 1 },
};

enum { FAMILIES = sizeof CONTOSO_HOLDS / sizeof CONTOSO_HOLDS[0] };

static struct cloud *cloud;

static void setup(void)
{
    cloud = cloud_start();
}

static void teardown(void)
{
    cloud_stop(cloud);
}

static struct node *parse(struct bytes raw)
{
    struct document_error error;
    struct node *root = NULL;

    ck_assert_int_eq(document_parse(cloud->cx.mem, raw, &document_limits_default, &root, &error), RC_OK);
    return root;
}

static struct cloud_family expect_count(struct provider_session *session, const char *family, size_t count)
{
    struct cloud_family all = cloud_read(cloud, session, family);

    ck_assert_msg(all.rc == RC_OK, "%s: %s", family, cloud->fail.detail);
    ck_assert_msg(all.count == count, "%s: %zu objects, not %zu", family, all.count, count);
    return all;
}

static void expect_all_of_contoso(struct provider_session *session)
{
    for (size_t i = 0; i < FAMILIES; i++) {
        (void)expect_count(session, CONTOSO_HOLDS[i].family, CONTOSO_HOLDS[i].count);
    }
}

static void expect_distinct_ids(const struct cloud_family *all)
{
    for (size_t i = 0; i < all->count; i++) {
        ck_assert(!text_empty(all->objects[i].id));
        ck_assert(!text_empty(all->objects[i].name));
        for (size_t j = 0; j < i; j++) {
            ck_assert_str_ne(all->objects[i].id, all->objects[j].id);
        }
    }
}

START_TEST(the_twelve_families_are_read_completely)
{
    struct provider_session *session;
    size_t total = 0;

    setup();
    session = cloud_open(cloud);
    for (size_t i = 0; i < FAMILIES; i++) {
        struct cloud_family all = expect_count(session, CONTOSO_HOLDS[i].family, CONTOSO_HOLDS[i].count);

        expect_distinct_ids(&all);
        for (size_t j = 0; j < all.count; j++) {
            ck_assert_ptr_nonnull(document_member(parse(all.objects[j].raw), "@odata.type"));
        }
        total += all.count;
    }
    ck_assert_uint_ge(total, 300);
    ck_assert_int_eq(cloud_number(cloud, "early"), 0);
    cloud->provider->close(session);
    teardown();
}

END_TEST

/* Pages hold 25 settings; the policy of the demo with the most has 44. */
START_TEST(policies_have_all_their_settings)
{
    struct provider_session *session;
    struct cloud_family all;
    uint32_t most = 0;

    setup();
    session = cloud_open(cloud);
    all = expect_count(session, "settings_catalog", 73);
    for (size_t i = 0; i < all.count; i++) {
        struct node *root = parse(all.objects[i].raw);
        const struct node *count = document_member(root, "settingCount");
        const struct node *settings = document_member(root, "settings");

        ck_assert_ptr_nonnull(settings);
        ck_assert_ptr_nonnull(document_member(root, "assignments"));
        ck_assert_int_eq(strtol(arena_strndup(cloud->cx.mem, count->text, count->len), NULL, 10), settings->len);
        most = settings->len > most ? settings->len : most;
    }
    ck_assert_uint_eq(most, 44);
    cloud->provider->close(session);
    teardown();
}

END_TEST

START_TEST(scripts_come_with_their_content)
{
    struct provider_session *session;
    struct cloud_family all;

    setup();
    session = cloud_open(cloud);
    all = expect_count(session, "device_script", 29);
    for (size_t i = 0; i < all.count; i++) {
        struct node *root = parse(all.objects[i].raw);

        ck_assert_msg(document_member(root, "scriptContent") != NULL, "no content: %s", all.objects[i].name);
        ck_assert_ptr_nonnull(document_member(root, "assignments"));
    }
    cloud->provider->close(session);
    teardown();
}

END_TEST

START_TEST(a_capture_goes_on_in_another_session)
{
    struct provider_page page = { .next_cursor = NULL };
    struct provider_failure why;
    size_t count = 0;
    unsigned pages = 0;

    setup();
    do {
        struct provider_session *session = cloud_open(cloud);

        ck_assert_int_eq(cloud->provider->list(&cloud->cx, session,
                                               provider_family_find(cloud->provider, "device_script"), page.next_cursor,
                                               &page, &why),
                         RC_OK);
        count += page.count;
        pages++;
        cloud->provider->close(session);
    } while (page.next_cursor != NULL);
    ck_assert_uint_eq(count, 29);
    ck_assert_uint_eq(pages, 2);
    teardown();
}

END_TEST

START_TEST(throttling_is_waited_out_and_nobody_comes_back_too_soon)
{
    struct provider_session *session;

    setup();
    cloud_scenario(cloud, CONTOSO, "throttle-storm");
    session = cloud_open(cloud);
    expect_all_of_contoso(session);
    ck_assert_int_ge(cloud_number(cloud, "throttled"), 20);
    ck_assert_msg(cloud_number(cloud, "early") == 0, "came back too soon: %s", cloud_state(cloud));
    cloud->provider->close(session);
    teardown();
}

END_TEST

static const char *token_of(struct cloud *c)
{
    const char *form = "grant_type=client_credentials&client_id=" CONTOSO_CLIENT "&client_secret=" CONTOSO_SECRET;
    const struct http_request request = { "POST",
                                          arena_printf(c->cx.mem, "%s/" CONTOSO "/oauth2/v2.0/token", c->origin), NULL,
                                          0, bytes_text(form) };
    struct http_answer answer;

    http_send(c->http, c->cx.mem, &request, 1, &answer);
    ck_assert_int_eq(answer.status, 200);
    return document_text(c->cx.mem, document_member(parse(answer.body), "access_token"));
}

static bool do_not_sleep(void *self, int64_t ms)
{
    *(int64_t *)self += ms;
    return true;
}

/* What the test above asserts can fail: the same adapter, but for its patience, in each of its ways to ask. */
START_TEST(the_same_client_without_patience_is_caught)
{
    static const char *const FAMILIES_ASKED[] = { "settings_catalog", "device_script", "application" };
    struct provider_target target;
    struct provider_session *session = NULL;
    struct provider_failure why;
    int64_t waited_ms = 0;

    setup();
    target = cloud_target(cloud);
    target.wait = do_not_sleep;
    target.wait_self = &waited_ms;
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_OK);
    for (size_t i = 0; i < sizeof FAMILIES_ASKED / sizeof FAMILIES_ASKED[0]; i++) {
        int64_t before;

        cloud_scenario(cloud, CONTOSO, "throttle-storm");
        before = cloud_number(cloud, "early");
        (void)cloud_read(cloud, session, FAMILIES_ASKED[i]);
        fail_clear(&cloud->cx);
        ck_assert_msg(cloud_number(cloud, "early") > before, "%s: not noticed", FAMILIES_ASKED[i]);
    }
    cloud->provider->close(session);
    teardown();
}

END_TEST

/* The watch itself is watched: a client that asks again at once must be noticed, one that goes on elsewhere in the class too. */
START_TEST(a_client_that_does_not_wait_is_caught)
{
    struct http_header header;
    struct http_request request = { .method = "GET", .headers = &header, .header_count = 1 };
    struct http_answer answer;
    int status = 200;

    setup();
    cloud_scenario(cloud, CONTOSO, "throttle-storm");
    header = (struct http_header){ "Authorization", arena_printf(cloud->cx.mem, "Bearer %s", token_of(cloud)) };
    request.url = arena_printf(cloud->cx.mem, "%s/v1.0/deviceManagement/deviceConfigurations", cloud->origin);
    for (int i = 0; i < 10 && status == 200; i++) {
        http_send(cloud->http, cloud->cx.mem, &request, 1, &answer);
        status = answer.status;
    }
    ck_assert_int_eq(status, 429);
    ck_assert_str_eq(http_header_find(&answer, "Retry-After"), "0.35");
    http_send(cloud->http, cloud->cx.mem, &request, 1, &answer);
    ck_assert_int_eq(cloud_number(cloud, "early"), 1);
    (void)usleep(200000);
    request.url = arena_printf(cloud->cx.mem, "%s?$top=1", request.url);
    http_send(cloud->http, cloud->cx.mem, &request, 1, &answer);
    ck_assert_int_eq(cloud_number(cloud, "early"), 2);
    teardown();
}

END_TEST

START_TEST(failures_that_pass_are_outlived)
{
    struct provider_session *session;

    setup();
    cloud_scenario(cloud, CONTOSO, "flaky-5xx");
    session = cloud_open(cloud);
    expect_all_of_contoso(session);
    ck_assert_int_eq(cloud_number(cloud, "early"), 0);
    cloud->provider->close(session);
    teardown();
}

END_TEST

static void expect_failure(struct provider_session *session, const char *family, enum run_reason reason)
{
    struct cloud_family all = cloud_read(cloud, session, family);

    ck_assert_msg(all.rc == RC_UNAVAILABLE, "%s was read", family);
    ck_assert_msg(all.why.reason == reason, "%s: %s, not %s (%s)", family, run_reason_code(all.why.reason),
                  run_reason_code(reason), cloud->fail.detail);
    fail_clear(&cloud->cx);
}

START_TEST(a_wait_past_the_limit_is_throttled_with_a_time)
{
    struct provider_session *session;
    struct cloud_family all;
    int64_t before_us;

    setup();
    session = cloud_open(cloud);
    cloud_scenario(cloud, CONTOSO, "throttle-endless");
    before_us = clock_now_us(&clock_system);
    all = cloud_read(cloud, session, "application");
    ck_assert_int_eq(all.rc, RC_UNAVAILABLE);
    ck_assert_int_eq(all.why.reason, RUN_REASON_THROTTLED);
    ck_assert_int_ge(all.why.retry_at_us, before_us + 600 * SECOND_US);
    ck_assert_int_lt(clock_now_us(&clock_system), before_us + 10 * SECOND_US);
    /* what shares the limit is not asked either, nor is the same again */
    expect_failure(session, "conditional_access", RUN_REASON_THROTTLED);
    expect_failure(session, "named_location", RUN_REASON_THROTTLED);
    expect_failure(session, "application", RUN_REASON_THROTTLED);
    cloud_scenario(cloud, CONTOSO, "well");
    expect_failure(session, "application", RUN_REASON_THROTTLED);
    (void)expect_count(session, "compliance_policy", 28);
    ck_assert_int_eq(cloud_number(cloud, "early"), 0);
    cloud->provider->close(session);
    teardown();
}

END_TEST

START_TEST(an_area_that_stays_down_fails_alone)
{
    struct provider_target target;
    struct provider_session *session = NULL;
    struct provider_failure why;
    int64_t waited_ms = 0;

    setup();
    cloud_scenario(cloud, CONTOSO, "area-down");
    target = cloud_target(cloud);
    target.wait = do_not_sleep;
    target.wait_self = &waited_ms;
    target.wait_max_ms = INT64_C(600000);
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_OK);
    expect_failure(session, "device_script", RUN_REASON_DEPENDENCY_FAILED);
    ck_assert_int_ge(waited_ms, 30000);
    (void)expect_count(session, "compliance_policy", 28);
    cloud->provider->close(session);
    teardown();
}

END_TEST

START_TEST(consent_can_be_withdrawn_before_and_during_a_capture)
{
    struct provider_target target;
    struct provider_session *session;
    struct provider_failure why;

    setup();
    session = cloud_open(cloud);
    cloud_scenario(cloud, CONTOSO, "consent-revoked");
    expect_failure(session, "conditional_access", RUN_REASON_CONSENT_REVOKED);
    expect_failure(session, "device_configuration", RUN_REASON_CONSENT_REVOKED);
    cloud->provider->close(session);
    target = cloud_target(cloud);
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_UNAVAILABLE);
    ck_assert_int_eq(why.reason, RUN_REASON_CONSENT_REVOKED);
    teardown();
}

END_TEST

static enum provider_grant_state grant_of(const struct provider_report *report, const char *permission)
{
    for (size_t i = 0; i < report->count; i++) {
        if (text_equal(report->grants[i].permission->code, permission)) {
            return report->grants[i].state;
        }
    }
    ck_abort_msg("no answer about %s", permission);
}

static struct provider_report test_connection(struct provider_session *session)
{
    struct provider_report report;
    struct provider_failure why;

    ck_assert_int_eq(cloud->provider->test(&cloud->cx, session, &report, &why), RC_OK);
    ck_assert_uint_eq(report.count, 7);
    return report;
}

START_TEST(a_missing_permission_is_named_and_the_rest_is_read)
{
    struct provider_session *session;
    struct provider_report report;

    setup();
    cloud_scenario(cloud, CONTOSO, "permission-missing");
    session = cloud_open(cloud);
    expect_failure(session, "conditional_access", RUN_REASON_PERMISSION_MISSING);
    (void)expect_count(session, "application", 62);
    report = test_connection(session);
    ck_assert(!report.complete);
    ck_assert_int_eq(grant_of(&report, "Policy.Read.All"), PROVIDER_MISSING);
    ck_assert_int_eq(grant_of(&report, "Application.Read.All"), PROVIDER_GRANTED);
    cloud_scenario(cloud, CONTOSO, "well");
    ck_assert(test_connection(session).complete);
    cloud->provider->close(session);
    teardown();
}

END_TEST

/* The service says "Forbidden" to both; the token tells them apart. */
START_TEST(a_missing_licence_is_not_a_missing_permission)
{
    struct provider_session *session;
    struct provider_report report;

    setup();
    cloud_scenario(cloud, CONTOSO, "licence-missing");
    session = cloud_open(cloud);
    expect_failure(session, "settings_catalog", RUN_REASON_LICENCE_MISSING);
    expect_failure(session, "app_protection", RUN_REASON_LICENCE_MISSING);
    (void)expect_count(session, "conditional_access", 34);
    report = test_connection(session);
    ck_assert_int_eq(grant_of(&report, "DeviceManagementApps.Read.All"), PROVIDER_UNLICENSED);
    ck_assert_int_eq(grant_of(&report, "Policy.Read.All"), PROVIDER_GRANTED);
    cloud->provider->close(session);
    teardown();
}

END_TEST

START_TEST(a_token_that_ends_is_renewed)
{
    struct provider_session *session;

    setup();
    cloud_scenario(cloud, CONTOSO, "short-tokens");
    session = cloud_open(cloud);
    (void)usleep(2200000);
    (void)expect_count(session, "application", 62);
    cloud->provider->close(session);
    teardown();
}

END_TEST

START_TEST(a_wrong_secret_an_unknown_authority_and_a_bad_address_are_told_apart)
{
    struct provider_target target;
    struct provider_session *session;
    struct provider_failure why;

    setup();
    target = cloud_target(cloud);
    target.client_secret = "wrong";
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_UNAVAILABLE);
    ck_assert_int_eq(why.reason, RUN_REASON_TOKEN_ERROR);
    ck_assert_ptr_null(strstr(cloud->fail.detail, "wrong"));
    fail_clear(&cloud->cx);
    target = cloud_target(cloud);
    target.ca_file = NULL;
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_UNAVAILABLE);
    ck_assert_int_eq(why.reason, RUN_REASON_DEPENDENCY_FAILED);
    fail_clear(&cloud->cx);
    target.base_url = "http://localhost:1";
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_INVALID);
    teardown();
}

END_TEST

/* Neither may hang, follow the link, or take half of a list for all of it. */
START_TEST(pages_that_loop_lead_elsewhere_or_break_off_fail_the_area)
{
    static const char *const TWISTS[] = { "pages-loop", "pages-elsewhere", "answers-cut" };
    struct provider_session *session;

    setup();
    session = cloud_open(cloud);
    for (size_t i = 0; i < sizeof TWISTS / sizeof TWISTS[0]; i++) {
        cloud_scenario(cloud, CONTOSO, TWISTS[i]);
        expect_failure(session, "application", RUN_REASON_VALIDATION_FAILED);
        expect_failure(session, "settings_catalog", RUN_REASON_VALIDATION_FAILED);
        expect_failure(session, "device_script", RUN_REASON_VALIDATION_FAILED);
    }
    cloud->provider->close(session);
    teardown();
}

END_TEST

static size_t differing(const struct cloud_family *a, const struct cloud_family *b)
{
    size_t count = 0;

    for (size_t i = 0; i < a->count && i < b->count; i++) {
        count += !bytes_equal(a->objects[i].raw, b->objects[i].raw);
    }
    return count;
}

START_TEST(drift_changes_what_it_says_and_can_be_taken_back)
{
    struct provider_session *session;
    struct cloud_family before;
    struct cloud_family after;

    setup();
    session = cloud_open(cloud);
    before = expect_count(session, "conditional_access", 34);
    cloud_scenario(cloud, CONTOSO, "mfa-disabled");
    after = expect_count(session, "conditional_access", 34);
    ck_assert_uint_eq(differing(&before, &after), 1);
    cloud_scenario(cloud, CONTOSO, "ca-policy-deleted");
    (void)expect_count(session, "conditional_access", 33);
    cloud_scenario(cloud, CONTOSO, "new-script");
    (void)expect_count(session, "device_script", 30);
    cloud_scenario(cloud, CONTOSO, "fixed");
    after = expect_count(session, "conditional_access", 34);
    ck_assert_uint_eq(differing(&before, &after), 0);
    cloud->provider->close(session);
    teardown();
}

END_TEST

SUITE(graphsim_capture, the_twelve_families_are_read_completely, policies_have_all_their_settings,
      scripts_come_with_their_content, a_capture_goes_on_in_another_session,
      throttling_is_waited_out_and_nobody_comes_back_too_soon, the_same_client_without_patience_is_caught,
      a_client_that_does_not_wait_is_caught, failures_that_pass_are_outlived,
      a_wait_past_the_limit_is_throttled_with_a_time, an_area_that_stays_down_fails_alone,
      consent_can_be_withdrawn_before_and_during_a_capture, a_missing_permission_is_named_and_the_rest_is_read,
      a_missing_licence_is_not_a_missing_permission, a_token_that_ends_is_renewed,
      a_wrong_secret_an_unknown_authority_and_a_bad_address_are_told_apart,
      pages_that_loop_lead_elsewhere_or_break_off_fail_the_area, drift_changes_what_it_says_and_can_be_taken_back);
