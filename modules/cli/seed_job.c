/* The main job of the demo, from the customers' connections to the release and its auditor. */
#include <stdio.h>

#include "base/text.h"
#include "core/baseline/baseline.h"
#include "core/connection/connection.h"
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/release/release.h"
#include "core/review/review.h"
#include "core/workspace/portal_grant.h"
#include "modules/cli/demo.h"
#include "modules/cli/seed.h"

enum { ACCEPTED_DAYS = 60, AUDITED_DAYS = 90, REQUESTS_MAX = 50 };

/* The simulator's tenants (modules/graphsim/demo). */
static const struct {
    const char *slug;
    const char *name;
    const char *external;
    const char *client;
    const char *secret;
} customers[SEED_CUSTOMER_COUNT] = {
    [CONTOSO] = { "contoso", "Contoso Logistics", "3f6d1c52-7a0b-4e0e-9d57-1c5f0a7b2e10",
                  "a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1001", "demo-secret-of-contoso" },
    [FABRIKAM] = { "fabrikam", "Fabrikam Dental", "8b0d7f34-1c2e-4a5d-b6f7-0e9a8c7d2e20",
                   "a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1002", "demo-secret-of-fabrikam" },
};

static enum rc found(size_t count)
{
    return count > 0 ? RC_OK : RC_NOT_FOUND;
}

/* ---- connection and first capture ---- */

static enum rc is_connected(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *oskar = seed_as(seed, cx, OSKAR);
    struct tenant *tenant = &seed->tenants[seed->customer];
    struct connection connection;
    enum rc rc = tenant_by_slug(cx, oskar, customers[seed->customer].slug, tenant);

    return rc == RC_OK ? connection_of_tenant(cx, oskar, tenant->id, &connection) : rc;
}

static enum rc connect(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *oskar = seed_as(seed, cx, OSKAR);
    struct tenant *tenant = &seed->tenants[seed->customer];
    const char *url = arena_printf(cx->mem, "https://localhost:%lld", (long long)seed->cli->config.sim_port);
    struct connection connection;
    enum rc rc = tenant_add(cx, oskar, customers[seed->customer].slug, customers[seed->customer].name, tenant);

    return rc != RC_OK ? rc
                       : connection_add(cx, oskar,
                                        &(struct connection_new){ .tenant = tenant->id,
                                                                  .provider = "graph",
                                                                  .external_tenant = customers[seed->customer].external,
                                                                  .client = customers[seed->customer].client,
                                                                  .base_url = url,
                                                                  .login_url = url,
                                                                  .secret = customers[seed->customer].secret },
                                        &connection);
}

static enum rc is_captured(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct run_id run;

    return baseline_newest_capture(cx, seed_as(seed, cx, OLIVIA), seed->tenants[seed->customer].id, &run);
}

static enum rc ask_for_test(void *context, struct cx *cx)
{
    return seed_ask(context, cx, OLIVIA, OPERATION_CONNECTION_TEST);
}

static enum rc ask_for_capture(void *context, struct cx *cx)
{
    return seed_ask(context, cx, OLIVIA, OPERATION_CAPTURE);
}

enum rc seed_customers(struct seed *seed)
{
    static const struct seed_step steps[] = {
        { "the customer's connection", is_connected, connect, NULL, OSKAR },
        { "its test", is_captured, ask_for_test, seed_wait_for_run, OLIVIA },
        { "its first capture and evaluation", is_captured, NULL, seed_wait_for_quiet, OLIVIA },
    };
    enum rc rc = RC_OK;

    for (enum seed_customer customer = CONTOSO; rc == RC_OK && customer < SEED_CUSTOMER_COUNT; customer++) {
        seed->customer = customer;
        (void)printf("%s\n", customers[customer].name);
        rc = seed_steps(seed, steps, sizeof steps / sizeof steps[0]);
    }
    return rc;
}

/* ---- baseline ---- */

static enum rc is_proposed(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct baseline_profiles profiles;
    enum rc rc = baseline_profiles(cx, seed_as(seed, cx, OLIVIA), seed->tenants[CONTOSO].id, &profiles);

    if (rc == RC_OK && profiles.count > 0) {
        seed->profile = profiles.items[0].id;
    }
    return rc == RC_OK ? found(profiles.count) : rc;
}

