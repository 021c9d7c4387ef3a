#include "jobs/migrate.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "core/actor/migrations.h"
#include "core/state_rules.h"
#include "ext/pq.h"

enum { SCRIPT_MAX = 4 * 1024 * 1024, FILES_MAX = 1000, VERSION_DIGITS = 4 };

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

static enum rc read_script(struct cx *cx, const char *path, const char **out)
{
    struct strbuf text;
    char piece[16 * 1024];
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    strbuf_init(&text, cx->mem, SCRIPT_MAX);
    if (fd < 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
    }
    while ((got = read(fd, piece, sizeof piece)) > 0) {
        strbuf_put(&text, piece, (size_t)got);
    }
    (void)close(fd);
    if (got < 0 || strbuf_done(&text) != RC_OK) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: cannot be read whole", path);
    }
    *out = text.data;
    return RC_OK;
}

static const char *base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static enum rc version_of(struct cx *cx, const char *path, int *out)
{
    char digits[VERSION_DIGITS + 1] = { 0 };
    int64_t version;

    (void)snprintf(digits, sizeof digits, "%.*s", (int)VERSION_DIGITS, base_name(path));
    if (parse_i64(digits, 1, 9999, &version) != RC_OK || base_name(path)[VERSION_DIGITS] != '_') {
        return fail_set(cx, RC_INVALID, NULL, "%s: is not named NNNN_slug.sql", path);
    }
    *out = (int)version;
    return RC_OK;
}

/* Inside a transaction: runs the script unless it has been; *ran says which. */
static enum rc apply_script(struct cx *cx, const char *path, bool *ran)
{
    const char *script;
    const char *checksum;
    const char *applied;
    int version;
    enum rc rc = version_of(cx, path, &version);

    *ran = false;
    if (rc == RC_OK) {
        rc = read_script(cx, path, &script);
    }
    if (rc == RC_OK) {
        rc = migration_checksum(cx, script, &checksum);
    }
    if (rc != RC_OK) {
        return rc;
    }
    rc = migration_get(cx, version, &applied);
    if (rc == RC_OK && !text_equal(applied, checksum)) {
        return fail_set(cx, RC_CONFLICT, N_("The database was made by another version of these programs."),
                        "%s: was applied as %s, is now %s", base_name(path), applied, checksum);
    }
    if (rc != RC_NOT_FOUND) {
        return rc;
    }
    *ran = true;
    rc = db_script(cx, script);
    return rc == RC_OK ? migration_add(cx, version, base_name(path), checksum) : rc;
}

static enum rc run_views(struct cx *cx, const struct files *views)
{
    for (size_t i = 0; i < views->count; i++) {
        const char *script;
        enum rc rc = read_script(cx, views->names[i], &script);

        if (rc == RC_OK) {
            rc = db_script(cx, script);
        }
        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

static enum rc refuse_newer(struct cx *cx, const struct files *scripts)
{
    int latest;
    int known = 0;
    enum rc rc = migration_latest(cx, &latest);

    if (rc == RC_OK && scripts->count > 0) {
        rc = version_of(cx, scripts->names[scripts->count - 1], &known);
    }
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

static enum rc prepare(struct cx *cx, struct db *db, const struct files *scripts)
{
    enum rc rc = tx_begin(cx, db, TX_WRITE, &(struct tx_scope){ .request_id = "migrate" });

    if (rc != RC_OK) {
        return rc;
    }
    rc = migration_init(cx);
    return finish(cx, rc == RC_OK ? refuse_newer(cx, scripts) : rc);
}

static enum rc run_script(struct cx *cx, struct db *db, const char *path, int *count)
{
    bool ran = false;
    enum rc rc = tx_begin(cx, db, TX_WRITE, &(struct tx_scope){ .request_id = "migrate" });

    if (rc != RC_OK) {
        return rc;
    }
    rc = finish(cx, apply_script(cx, path, &ran));
    if (rc == RC_OK && ran) {
        (*count)++;
        LOG_INFO("migration_applied", log_text("script", base_name(path)));
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
    struct files scripts;
    struct files views;
    int count = 0;
    enum rc rc = list_files(cx, arena_printf(cx->mem, "%s/migrations", folder), &scripts);

    if (rc == RC_OK) {
        rc = list_files(cx, arena_printf(cx->mem, "%s/views", folder), &views);
    }
    if (rc == RC_OK && scripts.count == 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s/migrations: has no scripts", folder);
    }
    if (rc == RC_OK) {
        rc = prepare(cx, db, &scripts);
    }
    for (size_t i = 0; rc == RC_OK && i < scripts.count; i++) {
        rc = run_script(cx, db, scripts.names[i], &count);
    }
    if (rc == RC_OK) {
        rc = run_references(cx, db, &views);
    }
    if (rc == RC_OK && applied != NULL) {
        *applied = count;
    }
    return rc;
}
