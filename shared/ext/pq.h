/* PostgreSQL for stores: typed parameters, typed columns, and transactions whose first query travels together with BEGIN.
 *
 * A query is data: a constant `struct query` beside the decoder of its columns. It is prepared on first use on each
 * connection. The contract test describes every query on the migrated schema and compares what it finds with the declared
 * parameters and columns. Results live in the arena of the cx: texts and bytes point into them. */
#ifndef EXT_PQ_H
#define EXT_PQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"

/* Types: uuid text int4 int8 bool time bytea jsonb float8, and uuid[] text[] int8[] bytea[] time[].
 * A `?` behind a column's type means that it may be NULL and is read by an _opt reader. */
struct query {
    const char *name; /* unique in the program: "finding_get" */
    const char *sql; /* a constant; parameters as $1 ... */
    const char *params; /* "uuid,uuid"; "" if none */
    const char *columns; /* "id:uuid,title:text,closed_at:time?"; "" if it returns no rows */
};

/* Lists a store's queries for the contract test: QUERIES(finding, &GET, &LIST). One in each *_store.c, at its end. */
#define QUERIES(stem, ...)                                                                                             \
    extern const struct query *const stem##_queries[];                                                                 \
    const struct query *const stem##_queries[] = { __VA_ARGS__, NULL }

enum arg_type {
    ARG_END,
    ARG_UUID,
    ARG_TEXT,
    ARG_INT4,
    ARG_INT8,
    ARG_BOOL,
    ARG_TIME,
    ARG_BYTEA,
    ARG_JSONB,
    ARG_FLOAT8,
    ARG_UUIDS,
    ARG_TEXTS,
    ARG_INT8S,
    ARG_BYTEAS,
    ARG_TIMES,
    ARG_TYPE_COUNT
};

/* One parameter's value; make it with the arg_* functions alone. */
struct arg {
    enum arg_type type;
    bool null;
    bool nil_is_null; /* of a list of ids */
    size_t count; /* of a list */

    union {
        struct uuid uuid;
        const char *text;
        int64_t number;
        bool boolean;
        double real;
        struct bytes bytes;
        const struct uuid *uuids;
        const char *const *texts;
        const int64_t *numbers;
        const struct bytes *byteas;
    } as;
};

#define ARGS(...) ((const struct arg[]){ __VA_ARGS__, { .type = ARG_END } })
#define NO_ARGS   ((const struct arg[]){ { .type = ARG_END } })

struct arg arg_uuid(struct uuid value);
struct arg arg_uuid_opt(struct uuid value); /* the nil id is NULL */
struct arg arg_text(const char *value); /* NULL is NULL */
struct arg arg_i32(int32_t value);
struct arg arg_i64(int64_t value);
struct arg arg_bool(bool value);
struct arg arg_time(int64_t value_us); /* 0 is NULL */
struct arg arg_bytes(struct bytes value); /* no data pointer is NULL */
struct arg arg_json(const char *text); /* NULL is NULL; PostgreSQL checks the text */
struct arg arg_f64(double value);
struct arg arg_uuids(const struct uuid *values, size_t count);
struct arg arg_uuids_opt(const struct uuid *values, size_t count); /* a nil element is NULL */
struct arg arg_texts(const char *const *values, size_t count); /* an element may be NULL */
struct arg arg_i64s(const int64_t *values, size_t count);
struct arg arg_byteas(const struct bytes *values, size_t count); /* an element without data is NULL */
struct arg arg_times(const int64_t *values, size_t count); /* an element of 0 is NULL */

/* ---- rows ---- */

struct rows {
    const struct query *query;
    void *result; /* PGresult; freed with the arena */
    struct cx *cx;
    int count;
    int next;
};

/* One row, read column by column in the declared order; the first mistake sticks and row_done() reports it. */
struct row {
    const struct query *query;
    void *result;
    struct cx *cx;
    int row;
    int column;
    const char *problem;
};

struct uuid row_uuid(struct row *row);
struct uuid row_uuid_opt(struct row *row); /* NULL: nil */
const char *row_text(struct row *row);
const char *row_text_opt(struct row *row); /* NULL: NULL */
int32_t row_i32(struct row *row);
int64_t row_i64(struct row *row);
int64_t row_i64_opt(struct row *row, int64_t otherwise); /* int4 too */
bool row_bool(struct row *row);
int64_t row_time_us(struct row *row);
int64_t row_time_us_opt(struct row *row); /* NULL: 0 */
struct bytes row_bytes(struct row *row);
struct bytes row_bytes_opt(struct row *row); /* NULL: no data pointer */
const char *row_json(struct row *row);
const char *row_json_opt(struct row *row);
double row_f64(struct row *row);
const char *const *row_texts(struct row *row, size_t *count); /* NULL: none */
const struct uuid *row_uuids(struct row *row, size_t *count); /* NULL: none */

/* RC_OK when every column was read as declared; otherwise RC_INTERNAL, with the query and column in the log's detail. */
MUST_CHECK enum rc row_done(struct row *row);

