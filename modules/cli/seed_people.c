/* Who is who in the demo: a managed service provider's people, and those of its first customer. */
#include <stdio.h>

#include "core/auth/account.h"
#include "core/auth/link.h"
#include "core/auth/signin.h"
#include "core/workspace/member.h"
#include "core/workspace/portal_grant.h"
#include "core/workspace/workspace.h"
#include "jobs/transact.h"
#include "modules/cli/acting.h"
#include "modules/cli/demo.h"
#include "modules/cli/seed.h"

#define DEMO_PASSWORD "harbour-lantern-42-orbit"

static const struct {
    const char *login;
    const char *name;
    enum role role;
    const char *work; /* what the sign-in is shown for */
} people[SEED_PERSON_COUNT] = {
    [OLIVIA] = { "olivia@demo.example", "Olivia Berger", ROLE_OPERATOR, "operator" },
    [ARNO] = { "arno@demo.example", "Arno Vogel", ROLE_APPROVER, "approver" },
    [RITA] = { "rita@demo.example", "Rita Lang", ROLE_REVIEWER, "reviewer" },
    [VERA] = { "vera@demo.example", "Vera Koch", ROLE_VIEWER, "viewer" },
    [OSKAR] = { "oskar@demo.example", "Oskar Brandt", ROLE_OWNER, "owner" },
    [PETRA] = { "petra@demo.example", "Petra Sommer", ROLE_PLATFORM_OPERATOR, "platform operator" },
    [CARLA] = { "carla@contoso.example", "Carla Winter", ROLE_CUSTOMER, "customer" },
    [ANTON] = { "anton@audit.example", "Anton Richter", ROLE_AUDITOR, "auditor" },
};

const struct actor *seed_as(const struct seed *seed, struct cx *cx, enum seed_person person)
{
    enum role role = people[person].role;

    return actor_new(cx->mem, &(struct actor_spec){ .kind = ACTOR_USER,
                                                    .workspace = seed->workspace,
                                                    .account = seed->accounts[person],
                                                    .name = people[person].name,
                                                    .roles = &role,
                                                    .role_count = 1,
                                                    .request_id = "demo" });
}

/* ---- the workspace ---- */

static enum rc find_workspace(void *context, struct cx *cx)
{
    struct seed *seed = context;

    return workspace_by_slug(cx, DEMO_WORKSPACE, &seed->workspace);
}

static enum rc add_workspace(void *context, struct cx *cx)
{
    struct seed *seed = context;

    return workspace_create(cx, cli_actor(seed->cli, seed->workspace), DEMO_WORKSPACE, "Nordlicht IT", true);
}

static enum rc refuse_another(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct workspace workspace;
    enum rc rc = workspace_get(cx, cli_actor(seed->cli, seed->workspace), &workspace);

    return rc == RC_OK && !workspace.demo
               ? fail_set(cx, RC_CONFLICT, N_("There is already a workspace of this short name."),
                          "\"%s\" is not the demo's", DEMO_WORKSPACE)
               : rc;
}

static enum rc settle_workspace(struct seed *seed)
{
    enum rc rc = seed_read(seed, find_workspace);

    if (rc == RC_OK) {
        return seed_read(seed, refuse_another);
    }
    if (rc == RC_NOT_FOUND) {
        fail_clear(&seed->cli->cx);
        seed->workspace.v = uuid_new(seed->cli->cx.clock);
        rc = seed_change(seed, add_workspace);
    }
    return rc;
}

/* ---- people ---- */

/* An auditor's access is to a release: the main job gives it in the same transaction. */
static enum rc add_role(struct cx *cx, const struct seed *seed, const struct actor *who, enum seed_person person)
{
    const struct portal_order order = { .account = seed->accounts[person], .tenant = seed->tenants[CONTOSO].id };
    struct uuid grant;

