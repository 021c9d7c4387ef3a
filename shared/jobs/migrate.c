#include "jobs/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "core/actor/migrations.h"
#include "core/state_rules.h"
#include "ext/pq.h"

enum { FILES_MAX = 1000 };

struct files {
    const char *names[FILES_MAX];
    size_t count;
};

#define REFERENCE(function) enum rc function(struct cx *cx);
#include "jobs/references.def"
#undef REFERENCE

enum rc state_rules_load(struct cx *cx)
{
    for (const struct state_table *const *table = state_tables(); *table != NULL; table++) {
        enum rc rc = state_rules_replace(cx, *table);

        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

static enum rc load_references(struct cx *cx)
{
    static enum rc (*const loaders[])(struct cx * cx) = {

#define REFERENCE(function) function,
#include "jobs/references.def"
#undef REFERENCE
    };

    for (size_t i = 0; i < sizeof loaders / sizeof loaders[0]; i++) {
        enum rc rc = loaders[i](cx);

        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The *.sql files of a folder in the order of their names. A folder that is not there has none. */
static enum rc list_files(struct cx *cx, const char *folder, struct files *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    out->count = 0;
    if (dir == NULL) {
        return errno == ENOENT ? RC_OK : fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", folder, strerror(errno));
    }
    while ((entry = readdir(dir)) != NULL && out->count < FILES_MAX) { /* NOLINT(concurrency-mt-unsafe) */
        if (text_ends(entry->d_name, ".sql")) {
            out->names[out->count++] = arena_printf(cx->mem, "%s/%s", folder, entry->d_name);
        }
    }
    (void)closedir(dir);
    qsort(out->names, out->count, sizeof out->names[0], by_name);
    return RC_OK;
}

/* Inside a transaction: runs the script unless it has been; *ran says which. */
static enum rc apply_script(struct cx *cx, const struct migration *script, bool *ran)
{
    bool applied;
    enum rc rc = migration_is_applied(cx, script, &applied);

    *ran = false;
    if (rc != RC_OK || applied) {
        return rc;
    }
    *ran = true;
    rc = db_script(cx, script->text);
    return rc == RC_OK ? migration_add(cx, script) : rc;
}

static enum rc run_views(struct cx *cx, const struct files *views)
{
    for (size_t i = 0; i < views->count; i++) {
        const char *script;
        enum rc rc = migration_script_read(cx, views->names[i], &script);

        if (rc == RC_OK) {
            rc = db_script(cx, script);
        }
        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

static enum rc refuse_newer(struct cx *cx, const struct migrations *scripts)
{
    int known = scripts->items[scripts->count - 1].version;
    int latest;
    enum rc rc = migration_latest(cx, &latest);

    if (rc == RC_OK && latest > known) {
        return fail_set(cx, RC_CONFLICT, N_("The database was made by another version of these programs."),
                        "the database is at version %d, these programs know %d", latest, known);
    }
    return rc;
}

/* Commits on RC_OK, else rolls back; hands the code on. */
static enum rc finish(struct cx *cx, enum rc rc)
{
    if (rc == RC_OK) {
        return tx_commit(cx);
    }
    tx_rollback(cx);
    return rc;
}

static enum rc prepare(struct cx *cx, struct db *db, const struct migrations *scripts)
{
    enum rc rc = tx_begin(cx, db, TX_WRITE, &(struct tx_scope){ .request_id = "migrate" });

    if (rc != RC_OK) {
        return rc;
    }
    rc = migration_init(cx);
    return finish(cx, rc == RC_OK ? refuse_newer(cx, scripts) : rc);
}

static enum rc run_script(struct cx *cx, struct db *db, const struct migration *script, int *count)
{
    bool ran = false;
    enum rc rc = tx_begin(cx, db, TX_WRITE, &(struct tx_scope){ .request_id = "migrate" });

    if (rc != RC_OK) {
        return rc;
    }
    rc = finish(cx, apply_script(cx, script, &ran));
    if (rc == RC_OK && ran) {
        (*count)++;
        LOG_INFO("migration_applied", log_text("script", script->name));
    }
    return rc;
}

static enum rc run_references(struct cx *cx, struct db *db, const struct files *views)
{
    enum rc rc = tx_begin(cx, db, TX_WRITE, &(struct tx_scope){ .request_id = "migrate" });

    if (rc != RC_OK) {
        return rc;
    }
    rc = run_views(cx, views);
    return finish(cx, rc == RC_OK ? load_references(cx) : rc);
}

enum rc migrate(struct cx *cx, struct db *db, const char *folder, int *applied)
{
    struct migrations scripts;
    struct files views;
    int count = 0;
    enum rc rc = migrations_read(cx, arena_printf(cx->mem, "%s/migrations", folder), &scripts);

    rc = rc == RC_OK ? list_files(cx, arena_printf(cx->mem, "%s/views", folder), &views) : rc;
    rc = rc == RC_OK ? prepare(cx, db, &scripts) : rc;
    for (size_t i = 0; rc == RC_OK && i < scripts.count; i++) {
        rc = run_script(cx, db, &scripts.items[i], &count);
    }
    if (rc == RC_OK) {
        rc = run_references(cx, db, &views);
    }
    if (rc == RC_OK && applied != NULL) {
        *applied = count;
    }
    return rc;
}
