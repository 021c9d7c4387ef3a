#include "core/audit/audit.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/audit/audit_keys.h"
#include "core/audit/audit_proof.h"
#include "core/audit/audit_seal.h"
#include "core/audit/audit_verify.h"
#include "support/bench.h"
#include "support/scratch.h"
#include "support/suite.h"

enum { FOUND_MAX = 64 };

/* A log with two workspaces, a key, and what the last verification found. */
struct world {
    struct scratch *s;
    struct bench bench;
    struct workspace_id north;
    struct workspace_id south;
    struct account_id anna;
    struct audit_problem found[FOUND_MAX];
    size_t found_count;
    struct audit_verdict verdict;
};

static void world_open(struct world *w)
{
    memset(w, 0, sizeof *w);
    bench_open(&w->bench);
    w->s = scratch_new();
    w->north = scratch_workspace(w->s, "north");
    w->south = scratch_workspace(w->s, "south");
    w->anna = scratch_member(w->s, w->north, "anna", ROLE_APPROVER);
    ck_assert_int_eq(audit_keys_ensure(&w->bench.cx, w->bench.folder), RC_OK);
}

static void world_close(struct world *w)
{
    scratch_free(w->s);
    bench_close(&w->bench);
}

static void write_one(struct world *w, struct workspace_id workspace, const char *note)
{
    const struct actor *who = scratch_actor(w->s, workspace, w->anna, ROLE_APPROVER);
    const struct audit_entry entry = { .action = "exception.approved",
                                       .object_type = "exception",
                                       .object = uuid_new(&w->s->clock.clock),
                                       .from = "requested",
                                       .to = "approved",
                                       .note = note,
                                       .seen = bytes_text("01234567890123456789012345678901"),
                                       .evidence = (const struct evidence_id[]){ { { { 1, 2, 3 } } } },
                                       .evidence_count = 1 };

    w->s->clock.now_us += 1500;
    scratch_begin(w->s, "tp_inbox", TX_WRITE, workspace, w->anna);
    ck_assert_int_eq(audit_write(&w->s->cx, who, &entry), RC_OK);
    scratch_commit(w->s);
}

/* Each with another note, or none. */
static void write_many(struct world *w, struct workspace_id workspace, int count)
{
    const struct actor *who = scratch_actor(w->s, workspace, w->anna, ROLE_APPROVER);
    struct audit_entry *entries = arena_calloc(w->s->cx.mem, (size_t)count, sizeof *entries);

    for (int i = 0; i < count; i++) {
        entries[i] = (struct audit_entry){ .action = i % 2 == 0 ? "finding.opened" : "finding.resolved",
                                           .object_type = "finding",
                                           .object = uuid_new(&w->s->clock.clock),
                                           .from = i % 2 == 0 ? NULL : "open",
                                           .to = i % 2 == 0 ? "open" : "resolved",
                                           .note = i % 3 == 0 ? arena_printf(w->s->cx.mem, "note %d", i) : NULL };
    }
    w->s->clock.now_us += 1500;
    scratch_begin(w->s, "tp_worker", TX_WRITE, workspace, w->anna);
    ck_assert_int_eq(audit_write_all(&w->s->cx, who, entries, (size_t)count), RC_OK);
    entries[0].evidence = (const struct evidence_id[]){ { { { 1, 2, 3 } } } };
    entries[0].evidence_count = 1;
    ck_assert_int_eq(audit_write_all(&w->s->cx, who, entries, (size_t)count), RC_INTERNAL);
    fail_clear(&w->s->cx);
    scratch_commit(w->s);
}

static int64_t seal_only(struct world *w, int32_t limit)
{
    const struct actor *who = scratch_system(w->s, (struct workspace_id){ { { 0 } } }, CAP_SEALER);
    struct sign_secret *key;
    int64_t sealed;

    ck_assert_int_eq(audit_keys_load(&w->bench.cx, w->bench.mem, w->bench.folder, &key), RC_OK);
    scratch_begin(w->s, "tp_sealer", TX_WRITE, (struct workspace_id){ { { 0 } } }, (struct account_id){ { { 0 } } });
    ck_assert_int_eq(audit_seal(&w->s->cx, who, key, limit, &sealed), RC_OK);
    scratch_commit(w->s);
    return sealed;
}

