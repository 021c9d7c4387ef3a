#include "core/actor/migrations.h"

#include "ext/pq.h"

static const struct query CHECKSUM = {
    "migration_checksum",
    "SELECT encode(sha256(convert_to($1, 'UTF8')), 'hex') AS checksum",
    "text",
    "checksum:text",
};

static const struct query GET = {
    "migration_get",
    "SELECT checksum FROM schema_migration WHERE version = $1",
    "int4",
    "checksum:text",
};

static const struct query ADD = {
    "migration_add",
    "INSERT INTO schema_migration (version, slug, checksum) VALUES ($1, $2, $3)",
    "int4,text,text",
    "",
};

static const struct query LATEST = {
    "migration_latest",
    "SELECT coalesce(max(version), 0) AS version FROM schema_migration",
    "",
    "version:int4",
};

enum rc migration_init(struct cx *cx)
{
    return db_script(cx, "CREATE TABLE IF NOT EXISTS schema_migration ("
                         " version int4 PRIMARY KEY, slug text NOT NULL, checksum text NOT NULL,"
                         " applied_at timestamptz NOT NULL DEFAULT now())");
}

enum rc migration_checksum(struct cx *cx, const char *text, const char **out)
{
    struct row row;
    enum rc rc = query_one(cx, &CHECKSUM, &row, ARGS(arg_text(text)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_text(&row);
    return row_done(&row);
}

enum rc migration_get(struct cx *cx, int version, const char **checksum)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(arg_i32(version)));

    if (rc != RC_OK) {
        return rc;
    }
    *checksum = row_text(&row);
    return row_done(&row);
}

enum rc migration_add(struct cx *cx, int version, const char *slug, const char *checksum)
{
    return query_exec(cx, &ADD, NULL, ARGS(arg_i32(version), arg_text(slug), arg_text(checksum)));
}

enum rc migration_latest(struct cx *cx, int *out)
{
    struct row row;
    enum rc rc = query_one(cx, &LATEST, &row, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_i32(&row);
    return row_done(&row);
}

QUERIES(migration, &CHECKSUM, &GET, &ADD, &LATEST);
