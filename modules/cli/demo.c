/* tenantpilot demo seed: one managed service provider, two simulated customers, and one turn of the main job for the first of them.
 *
 * Nothing here has SQL: each step is a domain function or a job, done as the person whose work it is. A demo that is complete is left
 * as it is, so that the verb can be repeated; one that was interrupted half-way is named, and wants `make reset`. */
#include "modules/cli/demo.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "core/auth/account.h"
#include "core/auth/link.h"
#include "core/auth/signin.h"
#include "core/baseline/baseline.h"
#include "core/connection/connection.h"
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/release/release.h"
#include "core/review/review.h"
#include "core/run/run.h"
#include "core/tenant/tenant.h"
#include "core/workspace/member.h"
#include "core/workspace/portal_grant.h"
#include "core/workspace/workspace.h"
#include "jobs/transact.h"
#include "modules/cli/acting.h"

#define DEMO_PASSWORD "harbour-lantern-42-orbit"

enum { POLL_MS = 200, WAIT_MAX_S = 600, ACCEPTED_DAYS = 60 };

enum person { OLIVIA, ARNO, RITA, VERA, OSKAR, PETRA, CARLA, ANTON, PERSON_COUNT };

static const struct {
    const char *login;
    const char *name;
    enum role role;
    const char *work; /* what the sign-in is shown for */
} people[PERSON_COUNT] = {
    [OLIVIA] = { "olivia@demo.example", "Olivia Berger", ROLE_OPERATOR, "operator" },
    [ARNO] = { "arno@demo.example", "Arno Vogel", ROLE_APPROVER, "approver" },
    [RITA] = { "rita@demo.example", "Rita Lang", ROLE_REVIEWER, "reviewer" },
    [VERA] = { "vera@demo.example", "Vera Koch", ROLE_VIEWER, "viewer" },
    [OSKAR] = { "oskar@demo.example", "Oskar Brandt", ROLE_OWNER, "owner" },
    [PETRA] = { "petra@demo.example", "Petra Sommer", ROLE_PLATFORM_OPERATOR, "platform operator" },
    [CARLA] = { "carla@contoso.example", "Carla Winter", ROLE_CUSTOMER, "customer" },
    [ANTON] = { "anton@audit.example", "Anton Richter", ROLE_AUDITOR, "auditor" },
};

/* The simulator's tenants (modules/graphsim/demo). */
static const struct {
    const char *slug;
    const char *name;
    const char *external;
    const char *client;
    const char *secret;
} customers[] = {
    { "contoso", "Contoso Logistics", "3f6d1c52-7a0b-4e0e-9d57-1c5f0a7b2e10", "a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1001",
      "demo-secret-of-contoso" },
    { "fabrikam", "Fabrikam Dental", "8b0d7f34-1c2e-4a5d-b6f7-0e9a8c7d2e20", "a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1002",
      "demo-secret-of-fabrikam" },
};

enum { CONTOSO, FABRIKAM, CUSTOMER_COUNT = sizeof customers / sizeof customers[0] };

struct seed {
    struct cli *cli;
    struct db *db;
    struct db *accounts_db; /* as the account program: it alone may set passwords */
    struct workspace_id workspace;
    struct account_id accounts[PERSON_COUNT];
    struct tenant tenants[CUSTOMER_COUNT];
    int at; /* the person or customer of a step that is done for each */
    struct run run; /* the last one that was asked for */
    struct profile_id profile;
    struct snapshot_id snapshot;
    struct review_id review;
    struct exception_id exception;
};

/* ---- acting ---- */

static const struct actor *as(const struct seed *seed, struct cx *cx, enum person person)
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

static enum rc in_transaction(struct seed *seed, enum tx_mode mode, enum rc (*body)(void *context, struct cx *cx))
{
    const struct tx_scope scope = { .workspace = seed->workspace.v, .request_id = "demo" };

    return transact(&seed->cli->cx, seed->db, mode, &scope, body, seed);
}

static enum rc change(struct seed *seed, enum rc (*body)(void *context, struct cx *cx))
{
    return in_transaction(seed, TX_WRITE, body);
}

static enum rc look_at_run(void *context, struct cx *cx)
{
    struct seed *seed = context;

    return run_get(cx, as(seed, cx, OLIVIA), seed->run.id, &seed->run);
}

/* Waits until seed->run has ended. RC_UNAVAILABLE: it did not work, or takes too long. */
static enum rc wait_for_run(struct seed *seed)
{
    const struct timespec nap = { .tv_nsec = POLL_MS * 1000000L };
    enum rc rc = RC_OK;

