/* Who outside sees a tenant: inviting customers and auditors, and ending what was granted. */
#include <string.h>

#include "support/fcgi_client.h"
#include "support/people.h"
#include "support/released.h"
#include "support/suite.h"

static struct scratch *s;
static struct served *p;
static struct workspace_id acme;
static struct tenant_id contoso;
static struct tenant_id fabrikam;

static void start(void)
{
    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    contoso = released_tenant(s, acme, "contoso");
    fabrikam = released_tenant(s, acme, "fabrikam");
    p = served_start("account", s, 1);
    served_sign_in(p, s, scratch_member(s, acme, "olivia", ROLE_OPERATOR), "operator");
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

static const char *page_of(struct tenant_id tenant)
{
    return arena_printf(p->mem, "/w/acme/tenants/%s/portal", id_text(&s->cx, tenant.v));
}

static struct answer post(struct tenant_id tenant, const char *body)
{
    return served_post(p, page_of(tenant), page_of(tenant), body);
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.4000s", text, answer->body);
}

START_TEST(a_customer_gets_a_link_once)
{
    struct answer answer;

    start();
    answer = served_get(p, page_of(contoso));
    says(&answer, "Nobody outside has access");
    says(&answer, "Nothing of this tenant has been released yet.");
    answer = post(contoso, "role=customer&login=carla%40contoso.example&name=Carla+Winter");
    ck_assert_int_eq(answer.status, 200);
    says(&answer, "http://portal.localhost:");
    says(&answer, "/account/link?token=");
    says(&answer, "carla@contoso.example");
    answer = post(fabrikam, "role=customer&login=carla%40contoso.example&name=Carla+Winter");
    says(&answer, "signs in on the portal as before"); /* a link would open what she holds already */
    ck_assert_ptr_null(strstr(answer.body, "/account/link?token="));
    answer = served_get(p, page_of(contoso));
    ck_assert_ptr_null(strstr(answer.body, "/account/link?token="));
    end();
}

END_TEST

START_TEST(an_auditor_gets_one_release_until_a_day)
{
    struct answer answer;
    const char *release;

    start();
    (void)released_make(s, acme, contoso, "Autumn", "shown", 2);
    release = scratch_text(s, "SELECT release_id FROM release LIMIT 1");
    answer =
        post(contoso, arena_printf(p->mem, "role=auditor&login=anton%%40audit.example&name=Anton&release=%s", release));
    ck_assert_int_eq(answer.status, 400);
    says(&answer, "access needs an end");
    answer =
        post(fabrikam,
             arena_printf(p->mem, "role=auditor&login=anton%%40audit.example&name=Anton&release=%s&until=2999-01-01",
                          release));
    ck_assert_int_eq(answer.status, 400); /* of another tenant */
    ck_assert_str_eq(scratch_text(s, "SELECT count(*)::text FROM portal_grant"), "0");
    answer =
        post(contoso,
             arena_printf(p->mem, "role=auditor&login=anton%%40audit.example&name=Anton&release=%s&until=2999-01-01",
                          release));
    ck_assert_int_eq(answer.status, 200);
    says(&answer, "the downloads of");
    ck_assert_str_eq(scratch_text(s, "SELECT role FROM portal_grant"), "auditor");
    end();
}

END_TEST

START_TEST(access_ends_on_the_tenant_s_own_page_alone)
{
    struct answer answer;
    const char *grant;

    start();
    answer = post(contoso, "role=customer&login=carla%40contoso.example&name=Carla+Winter");
    ck_assert_int_eq(answer.status, 200);
    grant = scratch_text(s, "SELECT grant_id FROM portal_grant");
    answer = served_post(p, page_of(fabrikam), arena_printf(p->mem, "%s/%s/revoke", page_of(fabrikam), grant), "");
    ck_assert_int_eq(answer.status, 404);
    answer = served_post(p, page_of(contoso), arena_printf(p->mem, "%s/%s/revoke", page_of(contoso), grant), "");
    ck_assert_int_eq(answer.status, 303);
    answer = served_get(p, page_of(contoso));
    says(&answer, "Nobody outside has access");
    ck_assert_str_eq(scratch_text(s, "SELECT count(*)::text FROM audit_event WHERE action LIKE 'portal_grant.%%'"),
                     "2");
    end();
}

END_TEST

START_TEST(the_switches_of_the_frame_change_one_thing_and_lead_back)
{
    struct answer answer;

    start();
    answer = served_post(p, page_of(contoso), "/account/look", "theme=dark&next=%2Faccount%2Fsettings");
    ck_assert_int_eq(answer.status, 303);
    answer = served_post(p, page_of(contoso), "/account/look", "language=de&next=%2Faccount%2Fsessions");
    ck_assert_str_eq(answer_header(p->mem, &answer, "Location"), "/account/sessions");
    answer = served_get(p, page_of(contoso));
    says(&answer, "<html lang=\"de\" data-bs-theme=\"dark\">");
    answer = served_post(p, page_of(contoso), "/account/look", "theme=auto&next=%2F%2Fevil.example");
    ck_assert_str_eq(answer_header(p->mem, &answer, "Location"), "/account/settings");
    end();
}

END_TEST

SUITE(http_account_portal, a_customer_gets_a_link_once, an_auditor_gets_one_release_until_a_day,
      access_ends_on_the_tenant_s_own_page_alone, the_switches_of_the_frame_change_one_thing_and_lead_back);
