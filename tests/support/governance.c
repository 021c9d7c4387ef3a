#include "support/governance.h"

#include <check.h>
#include <stdlib.h>

#include "base/text.h"
#include "core/decision/decision.h"
#include "ext/crypt.h"
#include "jobs/tick.h"

static struct person person_new(struct governance *g, const char *name, enum role role)
{
    struct account_id id = scratch_member(g->s, g->e->workspace, name, role);

    return (struct person){ id, scratch_actor(g->s, g->e->workspace, id, role) };
}

struct governance *governance_new(void)
{
    struct governance *g = calloc(1, sizeof *g);

    ck_assert_ptr_nonnull(g);
    g->e = estate_new();
    g->s = g->e->s;
    g->cx = &g->s->cx;
    g->tenant = estate_tenant(g->e, "contoso");
    g->olga = (struct person){ g->e->operator, g->e->who };
    g->otto = person_new(g, "otto", ROLE_OPERATOR);
    g->anna = person_new(g, "anna", ROLE_APPROVER);
    g->rita = person_new(g, "rita", ROLE_REVIEWER);
    g->observation = scratch_system(g->s, g->e->workspace, CAP_OBSERVATION);
    g->scheduler = scratch_system(g->s, g->e->workspace, CAP_SCHEDULER);
    g->ticker = uuid_new(&clock_system);
    g->capture = governance_capture(g);
    return g;
}

void governance_free(struct governance *g)
{
    estate_free(g->e);
    free(g);
}

void governance_begin(struct governance *g, const struct actor *who)
{
    const char *role = actor_kind(who) == ACTOR_USER ? "tp_inbox" : "tp_worker";

    scratch_begin(g->s, role, TX_WRITE, g->e->workspace, actor_account(who));
}

enum rc governance_end(struct governance *g, enum rc rc)
{
    if (rc == RC_OK) {
        scratch_commit(g->s);
    } else {
        scratch_rollback(g->s);
    }
    return rc;
}

void governance_tick(struct governance *g)
{
    struct cx cx = *g->cx;
    int acted;

    cx.mem = arena_new(); /* which the scheduler empties */
    ck_assert_int_eq(tick_once(&cx, scratch_db(g->s, "tp_worker"), g->ticker, &acted), RC_OK);
    arena_free(cx.mem);
}

void governance_wait(struct governance *g)
{
    g->s->clock.now_us += MINUTE_US;
}

struct run_id governance_capture(struct governance *g)
{
    struct run run;

    governance_wait(g);
    run = estate_request(g->e, OPERATION_CAPTURE, g->tenant);
    (void)estate_work(g->e);
    return run.id;
}

struct run_id governance_run(struct governance *g, const char *operation, const char *outcome)
{
    struct run_id id;

    governance_wait(g);
    id.v = uuid_new(g->cx->clock);
    scratch_exec(
        g->s,
        "SET session_replication_role = replica; INSERT INTO run (workspace_id, run_id, operation, tenant_id, state,"
        " outcome, reason, origin, requested_at, finished_at) VALUES ('%s', '%s', '%s', '%s', 'completed', '%s',"
        " 'internal_error', 'schedule', now(), now()); SET session_replication_role = DEFAULT",
        ID(g, g->e->workspace), ID(g, id), operation, ID(g, g->tenant), outcome);
    return id;
}

struct profile_id governance_profile(struct governance *g, const char *name)
{
    const struct baseline_new_profile in = { .tenant = g->tenant, .name = name, .name_prefix = "" };
    struct profile_id id;

    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_profile_add(g->cx, g->olga.who, &in, &id)), RC_OK);
    return id;
}

struct snapshot_id governance_snapshot(struct governance *g, const char *name, bool approved)
{
    struct profile_id profile = governance_profile(g, name);
    struct baseline_decision decision = { .row_version = 1, .reason = "" };
    struct baseline_snapshot snapshot;

