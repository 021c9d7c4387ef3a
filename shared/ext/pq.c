#include "ext/pq.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "ext/pq_internal.h"

/* ---- connections ---- */

struct db *db_new(const char *conninfo, const char *role, const char *program)
{
    struct db *db = calloc(1, sizeof *db);

    if (db == NULL) {
        abort();
    }
    db->conninfo = conninfo;
    db->role = role;
    db->program = program;
    return db;
}

static void disconnect(struct db *db)
{
    if (db->conn != NULL) {
        PQfinish(db->conn);
    }
    db->conn = NULL;
    db->listening = false;
    memset(db->prepared, 0, sizeof db->prepared);
    db->prepared_count = 0;
}

void db_free(struct db *db)
{
    if (db != NULL) {
        disconnect(db);
        free(db);
    }
}

static void drop_notice(void *context, const PGresult *notice)
{
    (void)context;
    (void)notice;
}

enum rc db_ready(struct cx *cx, struct db *db)
{
    /* Later words win over those in conninfo only for dbname's expansion, so the role comes first and conninfo may override it. */
    const char *const words[] = { "user", "application_name", "connect_timeout", "client_encoding", "options", "dbname",
                                  NULL };
    const char *const values[] = {
        db->role, db->program, "10", "UTF8", "-c timezone=UTC -c statement_timeout=60000", db->conninfo, NULL
    };

    if (db->conn != NULL && PQstatus(db->conn) == CONNECTION_OK) {
        return RC_OK;
    }
    disconnect(db);
    db->conn = PQconnectdbParams(words, values, 1);
    if (PQstatus(db->conn) != CONNECTION_OK || PQenterPipelineMode(db->conn) != 1) {
        (void)fail_set(cx, RC_UNAVAILABLE, NULL, "database: %s", PQerrorMessage(db->conn));
        disconnect(db);
        return RC_UNAVAILABLE;
    }
    (void)PQsetNoticeReceiver(db->conn, drop_notice, NULL);
    return RC_OK;
}

struct db_counters db_counters(const struct db *db)
{
    return db->counters;
}

void db_counters_reset(struct db *db)
{
    db->counters = (struct db_counters){ 0, 0 };
}

/* ---- what an error means ---- */

static const struct {
    const char *prefix; /* of the SQLSTATE */
    enum rc rc;
    bool retry;
    const char *msgid;
} sqlstates[] = {
    { "40001", RC_CONFLICT, true, N_("Somebody else changed this at the same time. Please try again.") },
    { "40P01", RC_CONFLICT, true, N_("Somebody else changed this at the same time. Please try again.") },
    { "TP001", RC_CONFLICT, false,
      N_("This is no longer in the state that you saw. Reload the page to see what changed.") },
    { "TP002", RC_FORBIDDEN, false, N_("This needs a second person: you cannot decide on your own request.") },
    { "TP003", RC_CONFLICT, false, N_("The worker lost this job to another one.") },
    { "23505", RC_CONFLICT, false, N_("There is already one with the same name or key.") },
    { "23503", RC_CONFLICT, false, N_("Something that this refers to is not there, or is still in use.") },
    { "23514", RC_INVALID, false, N_("A value is outside of what is allowed.") },
    { "22", RC_INVALID, false, N_("A value is outside of what is allowed.") },
    { "42501", RC_FORBIDDEN, false, NULL },
    { "53", RC_UNAVAILABLE, false, NULL },
    { "57P", RC_UNAVAILABLE, false, NULL },
    { "57014", RC_UNAVAILABLE, false, N_("This took too long and was stopped. Please narrow it down.") },
    { "58", RC_UNAVAILABLE, false, NULL },
    { "08", RC_UNAVAILABLE, false, NULL },
    { "25006", RC_INTERNAL, false, NULL },
};

enum rc pq_failure(struct cx *cx, struct tx *tx, const char *name, const PGresult *result, const PGconn *conn)
{
    const char *state = result == NULL ? NULL : PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *detail = result == NULL ? "" : PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
    const char *message = result == NULL ? PQerrorMessage(conn) : PQresultErrorMessage(result);
    enum rc rc = state == NULL ? RC_UNAVAILABLE : RC_INTERNAL;
    const char *msgid = NULL;

    if (tx != NULL) {
        tx->failed = true;
    }
    for (size_t i = 0; state != NULL && i < sizeof sqlstates / sizeof sqlstates[0]; i++) {
        if (text_starts(state, sqlstates[i].prefix)) {
            rc = sqlstates[i].rc;
            msgid = sqlstates[i].msgid;
            cx->fail->retry = sqlstates[i].retry && cx->fail->rc == RC_OK;
            break;
        }
    }
    return fail_set(cx, rc, msgid, "query %s: %s %s %s", name, state == NULL ? "" : state, message,
                    detail == NULL ? "" : detail);
}

