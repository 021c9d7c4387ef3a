/* What does not fit the shape "one query, one small result": streams, COPY, scripts, notifications, descriptions. */
#include <endian.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "base/strbuf.h"

#include "base/text.h"
#include "ext/pq_internal.h"

/* COPY and scripts need the simple or extended protocol outside pipeline mode. */
static bool leave_pipeline(struct db *db)
{
    return PQexitPipelineMode(db->conn) == 1;
}

static void enter_pipeline(struct db *db)
{
    if (db->conn != NULL && PQstatus(db->conn) == CONNECTION_OK && PQenterPipelineMode(db->conn) != 1) {
        PQfinish(db->conn);
        db->conn = NULL;
    }
}

static void clear_result(void *result)
{
    PQclear(result);
}

/* libpq 15 would keep row-by-row mode for the first query of the next pipeline. Any attempt to send ends it; this one, without a
 * statement's name, is refused before anything is sent. */
static void leave_single_rows(struct db *db)
{
    if (db->conn != NULL) {
        (void)PQsendQueryPrepared(db->conn, NULL, 0, NULL, NULL, NULL, 0);
    }
}

/* BEGIN and the scope, in the simple way, if they have not been sent. */
static enum rc begin_now(struct cx *cx)
{
    struct tx *tx = cx->tx;
    const char *const values[] = { tx->workspace, tx->account, tx->request_id };
    PGresult *result;
    enum rc rc = RC_OK;

    if (tx->begun) {
        return RC_OK;
    }
    result = PQexec(tx->db->conn, tx->mode == TX_READ ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN");
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        rc = pq_failure(cx, tx, "begin", result, tx->db->conn);
    }
    PQclear(result);
    if (rc != RC_OK) {
        return rc;
    }
    tx->begun = true;
    tx->db->counters.round_trips += 2;
    result = PQexecParams(tx->db->conn,
                          "SELECT set_config('app.ws', $1, true), set_config('app.account', $2, true),"
                          " set_config('app.request', $3, true)",
                          3, NULL, values, NULL, NULL, 0);
    if (PQresultStatus(result) != PGRES_TUPLES_OK) {
        rc = pq_failure(cx, tx, "scope", result, tx->db->conn);
    }
    PQclear(result);
    return rc;
}

/* Outside pipeline mode, inside the begun transaction. */
static enum rc enter_plain(struct cx *cx, const char *name)
{
    if (cx->tx == NULL || cx->tx->failed) {
        return fail_set(cx, RC_INTERNAL, NULL, "query %s: asked outside a healthy transaction", name);
    }
    if (!leave_pipeline(cx->tx->db)) {
        return pq_failure(cx, cx->tx, name, NULL, cx->tx->db->conn);
    }
    return begin_now(cx);
}

static void finish_results(struct db *db)
{
    PGresult *result;

    while (db->conn != NULL && (result = PQgetResult(db->conn)) != NULL) {
        ExecStatusType status = PQresultStatus(result);

        PQclear(result);
        if (status == PGRES_COPY_IN || status == PGRES_COPY_OUT) {
            break;
        }
    }
}

static void cancel_query(struct db *db)
{
    char problem[256];
    PGcancel *cancel = PQgetCancel(db->conn);

    if (cancel != NULL) {
        (void)PQcancel(cancel, problem, sizeof problem);
        PQfreeCancel(cancel);
    }
}

static enum rc each_result(struct cx *cx, const struct query *query,
                           enum rc (*take)(void *context, struct cx *cx, struct row *row), void *context)
{
    struct db *db = cx->tx->db;
    struct cx inner = *cx;
    enum rc rc = RC_OK;
    PGresult *result;

    inner.mem = arena_new();
    while (rc == RC_OK && (result = PQgetResult(db->conn)) != NULL) {
        ExecStatusType status = PQresultStatus(result);

        if (status == PGRES_SINGLE_TUPLE) {
            struct row row = { .query = query, .result = result, .cx = &inner };

            rc = take(context, &inner, &row);
        } else if (status != PGRES_TUPLES_OK) {
            rc = pq_failure(cx, cx->tx, query->name, result, db->conn);
        }
        PQclear(result);
        if (rc != RC_OK && cx->fail->detail != NULL) {
            cx->fail->detail = arena_strdup(cx->mem, cx->fail->detail);
        }
        arena_reset(inner.mem);
    }
    if (rc != RC_OK && !cx->tx->failed) {
        cancel_query(db);
        cx->tx->failed = true;
    }
    arena_free(inner.mem);
    finish_results(db);
    return rc;
}

