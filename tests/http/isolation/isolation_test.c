/* Every route of every program with another workspace's ids, in the path, in the query and in the body, and with another customer's:
 * refused, as JSON and as a page, without a byte of content, while the owner's same request shows the canary, or reaches its object. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ext/json.h"
#include "http/authorization/all_routes.h"
#include "support/estate.h"
#include "support/governance.h"
#include "support/proof.h"
#include "support/released.h"
#include "support/sandbox.h"
#include "support/suite.h"

static const char canary[] = "CANARY7f3a91";

enum shows { NOTHING, CANARY };

static const struct example {
    bool portal;
    const char *method;
    const char *path;
    const char *object;
    enum shows shows;
    const char *body;
} examples[] = {

#define EXAMPLE_GET(path, object, shows)    { false, "GET", path, object, shows, "" },
#define EXAMPLE_POST(path, object, body)    { false, "POST", path, object, NOTHING, body },
#define EXAMPLE_PORTAL(path, object, shows) { true, "GET", path, object, shows, "" },
#include "http/isolation/examples.def"
#undef EXAMPLE_GET
#undef EXAMPLE_POST
#undef EXAMPLE_PORTAL
};

static const struct {
    const char *name;
    const char *sql;
} objects[] = {

#define OBJECT(name, sql) { name, sql },
#include "http/isolation/objects.def"
#undef OBJECT
};

/* ---- the world: a workspace whose every name is the canary, and another ---- */

struct side {
    const char *slug;
    struct workspace_id workspace;
    struct account_id owner;
    struct account_id customer;
    const char *file; /* of its release */
};

static struct scratch *s;
static struct side ours; /* holds the canary */
static struct side theirs; /* asks for it */
static int wrong;

static void make_side(struct side *side, const char *slug, const char *name)
{
    struct tenant_id tenant;
    struct account_id viewer;

    side->slug = slug;
    side->workspace = scratch_workspace(s, slug);
    side->owner = scratch_member(s, side->workspace, arena_printf(s->cx.mem, "owner-%s", slug), ROLE_OWNER);
    viewer = scratch_member(s, side->workspace, arena_printf(s->cx.mem, "viewer-%s", slug), ROLE_VIEWER);
    scratch_exec(s, "UPDATE workspace SET name = '%s' WHERE slug = '%s'", name, slug);
    scratch_exec(s, "UPDATE account SET name = '%s' WHERE account_id IN ('%s', '%s')", name,
                 id_text(&s->cx, side->owner.v), id_text(&s->cx, viewer.v));
    tenant = released_tenant(s, side->workspace, slug);
    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s, "UPDATE tenant SET name = '%s' WHERE slug = '%s'", name, slug);
    estate_place(s, side->workspace, tenant, name);
    governance_place_baseline(s, side->workspace, tenant, name);
    governance_place(s, side->workspace, tenant, name);
    scratch_exec(s, "SET session_replication_role = replica");
    proof_place(s, side->workspace, tenant, name);
    (void)released_make(s, side->workspace, tenant, name, "shown", 2);
    (void)released_make(s, side->workspace, tenant, name, "withdrawn", 1);
    side->customer = released_customer(s, side->workspace, arena_printf(s->cx.mem, "customer-%s", slug), tenant);
    side->file = arena_printf(s->cx.mem, "%s.zip", name);
}

static const struct example *example_of(const struct any_route *route)
{
    for (size_t i = 0; i < sizeof examples / sizeof examples[0]; i++) {
        if (examples[i].portal == text_equal(route->program, "portal") &&
            text_equal(examples[i].method, route->method) && text_equal(examples[i].path, route->path)) {
            return &examples[i];
        }
    }
    return NULL;
}

static const char *id_of(const struct side *side, const char *object)
{
    for (size_t i = 0; i < sizeof objects / sizeof objects[0]; i++) {
        if (text_equal(objects[i].name, object)) {
            const char *workspace = id_text(&s->cx, side->workspace.v);
            const char *sql = objects[i].sql;
            const char *at = strstr(sql, "%s");
            const char *id;

            ck_assert_ptr_nonnull(at);
            id = scratch_text(s, "%.*s%s%s", (int)(at - sql), sql, workspace, at + 2);
            ck_assert_msg(id != NULL, "the world holds no %s", object);
            return id;
        }
    }
    return NULL;
}

/* A path, query or body with its {places}: {id} is `object`, everything else the object of that name; all are `whose`. */
static const char *fill(struct arena *mem, const char *pattern, const char *object, const char *slug,
                        const struct side *whose)
{
    const struct place fixed[] = { { "workspace", slug },
                                   { "lang", "en" },
                                   { "name", whose->file },
                                   { "code", "strong-authentication" },
                                   { "soon",
                                     arena_strndup(mem, time_iso(mem, clock_now_us(&clock_system) + 7 * DAY_US), 10) },
                                   { NULL, NULL } };

    for (const char *open = strchr(pattern, '{'); open != NULL; open = strchr(pattern, '{')) {
        const char *name = arena_strndup(mem, open + 1, strcspn(open + 1, "}"));
        const char *value = NULL;

        for (const struct place *place = fixed; place->name != NULL; place++) {
            value = text_equal(place->name, name) ? place->value : value;
        }
        value = value != NULL ? value : id_of(whose, text_equal(name, "id") ? object : name);
        ck_assert_msg(value != NULL, "nothing fills {%s}: add it to objects.def", name);
        pattern = arena_printf(mem, "%.*s%s%s", (int)(open - pattern), pattern, value, open + strlen(name) + 2);
    }
    return pattern;
}