/* ---- sending ---- */

static size_t prepared_slot(const struct db *db, const struct query *query)
{
    size_t slot = ((uintptr_t)query >> 4) % PREPARED_MAX;

    while (db->prepared[slot] != NULL && db->prepared[slot] != query) {
        slot = (slot + 1) % PREPARED_MAX;
    }
    return slot;
}

static bool is_prepared(const struct db *db, const struct query *query)
{
    return db->prepared[prepared_slot(db, query)] == query;
}

static void note_prepared(struct db *db, const struct query *query)
{
    if (db->prepared_count >= PREPARED_MAX - 1) {
        abort(); /* more distinct queries than the source holds */
    }
    db->prepared[prepared_slot(db, query)] = query;
    db->prepared_count++;
}

/* What is still to be read from the pipeline, in order. */
struct expected {
    int setup; /* results to pass over: BEGIN and the scope */
    bool prepare; /* one more, of PREPARE */
};

/* A read is planned for its own parameters, of which many are filters that are not set. What writes keeps its plans, and with it every
 * check of a reference and every trigger that a row sets off: planned anew, they take most of the time of a bulk insert. */
static bool send_begin(struct tx *tx, struct expected *expected)
{
    static const char scope[] = "SELECT set_config('app.ws', $1, true), set_config('app.account', $2, true),"
                                " set_config('app.request', $3, true), set_config('plan_cache_mode', $4, true)";
    bool reads = tx->mode == TX_READ;
    const char *const values[] = { tx->workspace, tx->account, tx->request_id, reads ? "force_custom_plan" : "auto" };
    const char *begin = reads ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN";

    expected->setup = 2;
    tx->begun = true;
    return PQsendQueryParams(tx->db->conn, begin, 0, NULL, NULL, NULL, NULL, 0) == 1 &&
           PQsendQueryParams(tx->db->conn, scope, 4, NULL, values, NULL, NULL, 0) == 1;
}

static bool send_query(struct db *db, const struct query *query, const struct wire_params *params,
                       struct expected *expected)
{
    if (!is_prepared(db, query)) {
        expected->prepare = true;
        if (PQsendPrepare(db->conn, query->name, query->sql, params->count, params->types) != 1) {
            return false;
        }
    }
    db->counters.queries++;
    return PQsendQueryPrepared(db->conn, query->name, params->count, params->values, params->lengths, params->formats,
                               1) == 1;
}

static bool send_sync(struct db *db)
{
    db->counters.round_trips++;
    return PQpipelineSync(db->conn) == 1;
}

/* ---- receiving ---- */

static void clear_result(void *result)
{
    PQclear(result);
}

/* The next command's result, its terminating NULL consumed. NULL: the connection is gone. */
static PGresult *next_result(struct db *db)
{
    PGresult *result = PQgetResult(db->conn);
    PGresult *end;

    if (result == NULL) {
        return NULL;
    }
    if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
        return result;
    }
    end = PQgetResult(db->conn);
    if (end != NULL) {
        PQclear(end); /* cannot be: a prepared statement has one result */
    }
    return result;
}

/* Passes over everything up to the sync mark; true if it came. */
static bool drain_to_sync(struct db *db)
{
    for (int blanks = 0; blanks < 3;) {
        PGresult *result = PQgetResult(db->conn);
        ExecStatusType status;

        if (result == NULL) {
            blanks++;
            if (PQstatus(db->conn) != CONNECTION_OK) {
                return false;
            }
            continue;
        }
        blanks = 0;
        status = PQresultStatus(result);
        PQclear(result);
        if (status == PGRES_PIPELINE_SYNC) {
            return true;
        }
    }
    return false;
}

static enum rc skip_setup(struct cx *cx, struct tx *tx, struct db *db, int count)
{
    enum rc rc = RC_OK;

    for (int i = 0; i < count; i++) {
        PGresult *result = next_result(db);
        ExecStatusType status = result == NULL ? PGRES_FATAL_ERROR : PQresultStatus(result);

        if (rc == RC_OK && status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            rc = pq_failure(cx, tx, "begin", result, db->conn);
        }
        PQclear(result);
        if (result == NULL) {
            return rc;
        }
    }
    return rc;
}

static enum rc take_prepare(struct cx *cx, struct tx *tx, struct db *db, const struct query *query)
{
    PGresult *result = next_result(db);
    enum rc rc = RC_OK;

