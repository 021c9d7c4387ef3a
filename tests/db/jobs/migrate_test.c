/* Scripts go forward, each once, and none changes after it was applied; a program starts on the schema that it came with or not at all. */
#include "jobs/migrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/actor/migrations.h"
#include "support/sandbox.h"
#include "support/scratch.h"
#include "support/suite.h"

static struct scratch *s;
static struct sandbox *folder;

/* A database that all scripts of the checkout were applied to, and a copy of them that a test may change. */
static void start(void)
{
    s = scratch_new();
    folder = sandbox_new();
    /* NOLINTNEXTLINE(cert-env33-c): a test's own command */
    ck_assert_int_eq(system(arena_printf(s->cx.mem, "cp -r sql/migrations sql/views %s", folder->folder)), 0);
}

static void end(void)
{
    sandbox_free(folder);
    scratch_free(s);
}

static void script(const char *name, const char *text)
{
    sandbox_write(folder, sandbox_path(folder, arena_printf(s->cx.mem, "migrations/%s", name)), bytes_text(text));
}

static void expect(enum rc wanted, int applied, const char *detail)
{
    int count = 0;
    enum rc rc = migrate(&s->cx, scratch_db(s, "tp_owner"), folder->folder, &count);

    ck_assert_msg(rc == wanted, "%s: %s", rc_name(rc), s->fail.detail == NULL ? "" : s->fail.detail);
    ck_assert_int_eq(count, applied);
    if (detail != NULL) {
        ck_assert_ptr_nonnull(strstr(s->fail.detail, detail));
    }
    fail_clear(&s->cx);
}

static int64_t tables(const char *name)
{
    return scratch_int(s, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = '%s'", name);
}

START_TEST(each_script_is_applied_once_and_in_order)
{
    start();
    expect(RC_OK, 0, NULL);
    script("9002_second.sql", "ALTER TABLE first ADD COLUMN more int;");
    script("9001_first.sql", "CREATE TABLE first (one int PRIMARY KEY);");
    expect(RC_OK, 2, NULL);
    expect(RC_OK, 0, NULL);
    ck_assert_str_eq(scratch_text(s,
                                  "SELECT string_agg(version || ' ' || slug || ' ' || checksum, ', ' ORDER BY version)"
                                  " FROM schema_migration WHERE version = 9001"),
                     "9001 9001_first.sql e6473305e2f6e6865835086e6fa5c7bcee6f8d03b5af5be9293a26582af84693");
    end();
}

END_TEST

START_TEST(a_script_that_changed_after_it_was_applied_is_refused)
{
    const char *path;
    struct bytes text;

    start();
    path = sandbox_path(folder, "migrations/0002_audit.sql");
    text = sandbox_read(folder, path);
    sandbox_write(folder, path,
                  bytes_text(arena_printf(s->cx.mem, "%.*s-- a comment\n", (int)text.len, (const char *)text.data)));
    script("9001_first.sql", "CREATE TABLE first (one int PRIMARY KEY);");
    expect(RC_CONFLICT, 0, "0002_audit.sql: was applied with another text");
    ck_assert_int_eq(tables("first"), 0);
    end();
}

END_TEST

START_TEST(a_script_that_comes_too_late_is_refused)
{
    start();
    script("9002_second.sql", "CREATE TABLE second (one int PRIMARY KEY);");
    expect(RC_OK, 1, NULL);
    script("9001_first.sql", "CREATE TABLE first (one int PRIMARY KEY);");
    expect(RC_CONFLICT, 0, "9001_first.sql: the database is at version 9002 already");
    ck_assert_int_eq(tables("first"), 0);
    end();
}

END_TEST

START_TEST(a_newer_database_is_left_alone)
{
    start();
    scratch_exec(s, "INSERT INTO schema_migration (version, slug, checksum) VALUES (9999, '9999_x.sql', 'x')");
    scratch_exec(s, "DROP VIEW finding_row CASCADE"); /* views are made anew by whoever migrates */
    expect(RC_CONFLICT, 0, "the database is at version 9999");
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM pg_views WHERE viewname = 'finding_row'"), 0);
    end();
}

END_TEST

START_TEST(a_script_that_fails_leaves_nothing_of_itself)
{
    start();
    script("9001_first.sql", "CREATE TABLE first (one int PRIMARY KEY);");
    script("9002_second.sql", "CREATE TABLE second (one int PRIMARY KEY); SELECT 1 / 0;");
    expect(RC_INVALID, 0, "division by zero");
    ck_assert_int_eq(tables("first"), 1);
    ck_assert_int_eq(tables("second"), 0);
    ck_assert_int_eq(scratch_int(s, "SELECT max(version) FROM schema_migration"), 9001);
    script("9002_second.sql", "CREATE TABLE second (one int PRIMARY KEY);");
    expect(RC_OK, 1, NULL);
    end();
}

END_TEST

START_TEST(names_are_a_number_and_a_slug)
{
    static const char *const names[] = { "901_short.sql", "9001-dash.sql", "x.sql", "0000_zero.sql", "0002_twin.sql" };

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        start();
        script(names[i], "SELECT 1;");
        expect(RC_INVALID, 0, NULL);
        end();
    }
}

END_TEST

/* ---- what programs ask when they start ---- */

static void require(enum rc wanted, const char *detail)
{
    struct migrations scripts;
    enum rc rc;

    ck_assert_int_eq(migrations_read(&s->cx, sandbox_path(folder, "migrations"), &scripts), RC_OK);
    scratch_begin(s, "tp_portal", TX_READ, (struct workspace_id){ 0 }, (struct account_id){ 0 });
    rc = migrations_require(&s->cx, &scripts);
    ck_assert_msg(rc == wanted, "%s: %s", rc_name(rc), s->fail.detail == NULL ? "" : s->fail.detail);
    ck_assert(detail == NULL || strstr(s->fail.detail, detail) != NULL);
    scratch_rollback(s);
}

START_TEST(a_program_works_on_the_schema_that_it_came_with_alone)
{
    start();
    require(RC_OK, NULL);
    script("9001_first.sql", "CREATE TABLE first (one int PRIMARY KEY);");
    require(RC_CONFLICT, "the database lacks 9001_first.sql");
    expect(RC_OK, 1, NULL);
    require(RC_OK, NULL);
    script("9001_first.sql", "CREATE TABLE first (two int PRIMARY KEY);");
    require(RC_CONFLICT, "9001_first.sql is not the script that the database was made with");
    ck_assert_int_eq(remove(sandbox_path(folder, "migrations/9001_first.sql")), 0);
    require(RC_CONFLICT, "the database has 9001_first.sql, which this program does not know");
    end();
}

END_TEST

START_TEST(no_program_works_above_row_level_security)
{
    static const char *const powers[] = { "SUPERUSER", "BYPASSRLS" };

    start();
    for (size_t i = 0; i < sizeof powers / sizeof powers[0]; i++) {
        scratch_exec(s, "ALTER ROLE tp_portal %s", powers[i]);
        require(RC_CONFLICT, "tp_portal is above row-level security");
        scratch_exec(s, "ALTER ROLE tp_portal NO%s", powers[i]);
    }
    require(RC_OK, NULL);
    end();
}

END_TEST

SUITE(db_jobs_migrate, each_script_is_applied_once_and_in_order, a_script_that_changed_after_it_was_applied_is_refused,
      a_script_that_comes_too_late_is_refused, a_newer_database_is_left_alone,
      a_script_that_fails_leaves_nothing_of_itself, names_are_a_number_and_a_slug,
      a_program_works_on_the_schema_that_it_came_with_alone, no_program_works_above_row_level_security);