static enum rc publish(struct world *w, int64_t *appended)
{
    const struct actor *who = scratch_system(w->s, (struct workspace_id){ { { 0 } } }, CAP_SEALER);
    enum rc rc;

    scratch_begin(w->s, "tp_sealer", TX_READ, (struct workspace_id){ { { 0 } } }, (struct account_id){ { { 0 } } });
    rc = audit_publish(&w->s->cx, who, audit_checkpoints_path(&w->bench.cx, w->bench.folder), appended);
    scratch_rollback(w->s);
    return rc;
}

static int64_t seal(struct world *w, int32_t limit)
{
    int64_t sealed = seal_only(w, limit);
    int64_t appended;

    ck_assert_int_eq(publish(w, &appended), RC_OK);
    return sealed;
}

/* Ten events of two workspaces and the platform, sealed in batches of four. */
static void fill(struct world *w)
{
    for (int i = 0; i < 10; i++) {
        write_one(w,
                  i % 5 == 4   ? (struct workspace_id){ { { 0 } } }
                  : i % 2 == 0 ? w->north
                               : w->south,
                  "Müller agrees");
    }
    ck_assert_int_eq(seal(w, 4), 4);
    ck_assert_int_eq(seal(w, 4), 4);
    ck_assert_int_eq(seal(w, 4), 2);
    ck_assert_int_eq(seal(w, 4), 0);
}

static void note_problem(void *context, const struct audit_problem *problem)
{
    struct world *w = context;

    ck_assert_uint_lt(w->found_count, FOUND_MAX);
    w->found[w->found_count++] = *problem;
}

static enum rc try_verify(struct world *w, const char *since)
{
    struct signer *signers;
    struct audit_check check = { .since = since,
                                 .report = note_problem,
                                 .context = w,
                                 .file = audit_checkpoints_path(&w->bench.cx, w->bench.folder) };
    enum rc rc;

    w->found_count = 0;
    ck_assert_int_eq(audit_keys_published(&w->bench.cx, w->bench.folder, &signers, &check.signer_count), RC_OK);
    check.signers = signers;
    scratch_begin(w->s, "tp_cli", TX_READ, (struct workspace_id){ { { 0 } } }, (struct account_id){ { { 0 } } });
    rc = audit_verify(&w->s->cx, &check, &w->verdict);
    if (rc != RC_OK) {
        (void)fprintf(stderr, "audit_verify: %s\n", w->s->fail.detail == NULL ? "" : w->s->fail.detail);
    }
    scratch_rollback(w->s);
    return rc;
}

static void verify(struct world *w)
{
    ck_assert_int_eq(try_verify(w, NULL), RC_OK);
    ck_assert_int_eq(w->verdict.problems, (int64_t)w->found_count);
}

/* The superuser's way round the triggers. */
static void tamper(struct world *w, const char *sql)
{
    scratch_exec(w->s, "SET session_replication_role = replica; %s; SET session_replication_role = DEFAULT", sql);
}

/* Exactly one problem: that kind, and the event at that overall index (-1: a range). */
static void found_event(struct world *w, enum audit_problem_kind kind, const char *event)
{
    ck_assert_uint_eq(w->found_count, 1);
    ck_assert_str_eq(audit_problem_code(w->found[0].kind), audit_problem_code(kind));
    ck_assert_str_eq(uuid_text(w->bench.mem, w->found[0].event), event);
}

static void found_range(struct world *w, enum audit_problem_kind kind, int64_t first, int64_t last)
{
    ck_assert_uint_ge(w->found_count, 1);
    ck_assert_str_eq(audit_problem_code(w->found[0].kind), audit_problem_code(kind));
    ck_assert(uuid_equal(w->found[0].tree, w->verdict.log));
    ck_assert_int_eq(w->found[0].first, first);
    ck_assert_int_eq(w->found[0].last, last);
}

