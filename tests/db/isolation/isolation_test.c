/* Row-level security, table by table, from the catalogue: no program's role sees or writes another workspace's row, and each policy
 * is what stops it. A table that is added later is tried without a line here.
 *
 * Each table holds one canary of another workspace, made of defaults by column type and placed past constraints and references. For
 * every program's role that is granted SELECT on the table, the canary is invisible in the role's own workspace; without the
 * policies it is visible. The same for writing: an insert of a foreign row is refused with 42501 by the policy; without it, not. */
#include <stdio.h>

#include "base/text.h"
#include "support/scratch.h"
#include "support/suite.h"

#define OURS   "11111111-1111-4111-8111-111111111111"
#define THEIRS "22222222-2222-4222-8222-222222222222"

/* The tables with a policy named isolation, or one that stands for it: all with a workspace and forced security. */
#define OWNED                                                                                                             \
    "SELECT c.oid, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'"      \
    " WHERE c.relkind IN ('r', 'p') AND c.relrowsecurity AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid" \
    " AND a.attname = 'workspace_id')"

struct relation {
    const char *name;
    const char *reader; /* a program's role that may read it; NULL: none may */
    const char *writer; /* one that may insert into all that the canary holds; NULL: none may */
};

/* The sealer and the verifying CLI go through the audit log of all workspaces: there they are not asked. */
static const char *role_with(struct scratch *s, const char *table, const char *privilege)
{
    return scratch_text(
        s,
        "SELECT rolname FROM pg_roles r WHERE rolname IN ('tp_inbox', 'tp_reviews', 'tp_reports', 'tp_system',"
        " 'tp_account', 'tp_worker', 'tp_sealer', 'tp_cli') AND has_table_privilege(rolname, '%s', '%s')"
        " AND NOT ('%s' LIKE 'audit\\_%%' AND rolname IN ('tp_sealer', 'tp_cli')) ORDER BY rolname LIMIT 1",
        table, privilege, table);
}

/* INSERT of one row of workspace `ws`: every column without a default, and those that name nothing, by its type. */
static const char *canary_of(struct scratch *s, const char *table, const char *ws)
{
    const char *row = scratch_text(
        s,
        "SELECT format('INSERT INTO %s (%%s) VALUES (%%s)', string_agg(quote_ident(attname), ', ' ORDER BY attnum),"
        " string_agg(CASE WHEN attname = 'workspace_id' THEN quote_literal('%s') WHEN t LIKE '%%[]' THEN quote_literal('{}')"
        " ELSE CASE t WHEN 'uuid' THEN quote_literal('%s') WHEN 'text' THEN quote_literal('canary')"
        " WHEN 'bytea' THEN quote_literal('\\x00') WHEN 'jsonb' THEN quote_literal('{}') WHEN 'boolean' THEN 'true'"
        " WHEN 'date' THEN quote_literal('2026-01-01') WHEN 'timestamp with time zone' THEN quote_literal('2026-01-01Z')"
        " ELSE '1' END END, ', ' ORDER BY attnum))"
        " FROM (SELECT attname, attnum, format_type(atttypid, NULL) AS t FROM pg_attribute WHERE attrelid = '%s'::regclass"
        "  AND attnum > 0 AND NOT attisdropped AND attnotnull AND attgenerated = '' AND attidentity = '') AS c",
        table, ws, ws, table);

    ck_assert_msg(row != NULL, "%s has no columns", table);
    return row;
}

/* Constraints would stop a canary of made-up values before any policy is asked. */
static void forget_constraints(struct scratch *s)
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

/* As its reader in the workspace `where`, rolled back: how many of the foreign rows it sees. */
static int64_t sees(struct scratch *s, const struct relation *table, const char *where)
{
    int64_t count;

    scratch_exec(s, "BEGIN; SET LOCAL ROLE %s; SELECT set_config('app.ws', '%s', true)", table->reader, where);
    count = scratch_int(s, "SELECT count(*) FROM %s WHERE workspace_id = '%s'", table->name, THEIRS);
    scratch_exec(s, "ROLLBACK");
    return count;
}

