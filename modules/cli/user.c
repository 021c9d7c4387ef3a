/* People from the command line: the first administrator, the platform's operators, customers; disabling and resetting. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/auth/account.h"
#include "core/auth/link.h"
#include "core/tenant/tenant.h"
#include "core/workspace/member.h"
#include "core/workspace/portal_grant.h"
#include "jobs/transact.h"
#include "modules/cli/estate.h"

/* What the words of `user add` ask for, and what came of it. */
struct user_add {
    struct cli *cli;
    const char *login;
    const char *name;
    const char *workspace; /* slug; NULL: none */
    const char *tenant; /* as --tenant names it; NULL: none */
    bool roles[ROLE_COUNT];
    bool platform;
    bool portal;
    struct workspace_id workspace_id;
    struct tenant_id tenant_id;
    struct release_id release; /* nil: none */
    int64_t until_us; /* 0: no end */
    const char *token; /* NULL: the person has a password already */
};

static enum rc parse_roles(struct user_add *add, const char *words)
{
    char *rest = arena_strdup(add->cli->mem, words);
    const char *word;

    while ((word = strsep(&rest, ",")) != NULL) {
        enum role role;

        if (role_parse(word, &role) != RC_OK || !role_is_of_workspace(role)) {
            return RC_INVALID;
        }
        add->roles[role] = true;
    }
    return RC_OK;
}

static enum cli_exit parse_add(struct user_add *add, int argc, char **argv)
{
    struct cli *cli = add->cli;
    const char *roles;
    const char *release;
    const char *until;

    add->platform = cli_flag(&argc, argv, "--platform");
    add->portal = cli_flag(&argc, argv, "--portal");
    if (cli_option(&argc, argv, "--name", &add->name) != RC_OK ||
        cli_option(&argc, argv, "--workspace", &add->workspace) != RC_OK ||
        cli_option(&argc, argv, "--role", &roles) != RC_OK ||
        cli_option(&argc, argv, "--tenant", &add->tenant) != RC_OK ||
        cli_option(&argc, argv, "--release", &release) != RC_OK ||
        cli_option(&argc, argv, "--until", &until) != RC_OK) {
        return cli_usage(cli, "an option lacks its value");
    }
    if (argc != 1) {
        return cli_usage(cli, "one e-mail address is wanted");
    }
    add->login = argv[0];
    add->name = add->name == NULL ? argv[0] : add->name;
    if (!add->platform && (add->workspace == NULL || (roles == NULL) == !add->portal)) {
        return cli_usage(cli, "say --platform, --workspace with --role, or --workspace with --portal");
    }
    if (roles != NULL && parse_roles(add, roles) != RC_OK) {
        return cli_usage(cli, "\"%s\" is not a list of owner, operator, reviewer, approver, viewer", roles);
    }
    if (add->portal && (add->tenant == NULL) == (release == NULL)) {
        return cli_usage(cli, "--portal wants --tenant, or --release with --until");
    }
    if (release != NULL && uuid_parse(release, &add->release.v) != RC_OK) {
        return cli_usage(cli, "\"%s\" is not an id", release);
    }
    if (until != NULL && time_parse(until, &add->until_us) != RC_OK) {
        return cli_usage(cli, "\"%s\" is not a time like 2026-12-31T23:59:59Z", until);
    }
    return CLI_DONE;
}

static enum rc find_or_create(struct user_add *add, struct cx *cx, const struct actor *who, struct account_id *out)
{
    struct account account;
    enum rc rc = account_by_login(cx, add->login, &account);

    if (rc == RC_NOT_FOUND) {
        return account_create(cx, who, add->login, add->name, out);
    }
    if (rc == RC_OK && account.state == ACCOUNT_DISABLED) {
        return fail_set(cx, RC_CONFLICT, N_("This account is disabled. Resetting it lets the person in again."),
                        "tenantpilot user reset %s", account.login);
    }
    *out = account.id;
    return rc;
}

static enum rc let_into_portal(const struct user_add *add, struct cx *cx, const struct actor *who,
                               struct account_id account)
{
    const struct portal_order order = {
        .account = account, .tenant = add->tenant_id, .release = add->release, .expires_us = add->until_us
    };
    struct uuid grant;

    return portal_grant_add(cx, who, &order, &grant);
}

static enum rc grant(struct user_add *add, struct cx *cx, const struct actor *who, struct account_id account)
{
    enum rc rc = add->portal ? let_into_portal(add, cx, who, account) : RC_OK;

    for (enum role role = ROLE_OWNER; rc == RC_OK && role < ROLE_COUNT; role++) {
        if (add->roles[role]) {
            rc = member_grant(cx, who, account, role);
        }
    }
    if (rc == RC_OK && add->platform) {
        rc = account_make_platform_operator(cx, who, account);
    }
    return rc;
}

static enum rc run_add(void *context, struct cx *cx)
{
    struct user_add *add = context;
    const struct actor *who = cli_actor(add->cli, add->workspace_id);
    struct link_order order = {
        .site = add->portal ? SITE_PORTAL : SITE_OPERATOR,
        .life_us = LINK_LIFE_HANDED_OUT_US,
    };
    bool has_password = false;
    enum rc rc = find_or_create(add, cx, who, &order.account);

