#include "support/scratch.h"

#include <check.h>
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "jobs/migrate.h"
#include "support/suite.h"

static const char template_name[] = "tp_template";

static int64_t fake_now_us(const struct clock *clock)
{
    return ((const struct fake_clock *)(const void *)clock)->now_us;
}

static const char *cluster(void)
{
    const char *conninfo = getenv("TP_TEST_DB");

    if (conninfo == NULL) {
        ck_abort_msg("TP_TEST_DB is not set: run this through tests/support/with_cluster.sh");
    }
    return conninfo;
}

static PGconn *connect_to(const char *database)
{
    char conninfo[600];
    PGconn *conn;

    (void)snprintf(conninfo, sizeof conninfo, "%s dbname=%s", cluster(), database);
    conn = PQconnectdb(conninfo);
    ck_assert_msg(PQstatus(conn) == CONNECTION_OK, "%s", PQerrorMessage(conn));
    return conn;
}

static PGresult *run(PGconn *conn, const char *sql)
{
    PGresult *result = PQexec(conn, sql);
    ExecStatusType status = PQresultStatus(result);

    ck_assert_msg(status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK, "%s\n%s", PQerrorMessage(conn), sql);
    return result;
}

static void run_away(PGconn *conn, const char *sql)
{
    PQclear(run(conn, sql));
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "r");
    char *text = calloc(1, 256 * 1024);

    ck_assert_msg(file != NULL && text != NULL, "%s cannot be read; tests run in the checkout's top folder", path);
    ck_assert_uint_gt(fread(text, 1, 256 * 1024 - 1, file), 0);
    (void)fclose(file);
    return text;
}

static void conninfo_of(const char *database, char *out, size_t size)
{
    (void)snprintf(out, size, "%s dbname=%s", cluster(), database);
}

/* The superuser's connection string names a user; programs give their own. */
static void without_user(const char *conninfo, char *out, size_t size)
{
    const char *user = strstr(conninfo, "user=");
    size_t before = user == NULL ? strlen(conninfo) : (size_t)(user - conninfo);
    const char *after = user == NULL ? "" : user + strcspn(user, " ");

    (void)snprintf(out, size, "%.*s%s", (int)before, conninfo, after);
}

static void make_template(void)
{
    struct arena *mem = arena_new();
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = mem, .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    PGconn *conn = connect_to("postgres");
    char conninfo[600];
    char owner[600];
    char *roles = read_file("sql/roles.sql");
    struct db *db;
    enum rc rc;

    run_away(conn, roles);
    run_away(conn, "CREATE DATABASE tp_template_new OWNER tp_owner");
    PQfinish(conn);
    conn = connect_to("tp_template_new");
    run_away(conn, "ALTER SCHEMA public OWNER TO tp_owner");
    PQfinish(conn);
    conninfo_of("tp_template_new", conninfo, sizeof conninfo);
    without_user(conninfo, owner, sizeof owner);
    db = db_new(owner, "tp_owner", "test");
    rc = migrate(&cx, db, "sql", NULL);
    ck_assert_msg(rc == RC_OK, "migrate: %s", fail.detail);
    db_free(db);
    arena_free(mem);
    free(roles);
    conn = connect_to("postgres");
    run_away(conn, "ALTER DATABASE tp_template_new RENAME TO tp_template");
    PQfinish(conn);
}

static void copy_template(struct scratch *s)
{
    PGconn *conn = connect_to("postgres");
    PGresult *result;
    char sql[200];

    run_away(conn, "SELECT pg_advisory_lock(4711)");
    result = run(conn, "SELECT FROM pg_database WHERE datname = 'tp_template'");
    if (PQntuples(result) == 0) {
        make_template();
    }
    PQclear(result);
    (void)snprintf(sql, sizeof sql, "CREATE DATABASE %s TEMPLATE %s OWNER tp_owner", s->name, template_name);
    run_away(conn, sql);
    PQfinish(conn);
}

struct scratch *scratch_new(void)
{
    struct scratch *s = calloc(1, sizeof *s);
    char conninfo[600];

    ck_assert_ptr_nonnull(s);
    (void)snprintf(s->name, sizeof s->name, "t_%d_%d", (int)getppid(), (int)getpid());
    s->clock = (struct fake_clock){ .clock = { fake_now_us, fake_now_us }, .now_us = INT64_C(1768478400) * SECOND_US };
    s->cx = (struct cx){ .mem = arena_new(), .fail = &s->fail, .clock = &s->clock.clock, .loc = &locale_source };
    copy_template(s);
    s->root = connect_to(s->name);
    conninfo_of(s->name, conninfo, sizeof conninfo);
    without_user(conninfo, s->conninfo, sizeof s->conninfo);
    return s;
}

void scratch_free(struct scratch *s)
{
    char sql[200];
    PGconn *conn;

    for (size_t i = 0; i < sizeof s->dbs / sizeof s->dbs[0]; i++) {
        db_free(s->dbs[i]);
    }
    PQfinish(s->root);
    conn = connect_to("postgres");
    (void)snprintf(sql, sizeof sql, "DROP DATABASE %s WITH (FORCE)", s->name);
    run_away(conn, sql);
    PQfinish(conn);
    arena_free(s->cx.mem);
    free(s);
}

