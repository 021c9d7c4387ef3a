#include "reports/report_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ext/crypt.h"

enum { BUFFER_BYTES = 64 * 1024, FOLDER_MODE = 0750, FILE_MODE = 0640 };

struct writer {
    struct cx *cx;
    struct sha256 *hash;
    const char *path;
    int fd;
    int64_t size_bytes;
    size_t used;
    uint8_t buffer[BUFFER_BYTES];
};

static enum rc broken(struct cx *cx, const char *path)
{
    return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
}

static enum rc flush(struct writer *w)
{
    size_t at = 0;

    sha256_add(w->hash, bytes_of(w->buffer, w->used));
    while (at < w->used) {
        ssize_t n = write(w->fd, w->buffer + at, w->used - at);

        if (n < 0 && errno != EINTR) {
            return broken(w->cx, w->path);
        }
        at += n < 0 ? 0 : (size_t)n;
    }
    w->size_bytes += (int64_t)w->used;
    w->used = 0;
    return RC_OK;
}

static enum rc take(void *context, struct bytes piece)
{
    struct writer *w = context;

    while (piece.len > 0) {
        size_t n = piece.len < BUFFER_BYTES - w->used ? piece.len : BUFFER_BYTES - w->used;

        memcpy(w->buffer + w->used, piece.data, n);
        w->used += n;
        piece = bytes_of(piece.data + n, piece.len - n);
        if (w->used == BUFFER_BYTES) {
            enum rc rc = flush(w);

            if (rc != RC_OK) {
                return rc;
            }
        }
    }
    return RC_OK;
}

static const char *part_of(struct arena *mem, const char *path, int attempt)
{
    return arena_printf(mem, "%s.%d", path, attempt);
}

static enum rc sync_folder(struct cx *cx, const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    enum rc rc = RC_OK;

    if (fd < 0 || fsync(fd) != 0) {
        rc = broken(cx, folder);
    }
    if (fd >= 0) {
        (void)close(fd);
    }
    return rc;
}

/* Writes all of it, and closes the file however that ends. */
static enum rc write_all(struct writer *w, struct uuid report, enum report_kind kind, enum report_format format,
                         int64_t *rows)
{
    const struct report_sink sink = { take, w };
    enum rc rc = report_stream(w->cx, report, kind, format, &sink, rows);

    if (rc == RC_OK) {
        rc = flush(w);
    }
    if (rc == RC_OK && fsync(w->fd) != 0) {
        rc = broken(w->cx, w->path);
    }
    if (close(w->fd) != 0 && rc == RC_OK) {
        rc = broken(w->cx, w->path);
    }
    return rc;
}

enum rc report_file_write(struct cx *cx, struct uuid report, enum report_kind kind, enum report_format format,
                          const char *folder, const char *name, int attempt, struct report_file *out)
{
    const char *path = arena_printf(cx->mem, "%s/%s", folder, name);
    struct writer *w = arena_alloc(cx->mem, sizeof *w);
    enum rc rc;

    if (mkdir(folder, FOLDER_MODE) != 0 && errno != EEXIST) {
        return broken(cx, folder);
    }
    for (int before = 1; before < attempt; before++) {
        (void)unlink(part_of(cx->mem, path, before));
    }
    w->cx = cx;
    w->hash = sha256_new(cx->mem);
    w->path = part_of(cx->mem, path, attempt);
    w->size_bytes = 0;
    w->used = 0;
    w->fd = open(w->path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
    if (w->fd < 0) {
        return broken(cx, w->path);
    }
    rc = write_all(w, report, kind, format, &out->row_count);
    if (rc == RC_OK && rename(w->path, path) != 0) {
        rc = broken(cx, path);
    }
    if (rc != RC_OK) {
        (void)unlink(w->path);
        return rc;
    }
    out->size_bytes = w->size_bytes;
    sha256_done(w->hash, out->sha256);
    return sync_folder(cx, folder);
}

enum rc report_file_remove(struct cx *cx, const char *folder, const char *name)
{
    const char *path = arena_printf(cx->mem, "%s/%s", folder, name);

    return unlink(path) != 0 && errno != ENOENT ? broken(cx, path) : RC_OK;
}