static const char *event_at(struct world *w, int index)
{
    return scratch_text(w->s, "SELECT event_id FROM audit_leaf WHERE overall_index = %d", index);
}

START_TEST(an_event_is_stored_as_its_canonical_bytes_without_a_name)
{
    struct world w;
    const char *canonical;

    world_open(&w);
    write_one(&w, w.north, "Müller agrees \"fully\"");
    canonical = scratch_text(w.s, "SELECT convert_from(canonical, 'UTF8') FROM audit_event");
    ck_assert(text_starts(canonical, "{\"action\":\"exception.approved\",\"actor\":\""));
    ck_assert_ptr_nonnull(
        strstr(canonical, "\"time\":\"2026-01-15T12:00:00.001500Z\",\"to\":\"approved\",\"workspace\":\""));
    ck_assert_ptr_nonnull(
        strstr(canonical, "\"seen\":\"3031323334353637383930313233343536373839303132333435363738393031\""));
    ck_assert_ptr_null(strstr(canonical, "ller"));
    ck_assert_ptr_null(strstr(canonical, "anna"));
    ck_assert_int_eq(scratch_int(w.s,
                                 "SELECT count(*) FROM audit_event e JOIN audit_person p USING (workspace_id, event_id)"
                                 " WHERE e.personal = sha256(p.salt || p.data)"
                                 " AND convert_from(p.data, 'UTF8')::jsonb ->> 'note' = 'Müller agrees \"fully\"'"),
                     1);
    /* PostgreSQL's own reading of the bytes agrees with the columns */
    ck_assert_int_eq(
        scratch_int(w.s, "SELECT count(*) FROM audit_event e, LATERAL (SELECT convert_from(canonical, 'UTF8')::jsonb)"
                         " j (v) WHERE v ->> 'id' = event_id::text AND v ->> 'object' = object_id::text"
                         " AND (v ->> 'time')::timestamptz = occurred_at AND v ->> 'tenant' IS NULL"
                         " AND v ->> 'workspace' = workspace_id::text"),
        1);
    world_close(&w);
}

END_TEST

START_TEST(an_untouched_log_verifies_in_full_and_since_a_checkpoint)
{
    struct world w;
    const char *since;

    world_open(&w);
    fill(&w);
    write_one(&w, w.north, NULL);
    verify(&w);
    ck_assert_uint_eq(w.found_count, 0);
    ck_assert_int_eq(w.verdict.events, 10);
    ck_assert_int_eq(w.verdict.size, 10);
    ck_assert_int_eq(w.verdict.waiting, 1);
    since = scratch_text(w.s, "SELECT note FROM audit_checkpoint, audit_log WHERE tree_id = log_id AND size = 8");
    ck_assert_int_eq(try_verify(&w, since), RC_OK);
    ck_assert_uint_eq(w.found_count, 0);
    ck_assert_int_eq(w.verdict.events, 2);
    ck_assert_int_eq(scratch_int(w.s, "SELECT count(*) FROM audit_tree"), 4);
    world_close(&w);
}

END_TEST

START_TEST(many_events_of_one_statement_are_as_those_of_many)
{
    struct world w;

    world_open(&w);
    write_many(&w, w.north, 100);
    ck_assert_int_eq(scratch_int(w.s, "SELECT count(*) FROM audit_event"), 100);
    ck_assert_int_eq(scratch_int(w.s, "SELECT count(DISTINCT event_id) FROM audit_pending"), 100);
    ck_assert_int_eq(
        scratch_int(w.s, "SELECT count(*) FROM audit_event e JOIN audit_person p USING (workspace_id, event_id),"
                         " LATERAL (SELECT convert_from(e.canonical, 'UTF8')::jsonb) j (v)"
                         " WHERE e.personal = sha256(p.salt || p.data) AND v ->> 'id' = event_id::text"
                         " AND v ->> 'object' = object_id::text AND (v ->> 'time')::timestamptz = occurred_at"
                         " AND v ->> 'action' = action AND v ->> 'to' = to_state"
                         " AND v ->> 'from' IS NOT DISTINCT FROM from_state"),
        100);
    ck_assert_int_eq(
        scratch_int(w.s, "SELECT count(DISTINCT convert_from(data, 'UTF8')::jsonb ->> 'note') FROM audit_person"), 34);
    ck_assert_int_eq(seal(&w, 1000), 100);
    verify(&w);
    ck_assert_uint_eq(w.found_count, 0);
    world_close(&w);
}