static enum rc propose_baseline(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *olivia = seed_as(seed, cx, OLIVIA);
    const struct baseline_new_profile profile = { .tenant = seed->tenants[CONTOSO].id,
                                                  .name = "Golden master",
                                                  .name_prefix = "" };
    struct snapshot_id snapshot;
    enum rc rc = baseline_profile_add(cx, olivia, &profile, &seed->profile);

    return rc == RC_OK ? baseline_propose(cx, olivia, seed->profile, &snapshot) : rc;
}

static enum rc is_in_force(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct baseline_snapshots approved;
    enum rc rc = baseline_approved(cx, seed_as(seed, cx, ARNO), seed->tenants[CONTOSO].id, &approved);

    return rc == RC_OK ? found(approved.count) : rc;
}

static enum rc approve_baseline(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *arno = seed_as(seed, cx, ARNO);
    struct baseline_profile profile;
    struct baseline_snapshots snapshots;
    struct baseline_snapshot approved;
    enum rc rc = baseline_profile_get(cx, arno, seed->profile, &profile, &snapshots);
    struct baseline_decision decision = { .reason = "Reviewed with the customer." };

    if (rc == RC_OK && snapshots.count > 0) {
        decision.id = snapshots.items[0].id;
        decision.row_version = snapshots.items[0].row_version;
    }
    return rc == RC_OK ? baseline_approve(cx, arno, &decision, &approved) : rc;
}

/* ---- what is decided ---- */

static enum rc list_exceptions(const struct seed *seed, struct cx *cx, int state, struct exception_list *out)
{
    const struct exception_filter filter = {
        .scope = EXCEPTION_SCOPE_ANY, .state = state, .tenant = seed->tenants[CONTOSO].id, .limit = REQUESTS_MAX
    };

    return exception_list(cx, seed_as(seed, cx, ARNO), &filter, out);
}

static enum rc is_asked(void *context, struct cx *cx)
{
    struct exception_list list;
    enum rc rc = list_exceptions(context, cx, STATE_NONE, &list);

    return rc == RC_OK ? found(list.count) : rc;
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

/* The least severe entry about drift. RC_NOT_FOUND: there is none. */
static enum rc least_severe(const struct seed *seed, struct cx *cx, struct decision_item *out)
{
    const struct decision_filter filter = { .scope = DECISION_SCOPE_OPEN,
                                            .kind = "drift",
                                            .tenant = seed->tenants[CONTOSO].id,
                                            .severity = -1,
                                            .limit = DECISION_LIST_MAX };
    struct decision_list list;
    enum rc rc = decision_list(cx, seed_as(seed, cx, OLIVIA), &filter, &list);

    if (rc == RC_OK && list.count == 0) {
        return fail_set(cx, RC_NOT_FOUND, NULL, "the inbox has no entry about drift");
    }
    if (rc == RC_OK) {
        *out = list.items[list.count - 1];
    }
    return rc;
}

/* Olivia asks to accept the risk of the least severe difference for two months. */
static enum rc ask_to_accept(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct decision_item item;
    enum rc rc = least_severe(seed, cx, &item);

    if (rc == RC_OK) {
        int days = severity_max_days(item.severity) < ACCEPTED_DAYS ? severity_max_days(item.severity) : ACCEPTED_DAYS;
        const struct decision_verb verb = {
            .id = item.id,
            .row_version = item.row_version,
            .note = "The vendor needs this until the warehouse has moved; network rules make up for it.",
        };

        rc = decision_accept_risk(cx, seed_as(seed, cx, OLIVIA), &verb, clock_now_us(cx->clock) + days * DAY_US, &item);
    }
    return rc;
}

static enum rc is_accepted(void *context, struct cx *cx)
{
    struct exception_list list;
    enum rc rc = list_exceptions(context, cx, EXCEPTION_REQUESTED, &list);

    return rc == RC_OK && list.count > 0 ? RC_NOT_FOUND : rc;
}

static enum rc approve_exceptions(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct exception_list list;
    enum rc rc = list_exceptions(seed, cx, EXCEPTION_REQUESTED, &list);

    for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
        const struct exception_decision decision = { .id = list.items[i].id,
                                                     .row_version = list.items[i].row_version,
                                                     .note = "Accepted until the warehouse has moved." };
        struct exception approved;

        rc = exception_approve(cx, seed_as(seed, cx, ARNO), &decision, &approved);
    }
    return rc;
}

static enum rc is_assigned(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct finding_filter filter = { .scope = FINDING_SCOPE_ALL,
                                           .state = FINDING_ASSIGNED,
                                           .severity = -1,
                                           .tenant = seed->tenants[CONTOSO].id,
                                           .limit = 1 };
    struct finding_list list;
    enum rc rc = finding_list(cx, seed_as(seed, cx, OLIVIA), &filter, &list);

    return rc == RC_OK ? found(list.count) : rc;
}

