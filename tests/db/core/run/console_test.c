/* The console's database role: metadata by its functions, and nothing else of any workspace. */
#include "core/run/console.h"

#include <string.h>

#include "base/text.h"
#include "core/queue/queue.h"
#include "support/estate.h"
#include "support/suite.h"

static const struct workspace_id nowhere;
static const struct account_id nobody;

static const struct actor *platform_operator(struct scratch *s)
{
    static const enum role role = ROLE_PLATFORM_OPERATOR;

    return actor_new(s->cx.mem, &(struct actor_spec){ .kind = ACTOR_USER, .roles = &role, .role_count = 1 });
}

/* Typed by hand: names of workspaces and members are behind row-level security, the audit log shows the installation's own events. */
START_TEST(its_role_reads_no_table_of_a_workspace)
{
    struct scratch *s = scratch_new();

    ck_assert_str_eq(
        scratch_text(s,
                     "SELECT string_agg(c.relname, ' ' ORDER BY c.relname) FROM pg_class c"
                     " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
                     " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'"
                     " WHERE c.relkind IN ('r', 'p', 'v') AND has_any_column_privilege('tp_system', c.oid, 'SELECT')"),
        "audit_event audit_leaf audit_pending audit_person membership workspace");
    ck_assert_str_eq(
        scratch_text(s, "SELECT coalesce(string_agg(c.relname, ' ' ORDER BY c.relname), '') FROM pg_class c"
                        " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
                        " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'workspace_id'"
                        " WHERE c.relkind IN ('r', 'p', 'v') AND (has_table_privilege('tp_system', c.oid, 'UPDATE')"
                        " OR has_table_privilege('tp_system', c.oid, 'DELETE')"
                        " OR has_table_privilege('tp_system', c.oid, 'TRUNCATE'))"),
        "");
    scratch_free(s);
}

END_TEST

START_TEST(documents_subjects_and_findings_are_refused)
{
    static const char *const tables[] = { "document",          "subject",   "subject_version",
                                          "finding",           "tenant",    "run",
                                          "run_area",          "run_error", "stored_report",
                                          "connection_secret", "job",       "evidence_item" };
    struct scratch *s = scratch_new();
    char state[6];

    for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
        ck_assert_msg(scratch_refused(s, state, "SET LOCAL ROLE tp_system; SELECT 1 FROM %s", tables[i]), "%s",
                      tables[i]);
        ck_assert_str_eq(state, "42501");
    }
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM workspace"), 0);
    (void)scratch_workspace(s, "one");
    scratch_exec(s, "SET ROLE tp_system");
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM workspace"),
                     0); /* row-level security: none without a scope */
    scratch_exec(s, "RESET ROLE");
    scratch_free(s);
}

END_TEST

START_TEST(runs_of_all_workspaces_carry_no_name_of_a_tenant)
{
    struct scratch *s = scratch_new();
    const struct actor *who = platform_operator(s);
    struct console_run *runs;
    struct console_area *areas;
    struct console_error *errors;
    size_t count;

    for (int i = 0; i < 2; i++) {
        struct workspace_id workspace = scratch_workspace(s, i == 0 ? "one" : "two");
        struct tenant_id tenant = { uuid_new(&clock_system) };

        scratch_exec(
            s,
            "SET session_replication_role = replica; INSERT INTO tenant VALUES ('%s', '%s', 'secret', 'SECRET',"
            " 'active', now())",
            id_text(&s->cx, workspace.v), id_text(&s->cx, tenant.v));
        estate_place(s, workspace, tenant, "SECRET");
    }
    scratch_begin(s, "tp_system", TX_READ, nowhere, nobody);
    ck_assert_int_eq(console_runs(&s->cx, who, &(struct console_filter){ .limit = 10 }, &runs, &count), RC_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_eq(
        console_runs(&s->cx, who, &(struct console_filter){ .workspace = "two", .limit = 10 }, &runs, &count), RC_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(runs[0].workspace_slug, "two");
    ck_assert_int_eq(runs[0].outcome, RUN_OUTCOME_PARTIAL);
    ck_assert_int_eq(runs[0].reason, RUN_REASON_TIMEOUT);
    ck_assert_int_eq(console_run_areas(&s->cx, who, runs[0].id, &areas, &count), RC_OK);
    ck_assert_uint_eq(count, 1);
    ck_assert_str_eq(areas[0].area, "conditional_access");
    ck_assert_int_eq(console_run_errors(&s->cx, who, runs[0].id, &errors, &count), RC_OK);
    ck_assert_uint_eq(count, 0);
    scratch_commit(s);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM console_runs(NULL, NULL, NULL, NULL, NULL, NULL, 10) r"
                                    " WHERE r::text LIKE '%%SECRET%%'"),
                     0);
    ck_assert_int_eq(
        scratch_int(s, "SELECT count(*) FROM run r, console_run_areas(r.run_id) a WHERE a::text LIKE '%%SECRET%%'"), 0);
    scratch_free(s);
}

END_TEST

START_TEST(operators_of_a_workspace_are_refused)
{
    struct scratch *s = scratch_new();
    struct workspace_id workspace = scratch_workspace(s, "one");
    const struct actor *owner =
        scratch_actor(s, workspace, scratch_member(s, workspace, "anna", ROLE_OWNER), ROLE_OWNER);
    struct console_health health;
    struct console_run *runs;
    size_t count;

    scratch_begin(s, "tp_system", TX_READ, nowhere, nobody);
    ck_assert_int_eq(console_health(&s->cx, owner, &health), RC_FORBIDDEN);
    scratch_rollback(s);
    scratch_begin(s, "tp_system", TX_READ, nowhere, nobody);
    ck_assert_int_eq(console_runs(&s->cx, owner, &(struct console_filter){ .limit = 1 }, &runs, &count), RC_FORBIDDEN);
    scratch_rollback(s);
    ck_assert(scratch_refused(s, NULL, "SET LOCAL ROLE tp_inbox; SELECT * FROM console_health()"));
    ck_assert(scratch_refused(s, NULL, "SET LOCAL ROLE tp_portal; SELECT * FROM console_workspaces()"));
    scratch_free(s);
}

END_TEST

START_TEST(health_counts_what_waits)
{
    struct estate *e = estate_new();
    const struct actor *who = platform_operator(e->s);
    struct console_health health;

    (void)estate_request(e, OPERATION_CAPTURE, estate_tenant(e, "contoso"));
    scratch_begin(e->s, "tp_system", TX_READ, nowhere, nobody);
    ck_assert_int_eq(console_health(&e->s->cx, who, &health), RC_OK);
    scratch_commit(e->s);
    ck_assert_int_eq(health.waiting_jobs, 1);
    ck_assert_int_ne(health.oldest_job_us, 0);
    ck_assert_int_eq(health.dead_jobs, 0);
    ck_assert_int_gt(health.unsealed_events, 0);
    ck_assert_int_gt(health.oldest_event_us, 0);
    ck_assert_int_gt(health.schema_version, 7);
    ck_assert_int_eq(health.scheduler_until_us, 0);
    estate_free(e);
}

END_TEST

SUITE(core_console, its_role_reads_no_table_of_a_workspace, documents_subjects_and_findings_are_refused,
      runs_of_all_workspaces_carry_no_name_of_a_tenant, operators_of_a_workspace_are_refused, health_counts_what_waits);