END_TEST

START_TEST(a_changed_event_is_named)
{
    struct world w;

    world_open(&w);
    fill(&w);
    tamper(
        &w,
        "UPDATE audit_event SET canonical = convert_to(replace(convert_from(canonical, 'UTF8'), 'approved', 'rejected'),"
        " 'UTF8') WHERE event_id = (SELECT event_id FROM audit_leaf WHERE overall_index = 5)");
    verify(&w);
    found_event(&w, AUDIT_PROBLEM_CHANGED, event_at(&w, 5));
    world_close(&w);
}

END_TEST

START_TEST(a_changed_column_is_named_for_every_column)
{
    static const char *const changes[] = {
        "occurred_at = occurred_at + interval '1 microsecond'",
        "action = 'exception.rejected'",
        "object_type = 'finding'",
        "object_id = NULL",
        "tenant_id = event_id",
        "actor_kind = 'system'",
        "actor_id = event_id",
        "from_state = 'draft'",
        "to_state = 'rejected'",
        "reason_code = 'other'",
        "request_id = 'x'",
        "seen = NULL",
        "evidence = '{}'",
        "personal = NULL",
    };
    struct world w;

    world_open(&w);
    fill(&w);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const char *event = event_at(&w, 3);

        scratch_exec(w.s,
                     "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT * FROM audit_event WHERE event_id = '%s'",
                     event);
        tamper(&w, arena_printf(w.bench.mem, "UPDATE audit_event SET %s WHERE event_id = '%s'", changes[i], event));
        verify(&w);
        found_event(&w, AUDIT_PROBLEM_COLUMNS, event);
        tamper(&w,
               arena_printf(w.bench.mem,
                            "DELETE FROM audit_event WHERE event_id = '%s'; INSERT INTO audit_event SELECT * FROM kept",
                            event));
    }
    verify(&w);
    ck_assert_uint_eq(w.found_count, 0);
    world_close(&w);
}

END_TEST

START_TEST(an_event_rewritten_with_its_leaf_is_found_between_its_checkpoints)
{
    struct world w;

    world_open(&w);
    fill(&w);
    tamper(
        &w,
        "UPDATE audit_event SET to_state = 'rejected', canonical = convert_to(replace(convert_from(canonical, 'UTF8'),"
        " '\"to\":\"approved\"', '\"to\":\"rejected\"'), 'UTF8')"
        " WHERE event_id = (SELECT event_id FROM audit_leaf WHERE overall_index = 5);"
        "UPDATE audit_leaf l SET leaf_hash = sha256('\\x00'::bytea || e.canonical) FROM audit_event e"
        " WHERE e.event_id = l.event_id AND overall_index = 5");
    verify(&w);
    ck_assert_uint_eq(w.found_count, 2); /* its workspace's tree, and the overall one */
    ck_assert(w.found[0].kind == AUDIT_PROBLEM_ROOT && w.found[1].kind == AUDIT_PROBLEM_ROOT);
    ck_assert(uuid_equal(w.found[1].tree, w.verdict.log) || uuid_equal(w.found[0].tree, w.verdict.log));
    for (size_t i = 0; i < 2; i++) {
        if (uuid_equal(w.found[i].tree, w.verdict.log)) {
            ck_assert_int_eq(w.found[i].first, 4);
            ck_assert_int_eq(w.found[i].last, 7);
        }
    }
    world_close(&w);
}

END_TEST