/* The SQLSTATE with which an insert of a foreign row ends; "" if it is done. */
static const char *writes(struct scratch *s, const struct relation *table)
{
    char *code = arena_calloc(s->cx.mem, 1, 6);
    const char *insert = canary_of(s, table->name, THEIRS);

    scratch_exec(s, "BEGIN; DELETE FROM %s; SET LOCAL ROLE %s; SELECT set_config('app.ws', '%s', true)", table->name,
                 table->writer, OURS);
    if (!scratch_refused(s, code, "%s", insert)) {
        code[0] = '\0';
    }
    scratch_exec(s, "ROLLBACK");
    return code;
}

static void drop_policies(struct scratch *s, const char *table)
{
    scratch_exec(
        s,
        "DO $$ DECLARE found record; BEGIN FOR found IN SELECT polname FROM pg_policy WHERE polrelid = '%s'::regclass LOOP"
        " EXECUTE format('DROP POLICY %%I ON %s', found.polname); END LOOP; END $$;"
        " CREATE POLICY everything ON %s USING (true) WITH CHECK (true)",
        table, table, table);
}

/* What goes wrong without its policies must not go wrong with them, and must go wrong without: else nothing was tried. */
static void try_table(struct scratch *s, const char *name)
{
    const struct relation table = { name, role_with(s, name, "SELECT"), role_with(s, name, "INSERT") };

    scratch_exec(s, "%s", canary_of(s, name, THEIRS));
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM %s WHERE workspace_id = '%s'", name, THEIRS), 1);
    if (table.reader != NULL) {
        ck_assert_msg(sees(s, &table, OURS) == 0, "%s: %s sees another workspace's row", name, table.reader);
        ck_assert_msg(sees(s, &table, THEIRS) == 1, "%s: %s does not see its own workspace's row", name, table.reader);
    }
    if (table.writer != NULL) {
        ck_assert_msg(text_equal(writes(s, &table), "42501"), "%s: %s writes another workspace's row (%s)", name,
                      table.writer, writes(s, &table));
    }
    drop_policies(s, name);
    if (table.reader != NULL) {
        ck_assert_msg(sees(s, &table, OURS) == 1, "%s: something else than its policies hides the canary", name);
    }
    if (table.writer != NULL) {
        ck_assert_msg(text_empty(writes(s, &table)), "%s: something else than its policies refuses the canary (%s)",
                      name, writes(s, &table));
    }
}

START_TEST(each_policy_is_what_keeps_workspaces_apart)
{
    struct scratch *s = scratch_new();
    int count = (int)scratch_int(s, "SELECT count(*) FROM (" OWNED ") AS t");

    forget_constraints(s);
    ck_assert_int_ge(count, 40);
    for (int i = 0; i < count; i++) {
        try_table(s, scratch_text(s, "SELECT relname FROM (" OWNED ") AS t ORDER BY relname OFFSET %d LIMIT 1", i));
    }
    scratch_free(s);
}

END_TEST

START_TEST(without_a_workspace_nothing_is_seen)
{
    struct scratch *s = scratch_new();
    int count = (int)scratch_int(s, "SELECT count(*) FROM (" OWNED ") AS t");

    forget_constraints(s);
    for (int i = 0; i < count; i++) {
        const char *name =
            scratch_text(s, "SELECT relname FROM (" OWNED ") AS t ORDER BY relname OFFSET %d LIMIT 1", i);
        const char *reader = role_with(s, name, "SELECT");

        if (reader == NULL) {
            continue;
        }
        scratch_exec(s, "%s", canary_of(s, name, THEIRS));
        scratch_exec(s, "BEGIN; SET LOCAL ROLE %s; SELECT set_config('app.ws', '', true)", reader);
        ck_assert_msg(scratch_int(s, "SELECT count(*) FROM %s", name) == 0, "%s: %s sees a row in no workspace", name,
                      reader);
        scratch_exec(s, "ROLLBACK");
    }
    scratch_free(s);
}

END_TEST

SUITE(isolation, each_policy_is_what_keeps_workspaces_apart, without_a_workspace_nothing_is_seen);
