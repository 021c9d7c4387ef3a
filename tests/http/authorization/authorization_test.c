/* Every route of every program, as every role and as nobody. Who may is typed by hand in expected.def. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "http/authorization/all_routes.h"
#include "support/released.h"
#include "support/suite.h"

enum {
    OWNER = 1 << ROLE_OWNER,
    OPERATOR = 1 << ROLE_OPERATOR,
    REVIEWER = 1 << ROLE_REVIEWER,
    APPROVER = 1 << ROLE_APPROVER,
    VIEWER = 1 << ROLE_VIEWER,
    CUSTOMER = 1 << ROLE_CUSTOMER,
    AUDITOR = 1 << ROLE_AUDITOR,
    PLATFORM_OPERATOR = 1 << ROLE_PLATFORM_OPERATOR,
    READERS = OWNER | OPERATOR | REVIEWER | APPROVER | VIEWER,
    SIGNED_IN = READERS | CUSTOMER | AUDITOR | PLATFORM_OPERATOR,
    NOBODY = 1 << ROLE_COUNT,
    EVERYBODY = SIGNED_IN | NOBODY
};

static const struct expectation {
    const char *program; /* NULL: any but the portal */
    const char *method;
    const char *path;
    int who;
} expected[] = {

#define EXPECT(method, path, who)        { NULL, method, path, who },
#define EXPECT_PORTAL(method, path, who) { "portal", method, path, who },
#include "http/authorization/expected.def"
#undef EXPECT
#undef EXPECT_PORTAL
};

static const struct expectation *expectation_of(const struct any_route *route)
{
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        bool portal = text_equal(route->program, "portal");

        if (portal == text_equal(expected[i].program, "portal") && text_equal(expected[i].method, route->method) &&
            text_equal(expected[i].path, route->path)) {
            return &expected[i];
        }
    }
    return NULL;
}

START_TEST(every_route_has_an_expectation)
{
    int missing = 0;

    for (size_t i = 0; i < all_routes_count; i++) {
        if (expectation_of(&all_routes[i]) == NULL) {
            (void)fprintf(stderr, "expected.def lacks: %s %s (%s)\n", all_routes[i].method, all_routes[i].path,
                          all_routes[i].program);
            missing++;
        }
    }
    ck_assert_int_eq(missing, 0);
}

END_TEST

START_TEST(every_expectation_has_a_route)
{
    for (size_t i = 0; i < sizeof expected / sizeof expected[0]; i++) {
        bool found = false;

        for (size_t r = 0; r < all_routes_count; r++) {
            found = found || expectation_of(&all_routes[r]) == &expected[i];
        }
        ck_assert_msg(found, "no such route, or listed twice: %s %s", expected[i].method, expected[i].path);
    }
}

END_TEST

/* ---- asking ---- */

/* Ids of nothing: what is asked for need not be there. */
static const struct place places[] = {
    { "workspace", "acme" }, { "id", "018f0000-0000-7000-8000-000000000000" }, { "lang", "en" }, { "name", "x" },
#define PLACE(name, value) { name, value },
#include "http/authorization/places.def"
#undef PLACE
    { NULL, NULL },
};

struct people {
    struct account_id accounts[ROLE_COUNT];
};

static void make_people(struct scratch *s, struct people *out)
{
    struct workspace_id acme = scratch_workspace(s, "acme");
    struct tenant_id tenant = released_tenant(s, acme, "contoso");
    struct release_id release = released_make(s, acme, tenant, "spring", "shown", 1);

    for (enum role role = ROLE_OWNER; role <= ROLE_VIEWER; role++) {
        out->accounts[role] = scratch_member(s, acme, role_code(role), role);
    }
    out->accounts[ROLE_CUSTOMER] = released_customer(s, acme, "customer", tenant);
    out->accounts[ROLE_AUDITOR] = released_auditor(s, acme, "auditor", release, "2099-01-01");
    out->accounts[ROLE_PLATFORM_OPERATOR] = scratch_member(s, acme, "platform", ROLE_VIEWER);
    scratch_exec(s, "DELETE FROM membership WHERE account_id = '%s'",
                 id_text(&s->cx, out->accounts[ROLE_PLATFORM_OPERATOR].v));
    scratch_exec(s, "INSERT INTO platform_operator (account_id) VALUES ('%s')",
                 id_text(&s->cx, out->accounts[ROLE_PLATFORM_OPERATOR].v));
}

static const char *site_of(const struct any_route *route, int role)
{
    return text_equal(route->program, "portal") || role == ROLE_CUSTOMER || role == ROLE_AUDITOR ? "portal"
                                                                                                 : "operator";
}

/* Refused is 401 without a session, 403 with one, and 404 where the person is in no such workspace. */
static bool is_refused(const struct any_route *route, const struct answer *answer, int role)
{
    bool outside = strstr(route->path, "{workspace}") != NULL &&
                   (role == ROLE_CUSTOMER || role == ROLE_AUDITOR || role == ROLE_PLATFORM_OPERATOR);

    if (role == ROLE_COUNT) {
        return answer->status == 401;
    }
    return answer->status == 403 || (outside && answer->status == 404);
}