    ck_assert_int_eq(GOVERN(g, g->olga.who, baseline_propose(g->cx, g->olga.who, profile, &decision.id)), RC_OK);
    if (approved) {
        ck_assert_int_eq(GOVERN(g, g->anna.who, baseline_approve(g->cx, g->anna.who, &decision, &snapshot)), RC_OK);
    }
    return decision.id;
}

static struct finding_observer observer_of(struct governance *g, struct profile_id profile, struct run_id run)
{
    return (struct finding_observer){ .tenant = g->tenant,
                                      .run = run,
                                      .kind = "drift",
                                      .profile = profile,
                                      .interpretation = "",
                                      .identity_version = 1,
                                      .capture = run };
}

struct finding_id governance_fail(struct governance *g, struct profile_id profile, struct run_id run,
                                  const char *object, const char *path, const char *value, enum severity severity)
{
    const struct finding_observer observer = observer_of(g, profile, run);
    uint8_t identity[SHA256_LEN];
    struct finding_failure failure = {
        .identity = bytes_of(identity, sizeof identity),
        .family = "conditional_access",
        .object_id = object,
        .subject_name = object,
        .control_code = "",
        .path = path,
        .label = "",
        .op = "replace",
        .before = "\"enabled\"",
        .after = value,
        .severity = severity,
    };
    struct finding_counts counts = { 0 };
    struct finding_moves moves;

    sha256(bytes_text(arena_printf(g->cx->mem, "%s %s %s", ID(g, profile), object, path)), identity);
    ck_assert_int_eq(GOVERN(g, g->observation,
                            finding_observe_failed(g->cx, g->observation, &observer, &failure, 1, &counts, &moves)),
                     RC_OK);
    ck_assert_uint_eq(moves.count, 1);
    return moves.items[0].id;
}

struct finding_counts governance_pass(struct governance *g, struct profile_id profile, struct run_id run)
{
    return governance_pass_again(g, profile, run, run);
}

struct finding_counts governance_pass_again(struct governance *g, struct profile_id profile, struct run_id run,
                                            struct run_id capture)
{
    static const char *const families[] = { "conditional_access" };
    struct finding_observer observer = observer_of(g, profile, run);
    struct finding_counts counts = { 0 };

    observer.capture = capture;
    ck_assert_int_eq(
        GOVERN(g, g->observation, finding_observe_passed(g->cx, g->observation, &observer, families, 1, &counts, NULL)),
        RC_OK);
    return counts;
}

void governance_dismiss(struct governance *g, struct finding_id id, const char *reason)
{
    struct decision_verb verb = { .row_version = 1, .note = "" };
    struct decision_item item;

    ck_assert_int_eq(GOVERN(g, g->olga.who, decision_propose_dismissal(g->cx, g->olga.who, id, reason, &verb.id)),
                     RC_OK);
    ck_assert_int_eq(GOVERN(g, g->anna.who, decision_confirm_dismissal(g->cx, g->anna.who, &verb, true, &item)), RC_OK);
    ck_assert_int_eq(governance_finding(g, id).state, FINDING_FALSE_POSITIVE);
}

struct finding governance_finding(struct governance *g, struct finding_id id)
{
    struct finding finding;

    ck_assert_int_eq(GOVERN(g, g->olga.who, finding_get(g->cx, g->olga.who, id, &finding)), RC_OK);
    return finding;
}

int governance_events(struct governance *g, struct uuid object, const char *action)
{
    return (int)scratch_int(g->s, "SELECT count(*) FROM audit_event WHERE object_id = '%s' AND action = '%s'",
                            id_text(g->cx, object), action);
}

