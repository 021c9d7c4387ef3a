/* Row-level security, table by table and role by role, from the catalogue: each program's role sees and writes what it is said to here,
 * and each policy is needed for that. A table that is added later is tried without a line here.
 *
 * A table holds one canary of another workspace, made of defaults by column type and placed past constraints and references. Every role
 * that is granted something on the table, and one that is granted everything, is tried in its own workspace, in the canary's and in
 * none. Then each policy is dropped by itself, and the same trial must find fault. */
#include <stdio.h>

#include "base/text.h"
#include "support/scratch.h"
#include "support/suite.h"

#define OURS   "11111111-1111-4111-8111-111111111111"
#define THEIRS "22222222-2222-4222-8222-222222222222"
#define NIL    "00000000-0000-0000-0000-000000000000"

/* All with a workspace and row-level security. */
#define OWNED                                                                                                             \
    "SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"      \
    " WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid" \
    " AND a.attname = 'workspace_id')"

static const char *const roles[] = {
    "tp_inbox",  "tp_reviews", "tp_reports", "tp_system", "tp_account",     "tp_portal",
    "tp_worker", "tp_sealer",  "tp_cli",     "tp_maint",  "probe_of_tests",
};

enum { ROLES = sizeof roles / sizeof roles[0] };

static struct scratch *s;

/* ---- who may, typed from house.md, domain.md 3 and product.md: by the transaction's workspace, with these exceptions ---- */

/* The sealer sequences, and `audit verify` reads, the log of all workspaces. */
static bool reads_the_whole_log(const char *table, const char *role)
{
    return text_starts(table, "audit_") && (text_equal(role, "tp_sealer") || text_equal(role, "tp_cli"));
}

/* The portal has no workspace in its addresses: there a person sees what was granted, wherever. */
static bool goes_by_person(const char *table)
{
    return text_equal(table, "portal_grant") || text_equal(table, "release") || text_equal(table, "release_file");
}

static bool should_see(const char *table, const char *role, const char *workspace, const char *person)
{
    bool there = text_equal(workspace, THEIRS);
    bool theirs = text_equal(person, THEIRS);

    if (text_equal(role, "tp_portal") && text_equal(table, "membership")) {
        return false;
    }
    if (text_equal(role, "tp_portal") && goes_by_person(table)) {
        return theirs;
    }
    if (text_equal(role, "tp_portal") && text_equal(table, "release_download")) {
        return there && theirs;
    }
    return there || reads_the_whole_log(table, role);
}

static bool should_insert(const char *table, const char *role, const char *workspace, const char *person)
{
    bool there = text_equal(workspace, THEIRS);

    if (text_equal(role, "tp_portal") && text_equal(table, "release_download")) {
        return there && text_equal(person, THEIRS);
    }
    return there || (text_equal(table, "audit_leaf") && text_equal(role, "tp_sealer"));
}

static bool should_delete(const char *table, const char *role, const char *workspace)
{
    return text_equal(workspace, THEIRS) || (text_equal(table, "audit_pending") && text_equal(role, "tp_sealer"));
}

/* ---- canaries ---- */

/* INSERT of one row of the workspace: every column that must be given, by its type. All its ids are the workspace's. */
static const char *canary_of(const char *table, const char *workspace)
{
    const char *row = scratch_text(
        s,
        "SELECT format('INSERT INTO %s (%%s) VALUES (%%s)', string_agg(quote_ident(attname), ', ' ORDER BY attnum),"
        " string_agg(CASE WHEN t LIKE '%%[]' THEN quote_literal('{}')"
        " ELSE CASE t WHEN 'uuid' THEN quote_literal('%s') WHEN 'text' THEN quote_literal('canary')"
        " WHEN 'bytea' THEN quote_literal('\\x00') WHEN 'jsonb' THEN quote_literal('{}') WHEN 'boolean' THEN 'true'"
        " WHEN 'date' THEN quote_literal('2026-01-01') WHEN 'timestamp with time zone' THEN quote_literal('2026-01-01Z')"
        " ELSE '1' END END, ', ' ORDER BY attnum))"
        " FROM (SELECT attname, attnum, format_type(atttypid, NULL) AS t FROM pg_attribute WHERE attrelid = '%s'::regclass"
        "  AND attnum > 0 AND NOT attisdropped AND attnotnull AND attgenerated = '' AND attidentity = '') AS c",
        table, workspace, table);

    ck_assert_msg(row != NULL, "%s has no columns", table);
    return row;
}