    if (result == NULL || PQresultStatus(result) != PGRES_COMMAND_OK) {
        rc = pq_failure(cx, tx, query->name, result, db->conn);
    } else {
        note_prepared(db, query);
    }
    PQclear(result);
    return rc;
}

static enum rc take_result(struct cx *cx, struct tx *tx, struct db *db, const struct query *query, struct rows *out)
{
    PGresult *result = next_result(db);
    ExecStatusType status = result == NULL ? PGRES_FATAL_ERROR : PQresultStatus(result);

    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
        enum rc rc = pq_failure(cx, tx, query->name, result, db->conn);

        PQclear(result);
        return rc;
    }
    arena_defer(cx->mem, clear_result, result);
    *out = (struct rows){ .query = query, .result = result, .cx = cx, .count = PQntuples(result) };
    return RC_OK;
}

/* ---- one query ---- */

static enum rc usable(struct cx *cx, const struct query *query)
{
    if (cx->tx == NULL) {
        return fail_set(cx, RC_INTERNAL, NULL, "query %s: asked outside a transaction", query->name);
    }
    if (cx->tx->failed) {
        return fail_set(cx, RC_INTERNAL, NULL, "query %s: asked in a transaction that has failed", query->name);
    }
    return RC_OK;
}

static enum rc lost(struct cx *cx, struct tx *tx, struct db *db, const char *name)
{
    enum rc rc = pq_failure(cx, tx, name, NULL, db->conn);

    disconnect(db);
    return rc;
}

/* Sends `query` (with BEGIN before it where `tx` has not begun) and takes its result. `tx` is NULL for an autocommit call. */
static enum rc ask(struct cx *cx, struct db *db, struct tx *tx, const struct query *query, const struct arg *args,
                   struct rows *out)
{
    struct wire_params params;
    struct expected expected = { 0, false };
    enum rc rc = wire_encode(cx, query, args, &params);
    enum rc taken;

    if (rc != RC_OK) {
        return rc;
    }
    if ((tx != NULL && !tx->begun && !send_begin(tx, &expected)) || !send_query(db, query, &params, &expected) ||
        !send_sync(db)) {
        return lost(cx, tx, db, query->name);
    }
    rc = skip_setup(cx, tx, db, expected.setup);
    if (expected.prepare) {
        taken = take_prepare(cx, tx, db, query);
        rc = rc == RC_OK ? taken : rc;
    }
    taken = take_result(cx, tx, db, query, out);
    rc = rc == RC_OK ? taken : rc;
    if (!drain_to_sync(db)) {
        return lost(cx, tx, db, query->name);
    }
    return rc;
}

static enum rc only_row(struct cx *cx, const struct query *query, struct rows *rows, struct row *out)
{
    if (rows->count > 1) {
        return fail_set(cx, RC_INTERNAL, NULL, "query %s: %d rows where one is meant", query->name, rows->count);
    }
    return rows_next(rows, out) ? RC_OK : RC_NOT_FOUND;
}

enum rc query_rows(struct cx *cx, const struct query *query, struct rows *out, const struct arg *args)
{
    enum rc rc = usable(cx, query);

    return rc == RC_OK ? ask(cx, cx->tx->db, cx->tx, query, args, out) : rc;
}

enum rc query_one(struct cx *cx, const struct query *query, struct row *out, const struct arg *args)
{
    struct rows rows = { .count = 0 };
    enum rc rc = query_rows(cx, query, &rows, args);

    return rc == RC_OK ? only_row(cx, query, &rows, out) : rc;
}

enum rc query_exec(struct cx *cx, const struct query *query, int64_t *affected, const struct arg *args)
{
    struct rows rows = { .count = 0 };
    enum rc rc = query_rows(cx, query, &rows, args);

    if (rc == RC_OK && affected != NULL) {
        *affected = strtoll(PQcmdTuples(rows.result), NULL, 10);
    }
    return rc;
}

enum rc db_call(struct cx *cx, struct db *db, const struct query *query, struct row *out, const struct arg *args)
{
    struct rows rows;
    enum rc rc = db_ready(cx, db);

    if (rc == RC_OK) {
        rc = ask(cx, db, NULL, query, args, &rows);
    }
    return rc == RC_OK ? only_row(cx, query, &rows, out) : rc;
}

/* ---- several at once ---- */

void batch_add(struct batch *batch, const struct query *query, struct rows *out, const struct arg *args)
{
    if (batch->count == BATCH_MAX) {
        abort(); /* a page's reads are written in the source, not counted at run time */
    }
    batch->items[batch->count].query = query;
    batch->items[batch->count].out = out;
    batch->items[batch->count].args = args;
    batch->count++;
}