enum rc query_each(struct cx *cx, const struct query *query, const struct arg *args,
                   enum rc (*take)(void *context, struct cx *cx, struct row *row), void *context)
{
    struct wire_params params;
    enum rc rc = wire_encode(cx, query, args, &params);
    struct db *db;

    if (rc == RC_OK) {
        rc = enter_plain(cx, query->name);
    }
    if (rc != RC_OK) {
        return rc;
    }
    db = cx->tx->db;
    db->counters.queries++;
    db->counters.round_trips++;
    if (PQsendQueryParams(db->conn, query->sql, params.count, params.types, params.values, params.lengths,
                          params.formats, 1) != 1 ||
        PQsetSingleRowMode(db->conn) != 1) {
        return pq_failure(cx, cx->tx, query->name, NULL, db->conn);
    }
    rc = each_result(cx, query, take, context);
    leave_single_rows(db);
    enter_pipeline(db);
    return rc;
}

static enum rc start_copy(struct cx *cx, const struct query *query, ExecStatusType wanted)
{
    struct db *db;
    PGresult *result;
    enum rc rc = enter_plain(cx, query->name);

    if (rc != RC_OK) {
        return rc;
    }
    db = cx->tx->db;
    db->counters.queries++;
    db->counters.round_trips++;
    result = PQexec(db->conn, query->sql);
    if (PQresultStatus(result) != wanted) {
        rc = pq_failure(cx, cx->tx, query->name, result, db->conn);
        enter_pipeline(db);
    }
    PQclear(result);
    return rc;
}

/* The result that follows the data of a COPY. */
static enum rc end_copy(struct cx *cx, const char *name)
{
    struct db *db = cx->tx->db;
    PGresult *result = PQgetResult(db->conn);
    enum rc rc = RC_OK;

    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        rc = pq_failure(cx, cx->tx, name, result, db->conn);
    }
    PQclear(result);
    finish_results(db);
    enter_pipeline(db);
    return rc;
}

enum rc copy_out(struct cx *cx, const struct query *query, enum rc (*take)(void *context, struct bytes piece),
                 void *context)
{
    enum rc rc = start_copy(cx, query, PGRES_COPY_OUT);
    enum rc ended;
    char *piece;
    int len;

    if (rc != RC_OK) {
        return rc;
    }
    while ((len = PQgetCopyData(cx->tx->db->conn, &piece, 0)) > 0) {
        if (rc == RC_OK) {
            rc = take(context, bytes_of(piece, (size_t)len));
            if (rc != RC_OK) {
                cancel_query(cx->tx->db);
                cx->tx->failed = true;
            }
        }
        PQfreemem(piece);
    }
    ended = end_copy(cx, query->name);
    return rc == RC_OK ? ended : rc;
}

enum rc copy_in_begin(struct cx *cx, const struct query *query)
{
    static const char header[] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0";
    enum rc rc = start_copy(cx, query, PGRES_COPY_IN);

    if (rc == RC_OK && PQputCopyData(cx->tx->db->conn, header, 19) != 1) {
        rc = pq_failure(cx, cx->tx, query->name, NULL, cx->tx->db->conn);
    }
    return rc;
}

enum rc copy_in_row(struct cx *cx, const struct query *query, const struct arg *args)
{
    struct strbuf row;
    uint16_t count = htobe16((uint16_t)wire_declared(query->params));

    strbuf_init(&row, cx->mem, SIZE_MAX / 2);
    strbuf_put(&row, &count, sizeof count);
    for (; args->type != ARG_END; args++) {
        struct bytes value = args->null ? bytes_of(NULL, 0) : wire_value(cx->mem, args);
        uint32_t len = htobe32(args->null ? UINT32_MAX : (uint32_t)value.len);

        strbuf_put(&row, &len, sizeof len);
        strbuf_bytes(&row, value);
    }
    if (PQputCopyData(cx->tx->db->conn, row.data, (int)row.len) != 1) {
        return pq_failure(cx, cx->tx, query->name, NULL, cx->tx->db->conn);
    }
    return RC_OK;
}

enum rc copy_in_end(struct cx *cx)
{
    if (PQputCopyData(cx->tx->db->conn, "\377\377", 2) != 1 || PQputCopyEnd(cx->tx->db->conn, NULL) != 1) {
        return pq_failure(cx, cx->tx, "copy", NULL, cx->tx->db->conn);
    }
    return end_copy(cx, "copy");
}

