#include "core/actor/migrations.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/text.h"

enum { SCRIPT_MAX_BYTES = 4 * 1024 * 1024, VERSION_DIGITS = 4, VERSION_MAX = 9999 };

static int by_version(const void *a, const void *b)
{
    return ((const struct migration *)a)->version - ((const struct migration *)b)->version;
}

enum rc migration_script_read(struct cx *cx, const char *path, const char **out)
{
    struct strbuf text;
    char piece[16 * 1024];
    ssize_t got;
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
    }
    strbuf_init(&text, cx->mem, SCRIPT_MAX_BYTES);
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

static enum rc version_of(struct cx *cx, const char *name, int *out)
{
    int64_t version;

    if (strspn(name, "0123456789") != VERSION_DIGITS || name[VERSION_DIGITS] != '_' ||
        parse_i64(arena_strndup(cx->mem, name, VERSION_DIGITS), 1, VERSION_MAX, &version) != RC_OK) {
        return fail_set(cx, RC_INVALID, NULL, "%s: is not named NNNN_slug.sql", name);
    }
    *out = (int)version;
    return RC_OK;
}

static enum rc add_file(struct cx *cx, const char *folder, const char *name, struct migrations *all, size_t *capacity)
{
    struct migration script = { .name = arena_strdup(cx->mem, name) };
    enum rc rc = version_of(cx, name, &script.version);

    rc = rc == RC_OK ? migration_script_read(cx, arena_printf(cx->mem, "%s/%s", folder, name), &script.text) : rc;
    if (rc == RC_OK) {
        all->items = arena_grow(cx->mem, all->items, all->count, capacity, sizeof *all->items);
        all->items[all->count++] = script;
    }
    return rc;
}

enum rc migrations_read(struct cx *cx, const char *folder, struct migrations *out)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t capacity = 0;
    enum rc rc = RC_OK;

    *out = (struct migrations){ .count = 0 };
    if (dir == NULL) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", folder, strerror(errno));
    }
    while (rc == RC_OK && (entry = readdir(dir)) != NULL) { /* NOLINT(concurrency-mt-unsafe) */
        if (text_ends(entry->d_name, ".sql")) {
            rc = add_file(cx, folder, entry->d_name, out, &capacity);
        }
    }
    (void)closedir(dir);
    if (rc == RC_OK && out->count == 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: has no scripts", folder);
    }
    if (rc == RC_OK) {
        qsort(out->items, out->count, sizeof *out->items, by_version);
    }
    for (size_t i = 1; rc == RC_OK && i < out->count; i++) {
        if (out->items[i].version == out->items[i - 1].version) {
            rc = fail_set(cx, RC_INVALID, NULL, "%s and %s: two scripts of one version", out->items[i - 1].name,
                          out->items[i].name);
        }
    }
    return rc;
}