static enum rc batch_send(struct cx *cx, struct batch *batch, struct expected *expected)
{
    struct tx *tx = cx->tx;
    bool sent = tx->begun || send_begin(tx, &expected[0]);

    for (size_t i = 0; i < batch->count && sent; i++) {
        struct wire_params params;
        enum rc rc = wire_encode(cx, batch->items[i].query, batch->items[i].args, &params);

        if (rc != RC_OK) {
            disconnect(tx->db); /* half a batch is on the wire */
            tx->failed = true;
            return rc;
        }
        sent = send_query(tx->db, batch->items[i].query, &params, &expected[i]);
        if (sent && expected[i].prepare) {
            note_prepared(tx->db,
                          batch->items[i].query); /* so that its second use in this batch does not prepare again */
        }
    }
    return sent && send_sync(tx->db) ? RC_OK : lost(cx, tx, tx->db, "batch");
}

enum rc batch_run(struct cx *cx, struct batch *batch)
{
    struct expected expected[BATCH_MAX] = { { 0, false } };
    struct db *db;
    enum rc rc = batch->count == 0 ? RC_OK : usable(cx, batch->items[0].query);

    if (rc != RC_OK || batch->count == 0) {
        return rc;
    }
    db = cx->tx->db;
    rc = batch_send(cx, batch, expected);
    if (rc != RC_OK) {
        return rc;
    }
    rc = skip_setup(cx, cx->tx, db, expected[0].setup);
    for (size_t i = 0; i < batch->count; i++) {
        enum rc taken;

        if (expected[i].prepare) {
            struct rows prepare;

            taken = take_result(cx, cx->tx, db, batch->items[i].query, &prepare);
            rc = rc == RC_OK ? taken : rc;
        }
        taken = take_result(cx, cx->tx, db, batch->items[i].query, batch->items[i].out);
        rc = rc == RC_OK ? taken : rc;
    }
    if (!drain_to_sync(db)) {
        return lost(cx, cx->tx, db, "batch");
    }
    if (rc != RC_OK) {
        disconnect(db); /* a statement may be noted as prepared that is not */
    }
    return rc;
}

/* ---- transactions ---- */

enum rc tx_begin(struct cx *cx, struct db *db, enum tx_mode mode, const struct tx_scope *scope)
{
    enum rc rc = db_ready(cx, db);
    struct tx *tx;

    if (rc != RC_OK) {
        return rc;
    }
    tx = arena_alloc(cx->mem, sizeof *tx);
    tx->db = db;
    tx->mode = mode;
    if (!uuid_is_nil(scope->workspace)) {
        uuid_write(scope->workspace, tx->workspace);
    }
    if (!uuid_is_nil(scope->account)) {
        uuid_write(scope->account, tx->account);
    }
    if (scope->request_id != NULL) {
        (void)snprintf(tx->request_id, sizeof tx->request_id, "%s", scope->request_id);
    }
    cx->tx = tx;
    return RC_OK;
}

/* COMMIT or ROLLBACK: one more round trip, only if the transaction has begun. */
static enum rc tx_end(struct cx *cx, const char *command)
{
    struct tx *tx = cx->tx;
    struct db *db = tx->db;
    PGresult *result;
    enum rc rc = RC_OK;

    cx->tx = NULL;
    if (!tx->begun || db->conn == NULL) {
        return tx->begun ? RC_UNAVAILABLE : RC_OK;
    }
    if (PQsendQueryParams(db->conn, command, 0, NULL, NULL, NULL, NULL, 0) != 1 || !send_sync(db)) {
        return lost(cx, tx, db, command);
    }
    result = next_result(db);
    if (result == NULL || PQresultStatus(result) != PGRES_COMMAND_OK) {
        rc = pq_failure(cx, tx, command, result, db->conn);
    } else if (!text_equal(PQcmdStatus(result), command)) {
        rc = fail_set(cx, RC_INTERNAL, NULL, "%s: the server answered %s", command, PQcmdStatus(result));
    }
    PQclear(result);
    return drain_to_sync(db) ? rc : lost(cx, tx, db, command);
}

enum rc tx_commit(struct cx *cx)
{
    if (cx->tx->failed) {
        tx_rollback(cx);
        return fail_set(cx, RC_INTERNAL, NULL, "commit: the transaction had failed");
    }
    return tx_end(cx, "COMMIT");
}

void tx_rollback(struct cx *cx)
{
    struct fail kept = *cx->fail;
    enum rc rc = tx_end(cx, "ROLLBACK");

    (void)rc; /* the connection is dropped where it did not work; the server rolls back */
    *cx->fail = kept;
}