    switch (people[person].role) {
    case ROLE_PLATFORM_OPERATOR:
        return account_make_platform_operator(cx, who, seed->accounts[person]);
    case ROLE_CUSTOMER:
        return portal_grant_add(cx, who, &order, &grant);
    case ROLE_AUDITOR:
        return seed_give_release(cx, seed);
    case ROLE_OWNER:
    case ROLE_OPERATOR:
    case ROLE_REVIEWER:
    case ROLE_APPROVER:
    case ROLE_VIEWER:
    case ROLE_COUNT:
        break;
    }
    return member_grant(cx, who, seed->accounts[person], people[person].role);
}

static enum rc add_account(void *context, struct cx *cx)
{
    struct seed *seed = context;
    enum seed_person person = seed->person;
    const struct actor *who = cli_actor(seed->cli, seed->workspace);
    struct account known;
    enum rc rc = account_by_login(cx, people[person].login, &known);

    if (rc == RC_OK) {
        seed->accounts[person] = known.id;
        return RC_OK;
    }
    if (rc == RC_NOT_FOUND) {
        rc = account_create(cx, who, people[person].login, people[person].name, &seed->accounts[person]);
    }
    return rc == RC_OK ? add_role(cx, seed, who, person) : rc;
}

/* As the account program does it: no other database role can write a password. */
static enum rc set_password(void *context, struct cx *cx)
{
    const struct seed *seed = context;
    const struct actor *who = cli_actor(seed->cli, seed->workspace);
    bool portal = people[seed->person].role == ROLE_CUSTOMER || people[seed->person].role == ROLE_AUDITOR;
    const struct link_order order = { .account = seed->accounts[seed->person],
                                      .site = portal ? SITE_PORTAL : SITE_OPERATOR,
                                      .life_us = LINK_LIFE_HANDED_OUT_US };
    const struct password_cost *cost = signin_cost(cx->mem, arena_printf(cx->mem, "%s/run", seed->cli->config.var));
    enum password_fault fault = PASSWORD_GOOD;
    const char *token;
    bool has_password = false;
    enum rc rc = account_has_password(cx, order.account, &has_password);

    if (rc != RC_OK || has_password) {
        return rc;
    }
    rc = link_issue(cx, who, &order, &token);
    if (rc == RC_OK) {
        rc = link_redeem(
            cx, who, &(struct link_use){ .token = token, .site = order.site, .password = DEMO_PASSWORD, .cost = cost },
            &fault);
    }
    if (rc == RC_OK && fault != PASSWORD_GOOD) {
        return fail_set(cx, RC_INTERNAL, NULL, "the demo's password is refused: %s", password_fault_label(fault));
    }
    return rc;
}

enum rc seed_add_person(struct seed *seed, enum seed_person person)
{
    const struct tx_scope scope = { .workspace = seed->workspace.v, .request_id = "demo" };
    enum rc rc;

    seed->person = person;
    rc = seed_change(seed, add_account);
    return rc == RC_OK ? transact(&seed->cli->cx, seed->accounts_db, TX_WRITE, &scope, set_password, seed) : rc;
}

enum rc seed_people(struct seed *seed)
{
    enum rc rc;

    (void)printf("People of the workspace\n");
    rc = settle_workspace(seed);
    for (enum seed_person person = OLIVIA; rc == RC_OK && person < CARLA; person++) {
        rc = seed_add_person(seed, person);
    }
    return rc;
}

enum rc seed_is_complete(void *context, struct cx *cx)
{
    struct account last;
    bool has_password = false;
    enum rc rc = account_by_login(cx, people[ANTON].login, &last);

    (void)context;
    rc = rc == RC_OK ? account_has_password(cx, last.id, &has_password) : rc;
    return rc == RC_OK && !has_password ? RC_NOT_FOUND : rc;
}

void seed_print_sign_ins(struct cli *cli)
{
    (void)printf("\nSign in at %s (the password of all is %s)\n", cli_site_url(cli, SITE_OPERATOR), DEMO_PASSWORD);
    for (enum seed_person person = OLIVIA; person < SEED_PERSON_COUNT; person++) {
        if (person == CARLA) {
            (void)printf("Customers and auditors at %s\n", cli_site_url(cli, SITE_PORTAL));
        }
        (void)printf("  %-24s %s, %s\n", people[person].login, people[person].name, people[person].work);
    }
}