/* Asks for one route as one person (ROLE_COUNT: nobody), and compares. */
static int compare(struct served *served, struct scratch *s, const struct people *people, const struct any_route *route,
                   int role)
{
    bool may = (expectation_of(route)->who & (1 << role)) != 0;
    struct answer answer;

    served->cookie = NULL;
    if (role != ROLE_COUNT) {
        served_sign_in(served, s, people->accounts[role], site_of(route, role));
    }
    answer = route_ask(served, s, route, route_path(served->mem, route->path, places), site_of(route, role),
                       "application/json", "");
    if (answer.status != 0 && is_refused(route, &answer, role) != may) {
        return 0;
    }
    (void)fprintf(stderr, "%s %s as %s: %d, but this %s\n", route->method, route->path,
                  role == ROLE_COUNT ? "nobody" : role_code((enum role)role), answer.status, may ? "may" : "may not");
    return 1;
}

/* A refusal by the access check is 403 for whoever was not granted that very release; its capability is asked before. */
static bool asks_about_one_release(const struct any_route *route)
{
    return text_equal(route->program, "portal") && text_starts(route->path, "/access/");
}

START_TEST(every_route_answers_every_role_as_expected)
{
    struct scratch *s = scratch_new();
    struct served *served = NULL;
    struct people people;
    int wrong = 0;
    int asked = 0;

    make_people(s, &people);
    for (size_t i = 0; i < all_routes_count; i++) {
        const struct any_route *route = &all_routes[i];

        if (i == 0 || !text_equal(route->program, all_routes[i - 1].program)) {
            if (served != NULL) {
                served_free(served);
            }
            served = served_start(route->program, s, 1);
        }
        for (int role = 0; role <= ROLE_COUNT && expectation_of(route) != NULL; role++) {
            if (asks_about_one_release(route) && role == ROLE_CUSTOMER) {
                continue; /* the isolation test asks it about releases that are granted and that are not */
            }
            wrong += compare(served, s, &people, route, role);
            asked++;
        }
    }
    served_free(served);
    ck_assert_int_gt(asked, 200);
    ck_assert_int_eq(wrong, 0);
    scratch_free(s);
}

END_TEST

/* ---- forms from elsewhere ---- */

/* What a browser's report of a broken policy is: it changes nothing and no page of ours sends it. */
static bool takes_no_form(const struct any_route *route)
{
    return text_equal(route->path, "/csp-report");
}

static int refuses(struct served *served, const struct any_route *route, const struct ask *ask, const char *what)
{
    struct answer answer = served_ask(served, ask);

    if (answer.status == 403 && strstr(answer.body, "did not come from here") != NULL) {
        return 0;
    }
    (void)fprintf(stderr, "%s %s %s: %d\n", route->method, route->path, what, answer.status);
    return 1;
}

/* As the owner, who may: without the form's token, with another's, and with the right one from another site. */
static int compare_form(struct served *served, struct scratch *s, const struct people *people,
                        const struct any_route *route)
{
    const char *path = route_path(served->mem, route->path, places);
    struct ask ask = { .method = route->method, .uri = path, .accept = "application/json" };
    const char *token;
    int wrong = 0;

    served_sign_in(served, s, people->accounts[ROLE_APPROVER], "operator");
    token = route_token(served, s, "operator");
    served_sign_in(served, s, people->accounts[ROLE_OWNER], "operator");
    ask.fetch_site = "same-origin";
    ask.body = "";
    wrong += refuses(served, route, &ask, "without a token");
    ask.body = arena_printf(served->mem, "csrf=%s", token);
    wrong += refuses(served, route, &ask, "with the token of another person");
    ask.body = arena_printf(served->mem, "csrf=%s", route_token(served, s, "operator"));
    ask.fetch_site = "same-site";
    wrong += refuses(served, route, &ask, "from another site");
    ask.fetch_site = NULL;
    wrong += refuses(served, route, &ask, "from nowhere");
    return wrong;
}

START_TEST(no_form_is_taken_from_elsewhere)
{
    struct scratch *s = scratch_new();
    struct served *served = NULL;
    const char *program = "";
    struct people people;
    int wrong = 0;
    int asked = 0;

    make_people(s, &people);
    for (size_t i = 0; i < all_routes_count; i++) {
        const struct any_route *route = &all_routes[i];

        if (text_equal(route->method, "GET") || takes_no_form(route)) {
            continue;
        }
        if (!text_equal(route->program, program)) {
            if (served != NULL) {
                served_free(served);
            }
            program = route->program;
            served = served_start(program, s, 1);
        }
        wrong += compare_form(served, s, &people, route);
        asked++;
    }
    served_free(served);
    ck_assert_int_gt(asked, 40);
    ck_assert_int_eq(wrong, 0);
    scratch_free(s);
}

END_TEST

SUITE(authorization, every_route_has_an_expectation, every_expectation_has_a_route,
      every_route_answers_every_role_as_expected, no_form_is_taken_from_elsewhere);