START_TEST(a_removed_event_is_named_or_its_place)
{
    struct world w;
    const char *event;

    world_open(&w);
    fill(&w);
    event = event_at(&w, 6);
    tamper(&w, "DELETE FROM audit_event WHERE event_id = (SELECT event_id FROM audit_leaf WHERE overall_index = 6)");
    verify(&w);
    found_event(&w, AUDIT_PROBLEM_REMOVED, event);
    tamper(&w, "DELETE FROM audit_leaf WHERE overall_index = 6");
    verify(&w);
    ck_assert_uint_eq(w.found_count, 1);
    found_range(&w, AUDIT_PROBLEM_MISSING, 6, 6);
    world_close(&w);
}

END_TEST

START_TEST(an_inserted_event_is_named)
{
    struct world w;

    world_open(&w);
    fill(&w);
    tamper(
        &w,
        "INSERT INTO audit_event SELECT workspace_id, '01900000-0000-7000-8000-000000000001', occurred_at, action,"
        " object_type, object_id, tenant_id, actor_kind, actor_id, from_state, to_state, reason_code, request_id, seen,"
        " evidence, personal, canonical FROM audit_event WHERE event_id ="
        " (SELECT event_id FROM audit_leaf WHERE overall_index = 2)");
    verify(&w);
    found_event(&w, AUDIT_PROBLEM_INSERTED, "01900000-0000-7000-8000-000000000001");
    world_close(&w);
}

END_TEST

START_TEST(reordered_events_are_named)
{
    struct world w;

    world_open(&w);
    fill(&w);
    /* both of the north's workspace, in one batch: the leaves keep their hashes and change places */
    tamper(
        &w,
        "CREATE TABLE kept AS SELECT * FROM audit_leaf WHERE overall_index IN (0, 2);"
        "DELETE FROM audit_leaf WHERE overall_index IN (0, 2);"
        "INSERT INTO audit_leaf SELECT workspace_id, 1 - leaf_index, 2 - overall_index, event_id, leaf_hash FROM kept");
    verify(&w);
    ck_assert_uint_ge(w.found_count, 2);
    ck_assert_str_eq(audit_problem_code(w.found[0].kind), "reordered");
    ck_assert_str_eq(uuid_text(w.bench.mem, w.found[0].event), event_at(&w, 1));
    ck_assert_str_eq(audit_problem_code(w.found[1].kind), "reordered");
    ck_assert_str_eq(uuid_text(w.bench.mem, w.found[1].event), event_at(&w, 2));
    world_close(&w);
}

END_TEST

START_TEST(a_cut_tail_is_found_by_the_checkpoints_outside)
{
    struct world w;

    world_open(&w);
    fill(&w);
    /* everything that the database knows of the last batch */
    tamper(&w, "DELETE FROM audit_event WHERE event_id IN (SELECT event_id FROM audit_leaf WHERE overall_index >= 8);"
               "DELETE FROM audit_person WHERE event_id IN (SELECT event_id FROM audit_leaf WHERE overall_index >= 8);"
               "DELETE FROM audit_leaf WHERE overall_index >= 8;"
               "DELETE FROM audit_checkpoint c WHERE size > (SELECT count(*) FROM audit_leaf l WHERE c.tree_id IN"
               " (l.workspace_id, (SELECT log_id FROM audit_log)));"
               "DELETE FROM audit_tree t;"
               "INSERT INTO audit_tree SELECT DISTINCT ON (tree_id) tree_id, size, '' FROM audit_checkpoint"
               " ORDER BY tree_id, size DESC");
    verify(&w);
    ck_assert_uint_eq(w.found_count, 1);
    found_range(&w, AUDIT_PROBLEM_CUT, 8, 9);
    world_close(&w);
}

END_TEST

