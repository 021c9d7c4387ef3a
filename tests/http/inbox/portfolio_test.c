/* The portfolio, and the frame that stands around it: what waits, where one is, and the tenant that a list is narrowed to. */
#include <string.h>

#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/suite.h"

static struct estate *e;
static struct served *p;

static void start(void)
{
    e = estate_new();
    p = served_start("inbox", e->s, 1);
    served_sign_in(p, e->s, e->operator, "operator");
}

static void end(void)
{
    served_free(p);
    estate_free(e);
}

static struct answer get(const char *uri)
{
    struct answer answer = served_get(p, uri);

    ck_assert_msg(answer.status == 200, "%s: %d", uri, answer.status);
    return answer;
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.4000s", text, answer->body);
}

/* An open item about a source of this type. */
static void put_item(struct tenant_id tenant, const char *source_type)
{
    scratch_exec(
        e->s,
        "INSERT INTO decision_item (workspace_id, decision_id, tenant_id, kind, source_type, source_key, source_id, state,"
        " severity, reasons, opened_at, updated_at) SELECT workspace_id, gen_random_uuid(), tenant_id, 'approval_required',"
        " '%s', gen_random_uuid()::text, gen_random_uuid(), 'open', 'high', '{approval_required}', now(), now()"
        " FROM tenant WHERE tenant_id = '%s'",
        source_type, id_text(&e->s->cx, tenant.v));
}

START_TEST(an_empty_portfolio_says_what_comes_next)
{
    struct answer answer;

    start();
    answer = get("/w/msp/portfolio");
    says(&answer, "No tenant here");
    answer = get("/w/msp/portfolio?q=nobody");
    says(&answer, "No tenant fits");
    end();
}

END_TEST

START_TEST(a_tenant_shows_its_health)
{
    struct tenant_id tenant;
    struct answer answer;

    start();
    tenant = estate_tenant(e, "contoso");
    (void)estate_tenant(e, "fabrikam");
    answer = get("/w/msp/portfolio");
    says(&answer, "never evaluated");
    ck_assert_ptr_null(strstr(answer.body, "class=\"count\""));
    (void)estate_request(e, OPERATION_CAPTURE, tenant);
    (void)estate_work(e);
    put_item(tenant, "exception");
    put_item(tenant, "review");
    answer = served_ask(p, &(struct ask){ .uri = "/w/msp/portfolio", .accept = "application/json" });
    says(&answer, "\"decisions_waiting\":2");
    says(&answer, "\"decisions_waiting\":0");
    says(&answer, "\"last_outcome\":\"succeeded\"");
    says(&answer, "\"critical\":0");
    end();
}

END_TEST

START_TEST(the_frame_counts_what_waits_and_keeps_the_tenant)
{
    struct tenant_id tenant;
    struct answer answer;
    const char *id;

    start();
    tenant = estate_tenant(e, "contoso");
    id = id_text(&e->s->cx, tenant.v);
    put_item(tenant, "exception");
    put_item(tenant, "review");
    answer = get(arena_printf(p->mem, "/w/msp/runs?tenant=%s", id));
    says(&answer, "<span>Inbox</span> <span class=\"count\">2<");
    says(&answer, "<span>Exceptions</span> <span class=\"count\">1<");
    says(&answer, "<span>Baselines</span></a>");
    says(&answer, arena_printf(p->mem, "href=\"/w/msp/inventory?tenant=%s\"", id));
    says(&answer, "href=\"/w/msp/runs\">All tenants</a>");
    says(&answer, "aria-current=\"page\"><i class=\"i i-activity\"");
    answer = get("/w/msp/portfolio");
    ck_assert_ptr_null(strstr(answer.body, "id=\"tenants\"")); /* which cannot be narrowed */
    says(&answer, "href=\"/w/msp/inventory\"");
    end();
}

END_TEST

SUITE(http_inbox_portfolio, an_empty_portfolio_says_what_comes_next, a_tenant_shows_its_health,
      the_frame_counts_what_waits_and_keeps_the_tenant);
