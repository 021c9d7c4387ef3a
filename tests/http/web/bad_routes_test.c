/* Malformed, oversized, doubled and foreign-coded input at every route of every program: a page in the language of whoever is signed in,
 * whatever the browser prefers, with the request's number, and a line in the log under the same number. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "http/authorization/all_routes.h"
#include "support/released.h"
#include "support/suite.h"

enum { LONG = 9000, MANY = 1001, LARGE = 300 * 1024 };

static struct scratch *s;
static struct served *p;
static struct account_id anna; /* an owner, and a platform operator */
static struct account_id carla; /* a customer */
static int wrong;
static int asked;

static void start(void)
{
    struct workspace_id acme;

    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    anna = scratch_member(s, acme, "anna", ROLE_OWNER);
    carla = released_customer(s, acme, "carla", released_tenant(s, acme, "contoso"));
    scratch_exec(s, "INSERT INTO platform_operator (account_id) VALUES ('%s')", id_text(&s->cx, anna.v));
    scratch_exec(s, "UPDATE account SET lang = 'de'");
    wrong = 0;
    asked = 0;
}

/* The path with "%ff" or the like in place of every object; the workspace is there. */
static const char *path_of(const struct any_route *route, const char *object)
{
    const struct place places[] = { { "workspace", "acme" }, { "id", object },    { "lang", object },
                                    { "name", object },      { "grant", object }, { "profile", object },
                                    { "subject", object },   { "code", object },  { NULL, NULL } };

    return route_path(p->mem, route->path, places);
}

static char *repeated(const char *start, const char *piece, int count)
{
    struct strbuf text;

    strbuf_init(&text, p->mem, 1 << 20);
    strbuf_puts(&text, start);
    for (int i = 0; i < count; i++) {
        strbuf_puts(&text, piece);
    }
    return text.data;
}

static void expect(const struct any_route *route, struct ask ask, int status, const char *what)
{
    bool portal = text_equal(route->program, "portal");
    struct answer answer;
    const char *line;

    ask.accept = "text/html";
    ask.language = "en";
    ask.host = portal ? "portal.localhost:8081" : "operator.localhost:8080";
    ask.fetch_site = "same-origin";
    ask.request_id = arena_printf(p->mem, "%032x", ++asked);
    answer = served_ask(p, &ask);
    line = strstr(served_log(p), arena_printf(p->mem, "\"request\":\"%s\"", ask.request_id));
    if (answer.status == status && strstr(answer.body, "<html lang=\"de\"") != NULL &&
        strstr(answer.body, ask.request_id) != NULL && line != NULL &&
        strncmp(strstr(line, "\"status\":"), arena_printf(p->mem, "\"status\":%d", status), strlen("\"status\":400")) ==
            0) {
        return;
    }
    (void)fprintf(stderr, "%s %s: %s gave %d, not a German page of %d with its number, or no line\n", route->method,
                  route->path, what, answer.status, status);
    wrong++;
}

static void try_address(const struct any_route *route)
{
    const char *path = path_of(route, "01a00000-0000-7000-8000-000000000001");

    const struct {
        const char *query;
        int status;
    } bad[] = {
        { "?x=%ff", 400 },
        { "?x=%C3", 400 },
        { "?x=%00", 400 },
        { "?x=%zz", 400 },
        { "?=x", 400 },
        { repeated("?x=", "a", LONG), 413 },
        { repeated("?", "x=1&", MANY), 413 },
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        expect(route, (struct ask){ .method = route->method, .uri = arena_printf(p->mem, "%s%s", path, bad[i].query) },
               bad[i].status, arena_printf(p->mem, "%.20s", bad[i].query));
    }
    expect(route, (struct ask){ .method = "BREW", .uri = path }, 400, "an unknown method");
    expect(route, (struct ask){ .method = "DELETE", .uri = path }, 405, "another method");
    if (strchr(strstr(route->path, "{workspace}") == NULL ? route->path : strchr(route->path, '}'), '{') != NULL) {
        expect(route, (struct ask){ .method = route->method, .uri = path_of(route, "%ff") }, 400, "%ff as an id");
        expect(route, (struct ask){ .method = route->method, .uri = path_of(route, "%00") }, 400, "%00 as an id");
    }
}

static void try_body(const struct any_route *route)
{
    const char *path = path_of(route, "01a00000-0000-7000-8000-000000000001");

    const struct {
        const char *body;
        bool broken;
        int status;
    } bad[] = {
        { "x=%ff", false, 400 },
        { "x=%00", false, 400 },
        { "x=\xff", false, 400 },
        { "=x", false, 400 },
        { "x=whole", true, 400 },
        { repeated("", "x=1&", MANY), false, 413 },
        { repeated("x=", "a", LARGE), false, 413 },
    };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        expect(route, (struct ask){ .method = "POST", .uri = path, .body = bad[i].body, .body_broken = bad[i].broken },
               bad[i].status, arena_printf(p->mem, "%.20s", bad[i].body));
    }
}

static void try_program(const char *program)
{
    bool portal = text_equal(program, "portal");

    p = served_start(program, s, 1);
    for (size_t i = 0; i < all_routes_count; i++) {
        if (text_equal(all_routes[i].program, program)) {
            served_sign_in(p, s, portal ? carla : anna, portal ? "portal" : "operator");
            try_address(&all_routes[i]);
            if (text_equal(all_routes[i].method, "POST")) {
                try_body(&all_routes[i]);
            }
        }
    }
    ck_assert_ptr_null(strstr(served_log(p), "worker_died"));
    served_free(p);
}

START_TEST(every_route_says_what_is_wrong_in_the_readers_language)
{
    start();
    for (size_t i = 0; i < all_routes_count; i++) {
        if (i == 0 || !text_equal(all_routes[i].program, all_routes[i - 1].program)) {
            try_program(all_routes[i].program);
        }
    }
    ck_assert_int_gt(asked, 1000);
    ck_assert_int_eq(wrong, 0);
    scratch_free(s);
}

END_TEST

SUITE(http_bad_routes, every_route_says_what_is_wrong_in_the_readers_language);