START_TEST(a_cut_log_is_found_since_a_checkpoint_that_is_gone)
{
    struct world w;
    const char *since;

    world_open(&w);
    fill(&w);
    since = scratch_text(w.s, "SELECT note FROM audit_checkpoint, audit_log WHERE tree_id = log_id AND size = 10");
    tamper(&w,
           "DELETE FROM audit_leaf WHERE overall_index >= 8; DELETE FROM audit_pending; DELETE FROM audit_checkpoint"
           " WHERE size > 8; UPDATE audit_tree SET size = 8 WHERE size > 8");
    ck_assert_int_eq(remove(bench_path(&w.bench, "audit/checkpoints")), 0);
    ck_assert_int_eq(try_verify(&w, since), RC_OK);
    ck_assert_int_gt(w.verdict.problems, 0);
    ck_assert(w.found[0].kind == AUDIT_PROBLEM_OUTSIDE_MISSING);
    ck_assert_int_eq(try_verify(&w, "no checkpoint\n"), RC_INVALID);
    world_close(&w);
}

END_TEST

START_TEST(a_log_sealed_again_after_a_cut_is_not_the_one_outside)
{
    struct world w;
    int64_t appended;

    world_open(&w);
    fill(&w);
    tamper(&w, "INSERT INTO audit_pending SELECT workspace_id, event_id FROM audit_leaf WHERE overall_index = 9;"
               "DELETE FROM audit_leaf; DELETE FROM audit_tree; DELETE FROM audit_node; DELETE FROM audit_checkpoint;"
               "INSERT INTO audit_pending SELECT workspace_id, event_id FROM audit_event ON CONFLICT DO NOTHING;"
               "CREATE TABLE kept AS SELECT event_id FROM audit_event ORDER BY event_id LIMIT 1;"
               "DELETE FROM audit_pending WHERE event_id = (SELECT event_id FROM kept);"
               "DELETE FROM audit_event WHERE event_id = (SELECT event_id FROM kept)");
    ck_assert_int_eq(seal_only(&w, 100), 9);
    ck_assert_int_eq(publish(&w, &appended), RC_CONFLICT); /* the sealer refuses to go on */
    verify(&w);
    ck_assert_uint_ge(w.found_count, 1);
    ck_assert(w.found[0].kind == AUDIT_PROBLEM_OUTSIDE);
    world_close(&w);
}

END_TEST

START_TEST(a_checkpoint_of_a_foreign_key_is_found)
{
    struct world w;

    world_open(&w);
    write_one(&w, w.north, NULL);
    (void)seal(&w, 10);
    ck_assert_int_eq(bench_run(&w.bench, "rm -r keys"), 0);
    ck_assert_int_eq(audit_keys_ensure(&w.bench.cx, w.bench.folder), RC_OK);
    verify(&w);
    ck_assert_uint_ge(w.found_count, 2);
    for (size_t i = 0; i < w.found_count; i++) {
        ck_assert(w.found[i].kind == AUDIT_PROBLEM_SIGNATURE || w.found[i].kind == AUDIT_PROBLEM_UNSIGNED);
    }
    world_close(&w);
}

END_TEST

START_TEST(changed_personal_data_is_named_and_erased_is_not)
{
    struct world w;
    int64_t erased;
    const char *event;

    world_open(&w);
    fill(&w);
    event = event_at(&w, 0);
    scratch_begin(w.s, "tp_cli", TX_WRITE, w.south, w.anna);
    ck_assert_int_eq(audit_erase(&w.s->cx, scratch_actor(w.s, w.south, w.anna, ROLE_OWNER), w.anna, &erased), RC_OK);
    scratch_commit(w.s);
    ck_assert_int_eq(erased, 4);
    ck_assert_int_eq(seal(&w, 10), 1);
    verify(&w);
    ck_assert_uint_eq(w.found_count, 0);
    ck_assert_int_eq(w.verdict.erased, 4);
    tamper(&w, arena_printf(w.bench.mem,
                            "UPDATE audit_person SET data = convert_to('{\"note\":\"no\"}', 'UTF8')"
                            " WHERE event_id = '%s'",
                            event));
    verify(&w);
    found_event(&w, AUDIT_PROBLEM_PERSON, event);
    world_close(&w);
}

END_TEST