    for (int i = 0; rc == RC_OK && i < WAIT_MAX_S * 1000 / POLL_MS; i++) {
        rc = in_transaction(seed, TX_READ, look_at_run);
        if (rc == RC_OK && seed->run.state == RUN_COMPLETED) {
            break;
        }
        (void)nanosleep(&nap, NULL);
    }
    if (rc == RC_OK && (seed->run.state != RUN_COMPLETED ||
                        (seed->run.outcome != RUN_OUTCOME_SUCCEEDED && seed->run.outcome != RUN_OUTCOME_PARTIAL))) {
        return fail_set(&seed->cli->cx, RC_UNAVAILABLE, NULL, "the %s %s: see the worker's and the sealer's log",
                        operation_code(seed->run.operation),
                        seed->run.state == RUN_COMPLETED ? run_outcome_code(seed->run.outcome) : "takes too long");
    }
    return rc;
}

/* Waits until nothing of the customer is queued or running: follow-ups included. */
static enum rc newest_runs(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct run_filter filter = { .tenant = seed->tenants[seed->at].id, .limit = 20 };
    struct run *runs;
    size_t count;
    enum rc rc = run_list(cx, as(seed, cx, OLIVIA), &filter, &runs, &count);

    seed->run.state = RUN_COMPLETED;
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (runs[i].state != RUN_COMPLETED) {
            seed->run.state = runs[i].state;
        }
    }
    return rc;
}

static enum rc wait_for_quiet(struct seed *seed)
{
    const struct timespec nap = { .tv_nsec = POLL_MS * 1000000L };
    enum rc rc = RC_OK;
    int quiet = 0;

    for (int i = 0; rc == RC_OK && quiet < 5 && i < WAIT_MAX_S * 1000 / POLL_MS; i++) {
        rc = in_transaction(seed, TX_READ, newest_runs);
        quiet = seed->run.state == RUN_COMPLETED ? quiet + 1 : 0;
        (void)nanosleep(&nap, NULL);
    }
    return rc;
}

/* ---- people and customers ---- */

static enum rc add_workspace(void *context, struct cx *cx)
{
    struct seed *seed = context;

    return workspace_create(cx, cli_actor(seed->cli, seed->workspace), "demo", "Nordlicht IT", true);
}

static enum rc add_role(struct cx *cx, const struct seed *seed, const struct actor *who, enum person person)
{
    struct portal_order order = { .account = seed->accounts[person], .tenant = seed->tenants[CONTOSO].id };
    struct uuid grant;