void governance_place(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant, const char *name)
{
    const char *ws = id_text(&s->cx, workspace.v);
    const char *id = id_text(&s->cx, tenant.v);
    const char *finding = id_text(&s->cx, uuid_new(&clock_system));

    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(
        s,
        "INSERT INTO finding (workspace_id, finding_id, tenant_id, identity, identity_version, kind, family, object_id,"
        " subject_name, path, op, before, after, value_hash, severity, state, first_seen_at, last_seen_at, first_run_id,"
        " last_run_id, last_result, state_changed_at) SELECT '%s', '%s', '%s', sha256('%s'), 1, 'drift',"
        " 'conditional_access', 'o-1', '%s', '/state', 'replace', '\"enabled\"', '\"disabled\"', sha256('v'), 'high',"
        " 'open', now(), now(), run_id, run_id, 'failed', now() FROM run WHERE workspace_id = '%s' LIMIT 1",
        ws, finding, id, name, name, ws);
    scratch_exec(
        s,
        "INSERT INTO exception (workspace_id, exception_id, tenant_id, finding_id, state, justification, requester_id,"
        " requested_at, starts_at, expires_at, severity) VALUES ('%s', gen_random_uuid(), '%s', '%s', 'requested',"
        " 'Justified at length by %s', gen_random_uuid(), now(), now(), now() + interval '30 days', 'high')",
        ws, id, finding, name);
    scratch_exec(
        s,
        "INSERT INTO decision_item (workspace_id, decision_id, tenant_id, kind, source_type, source_key, source_id, state,"
        " severity, reasons, subject_name, family, opened_at, updated_at) VALUES ('%s', gen_random_uuid(), '%s',"
        " 'approval_required', 'finding', '%s', '%s', 'open', 'high', '{approval_required}', '%s', 'conditional_access',"
        " now(), now())",
        ws, id, finding, finding, name);
    scratch_exec(s, "SET session_replication_role = DEFAULT");
}

void governance_place_baseline(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant,
                               const char *name)
{
    const char *ws = id_text(&s->cx, workspace.v);
    const char *id = id_text(&s->cx, tenant.v);
    const char *profile = id_text(&s->cx, uuid_new(&clock_system));

    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(
        s, "INSERT INTO baseline_profile (workspace_id, profile_id, tenant_id, name) VALUES ('%s', '%s', '%s', '%s')",
        ws, profile, id, name);
    scratch_exec(
        s,
        "INSERT INTO baseline_snapshot (workspace_id, snapshot_id, profile_id, tenant_id, run_id, state, item_count,"
        " content_hash, canonical_version, proposed_by, decided_by, decided_at, reason) SELECT workspace_id,"
        " gen_random_uuid(), '%s', tenant_id, run_id, 'approved', 1, sha256('x'), 1, (SELECT account_id FROM membership"
        " WHERE workspace_id = '%s' LIMIT 1), gen_random_uuid(), now(), '' FROM run WHERE workspace_id = '%s' AND tenant_id = '%s' LIMIT 1",
        profile, ws, ws, id);
    scratch_exec(
        s,
        "INSERT INTO baseline_item (workspace_id, snapshot_id, family, object_id, subject_id, name, document_hash)"
        " SELECT b.workspace_id, b.snapshot_id, j.family, j.object_id, j.subject_id, j.name, j.document_hash"
        " FROM baseline_snapshot b JOIN subject j USING (workspace_id, tenant_id) WHERE b.profile_id = '%s'",
        profile);
    scratch_exec(
        s,
        "INSERT INTO finding (workspace_id, finding_id, tenant_id, identity, identity_version, kind, profile_id, family,"
        " object_id, subject_id, subject_name, path, op, before, after, value_hash, severity, state, first_seen_at,"
        " last_seen_at, first_run_id, last_run_id, last_result, state_changed_at) SELECT j.workspace_id,"
        " gen_random_uuid(), j.tenant_id, sha256('%s'), 1, 'drift', '%s', j.family, j.object_id, j.subject_id, j.name,"
        " '/state', 'replace', '\"on\"', '\"off\"', sha256('off'), 'high', 'open', now(), now(), j.last_seen_run,"
        " j.last_seen_run, 'failed', now() FROM subject j WHERE j.workspace_id = '%s' AND j.tenant_id = '%s'",
        profile, profile, ws, id);
    scratch_exec(s, "SET session_replication_role = DEFAULT");
}