/* Another difference is given to Olivia herself. */
static enum rc assign_one(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct decision_item item;
    enum rc rc = least_severe(seed, cx, &item);

    if (rc == RC_OK) {
        const struct decision_verb verb = { .id = item.id,
                                            .row_version = item.row_version,
                                            .note = "Mine; ticket with the site." };

        rc = decision_assign(cx, seed_as(seed, cx, OLIVIA), &verb, seed->accounts[OLIVIA], &item);
    }
    return rc;
}

/* ---- review and release ---- */

static enum rc find_review(const struct seed *seed, struct cx *cx, struct review_list *out)
{
    const struct review_filter filter = { .state = STATE_NONE, .tenant = seed->tenants[CONTOSO].id, .limit = 1 };

    return review_list(cx, seed_as(seed, cx, RITA), &filter, out);
}

static enum rc is_composed(void *context, struct cx *cx)
{
    struct seed *seed = context;
    struct review_list list;
    enum rc rc = find_review(seed, cx, &list);

    if (rc == RC_OK && list.count > 0) {
        seed->review = list.items[0].id;
    }
    return rc == RC_OK ? found(list.count) : rc;
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
    const struct actor *olivia = seed_as(seed, cx, OLIVIA);
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

static enum rc is_released(void *context, struct cx *cx)
{
    struct review_list list;
    enum rc rc = find_review(context, cx, &list);

    return rc == RC_OK ? found(list.count > 0 && list.items[0].state == REVIEW_RELEASED ? 1 : 0) : rc;
}

static enum rc sign_review(void *context, struct cx *cx)
{
    struct seed *seed = context;
    const struct actor *rita = seed_as(seed, cx, RITA);
    struct review review;
    struct review_signoffs signoffs;
    struct review_change change = { .id = seed->review };
    enum rc rc = review_get(cx, rita, seed->review, &review, &signoffs);

    change.row_version = review.row_version;
    if (rc == RC_OK && review.signed_count < REVIEW_SECTION_COUNT) {
        rc = review_sign(cx, rita, &change, NULL, &review);
        change.row_version = review.row_version;
    }
    return rc == RC_OK ? review_want_release(cx, rita, &change, &review, &seed->run) : rc;
}

enum rc seed_give_release(struct cx *cx, const struct seed *seed)
{
    const struct actor *olivia = seed_as(seed, cx, OLIVIA);
    struct portal_order order = { .account = seed->accounts[ANTON],
                                  .expires_us = clock_now_us(cx->clock) + AUDITED_DAYS * DAY_US };
    struct release release;
    struct uuid grant;
    enum rc rc = release_of_review(cx, olivia, seed->review, &release);

    order.release = release.id;
    return rc == RC_OK ? portal_grant_add(cx, olivia, &order, &grant) : rc;
}

static enum rc invite_auditor(struct seed *seed)
{
    return seed_add_person(seed, ANTON);
}

enum rc seed_main_job(struct seed *seed)
{
    static const struct seed_step steps[] = {
        { "a baseline is proposed", is_proposed, propose_baseline, NULL, OLIVIA },
        { "another person approves it", is_in_force, approve_baseline, NULL, ARNO },
        { "somebody changes the tenant", is_asked, NULL, apply_drift, OLIVIA },
        { "a capture and a compare find what changed", is_asked, ask_for_capture, seed_wait_for_quiet, OLIVIA },
        { "a risk is to be accepted", is_asked, ask_to_accept, NULL, OLIVIA },
        { "another person approves that", is_accepted, approve_exceptions, NULL, ARNO },
        { "a finding is assigned", is_assigned, assign_one, NULL, OLIVIA },
        { "a second capture", is_composed, ask_for_capture, seed_wait_for_quiet, OLIVIA },
        { "a review is composed", is_composed, compose_review, NULL, OLIVIA },
        { "another person signs it; the sealer builds, signs and verifies the pack, then shows it", is_released,
          sign_review, seed_wait_for_run, RITA },
        { "the auditor is invited", seed_is_complete, NULL, invite_auditor, OLIVIA },
    };

    seed->customer = CONTOSO;
    (void)printf("The main job for %s\n", customers[CONTOSO].name);
    return seed_steps(seed, steps, sizeof steps / sizeof steps[0]);
}