START_TEST(a_rotated_key_signs_on_and_the_old_checkpoints_stay_valid)
{
    struct world w;
    struct signer *signers;
    size_t count;

    world_open(&w);
    write_one(&w, w.north, NULL);
    (void)seal(&w, 10);
    ck_assert_int_eq(audit_keys_rotate(&w.bench.cx, w.bench.folder), RC_OK);
    write_one(&w, w.north, NULL);
    (void)seal(&w, 10);
    verify(&w);
    ck_assert_uint_eq(w.found_count, 0);
    ck_assert_int_eq(audit_keys_published(&w.bench.cx, w.bench.folder, &signers, &count), RC_OK);
    ck_assert_uint_eq(count, 2);
    ck_assert_int_ne(signers[0].valid_before_us, 0);
    ck_assert_int_eq(signers[1].valid_before_us, 0);
    world_close(&w);
}

END_TEST

START_TEST(the_database_refuses_changes_to_everybody)
{
    static const char *const statements[] = {
        "UPDATE audit_event SET action = 'a.b'",
        "DELETE FROM audit_event",
        "TRUNCATE audit_event CASCADE",
        "UPDATE audit_leaf SET leaf_hash = leaf_hash",
        "DELETE FROM audit_leaf",
        "TRUNCATE audit_leaf",
        "UPDATE audit_checkpoint SET note = ''",
        "DELETE FROM audit_checkpoint",
        "TRUNCATE audit_checkpoint",
        "UPDATE audit_node SET hash = hash",
        "DELETE FROM audit_node",
        "TRUNCATE audit_node",
        "UPDATE audit_log SET log_id = log_id",
        "DELETE FROM audit_log",
        "TRUNCATE audit_log",
        "DELETE FROM audit_person",
        "TRUNCATE audit_person",
        "UPDATE audit_person SET data = '\\x00'",
    };
    struct world w;

    world_open(&w);
    fill(&w);
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++) {
        char state[6];

        ck_assert_msg(scratch_refused(w.s, state, "%s", statements[i]), "%s", statements[i]);
        ck_assert_str_eq(state, "TP001");
        ck_assert_msg(scratch_refused(w.s, state, "SET LOCAL ROLE tp_inbox; %s", statements[i]), "%s", statements[i]);
    }
    world_close(&w);
}

END_TEST

START_TEST(history_shows_a_workspace_its_own_events_page_by_page)
{
    struct world w;
    struct audit_page page;
    struct audit_filter filter = { .limit = 3 };
    const struct actor *who;

    world_open(&w);
    fill(&w);
    who = scratch_actor(w.s, w.north, w.anna, ROLE_VIEWER);
    scratch_begin(w.s, "tp_inbox", TX_READ, w.north, w.anna);
    ck_assert_int_eq(audit_list(&w.s->cx, who, &filter, &page), RC_OK);
    ck_assert_uint_eq(page.count, 3);
    ck_assert(page.has_more);
    ck_assert_str_eq(page.records[0].note, "Müller agrees");
    ck_assert_int_ge(page.records[0].leaf_index, 0);
    ck_assert(page.records[0].occurred_at_us > page.records[1].occurred_at_us);
    filter.before = page.records[2].id;
    ck_assert_int_eq(audit_list(&w.s->cx, who, &filter, &page), RC_OK);
    ck_assert_uint_eq(page.count, 1);
    ck_assert(!page.has_more);
    filter = (struct audit_filter){ .object_type = "exception", .object = page.records[0].object };
    ck_assert_int_eq(audit_list(&w.s->cx, who, &filter, &page), RC_OK);
    ck_assert_uint_eq(page.count, 1);
    filter = (struct audit_filter){ .object_type = "finding" };
    ck_assert_int_eq(audit_list(&w.s->cx, who, &filter, &page), RC_OK);
    ck_assert_uint_eq(page.count, 0);
    scratch_commit(w.s);
    world_close(&w);
}

END_TEST

