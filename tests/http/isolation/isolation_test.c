/* Every route of every program with another workspace's ids, and with another customer's: refused, without a byte of content,
 * while the owner's same request shows the canary. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "http/authorization/all_routes.h"
#include "support/estate.h"
#include "support/governance.h"
#include "support/proof.h"
#include "support/released.h"
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
    const char *profile; /* of its baseline */
    const char *subject; /* which differs from it */
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
    side->profile = scratch_text(s, "SELECT profile_id FROM baseline_profile WHERE workspace_id = '%s'",
                                 id_text(&s->cx, side->workspace.v));
    side->subject =
        scratch_text(s, "SELECT subject_id FROM subject WHERE workspace_id = '%s'", id_text(&s->cx, side->workspace.v));
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
    ck_abort_msg("objects.def lacks \"%s\"", object);
    return NULL;
}

/* ---- asking ---- */

static struct answer ask(struct served *served, const struct any_route *route, const struct example *example,
                         const struct side *who, const char *slug, const struct side *whose)
{
    const struct place places[] = {
        { "workspace", slug },
        { "id", example->object[0] == '\0' ? "" : id_of(whose, example->object) },
        { "lang", "en" },
        { "name", whose->file },
        { "profile", whose->profile },
        { "subject", whose->subject },
#define PLACE(name, value) { name, value },
#include "http/authorization/places.def"
#undef PLACE
        { NULL, NULL },
    };
    const char *site = example->portal ? "portal" : "operator";

    served_sign_in(served, s, example->portal ? who->customer : who->owner, site);
    return route_ask(served, s, route, route_path(served->mem, route->path, places), site, example->body);
}

static bool holds_canary(const struct answer *answer)
{
    return strstr(answer->body, canary) != NULL || strstr(answer->head, canary) != NULL;
}

static void complain(const struct any_route *route, const char *what, const struct answer *answer)
{
    (void)fprintf(stderr, "%s %s: %s (%d)\n", route->method, route->path, what, answer->status);
    wrong++;
}

static void expect_refusal(const struct any_route *route, const char *how, const struct answer *answer)
{
    if ((answer->status != 403 && answer->status != 404) || holds_canary(answer)) {
        complain(route, how, answer);
    }
}

static void try_as_foreigner(struct served *served, const struct any_route *route, const struct example *example)
{
    struct answer answer;

    if (strstr(route->path, "{workspace}") != NULL) {
        answer = ask(served, route, example, &theirs, ours.slug, &ours);
        expect_refusal(route, "not refused to another workspace's owner", &answer);
    }
    answer = ask(served, route, example, &theirs, theirs.slug, &ours);
    if (example->object[0] != '\0') {
        expect_refusal(route, "ids of another workspace are not refused", &answer);
    } else if (holds_canary(&answer)) {
        complain(route, "shows what is another's", &answer);
    }
}

static void try_as_owner(struct served *served, const struct any_route *route, const struct example *example)
{
    struct answer answer;

    if (example->shows == CANARY) {
        answer = ask(served, route, example, &ours, ours.slug, &ours);
        if ((answer.status != 200 && answer.status != 410) || !holds_canary(&answer)) {
            complain(route, "the owner does not see the canary", &answer);
        }
    }
}

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

START_TEST(nothing_crosses_workspaces_or_customers)
{
    struct served *served = NULL;

    s = scratch_new();
    wrong = 0;
    make_side(&ours, "ours", canary);
    make_side(&theirs, "theirs", "plain");
    for (size_t i = 0; i < all_routes_count; i++) {
        const struct any_route *route = &all_routes[i];
        const struct example *example = example_of(route);

        if (i == 0 || !text_equal(route->program, all_routes[i - 1].program)) {
            if (served != NULL) {
                served_free(served);
            }
            served = served_start(route->program, s, 1);
        }
        if (example == NULL) {
            continue; /* every_route_has_an_example names it */
        }
        served_sign_in(served, s, ours.owner, "operator"); /* so that there is a session to be asked for */
        try_as_foreigner(served, route, example);
        try_as_owner(served, route, example);
    }
    served_free(served);
    ck_assert_int_eq(wrong, 0);
    scratch_free(s);
}

END_TEST

SUITE(isolation, every_route_has_an_example, nothing_crosses_workspaces_or_customers);