enum rc db_script(struct cx *cx, const char *sql)
{
    enum rc rc = enter_plain(cx, "script");
    PGresult *result;

    if (rc != RC_OK) {
        return rc;
    }
    result = PQexec(cx->tx->db->conn, sql);
    if (PQresultStatus(result) != PGRES_COMMAND_OK && PQresultStatus(result) != PGRES_TUPLES_OK) {
        rc = pq_failure(cx, cx->tx, "script", result, cx->tx->db->conn);
    }
    PQclear(result);
    enter_pipeline(cx->tx->db);
    return rc;
}

static bool listen_on(struct db *db, const char *channel)
{
    char command[80];
    PGresult *result;
    bool ok;

    if (db->listening) {
        return true;
    }
    (void)snprintf(command, sizeof command, "LISTEN %.60s", channel);
    result = PQexec(db->conn, command);
    ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    db->listening = ok;
    return ok;
}

bool db_wait(struct cx *cx, struct db *db, const char *channel, int timeout_ms)
{
    PGnotify *notify;
    bool came = false;

    if (db_ready(cx, db) != RC_OK || !leave_pipeline(db)) {
        (void)poll(NULL, 0, timeout_ms);
        return false;
    }
    if (listen_on(db, channel)) {
        struct pollfd wait = { .fd = PQsocket(db->conn), .events = POLLIN };

        notify = PQnotifies(db->conn);
        if (notify == NULL && poll(&wait, 1, timeout_ms) > 0) {
            (void)PQconsumeInput(db->conn);
            notify = PQnotifies(db->conn);
        }
        for (; notify != NULL; notify = PQnotifies(db->conn)) {
            came = true;
            PQfreemem(notify);
        }
    }
    enter_pipeline(db);
    return came;
}

static bool describes_as(const struct query *query, const PGresult *described, struct arena *mem, const char **problem)
{
    const char *at = query->columns;

    if (PQnparams(described) != wire_declared(query->params) || PQnfields(described) != wire_declared(query->columns)) {
        *problem = arena_printf(mem, "%s: %d parameters and %d columns, declared '%s' and '%s'", query->name,
                                PQnparams(described), PQnfields(described), query->params, query->columns);
        return false;
    }
    for (int i = 0; i < PQnfields(described); i++) {
        size_t name_len = strcspn(at, ":");
        size_t type_len = strcspn(at + name_len + 1, ",?");
        enum arg_type type = wire_type(at + name_len + 1, type_len);
        const char *name = PQfname(described, i);

        if (strlen(name) != name_len || strncmp(name, at, name_len) != 0 || type == ARG_END ||
            wire_oid(type) != PQftype(described, i)) {
            *problem = arena_printf(mem, "%s: column %d is '%s' of type %u, declared '%.*s'", query->name, i + 1, name,
                                    PQftype(described, i), (int)(name_len + 1 + type_len), at);
            return false;
        }
        at += strcspn(at, ",");
        at += *at == ',';
    }
    return true;
}

enum rc query_describe(struct cx *cx, const struct query *query, const char **problem)
{
    Oid types[PARAMS_MAX];
    const char *at = query->params;
    int count = wire_declared(query->params);
    PGresult *result;
    enum rc rc;

    for (int i = 0; i < count && i < PARAMS_MAX; i++) {
        size_t len = strcspn(at, ",");
        enum arg_type type = wire_type(at, len);

        if (type == ARG_END) {
            *problem = arena_printf(cx->mem, "%s: unknown type in '%s'", query->name, query->params);
            return RC_INVALID;
        }
        types[i] = wire_oid(type);
        at += len + (at[len] == ',');
    }
    rc = enter_plain(cx, query->name);
    if (rc != RC_OK) {
        return rc;
    }
    result = PQprepare(cx->tx->db->conn, query->name, query->sql, count, types);
    if (PQresultStatus(result) == PGRES_COMMAND_OK) {
        PQclear(result);
        result = PQdescribePrepared(cx->tx->db->conn, query->name);
    }
    arena_defer(cx->mem, clear_result, result);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        *problem = PQresultErrorMessage(result);
        rc = RC_INVALID;
    } else if (!describes_as(query, result, cx->mem, problem)) {
        rc = RC_INVALID;
    }
    enter_pipeline(cx->tx->db);
    return rc;
}
