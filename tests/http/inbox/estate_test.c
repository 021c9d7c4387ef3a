/* The estate's pages, asked of the real program, and the worker's side done in between. */
#include <string.h>

#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/suite.h"

static struct estate *e;
static struct served *p;

static void start(void)
{
    e = estate_new();
    scratch_exec(e->s, "UPDATE membership SET role = 'owner'");
    p = served_start("inbox", e->s, 1);
    served_sign_in(p, e->s, e->operator, "operator");
}

static void end(void)
{
    served_free(p);
    estate_free(e);
}

static const char *location(const struct answer *answer)
{
    const char *header = answer_header(p->mem, answer, "Location");

    ck_assert_int_eq(answer->status, 303);
    ck_assert_ptr_nonnull(header);
    return header;
}

static struct answer get(const char *uri)
{
    struct answer answer = served_get(p, uri);

    ck_assert_msg(answer.status == 200, "%s: %d", uri, answer.status);
    return answer;
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.3000s", text, answer->body);
}

START_TEST(a_tenant_is_added_connected_tested_and_captured)
{
    struct answer answer;
    const char *tenant;
    const char *run;

    start();
    answer = get("/w/msp/tenants");
    says(&answer, "No tenant here");
    answer = served_post(p, "/w/msp/tenants", "/w/msp/tenants", "name=Contoso+AG&slug=contoso");
    tenant = location(&answer);
    answer = served_post(p, tenant, arena_printf(p->mem, "%s/connection", tenant),
                         "provider=graph&external_tenant=ext&client=app&secret=s3cret+of+the+test");
    run = location(&answer);
    answer = get(run);
    says(&answer, "Waiting for a worker.");
    says(&answer, "data-hx-trigger=\"every 2s\"");
    (void)estate_work(e);
    answer = get(run);
    says(&answer, "The connection works, and nothing is missing.");
    ck_assert_ptr_null(strstr(answer.body, "data-hx-trigger"));
    answer = get(tenant);
    says(&answer, "Policy.Read.All");
    ck_assert_ptr_null(strstr(answer.body, "s3cret"));
    answer = served_post(p, tenant, arena_printf(p->mem, "%s/capture", tenant), "");
    run = location(&answer);
    answer = served_post(p, tenant, arena_printf(p->mem, "%s/capture", tenant), ""); /* the same once more */
    ck_assert_str_eq(location(&answer), run);
    (void)estate_work(e);
    answer = get(run);
    says(&answer, "Captured 9 subjects in 3 areas.");
    answer = get("/w/msp/runs?operation=capture");
    says(&answer, "Contoso AG");
    says(&answer, "Operation: <b>Capture</b>");
    says(&answer, "href=\"/w/msp/reports/export?operation=capture&amp;report=runs\"");
    answer = get("/w/msp/runs?outcome=failed&lang=de");
    says(&answer, "Nichts passt zum Filter");
    ck_assert_ptr_null(strstr(answer.body, "<table"));
    end();
}

END_TEST

START_TEST(an_unread_area_is_told_in_both_languages_with_what_to_do)
{
    struct tenant_id tenant;
    struct answer answer;
    struct run run;

    start();
    tenant = estate_tenant(e, "contoso");
    fake.families[0].failure = RUN_REASON_PERMISSION_MISSING;
    run = estate_request(e, OPERATION_CAPTURE, tenant);
    (void)estate_work(e);
    answer = get(arena_printf(p->mem, "/w/msp/runs/%s", id_text(&e->s->cx, run.id.v)));
    says(&answer, " was not read: A permission is missing (Policy.Read.All).");
    says(&answer, "Captured 4 of 4 subjects; the area Conditional Access");
    says(&answer, "Have the permission granted in the tenant, then test the connection.");
    answer = get(arena_printf(p->mem, "/w/msp/runs/%s?lang=de", id_text(&e->s->cx, run.id.v)));
    says(&answer, "wurde nicht gelesen");
    says(&answer, "Lassen Sie die Berechtigung im Mandanten erteilen");
    ck_assert_ptr_null(strstr(answer.body, "fake: raw words")); /* the console's alone */
    end();
}

END_TEST

START_TEST(live_progress_answers_204_until_something_changed)
{
    struct answer answer;
    struct run run;
    const char *uri;

    start();
    run = estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    uri =
        arena_printf(p->mem, "/w/msp/runs/%s/live?seen=%d", id_text(&e->s->cx, run.id.v), run.row_version + run.steps);
    answer = served_get(p, uri);
    ck_assert_int_eq(answer.status, 204);
    (void)estate_work(e);
    answer = served_get(p, uri);
    ck_assert_int_eq(answer.status, 200);
    says(&answer, "Captured 9 subjects");
    end();
}

END_TEST

START_TEST(an_inventory_item_shows_its_content_and_history)
{
    struct tenant_id tenant;
    struct answer answer;

    start();
    tenant = estate_tenant(e, "contoso");
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    (void)estate_work(e);
    fake.families[1].objects[0] = "{\"id\":\"nl-1\",\"displayName\":\"Office <b>\",\"isTrusted\":false}";
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    (void)estate_work(e);
    answer = get("/w/msp/inventory?q=office");
    says(&answer, "Office &lt;b&gt;");
    ck_assert_ptr_null(strstr(answer.body, "Require MFA"));
    answer = get(arena_printf(p->mem, "/w/msp/inventory?tenant=%s&state=deleted", id_text(&e->s->cx, tenant.v)));
    says(&answer, "Nothing fits the filter");
    answer = get(arena_printf(p->mem, "/w/msp/inventory?tenant=%s&state=present", id_text(&e->s->cx, tenant.v)));
    says(&answer, "Tenant: <b>contoso</b>");
    says(&answer, "State: <b>Present</b>");
    answer = get(arena_printf(p->mem, "/w/msp/inventory/%s",
                              scratch_text(e->s, "SELECT subject_id FROM subject WHERE object_id = 'nl-1'")));
    says(&answer, "First seen");
    says(&answer, "&quot;isTrusted&quot;:false");
    end();
}

END_TEST

START_TEST(a_wrong_short_name_is_said_on_the_form_and_what_was_typed_stays)
{
    struct answer answer;

    start();
    answer = served_post(p, "/w/msp/tenants", "/w/msp/tenants", "name=Contoso&slug=");
    ck_assert_int_eq(answer.status, 422);
    says(&answer, "value=\"Contoso\"");
    answer = served_post(p, "/w/msp/tenants", "/w/msp/tenants", "name=Contoso&slug=No+Good");
    ck_assert_int_eq(answer.status, 400);
    says(&answer, "A short name has 1 to 60 small letters");
    end();
}

END_TEST

SUITE(http_inbox_estate, a_tenant_is_added_connected_tested_and_captured,
      an_unread_area_is_told_in_both_languages_with_what_to_do, live_progress_answers_204_until_something_changed,
      an_inventory_item_shows_its_content_and_history, a_wrong_short_name_is_said_on_the_form_and_what_was_typed_stays);