    switch (people[person].role) {
    case ROLE_PLATFORM_OPERATOR:
        return account_make_platform_operator(cx, who, seed->accounts[person]);
    case ROLE_CUSTOMER:
        return portal_grant_add(cx, who, &order, &grant);
    case ROLE_AUDITOR: /* gets a release to look at once there is one */
        return RC_OK;
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

/* As the account program does it: no other database role can write a password. */
static enum rc set_password(void *context, struct cx *cx)
{
    const struct seed *seed = context;
    enum person person = (enum person)seed->at;
    const struct actor *who = cli_actor(seed->cli, seed->workspace);
    bool portal = people[person].role == ROLE_CUSTOMER || people[person].role == ROLE_AUDITOR;
    const struct link_order order = { .account = seed->accounts[person],
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

static enum rc add_person(void *context, struct cx *cx)
{
    struct seed *seed = context;
    enum person person = (enum person)seed->at;
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

static enum rc add_customer(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *who = as(seed, cx, OSKAR);
    struct connection connection;
    struct tenant *tenant = &seed->tenants[seed->at];
    const char *url = arena_printf(cx->mem, "https://localhost:%lld", (long long)seed->cli->config.sim_port);
    enum rc rc = tenant_by_slug(cx, who, customers[seed->at].slug, tenant);

    if (rc == RC_NOT_FOUND) {
        rc = tenant_add(cx, who, customers[seed->at].slug, customers[seed->at].name, tenant);
    }
    if (rc == RC_OK) {
        rc = connection_of_tenant(cx, who, tenant->id, &connection);
    }
    if (rc == RC_NOT_FOUND) {
        rc = connection_add(cx, who,
                            &(struct connection_new){ .tenant = tenant->id,
                                                      .provider = "graph",
                                                      .external_tenant = customers[seed->at].external,
                                                      .client = customers[seed->at].client,
                                                      .base_url = url,
                                                      .login_url = url,
                                                      .secret = customers[seed->at].secret },
                            &connection);
    }
    return rc;
}

static enum rc ask(struct seed *seed, struct cx *cx, enum person person, enum operation operation)
{
    return run_request(
        cx, as(seed, cx, person),
        &(struct run_request){ .operation = operation, .tenant = seed->tenants[seed->at].id, .origin = RUN_BY_PERSON },
        &seed->run);
}

static enum rc ask_for_test(void *context, struct cx *cx)
{
    return ask(context, cx, OLIVIA, OPERATION_CONNECTION_TEST);
}

static enum rc ask_for_capture(void *context, struct cx *cx)
{
    return ask(context, cx, OLIVIA, OPERATION_CAPTURE);
}

/* ---- the main job, for the first customer ---- */

static enum rc propose_baseline(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *olivia = as(seed, cx, OLIVIA);
    const struct baseline_new_profile profile = { .tenant = seed->tenants[CONTOSO].id,
                                                  .name = "Golden master",
                                                  .name_prefix = "" };
    enum rc rc = baseline_profile_add(cx, olivia, &profile, &seed->profile);

    return rc == RC_OK ? baseline_propose(cx, olivia, seed->profile, &seed->snapshot) : rc;
}

static enum rc approve_baseline(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct baseline_decision decision = { .id = seed->snapshot,
                                                .row_version = 1,
                                                .reason = "Reviewed with the customer." };
    struct baseline_snapshot approved;

    return baseline_approve(cx, as(seed, cx, ARNO), &decision, &approved);
}

/* An entry about drift, counted from the least severe. RC_NOT_FOUND: there are not so many. */
static enum rc first_item(struct seed *seed, struct cx *cx, size_t skip, struct decision_item *out)
{
    const struct decision_filter filter = { .scope = DECISION_SCOPE_OPEN,
                                            .kind = "drift",
                                            .tenant = seed->tenants[CONTOSO].id,
                                            .severity = -1,
                                            .limit = DECISION_LIST_MAX };
    struct decision_list list;
    enum rc rc = decision_list(cx, as(seed, cx, OLIVIA), &filter, &list);

    if (rc == RC_OK && list.count <= skip) {
        return fail_set(cx, RC_NOT_FOUND, NULL, "the inbox has %zu entries about drift", list.count);
    }
    if (rc == RC_OK) {
        *out = list.items[list.count - 1 - skip];
    }
    return rc;
}

/* Olivia asks to accept the risk of the least severe difference for two months. */
static enum rc ask_to_accept(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct exception_filter requested = {
        .scope = EXCEPTION_SCOPE_ANY, .state = EXCEPTION_REQUESTED, .tenant = seed->tenants[CONTOSO].id, .limit = 1
    };
    struct exception_list list;
    struct decision_item item;
    enum rc rc = first_item(seed, cx, 0, &item);

    if (rc == RC_OK) {
        int days = severity_max_days(item.severity) < ACCEPTED_DAYS ? severity_max_days(item.severity) : ACCEPTED_DAYS;
        const struct decision_verb verb = {
            .id = item.id,
            .row_version = item.row_version,
            .note = "The vendor needs this until the warehouse migration in January; compensated by network rules.",
        };

        rc = decision_accept_risk(cx, as(seed, cx, OLIVIA), &verb, clock_now_us(cx->clock) + days * DAY_US, &item);
    }
    if (rc == RC_OK) {
        rc = exception_list(cx, as(seed, cx, OLIVIA), &requested, &list);
    }
    if (rc == RC_OK && list.count > 0) {
        seed->exception = list.items[0].id;
    }
    return rc;
}

static enum rc approve_exceptions(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *arno = as(seed, cx, ARNO);
    const struct exception_filter requested = {
        .scope = EXCEPTION_SCOPE_ANY, .state = EXCEPTION_REQUESTED, .tenant = seed->tenants[CONTOSO].id, .limit = 50
    };
    struct exception_list list;
    enum rc rc = exception_list(cx, arno, &requested, &list);

    for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
        const struct exception_decision decision = { .id = list.items[i].id,
                                                     .row_version = list.items[i].row_version,
                                                     .note = "Accepted until the migration is done." };
        struct exception approved;

        rc = exception_approve(cx, arno, &decision, &approved);
    }
    return rc;
}

/* Another difference is given to Olivia herself. */
static enum rc assign_one(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct decision_item item;
    enum rc rc = first_item(seed, cx, 0, &item);

    if (rc == RC_OK) {
        const struct decision_verb verb = { .id = item.id,
                                            .row_version = item.row_version,
                                            .note = "Mine; ticket with the site." };

        rc = decision_assign(cx, as(seed, cx, OLIVIA), &verb, seed->accounts[OLIVIA], &item);
    }
    return rc;
}

/* The first and last day of the quarter that the clock is in. */
static void this_quarter(struct cx *cx, const char **from, const char **to)
{
    static const char *const ends[] = { "03-31", "06-30", "09-30", "12-31" };
    const char *now = time_iso(cx->mem, clock_now_us(cx->clock));
    int month = (now[5] - '0') * 10 + (now[6] - '0');
    int quarter = (month - 1) / 3;

    *from = arena_printf(cx->mem, "%.4s-%02d-01", now, quarter * 3 + 1);
    *to = arena_printf(cx->mem, "%.4s-%s", now, ends[quarter]);
}

static enum rc compose_review(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *olivia = as(seed, cx, OLIVIA);
    struct review_text text = {
        .tenant = seed->tenants[CONTOSO].id,
        .title = "Quarterly review",
        .summary =
            "Sign-in protection and device management follow the agreed baseline. The differences found this quarter are "
            "either being worked on or accepted for a limited time.",
        .limitations = "Only configuration that the provider's interfaces expose was assessed.\n"
                       "Whether users follow the policies in daily work was not part of this review.",
    };
    struct review review;
    enum rc rc;

    this_quarter(cx, &text.period_from, &text.period_to);
    rc = review_compose(cx, olivia, &text, &seed->review);
    if (rc == RC_OK) {
        const struct review_change change = { .id = seed->review, .row_version = 1 };

        rc = review_hand_in(cx, olivia, &change, &review);
    }
    return rc;
}

static enum rc sign_review(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *rita = as(seed, cx, RITA);
    struct review review;
    struct review_signoffs signoffs;
    struct review_change change = { .id = seed->review };
    enum rc rc = review_get(cx, rita, seed->review, &review, &signoffs);

    change.row_version = review.row_version;
    if (rc == RC_OK) {
        rc = review_sign(cx, rita, &change, NULL, &review);
    }
    change.row_version = review.row_version;
    return rc == RC_OK ? review_want_release(cx, rita, &change, &review, &seed->run) : rc;
}

static enum rc invite_auditor(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct portal_order order = { .account = seed->accounts[ANTON],
                                  .expires_us = clock_now_us(cx->clock) + 90 * DAY_US };
    struct release release;
    struct uuid grant;
    enum rc rc = release_of_review(cx, as(seed, cx, OLIVIA), seed->review, &release);

    order.release = release.id;
    return rc == RC_OK ? portal_grant_add(cx, as(seed, cx, OLIVIA), &order, &grant) : rc;
}

/* ---- in order ---- */

struct step {
    const char *text;
    enum rc (*body)(void *context, struct cx *cx);
    enum rc (*wait)(struct seed *seed);
};

static enum rc do_steps(struct seed *seed, const struct step *steps, size_t count)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        (void)printf("  %s\n", steps[i].text);
        (void)fflush(stdout);
        rc = steps[i].body == NULL ? RC_OK : change(seed, steps[i].body);
        rc = rc == RC_OK && steps[i].wait != NULL ? steps[i].wait(seed) : rc;
    }
    return rc;
}

static enum rc add_people(struct seed *seed, enum person from, enum person to)
{
    enum rc rc = RC_OK;

    for (int person = (int)from; rc == RC_OK && person < (int)to; person++) {
        seed->at = person;
        rc = change(seed, add_person);
        if (rc == RC_OK) {
            const struct tx_scope scope = { .workspace = seed->workspace.v, .request_id = "demo" };

            rc = transact(&seed->cli->cx, seed->accounts_db, TX_WRITE, &scope, set_password, seed);
        }
    }
    return rc;
}

static enum rc first_capture(struct seed *seed, int customer)
{
    static const struct step steps[] = {
        { "the customer's connection", add_customer, NULL },
        { "its test", ask_for_test, wait_for_run },
        { "its first capture and evaluation", NULL, wait_for_quiet },
    };

    seed->at = customer;
    (void)printf("%s\n", customers[customer].name);
    return do_steps(seed, steps, sizeof steps / sizeof steps[0]);
}

static enum rc apply_drift(struct seed *seed)
{
    static const char *const scenarios[] = { "ca-exclusion-added", "bitlocker-weakened", "sharepoint-anyone-links",
                                             "new-script" };

    for (size_t i = 0; i < sizeof scenarios / sizeof scenarios[0]; i++) {
        if (demo_apply(seed->cli, scenarios[i], customers[CONTOSO].external) != CLI_DONE) {
            return fail_set(&seed->cli->cx, RC_UNAVAILABLE, NULL, "the simulator refused the scenario %s",
                            scenarios[i]);
        }
    }
    return RC_OK;
}

/* From the baseline to the release. */
static enum rc main_job(struct seed *seed)
{
    static const struct step before[] = {
        { "a baseline is proposed", propose_baseline, NULL },
        { "another person approves it", approve_baseline, NULL },
    };
    static const struct step after[] = {
        { "a capture and a compare find what changed", ask_for_capture, wait_for_quiet },
        { "a risk is to be accepted", ask_to_accept, NULL },
        { "another person approves that", approve_exceptions, NULL },
        { "a finding is assigned", assign_one, NULL },
        { "a second capture", ask_for_capture, wait_for_quiet },
        { "a review is composed", compose_review, NULL },
        { "another person signs it; the sealer builds, signs and verifies the pack, then shows it", sign_review,
          wait_for_run },
        { "the auditor is invited", invite_auditor, NULL },
    };
    enum rc rc;

    seed->at = CONTOSO;
    (void)printf("The main job for %s\n", customers[CONTOSO].name);
    rc = do_steps(seed, before, sizeof before / sizeof before[0]);
    if (rc == RC_OK) {
        (void)printf("  somebody changes the tenant\n");
        rc = apply_drift(seed);
    }
    return rc == RC_OK ? do_steps(seed, after, sizeof after / sizeof after[0]) : rc;
}

static enum rc find_workspace(void *context, struct cx *cx)
{
    struct seed *seed = context;

    return workspace_by_slug(cx, "demo", &seed->workspace);
}

static enum rc has_reviews(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct review_filter filter = { .state = REVIEW_RELEASED, .limit = 1 };
    struct review_list list;
    enum rc rc = review_list(cx, as(seed, cx, OLIVIA), &filter, &list);

    return rc == RC_OK && list.count == 0 ? RC_NOT_FOUND : rc;
}

static enum rc seed_all(struct seed *seed)
{
    enum rc rc = in_transaction(seed, TX_READ, find_workspace);

    if (rc == RC_OK && in_transaction(seed, TX_READ, has_reviews) == RC_OK) {
        (void)printf("the demo is there already\n");
        return RC_OK;
    }
    if (rc == RC_OK) {
        fail_clear(&seed->cli->cx);
        return fail_set(&seed->cli->cx, RC_CONFLICT,
                        N_("The demo was interrupted half-way. Drop it and start anew: make reset run"),
                        "the workspace demo has no released review");
    }
    fail_clear(&seed->cli->cx);
    if (rc == RC_NOT_FOUND) {
        seed->workspace.v = uuid_new(seed->cli->cx.clock);
        rc = change(seed, add_workspace);
    }
    (void)printf("People of the workspace\n");
    rc = rc == RC_OK ? add_people(seed, OLIVIA, CARLA) : rc;
    for (int customer = 0; rc == RC_OK && customer < CUSTOMER_COUNT; customer++) {
        rc = first_capture(seed, customer);
    }
    (void)printf("People of the portal\n");
    rc = rc == RC_OK ? add_people(seed, CARLA, PERSON_COUNT) : rc;
    return rc == RC_OK ? main_job(seed) : rc;
}

static void print_sign_ins(struct cli *cli)
{
    (void)printf("\nSign in at %s (the password of all is %s)\n", cli_site_url(cli, SITE_OPERATOR), DEMO_PASSWORD);
    for (int person = OLIVIA; person < PERSON_COUNT; person++) {
        if (person == CARLA) {
            (void)printf("Customers and auditors at %s\n", cli_site_url(cli, SITE_PORTAL));
        }
        (void)printf("  %-24s %s, %s\n", people[person].login, people[person].name, people[person].work);
    }
}

enum cli_exit verb_demo_seed(struct cli *cli, int argc, char **argv)
{
    struct seed seed = { .cli = cli };
    enum cli_exit code;
    enum rc rc;

    (void)argv;
    if (argc != 0) {
        return cli_usage(cli, "no words are wanted");
    }
    code = cli_enter(cli);
    if (code != CLI_DONE) {
        return code;
    }
    rc = cli_db(cli, &seed.db);
    seed.accounts_db = db_new(config_conninfo(cli->mem, &cli->config), "tp_account", "demo");
    rc = rc == RC_OK ? seed_all(&seed) : rc;
    db_free(seed.accounts_db);
    db_free(seed.db);
    if (rc != RC_OK) {
        return cli_fail(cli, rc);
    }
    print_sign_ins(cli);
    return CLI_DONE;
}
