#include "ext/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <zip.h>

#include "base/text.h"
#include "ext/archive_internal.h"

const struct archive_limits archive_limits_pack = {
    .entries = 20000,
    .entry_bytes = UINT64_C(256) << 20,
    .total_bytes = UINT64_C(1) << 30,
    .ratio = 200,
};

enum { PATH_BYTES_MAX = 240, UNIX_REGULAR = 0100644 };

static const char *segment_problem(const char *segment, size_t len)
{
    if (len == 0) {
        return "has an empty segment";
    }
    if ((len == 1 && segment[0] == '.') || (len == 2 && segment[0] == '.' && segment[1] == '.')) {
        return "has a segment \".\" or \"..\"";
    }
    if (segment[len - 1] == '.' || segment[len - 1] == ' ') {
        return "has a segment that ends in a dot or a space";
    }
    return NULL;
}

const char *archive_path_problem(const char *path)
{
    size_t len = strlen(path);
    const char *start = path;

    if (len == 0 || len > PATH_BYTES_MAX) {
        return len == 0 ? "is empty" : "is too long";
    }
    if (path[0] == '/') {
        return "is absolute";
    }
    if (!utf8_valid(bytes_text(path))) {
        return "is not UTF-8";
    }
    for (size_t i = 0; i < len; i++) {
        unsigned char c = (unsigned char)path[i];

        if (c < 0x20 || c == 0x7f) {
            return "has a control character";
        }
        if (c == '\\' || c == ':') {
            return "has a backslash or a colon";
        }
    }
    for (;;) {
        const char *slash = strchr(start, '/');
        const char *problem = segment_problem(start, slash == NULL ? strlen(start) : (size_t)(slash - start));

        if (problem != NULL || slash == NULL) {
            return problem;
        }
        start = slash + 1;
    }
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct archive_entry *)a)->path, ((const struct archive_entry *)b)->path);
}

static enum rc check_paths(struct cx *cx, const struct archive_entry *entries, size_t count)
{
    const char **paths = arena_calloc(cx->mem, count, sizeof *paths);
    const char *first;
    const char *second;

    for (size_t i = 0; i < count; i++) {
        const char *problem = archive_path_problem(entries[i].path);

        if (problem != NULL) {
            return fail_set(cx, RC_INVALID, NULL, "archive: the path '%s' %s", entries[i].path, problem);
        }
        paths[i] = entries[i].path;
    }
    if (archive_find_collision(cx->mem, paths, count, &first, &second)) {
        return fail_set(cx, RC_INVALID, NULL, "archive: the paths '%s' and '%s' collide", first, second);
    }
    return RC_OK;
}

static enum rc zip_failure(struct cx *cx, zip_t *zip, const char *what)
{
    zip_error_t *error = zip_get_error(zip);
    enum rc rc = zip_error_system_type(error) == ZIP_ET_SYS ? RC_UNAVAILABLE : RC_INTERNAL;

    return fail_set(cx, rc, NULL, "archive: %s: %s", what, zip_error_strerror(error));
}

static enum rc add_entry(struct cx *cx, zip_t *zip, const struct archive_entry *entry)
{
    zip_source_t *source = zip_source_buffer(zip, entry->content.data, entry->content.len, 0);
    zip_int64_t index;

    if (source == NULL) {
        return zip_failure(cx, zip, entry->path);
    }
    index = zip_file_add(zip, entry->path, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return zip_failure(cx, zip, entry->path);
    }
    if (zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0) != 0 ||
        zip_file_set_dostime(zip, (zip_uint64_t)index, ARCHIVE_DOS_TIME, ARCHIVE_DOS_DATE, 0) != 0 ||
        zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX,
                                         (zip_uint32_t)UNIX_REGULAR << 16) != 0) {
        return zip_failure(cx, zip, entry->path);
    }
    return RC_OK;
}

static enum rc write_entries(struct cx *cx, const char *path, const struct archive_entry *entries, size_t count)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_EXCL, &code);
    enum rc rc = RC_OK;

    if (zip == NULL) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "archive: cannot create '%s' (libzip %d, %s)", path, code,
                        strerror(errno));
    }
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        rc = add_entry(cx, zip, &entries[i]);
    }
    if (rc == RC_OK && zip_close(zip) == 0) {
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = zip_failure(cx, zip, path);
    }
    zip_discard(zip);
    return rc;
}

static enum rc sync_and_rename(struct cx *cx, const char *from, const char *to)
{
    int fd = open(from, O_RDONLY | O_CLOEXEC);
    bool ok = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0) {
        close(fd);
    }
    if (!ok || rename(from, to) != 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "archive: cannot finish '%s': %s", to, strerror(errno));
    }
    return RC_OK;
}

enum rc archive_write(struct cx *cx, const char *path, const struct archive_entry *entries, size_t count)
{
    struct archive_entry *sorted = arena_calloc(cx->mem, count, sizeof *sorted);
    const char *temporary = arena_printf(cx->mem, "%s.part", path);
    enum rc rc = check_paths(cx, entries, count);

    if (rc != RC_OK) {
        return rc;
    }
    memcpy(sorted, entries, count * sizeof *sorted);
    qsort(sorted, count, sizeof *sorted, by_path);
    if (unlink(temporary) != 0 && errno != ENOENT) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "archive: cannot remove '%s': %s", temporary, strerror(errno));
    }
    rc = write_entries(cx, temporary, sorted, count);
    if (rc == RC_OK) {
        rc = sync_and_rename(cx, temporary, path);
    }
    if (rc != RC_OK) {
        unlink(temporary);
    }
    return rc;
}