    if (rc == RC_OK) {
        rc = grant(add, cx, who, order.account);
    }
    if (rc == RC_OK) {
        rc = account_has_password(cx, order.account, &has_password);
    }
    return rc == RC_OK && !has_password ? link_issue(cx, who, &order, &add->token) : rc;
}

/* As everywhere, an id or <workspace>/<tenant>; here the tenant's short name alone will do. */
static enum rc find_tenant(struct user_add *add, struct db *db)
{
    struct cli *cli = add->cli;
    struct uuid id;
    bool whole = uuid_parse(add->tenant, &id) == RC_OK || strchr(add->tenant, '/') != NULL;
    const char *word = whole ? add->tenant : arena_printf(cli->mem, "%s/%s", add->workspace, add->tenant);
    struct workspace_id workspace;
    enum rc rc = estate_tenant(cli, db, word, &workspace, &add->tenant_id);

    if (rc == RC_OK && !uuid_equal(workspace.v, add->workspace_id.v)) {
        return fail_set(&cli->cx, RC_NOT_FOUND, N_("There is no such tenant."), "tenant \"%s\" in workspace \"%s\"",
                        add->tenant, add->workspace);
    }
    return rc;
}

static void print_link(struct cli *cli, enum session_site site, const char *token)
{
    (void)printf("%s/account/link?token=%s\n", cli_site_url(cli, site), token);
    (void)fprintf(stderr, "The link works once within 24 hours; hand it on over a channel that you trust.\n");
}

enum cli_exit verb_user_add(struct cli *cli, int argc, char **argv)
{
    struct user_add add = { .cli = cli };
    struct tx_scope scope = { .request_id = "cli" };
    struct db *db;
    enum cli_exit code = parse_add(&add, argc, argv);
    enum rc rc;

    if (code == CLI_DONE) {
        code = cli_enter(cli);
    }
    if (code != CLI_DONE) {
        return code;
    }
    rc = cli_db(cli, &db);
    if (rc == RC_OK && add.workspace != NULL) {
        rc = cli_workspace(cli, db, add.workspace, &add.workspace_id);
    }
    if (rc == RC_OK && add.tenant != NULL) {
        rc = find_tenant(&add, db);
    }
    scope.workspace = add.workspace_id.v;
    if (rc == RC_OK) {
        rc = transact(&cli->cx, db, TX_WRITE, &scope, run_add, &add);
    }
    db_free(db);
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    if (add.token == NULL) {
        (void)printf("%s has a password already, and signs in as before\n", add.login);
    } else {
        print_link(cli, add.portal ? SITE_PORTAL : SITE_OPERATOR, add.token);
    }
    return CLI_DONE;
}

struct user_change {
    struct cli *cli;
    const char *login;
    enum session_site site;
    const char *token;
};

static enum rc run_disable(void *context, struct cx *cx)
{
    struct user_change *change = context;
    struct account account;
    enum rc rc = account_by_login(cx, change->login, &account);

    return rc == RC_OK
               ? account_disable(cx, cli_actor(change->cli, (struct workspace_id){ .v = { .b = { 0 } } }), account.id)
               : rc;
}

static enum rc run_reset(void *context, struct cx *cx)
{
    struct user_change *change = context;
    const struct actor *who = cli_actor(change->cli, (struct workspace_id){ .v = { .b = { 0 } } });
    struct link_order order = { .site = change->site, .life_us = LINK_LIFE_HANDED_OUT_US };
    struct account account;
    enum rc rc = account_by_login(cx, change->login, &account);

    if (rc != RC_OK) {
        return rc;
    }
    order.account = account.id;
    rc = account.state == ACCOUNT_DISABLED ? account_enable(cx, who, account.id) : RC_OK;
    if (rc == RC_OK) {
        rc = account_forget_password(cx, who, account.id);
    }
    return rc == RC_OK ? link_issue(cx, who, &order, &change->token) : rc;
}

static enum cli_exit change_user(struct cli *cli, int argc, char **argv, struct user_change *change,
                                 enum rc (*body)(void *context, struct cx *cx))
{
    struct db *db;
    enum cli_exit code;
    enum rc rc;

    if (argc != 1) {
        return cli_usage(cli, "one e-mail address is wanted");
    }
    change->cli = cli;
    change->login = argv[0];
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    rc = cli_db(cli, &db);
    rc = rc == RC_OK ? transact(&cli->cx, db, TX_WRITE, &(struct tx_scope){ .request_id = "cli" }, body, change) : rc;
    db_free(db);
    if (rc == RC_NOT_FOUND) {
        return cli_could_not("there is no account \"%s\"", change->login);
    }
    return cli_fail(cli, rc);
}

enum cli_exit verb_user_disable(struct cli *cli, int argc, char **argv)
{
    struct user_change change = { .site = SITE_OPERATOR };
    enum cli_exit code = change_user(cli, argc, argv, &change, run_disable);

    if (code == CLI_DONE) {
        (void)printf("%s is disabled; all sessions have ended\n", change.login);
    }
    return code;
}

enum cli_exit verb_user_reset(struct cli *cli, int argc, char **argv)
{
    struct user_change change = { .site = SITE_OPERATOR };
    enum cli_exit code;

    change.site = cli_flag(&argc, argv, "--portal") ? SITE_PORTAL : SITE_OPERATOR;
    code = change_user(cli, argc, argv, &change, run_reset);
    if (code == CLI_DONE) {
        print_link(cli, change.site, change.token);
    }
    return code;
}