/* ---- asking ---- */

enum as { AS_OWNER, AS_CUSTOMER };

struct question {
    const struct any_route *route;
    const struct example *example;
    const char *query; /* "" or "?tenant={tenant}" */
    const char *accept;
};

static struct answer ask(struct served *served, const struct question *q, const struct side *who, enum as as,
                         const char *slug, const struct side *whose)
{
    const char *site = q->example->portal ? "portal" : "operator";
    const char *path = fill(served->mem, q->route->path, q->example->object, slug, whose);
    const char *query = fill(served->mem, q->query, "", slug, whose);
    const char *body = fill(served->mem, q->example->body, "", slug, whose);

    served_sign_in(served, s, q->example->portal || as == AS_CUSTOMER ? who->customer : who->owner, site);
    return route_ask(served, s, q->route, arena_printf(served->mem, "%s%s", path, query), site, q->accept, body);
}

/* A page may repeat the address that it was asked for, and with it a file's name. */
static bool holds_canary(const struct answer *answer)
{
    const char *at = answer->body;

    while ((at = strstr(at, canary)) != NULL && strncmp(at - strlen("/files/"), "/files/", strlen("/files/")) == 0) {
        at++;
    }
    return at != NULL || strstr(answer->head, canary) != NULL;
}

static void complain(const struct question *q, const char *what, const struct answer *answer)
{
    (void)fprintf(stderr, "%s %s%s (%s): %s (%d)\n", q->route->method, q->route->path, q->query, q->accept, what,
                  answer->status);
    wrong++;
}

static void expect_refusal(const struct question *q, const char *how, const struct answer *answer)
{
    bool to_signin = answer->status == 303 && strstr(answer->head, "Location: /signin") != NULL;

    if ((answer->status != 403 && answer->status != 404 && !to_signin) || holds_canary(answer)) {
        complain(q, how, answer);
    }
}

static void try_as_foreigner(struct served *served, const struct question *q)
{
    struct answer answer;

    if (strstr(q->route->path, "{workspace}") != NULL) {
        answer = ask(served, q, &theirs, AS_OWNER, ours.slug, &ours);
        expect_refusal(q, "not refused to another workspace's owner", &answer);
        answer = ask(served, q, &theirs, AS_CUSTOMER, ours.slug, &ours);
        expect_refusal(q, "not refused to another workspace's customer", &answer);
        answer = ask(served, q, &ours, AS_CUSTOMER, ours.slug, &ours);
        expect_refusal(q, "not refused to a customer of a tenant in it", &answer);
    }
    answer = ask(served, q, &theirs, AS_OWNER, theirs.slug, &ours);
    if (q->example->object[0] != '\0') {
        expect_refusal(q, "ids of another workspace are not refused", &answer);
    } else if (holds_canary(&answer)) {
        complain(q, "shows what is another's", &answer);
    }
}

static void try_as_owner(struct served *served, const struct question *q)
{
    struct answer answer;

    if (q->example->shows == CANARY) {
        answer = ask(served, q, &ours, AS_OWNER, ours.slug, &ours);
        if ((answer.status != 200 && answer.status != 410) || !holds_canary(&answer)) {
            complain(q, "the owner does not see the canary", &answer);
        }
    }
}

/* Calls `act` for every route with its program started. */
static void walk(void (*act)(struct served *served, const struct any_route *route, const struct example *example))
{
    struct served *served = NULL;

    for (size_t i = 0; i < all_routes_count; i++) {
        const struct any_route *route = &all_routes[i];
        const struct example *example = example_of(route);

        if (i == 0 || !text_equal(route->program, all_routes[i - 1].program)) {
            if (served != NULL) {
                served_free(served);
            }
            served = served_start(route->program, s, 1);
        }
        served_sign_in(served, s, ours.owner, "operator"); /* so that there is a session to be asked for */
        if (example != NULL) { /* every_route_has_an_example names the others */
            act(served, route, example);
        }
    }
    served_free(served);
}

static void make_world(void)
{
    struct sandbox *keys = sandbox_new();

    s = scratch_new();
    (void)estate_worker_key(s, keys->folder);
    sandbox_free(keys);
    wrong = 0;
    make_side(&ours, "ours", canary);
    make_side(&theirs, "theirs", "plain");
}

static void end_world(void)
{
    ck_assert_int_eq(wrong, 0);
    scratch_free(s);
}

/* ---- the tests ---- */

