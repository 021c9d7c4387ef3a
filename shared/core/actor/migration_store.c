#include "core/actor/migrations.h"
#include "ext/pq.h"

static const struct query APPLIED = {
    "migration_applied",
    "SELECT m.version IS NOT NULL AS found,"
    " coalesce(m.checksum = encode(sha256(convert_to($2, 'UTF8')), 'hex'), false) AS same,"
    " coalesce((SELECT max(version) FROM schema_migration), 0) AS latest"
    " FROM (SELECT) AS one LEFT JOIN schema_migration m ON m.version = $1",
    "int4,text",
    "found:bool,same:bool,latest:int4",
};

static const struct query ADD = {
    "migration_add",
    "INSERT INTO schema_migration (version, slug, checksum)"
    " VALUES ($1, $2, encode(sha256(convert_to($3, 'UTF8')), 'hex'))",
    "int4,text,text",
    "",
};

static const struct query LATEST = {
    "migration_latest",
    "SELECT coalesce(max(version), 0) AS version FROM schema_migration",
    "",
    "version:int4",
};

/* The first script that only one side has, or that is another on each. */
static const struct query FIRST_DIFFERENCE = {
    "migration_first_difference",
    "SELECT coalesce(f.name, m.slug) AS name, f.name IS NULL AS unknown, m.slug IS NULL AS missing"
    " FROM unnest($1, $2) AS f (name, script) FULL JOIN schema_migration m ON m.slug = f.name"
    " WHERE m.checksum IS DISTINCT FROM encode(sha256(convert_to(f.script, 'UTF8')), 'hex') ORDER BY 1 LIMIT 1",
    "text[],text[]",
    "name:text,unknown:bool,missing:bool",
};

static const struct query BOUND = {
    "role_bound",
    "SELECT rolname::text AS name, NOT (rolsuper OR rolbypassrls) AS bound FROM pg_roles WHERE rolname = current_user",
    "",
    "name:text,bound:bool",
};

static const char other_version[] = N_("The database was made by another version of these programs.");

enum rc migration_init(struct cx *cx)
{
    return db_script(cx, "CREATE TABLE IF NOT EXISTS schema_migration ("
                         " version int4 PRIMARY KEY, slug text NOT NULL, checksum text NOT NULL,"
                         " applied_at timestamptz NOT NULL DEFAULT now())");
}

enum rc migration_is_applied(struct cx *cx, const struct migration *script, bool *out)
{
    struct row row;
    bool same;
    int latest;
    enum rc rc = query_one(cx, &APPLIED, &row, ARGS(arg_i32(script->version), arg_text(script->text)));

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bool(&row);
    same = row_bool(&row);
    latest = row_i32(&row);
    rc = row_done(&row);
    if (rc == RC_OK && *out && !same) {
        return fail_set(cx, RC_CONFLICT, other_version, "%s: was applied with another text", script->name);
    }
    if (rc == RC_OK && !*out && script->version < latest) {
        return fail_set(cx, RC_CONFLICT, other_version, "%s: the database is at version %d already", script->name,
                        latest);
    }
    return rc;
}

enum rc migration_add(struct cx *cx, const struct migration *script)
{
    return query_exec(cx, &ADD, NULL, ARGS(arg_i32(script->version), arg_text(script->name), arg_text(script->text)));
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

enum rc migrations_check_version(struct cx *cx, const struct migrations *scripts)
{
    int known = scripts->items[scripts->count - 1].version;
    int found;
    enum rc rc = migration_latest(cx, &found);

    if (rc == RC_OK && found != known) {
        return fail_set(cx, RC_CONFLICT, other_version,
                        "the database has schema %d, this program needs %d; run `tenantpilot migrate`", found, known);
    }
    return rc;
}

static enum rc require_same(struct cx *cx, struct rows *rows)
{
    const char *name;
    bool unknown;
    bool missing;
    struct row row;
    enum rc rc;

    if (!rows_next(rows, &row)) {
        return RC_OK;
    }
    name = row_text(&row);
    unknown = row_bool(&row);
    missing = row_bool(&row);
    rc = row_done(&row);
    if (rc != RC_OK) {
        return rc;
    }
    if (missing) {
        return fail_set(cx, RC_CONFLICT, other_version, "the database lacks %s; run `tenantpilot migrate`", name);
    }
    return fail_set(cx, RC_CONFLICT, other_version,
                    unknown ? "the database has %s, which this program does not know"
                            : "%s is not the script that the database was made with",
                    name);
}

static enum rc require_bound(struct cx *cx, struct rows *rows)
{
    const char *name;
    bool bound;
    struct row row;
    enum rc rc;

    if (!rows_next(rows, &row)) {
        return fail_set(cx, RC_INTERNAL, NULL, "the database does not say as whom it takes this program");
    }
    name = row_text(&row);
    bound = row_bool(&row);
    rc = row_done(&row);
    if (rc == RC_OK && !bound) {
        return fail_set(cx, RC_CONFLICT, NULL,
                        "the database role %s is above row-level security; no program works as such a role", name);
    }
    return rc;
}

enum rc migrations_require(struct cx *cx, const struct migrations *scripts)
{
    const char **names = arena_calloc(cx->mem, scripts->count, sizeof *names);
    const char **texts = arena_calloc(cx->mem, scripts->count, sizeof *texts);
    struct batch batch = { 0 };
    struct rows different;
    struct rows role;
    enum rc rc;

    for (size_t i = 0; i < scripts->count; i++) {
        names[i] = scripts->items[i].name;
        texts[i] = scripts->items[i].text;
    }
    batch_add(&batch, &FIRST_DIFFERENCE, &different,
              ARGS(arg_texts(names, scripts->count), arg_texts(texts, scripts->count)));
    batch_add(&batch, &BOUND, &role, NO_ARGS);
    rc = batch_run(cx, &batch);
    rc = rc == RC_OK ? require_same(cx, &different) : rc;
    return rc == RC_OK ? require_bound(cx, &role) : rc;
}

QUERIES(migration, &APPLIED, &ADD, &LATEST, &FIRST_DIFFERENCE, &BOUND);
