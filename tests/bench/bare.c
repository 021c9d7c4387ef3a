#include "bench/bare.h"

#include <check.h>
#include <fcgiapp.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#define STORE(stem) extern const struct query *const stem##_queries[];
#include "queries.def"
#undef STORE

static const struct query *const *const stores[] = {
#define STORE(stem) stem##_queries,
#include "queries.def"
#undef STORE
};

enum { BACKLOG = 256 };

static const char scope_sql[] = "SELECT set_config('app.ws', $1, true)";

const struct query *bare_query_named(const char *name)
{
    for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++) {
        for (const struct query *const *query = stores[i]; *query != NULL; query++) {
            if (strcmp((*query)->name, name) == 0) {
                return *query;
            }
        }
    }
    ck_abort_msg("no query is called %s", name);
}

static void require(PGconn *conn, int ok)
{
    if (!ok) {
        (void)fprintf(stderr, "bare: %s\n", PQerrorMessage(conn));
        _exit(1);
    }
}

static void prepare(PGconn *conn, const char *name, const char *sql)
{
    PGresult *result = PQprepare(conn, name, sql, 0, NULL);

    require(conn, PQresultStatus(result) == PGRES_COMMAND_OK);
    PQclear(result);
}

static PGconn *connect_and_prepare(const struct bare *bare)
{
    PGconn *conn = PQconnectdb(bare->conninfo);

    require(conn, PQstatus(conn) == CONNECTION_OK);
    PQclear(PQexec(conn, "SET plan_cache_mode = force_custom_plan"));
    prepare(conn, "begin", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    prepare(conn, "scope", scope_sql);
    prepare(conn, "commit", "COMMIT");
    for (int i = 0; i < bare->query_count; i++) {
        prepare(conn, bare->queries[i].query->name, bare->queries[i].query->sql);
    }
    require(conn, PQenterPipelineMode(conn));
    return conn;
}

static int count_of(const struct bare_query *query)
{
    int count = 1;

    for (const char *at = query->query->params; *at != '\0'; at++) {
        count += *at == ',';
    }
    return count;
}

static int send_all(PGconn *conn, const struct bare *bare)
{
    int ok = PQsendQueryPrepared(conn, "begin", 0, NULL, NULL, NULL, 1) &&
             PQsendQueryPrepared(conn, "scope", 1, &bare->workspace, NULL, NULL, 1);

    for (int i = 0; ok && i < bare->query_count; i++) {
        const struct bare_query *query = &bare->queries[i];

        ok = PQsendQueryPrepared(conn, query->query->name, count_of(query), query->args, NULL, NULL, 1);
    }
    return ok && PQsendQueryPrepared(conn, "commit", 0, NULL, NULL, NULL, 1) && PQpipelineSync(conn);
}

/* One round trip: all of them; returns the rows that came. */
static int ask(PGconn *conn, const struct bare *bare)
{
    int rows = 0;

    require(conn, send_all(conn, bare));
    for (;;) {
        PGresult *result = PQgetResult(conn);
        ExecStatusType status = result == NULL ? PGRES_COMMAND_OK : PQresultStatus(result);

        require(conn, status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_PIPELINE_SYNC);
        rows += result == NULL ? 0 : PQntuples(result);
        PQclear(result);
        if (status == PGRES_PIPELINE_SYNC) {
            return rows;
        }
    }
}

_Noreturn static void work(const struct bare *bare, int fd)
{
    PGconn *conn = connect_and_prepare(bare);
    FCGX_Request request;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)FCGX_InitRequest(&request, fd, 0);
    while (FCGX_Accept_r(&request) == 0) {
        require(conn, ask(conn, bare) > 1);
        (void)FCGX_PutS("Content-Type: text/html; charset=utf-8\r\nCache-Control: no-store\r\n\r\n", request.out);
        (void)FCGX_PutStr((const char *)bare->page.data, (int)bare->page.len, request.out);
        FCGX_Finish_r(&request);
    }
    _exit(0);
}

void bare_start(const struct bare *bare)
{
    int fd;

    (void)unlink(bare->socket);
    (void)FCGX_Init();
    fd = FCGX_OpenSocket(bare->socket, BACKLOG);
    ck_assert_int_ge(fd, 0);
    (void)chmod(bare->socket, 0666);
    for (int i = 0; i < bare->workers; i++) {
        pid_t pid = fork();

        ck_assert_int_ge(pid, 0);
        if (pid == 0) {
            work(bare, fd);
        }
    }
}