struct db *scratch_db(struct scratch *s, const char *role)
{
    for (size_t i = 0; i < sizeof s->dbs / sizeof s->dbs[0]; i++) {
        if (s->roles[i] == NULL) {
            s->roles[i] = arena_strdup(s->cx.mem, role);
            s->dbs[i] = db_new(s->conninfo, s->roles[i], "test");
        }
        if (text_equal(s->roles[i], role)) {
            return s->dbs[i];
        }
    }
    ck_abort_msg("too many roles in one test");
    return NULL;
}

void scratch_begin(struct scratch *s, const char *role, enum tx_mode mode, struct workspace_id workspace,
                   struct account_id account)
{
    const struct tx_scope scope = { .workspace = workspace.v, .account = account.v, .request_id = "test" };

    ck_assert_int_eq(tx_begin(&s->cx, scratch_db(s, role), mode, &scope), RC_OK);
}

void scratch_commit(struct scratch *s)
{
    enum rc rc = tx_commit(&s->cx);

    ck_assert_msg(rc == RC_OK, "commit: %s", s->fail.detail);
}

void scratch_rollback(struct scratch *s)
{
    tx_rollback(&s->cx);
    fail_clear(&s->cx);
}

static PGresult *root_query(struct scratch *s, const char *format, va_list args)
{
    return PQexec(s->root, arena_vprintf(s->cx.mem, format, args));
}

static const char *checked_text(struct scratch *s, PGresult *result)
{
    const char *text = NULL;

    ck_assert_msg(PQresultStatus(result) == PGRES_TUPLES_OK || PQresultStatus(result) == PGRES_COMMAND_OK, "%s",
                  PQerrorMessage(s->root));
    if (PQntuples(result) > 0 && !PQgetisnull(result, 0, 0)) {
        text = arena_strdup(s->cx.mem, PQgetvalue(result, 0, 0));
    }
    PQclear(result);
    return text;
}

void scratch_exec(struct scratch *s, const char *format, ...)
{
    va_list args;

    va_start(args, format);
    (void)checked_text(s, root_query(s, format, args));
    va_end(args);
}

const char *scratch_text(struct scratch *s, const char *format, ...)
{
    const char *text;
    va_list args;

    va_start(args, format);
    text = checked_text(s, root_query(s, format, args));
    va_end(args);
    return text;
}

int64_t scratch_int(struct scratch *s, const char *format, ...)
{
    const char *text;
    va_list args;

    va_start(args, format);
    text = checked_text(s, root_query(s, format, args));
    va_end(args);
    ck_assert_ptr_nonnull(text);
    return strtoll(text, NULL, 10);
}

bool scratch_refused(struct scratch *s, char *state, const char *format, ...)
{
    PGresult *result;
    const char *code;
    va_list args;
    bool refused;

    va_start(args, format);
    result = root_query(s, format, args);
    va_end(args);
    refused = PQresultStatus(result) == PGRES_FATAL_ERROR;
    code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    if (state != NULL) {
        (void)snprintf(state, 6, "%s", code == NULL ? "" : code);
    }
    PQclear(result);
    return refused;
}

struct workspace_id scratch_workspace(struct scratch *s, const char *slug)
{
    struct workspace_id id = { uuid_new(&clock_system) };

    scratch_exec(s, "INSERT INTO workspace (workspace_id, slug, name) VALUES ('%s', '%s', '%s')", id_text(&s->cx, id.v),
                 slug, slug);
    return id;
}

struct account_id scratch_member(struct scratch *s, struct workspace_id workspace, const char *name, enum role role)
{
    struct account_id id = { uuid_new(&clock_system) };

    scratch_exec(s, "INSERT INTO account (account_id, login, name) VALUES ('%s', '%s@example.test', '%s')",
                 id_text(&s->cx, id.v), name, name);
    scratch_exec(s, "INSERT INTO membership (workspace_id, account_id, role) VALUES ('%s', '%s', '%s')",
                 id_text(&s->cx, workspace.v), id_text(&s->cx, id.v), role_code(role));
    return id;
}

const struct actor *scratch_actor(struct scratch *s, struct workspace_id workspace, struct account_id account,
                                  enum role role)
{
    return actor_new(s->cx.mem, &(struct actor_spec){ .kind = ACTOR_USER,
                                                      .workspace = workspace,
                                                      .account = account,
                                                      .name = "Test Person",
                                                      .roles = &role,
                                                      .role_count = 1,
                                                      .request_id = "test" });
}

const struct actor *scratch_system(struct scratch *s, struct workspace_id workspace, enum capability nature)
{
    return actor_new(
        s->cx.mem,
        &(struct actor_spec){ .kind = ACTOR_SYSTEM, .workspace = workspace, .nature = nature, .request_id = "test" });
}