START_TEST(a_packs_proofs_lead_to_the_signed_checkpoint)
{
    static const char *const actions[] = { "exception.approved", "exception.rejected" };
    struct world w;
    const struct actor *who;
    const char *text;
    struct checkpoint checkpoint;
    struct note note;
    struct uuid objects[4];
    struct audit_wanted wanted = { .objects = objects, .object_count = 4, .actions = actions, .action_count = 2 };
    struct audit_page page;
    struct audit_proof *proofs;
    size_t count;
    uint64_t size;
    bool sealed;

    world_open(&w);
    fill(&w);
    who = scratch_actor(w.s, w.north, w.anna, ROLE_VIEWER);
    write_one(&w, w.north, NULL);
    scratch_begin(w.s, "tp_sealer", TX_READ, w.north, w.anna);
    ck_assert_int_eq(audit_list(&w.s->cx, who, &(struct audit_filter){ .limit = 5 }, &page), RC_OK);
    ck_assert_int_eq(audit_is_sealed(&w.s->cx, who, page.records[0].object, &sealed), RC_OK);
    ck_assert(!sealed);
    ck_assert_int_eq(audit_is_sealed(&w.s->cx, who, page.records[1].object, &sealed), RC_OK);
    ck_assert(sealed);
    for (size_t i = 0; i < 4; i++) {
        objects[i] = page.records[i].object;
    }
    ck_assert_int_eq(audit_checkpoint_latest(&w.s->cx, who, &text, &size), RC_OK);
    ck_assert_int_eq(checkpoint_parse(&w.bench.cx, bytes_text(text), &checkpoint, &note), RC_OK);
    ck_assert_uint_eq(checkpoint.size, size);
    wanted.tree_size = size;
    ck_assert_int_eq(audit_prove(&w.s->cx, who, &wanted, &proofs, &count), RC_OK);
    ck_assert_uint_eq(count, 3); /* one of the four still waits */
    for (size_t i = 0; i < count; i++) {
        struct merkle_hash leaf = merkle_leaf(proofs[i].canonical);

        ck_assert(merkle_included(&leaf, proofs[i].leaf_index, proofs[i].tree_size, &proofs[i].path, &checkpoint.root));
    }
    scratch_commit(w.s);
    world_close(&w);
}

END_TEST

START_TEST(a_torn_entry_in_the_file_is_mended_and_the_lost_one_written_again)
{
    struct world w;
    struct bytes whole;
    int64_t appended;

    world_open(&w);
    fill(&w);
    whole = bench_read(&w.bench, "audit/checkpoints");
    for (size_t cut = 0; cut <= whole.len; cut += 7) {
        bench_write(&w.bench, "audit/checkpoints", bytes_of(whole.data, cut));
        ck_assert_int_eq(publish(&w, &appended), RC_OK);
        ck_assert(bytes_equal(bench_read(&w.bench, "audit/checkpoints"), whole));
    }
    verify(&w);
    ck_assert_uint_eq(w.found_count, 0);
    world_close(&w);
}

END_TEST

SUITE(core_audit, an_event_is_stored_as_its_canonical_bytes_without_a_name,
      an_untouched_log_verifies_in_full_and_since_a_checkpoint, many_events_of_one_statement_are_as_those_of_many,
      a_changed_event_is_named, a_changed_column_is_named_for_every_column,
      an_event_rewritten_with_its_leaf_is_found_between_its_checkpoints, a_removed_event_is_named_or_its_place,
      an_inserted_event_is_named, reordered_events_are_named, a_cut_tail_is_found_by_the_checkpoints_outside,
      a_cut_log_is_found_since_a_checkpoint_that_is_gone, a_log_sealed_again_after_a_cut_is_not_the_one_outside,
      a_checkpoint_of_a_foreign_key_is_found, changed_personal_data_is_named_and_erased_is_not,
      a_rotated_key_signs_on_and_the_old_checkpoints_stay_valid, the_database_refuses_changes_to_everybody,
      a_packs_proofs_lead_to_the_signed_checkpoint, history_shows_a_workspace_its_own_events_page_by_page,
      a_torn_entry_in_the_file_is_mended_and_the_lost_one_written_again);
