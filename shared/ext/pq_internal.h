/* Shared by pq*.c alone. */
#ifndef EXT_PQ_INTERNAL_H
#define EXT_PQ_INTERNAL_H

#include <libpq-fe.h>

#include "ext/pq.h"

enum {
    PREPARED_MAX = 1024, /* distinct queries on one connection */
    PARAMS_MAX = 40
};

struct db {
    PGconn *conn;
    const char *conninfo;
    const char *role;
    const char *program;
    const struct query *prepared[PREPARED_MAX]; /* an open-addressing set */
    int prepared_count;
    bool listening;
    struct db_counters counters;
};

struct tx {
    struct db *db;
    enum tx_mode mode;
    bool begun; /* BEGIN has been sent */
    bool failed;
    char workspace[UUID_TEXT_LEN + 1];
    char account[UUID_TEXT_LEN + 1];
    char request_id[64];
};

/* A query's parameters in libpq's form; values live in the arena. */
struct wire_params {
    int count;
    Oid types[PARAMS_MAX];
    const char *values[PARAMS_MAX];
    int lengths[PARAMS_MAX];
    int formats[PARAMS_MAX];
};

/* Encodes `args` in binary after comparing them with the query's declaration. RC_INTERNAL: they differ. */
MUST_CHECK enum rc wire_encode(struct cx *cx, const struct query *query, const struct arg *args,
                               struct wire_params *out);

/* The value alone: its bytes as the binary protocol wants them. */
struct bytes wire_value(struct arena *mem, const struct arg *arg);

/* The type that a declaration's word stands for; ARG_END if unknown. `len` bytes of `word`. */
enum arg_type wire_type(const char *word, size_t len);
Oid wire_oid(enum arg_type type);
const char *wire_type_name(enum arg_type type);

/* The number of comma-separated entries of a declaration. */
int wire_declared(const char *list);

/* Notes and returns what a failed result means. */
enum rc pq_failure(struct cx *cx, struct tx *tx, const char *name, const PGresult *result, const PGconn *conn);

#endif