/* Steps to the next row; false at the end. */
bool rows_next(struct rows *rows, struct row *out);

/* ---- queries; all need cx->tx ----
 * Errors of all: RC_CONFLICT (unique, foreign key, a refused change of state), RC_FORBIDDEN (row-level security, four eyes),
 * RC_INVALID (a CHECK), RC_UNAVAILABLE (no connection, disk full, shutting down), RC_INTERNAL (a defect in the query). */

/* Exactly one row. RC_NOT_FOUND: none (without noting a cause). RC_INTERNAL: several. */
MUST_CHECK enum rc query_one(struct cx *cx, const struct query *query, struct row *out, const struct arg *args);

/* Any number of rows, all in memory: bound it by LIMIT. */
MUST_CHECK enum rc query_rows(struct cx *cx, const struct query *query, struct rows *out, const struct arg *args);

/* A statement; *affected (may be NULL) is the number of rows that it touched. */
MUST_CHECK enum rc query_exec(struct cx *cx, const struct query *query, int64_t *affected, const struct arg *args);

/* Any number of rows with flat memory: calls take() for each, on an arena of its own that is emptied after every row. It stops
 * at the first code that is not RC_OK and returns it. take() must not query. */
MUST_CHECK enum rc query_each(struct cx *cx, const struct query *query, const struct arg *args,
                              enum rc (*take)(void *context, struct cx *cx, struct row *row), void *context);

enum { BATCH_MAX = 16 };

/* Independent reads of one page in one round trip. Fill, run, then read each `rows`. */
struct batch {
    size_t count;

    struct {
        const struct query *query;
        struct rows *out;
        const struct arg *args; /* must live until batch_run */
    } items[BATCH_MAX];
};

void batch_add(struct batch *batch, const struct query *query, struct rows *out, const struct arg *args);
MUST_CHECK enum rc batch_run(struct cx *cx, struct batch *batch);

/* ---- COPY ---- */

/* COPY ... TO STDOUT: hands each piece to take() as it comes. The query's sql is the whole COPY command, its columns those of the
 * SELECT inside. RC of take() ends it. */
MUST_CHECK enum rc copy_out(struct cx *cx, const struct query *query,
                            enum rc (*take)(void *context, struct bytes piece), void *context);

/* COPY table (...) FROM STDIN (FORMAT binary), into a temporary table. The query's params are the columns' types. */
MUST_CHECK enum rc copy_in_begin(struct cx *cx, const struct query *query);
MUST_CHECK enum rc copy_in_row(struct cx *cx, const struct query *query, const struct arg *args);
MUST_CHECK enum rc copy_in_end(struct cx *cx);

/* ---- connections and transactions: web/dispatch.c, jobs/runner.c, jobs/migrate.c and tests alone ---- */

struct db;

enum tx_mode { TX_NONE, TX_READ, TX_WRITE };

/* What row-level security sees: set for the transaction, gone with it. */
struct tx_scope {
    struct uuid workspace; /* nil: none; tenant-owned tables show no row */
    struct uuid account; /* nil: the system */
    const char *request_id;
};

/* Does not connect yet. `conninfo` is libpq's; `role` names the user unless conninfo does; `program` is shown in pg_stat_activity. */
struct db *db_new(const char *conninfo, const char *role, const char *program);
void db_free(struct db *db);

/* Connects if needed; a connection that was lost is made anew. RC_UNAVAILABLE: cannot. */
MUST_CHECK enum rc db_ready(struct cx *cx, struct db *db);

/* Starts a transaction on cx: BEGIN and the scope travel with its first query. TX_READ is READ ONLY at REPEATABLE READ, so that
 * a page is one view of the data. RC_UNAVAILABLE as db_ready. */
MUST_CHECK enum rc tx_begin(struct cx *cx, struct db *db, enum tx_mode mode, const struct tx_scope *scope);

/* Ends cx->tx, whatever the answer. A transaction that asked nothing costs nothing. */
MUST_CHECK enum rc tx_commit(struct cx *cx);
void tx_rollback(struct cx *cx);

/* One autocommit call outside any transaction: the session lookup. As query_one. */
MUST_CHECK enum rc db_call(struct cx *cx, struct db *db, const struct query *query, struct row *out,
                           const struct arg *args);

/* Runs a script of many statements, not prepared, inside cx->tx: migrations. */
MUST_CHECK enum rc db_script(struct cx *cx, const char *sql);

/* Waits for a NOTIFY on `channel` or until the time is over; true if one came. Listens from the first call on. */
bool db_wait(struct cx *cx, struct db *db, const char *channel, int timeout_ms);

/* How many queries ran, and how often the wire was crossed, since the last db_counters_reset: the log line and the tests of
 * round trips. */
struct db_counters {
    int queries;
    int round_trips;
};
struct db_counters db_counters(const struct db *db);
void db_counters_reset(struct db *db);

/* Compares a query's declaration with what the server describes. On a difference *problem says which (in cx->mem). */
MUST_CHECK enum rc query_describe(struct cx *cx, const struct query *query, const char **problem);

#endif