START_TEST(every_route_has_an_example)
{
    int missing = 0;

    for (size_t i = 0; i < all_routes_count; i++) {
        if (example_of(&all_routes[i]) == NULL) {
            (void)fprintf(stderr, "examples.def lacks: %s %s (%s)\n", all_routes[i].method, all_routes[i].path,
                          all_routes[i].program);
            missing++;
        }
    }
    ck_assert_int_eq(missing, 0);
}

END_TEST

static void try_route(struct served *served, const struct any_route *route, const struct example *example)
{
    static const char *const accepts[] = { "application/json", "text/html" };

    for (size_t i = 0; i < sizeof accepts / sizeof accepts[0]; i++) {
        const struct question q = { route, example, "", accepts[i] };

        try_as_foreigner(served, &q);
        try_as_owner(served, &q);
    }
}

START_TEST(nothing_crosses_workspaces_or_customers)
{
    make_world();
    walk(try_route);
    end_world();
}

END_TEST

/* Else a foreigner may have been refused for another reason than that the object is another's. */
static void try_verb(struct served *served, const struct any_route *route, const struct example *example)
{
    const struct question q = { route, example, "", "application/json" };
    struct answer answer;

    if (text_equal(route->method, "POST") && strchr(route->path, '{') != NULL &&
        !text_starts(route->path, "/system/")) {
        answer = ask(served, &q, &ours, AS_OWNER, ours.slug, &ours);
        if (answer.status != 303 && answer.status != 409 && answer.status != 422 && answer.status != 200) {
            complain(&q, answer.body, &answer);
        }
    }
}

START_TEST(the_same_verb_reaches_its_object_for_the_owner)
{
    make_world();
    walk(try_verb);
    end_world();
}

END_TEST

/* What narrows a list or fills a form in: foreign ids there show nothing, and the owner's own show the canary. */
static const struct {
    const char *path;
    const char *query;
    enum shows shows;
} queries[] = {

#define QUERY(path, query, shows) { path, query, shows },
#include "http/isolation/queries.def"
#undef QUERY
};

static void try_queries(struct served *served, const struct any_route *route, const struct example *example)
{
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        struct example own = *example;
        const struct question q = { route, &own, queries[i].query, "application/json" };
        struct answer answer;

        if (!text_equal(queries[i].path, route->path) || !text_equal(route->method, "GET")) {
            continue;
        }
        own.shows = queries[i].shows;
        answer = ask(served, &q, &theirs, AS_OWNER, theirs.slug, &ours);
        if ((answer.status != 200 && answer.status != 404) || holds_canary(&answer)) {
            complain(&q, "a foreign id in the query", &answer);
        }
        try_as_owner(served, &q);
    }
}

START_TEST(foreign_ids_in_queries_show_nothing)
{
    make_world();
    walk(try_queries);
    end_world();
}

END_TEST

/* A list's parameters that name an object must all be tried above. */
START_TEST(every_query_belongs_to_a_route)
{
    for (size_t i = 0; i < sizeof queries / sizeof queries[0]; i++) {
        bool found = false;

        for (size_t k = 0; k < all_routes_count; k++) {
            found =
                found || (text_equal(all_routes[k].path, queries[i].path) && text_equal(all_routes[k].method, "GET"));
        }
        ck_assert_msg(found, "no such route: %s", queries[i].path);
    }
}

END_TEST

/* A place in one workspace's list is none in another's. */
static void try_cursor(struct served *served, const struct any_route *route, const struct example *example)
{
    struct question q = { route, example, "?limit=1", "application/json" };
    const struct json *page = NULL;
    struct answer answer;

    if (!text_equal(route->path, "/w/{workspace}/findings") || !text_equal(route->method, "GET")) {
        return;
    }
    answer = ask(served, &q, &ours, AS_OWNER, ours.slug, &ours);
    ck_assert_int_eq(json_parse(&s->cx, bytes_text(answer.body), &page), RC_OK);
    ck_assert_ptr_nonnull(json_text(json_get(page, "next_after")));
    q.query = arena_printf(served->mem, "?after=%s", url_encode(served->mem, json_text(json_get(page, "next_after"))));
    answer = ask(served, &q, &ours, AS_OWNER, ours.slug, &ours);
    if (answer.status != 200) {
        complain(&q, "the own place is refused", &answer);
    }
    answer = ask(served, &q, &theirs, AS_OWNER, theirs.slug, &ours);
    if (answer.status != 400) {
        complain(&q, "a place in another's list is taken", &answer);
    }
}

START_TEST(a_place_in_a_list_is_worth_nothing_elsewhere)
{
    make_world();
    walk(try_cursor);
    end_world();
}

END_TEST

SUITE(isolation, every_route_has_an_example, nothing_crosses_workspaces_or_customers,
      the_same_verb_reaches_its_object_for_the_owner, foreign_ids_in_queries_show_nothing,
      every_query_belongs_to_a_route, a_place_in_a_list_is_worth_nothing_elsewhere);