/* Constraints would stop a canary of made-up values before any policy is asked. */
static void forget_constraints(void)
{
    scratch_exec(
        s,
        "DO $$ DECLARE found record; BEGIN FOR found IN SELECT conrelid::regclass AS t, conname FROM pg_constraint k"
        " JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"
        " WHERE contype IN ('c', 'f') AND NOT c.relispartition"
        " ORDER BY contype DESC LOOP EXECUTE format('ALTER TABLE %%s DROP CONSTRAINT IF EXISTS %%I CASCADE', found.t, found.conname);"
        " END LOOP; FOR found IN SELECT tgrelid::regclass AS t, tgname FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid"
        " WHERE NOT tgisinternal AND NOT c.relispartition LOOP EXECUTE format('DROP TRIGGER IF EXISTS %%I ON %%s', found.tgname, found.t);"
        " END LOOP; END $$");
}

/* A canary in each table; the one customer of the foreign workspace was granted its one tenant, whose release is shown. */
static void place_canaries(void)
{
    int count = (int)scratch_int(s, "SELECT count(*) FROM (" OWNED ") AS t");

    ck_assert_int_ge(count, 40);
    for (int i = 0; i < count; i++) {
        scratch_exec(
            s, "%s",
            canary_of(scratch_text(s, "SELECT relname FROM (" OWNED ") AS t ORDER BY relname OFFSET %d", i), THEIRS));
    }
    scratch_exec(s, "UPDATE portal_grant SET role = 'customer', tenant_id = '" THEIRS "'");
    scratch_exec(s, "UPDATE release SET state = 'shown'");
    scratch_exec(s, "%s", canary_of("audit_event", NIL));
    scratch_exec(s, "%s", canary_of("audit_person", NIL));
}

static void start(void)
{
    s = scratch_new();
    forget_constraints();
    place_canaries();
    /* of the cluster, and left behind in it */
    scratch_exec(s, "DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'probe_of_tests') THEN"
                    " CREATE ROLE probe_of_tests; END IF; END $$;"
                    " GRANT SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA public TO probe_of_tests");
}

/* ---- one trial: all that deviates is named, counted and rolled back ---- */

struct trial {
    const char *table;
    bool quiet;
    int deviations;
};

static void deviates(struct trial *trial, const char *role, const char *what, const char *workspace, const char *person)
{
    trial->deviations++;
    if (!trial->quiet) {
        (void)fprintf(stderr, "%s: %s as %s in workspace '%s' as person '%s'\n", trial->table, what, role, workspace,
                      person);
    }
}

static void become(const char *role, const char *workspace, const char *person)
{
    scratch_exec(s,
                 "SAVEPOINT trial; SET LOCAL ROLE %s; SELECT set_config('app.ws', '%s', true),"
                 " set_config('app.account', '%s', true)",
                 role, workspace, person);
}

static void come_back(void)
{
    scratch_exec(s, "ROLLBACK TO trial; RESET ROLE");
}

static bool granted(const char *role, const char *table, const char *privilege)
{
    return scratch_int(s, "SELECT has_table_privilege('%s', '%s', '%s')::int", role, table, privilege) == 1;
}

static int64_t left(const char *table)
{
    return scratch_int(s, "SELECT count(*) FROM %s WHERE workspace_id = '" THEIRS "'", table);
}

static void try_reading(struct trial *trial, const char *role, const char *workspace, const char *person)
{
    bool seen;

    become(role, workspace, person);
    seen = left(trial->table) > 0;
    come_back();
    if (seen != should_see(trial->table, role, workspace, person)) {
        deviates(trial, role, seen ? "seen" : "not seen", workspace, person);
    }
}

static void try_inserting(struct trial *trial, const char *role, const char *workspace, const char *person)
{
    const char *insert = canary_of(trial->table, THEIRS);
    char state[6] = "";
    bool done;

    scratch_exec(s, "SAVEPOINT empty; DELETE FROM %s", trial->table);
    become(role, workspace, person);
    done = !scratch_refused(s, state, "%s", insert);
    ck_assert_msg(done || text_equal(state, "42501"), "%s: %s", trial->table, state);
    come_back();
    scratch_exec(s, "ROLLBACK TO empty");
    if (done != should_insert(trial->table, role, workspace, person)) {
        deviates(trial, role, done ? "inserted" : "not inserted", workspace, person);
    }
}

static void try_deleting(struct trial *trial, const char *role, const char *workspace)
{
    bool done;

    become(role, workspace, "");
    scratch_exec(s, "DELETE FROM %s; RESET ROLE", trial->table);
    done = left(trial->table) == 0;
    come_back();
    if (done != should_delete(trial->table, role, workspace)) {
        deviates(trial, role, done ? "deleted" : "not deleted", workspace, "");
    }
}

static void try_role(struct trial *trial, const char *role)
{
    static const char *const workspaces[] = { OURS, THEIRS, "" };
    static const char *const persons[] = { "", OURS, THEIRS };
    size_t person_count = text_equal(role, "tp_portal") ? 3 : 1; /* elsewhere the person is no matter */
    bool reads = granted(role, trial->table, "SELECT");
    bool inserts = granted(role, trial->table, "INSERT");
    bool deletes = granted(role, trial->table, "DELETE");

    for (size_t w = 0; w < 3; w++) {
        for (size_t p = 0; p < person_count; p++) {
            if (reads) {
                try_reading(trial, role, workspaces[w], persons[p]);
            }
            if (inserts) {
                try_inserting(trial, role, workspaces[w], persons[p]);
            }
        }
        if (deletes) {
            try_deleting(trial, role, workspaces[w]);
        }
    }
}

/* The installation's own events, which belong to no workspace, are not the operators'. */
static void try_the_platforms(struct trial *trial)
{
    static const char *const operators[] = { "tp_inbox", "tp_reports", "tp_reviews" };

    for (size_t i = 0; i < 3; i++) {
        become(operators[i], "", "");
        if (scratch_int(s, "SELECT count(*) FROM %s WHERE workspace_id = '" NIL "'", trial->table) != 0) {
            deviates(trial, operators[i], "the platform's seen", "", "");
        }
        come_back();
    }
}

/* A release that is not there yet, or not any more, has nothing to give; of the latter the portal shows that it was. */
static void try_unreleased(struct trial *trial)
{
    static const char *const states[] = { "building", "abandoned", "withdrawn" };

    for (size_t i = 0; i < 3; i++) {
        bool tombstone = text_equal(states[i], "withdrawn") && text_equal(trial->table, "release");

        scratch_exec(s, "SAVEPOINT state; UPDATE release SET state = '%s'", states[i]);
        become("tp_portal", "", THEIRS);
        if ((left(trial->table) > 0) != tombstone) {
            deviates(trial, "tp_portal", states[i], "", THEIRS);
        }
        come_back();
        scratch_exec(s, "ROLLBACK TO state");
    }
}

static int try_table(const char *table, bool quiet)
{
    struct trial trial = { .table = table, .quiet = quiet };

    for (size_t i = 0; i < ROLES; i++) {
        try_role(&trial, roles[i]);
    }
    if (text_equal(table, "audit_event") || text_equal(table, "audit_person")) {
        try_the_platforms(&trial);
    }
    if (text_equal(table, "release") || text_equal(table, "release_file")) {
        try_unreleased(&trial);
    }
    return trial.deviations;
}

START_TEST(every_role_sees_and_writes_what_it_may)
{
    int deviations = 0;
    int count;

    start();
    count = (int)scratch_int(s, "SELECT count(*) FROM (" OWNED ") AS t");
    scratch_exec(s, "BEGIN");
    for (int i = 0; i < count; i++) {
        deviations += try_table(
            scratch_text(s, "SELECT relname FROM (" OWNED ") AS t ORDER BY relname OFFSET %d LIMIT 1", i), false);
    }
    scratch_exec(s, "ROLLBACK");
    ck_assert_int_eq(deviations, 0);
    scratch_free(s);
}

END_TEST

/* The trial above would see each one go. */
START_TEST(no_policy_can_be_spared)
{
    int count;

    start();
    count = (int)scratch_int(s, "SELECT count(*) FROM pg_policies");
    ck_assert_int_ge(count, 50);
    for (int i = 0; i < count; i++) {
        const char *table =
            scratch_text(s, "SELECT tablename FROM pg_policies ORDER BY tablename, policyname OFFSET %d LIMIT 1", i);
        const char *policy =
            scratch_text(s, "SELECT policyname FROM pg_policies ORDER BY tablename, policyname OFFSET %d LIMIT 1", i);

        scratch_exec(s, "BEGIN; DROP POLICY %s ON %s", policy, table);
        ck_assert_msg(try_table(table, true) > 0, "%s: nothing misses the policy %s", table, policy);
        scratch_exec(s, "ROLLBACK");
    }
    scratch_free(s);
}

END_TEST

SUITE(isolation, every_role_sees_and_writes_what_it_may, no_policy_can_be_spared);
