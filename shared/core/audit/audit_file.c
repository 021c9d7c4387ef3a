#include "core/audit/audit_file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"

enum { ENTRY_MAX = 4096, TAIL_MAX = 2 * ENTRY_MAX };

static enum rc cannot(struct cx *cx, const char *path, const char *what)
{
    return fail_set(cx, RC_UNAVAILABLE, NULL, "'%s': %s: %s", path, what, strerror(errno));
}

/* Where the last complete entry of `text` begins and ends: an entry ends with the empty line behind its signatures. */
static size_t find_last(const char *text, size_t len, size_t *begin, size_t *end)
{
    size_t found = 0;
    bool is_signed = false;

    *begin = 0;
    *end = 0;
    for (size_t at = 0; at < len;) {
        const char *newline = memchr(text + at, '\n', len - at);
        size_t next = newline == NULL ? len : (size_t)(newline - text) + 1;

        if (newline == text + at && is_signed) {
            *begin = *end;
            *end = next;
            found++;
        }
        is_signed = newline != NULL && (unsigned char)text[at] == 0xe2;
        at = next;
    }
    return found;
}

/* The last complete entry in the last bytes of the file, which are `text`, `tail` before its end. */
static enum rc mend_tail(struct cx *cx, const char *path, int fd, const char *text, size_t len, off_t size,
                         struct checkpoint *last)
{
    struct note note;
    size_t begin;
    size_t end;
    bool is_whole = (off_t)len == size;

    size_t found = find_last(text, len, &begin, &end);

    if (!is_whole && found < 2) { /* the first one's beginning may lie before */
        return fail_set(cx, RC_CONFLICT, NULL, "'%s': no checkpoint in its last %zu bytes", path, len);
    }
    if (found > 0 && checkpoint_parse(cx, bytes_of(text + begin, end - begin - 1), last, &note) != RC_OK) {
        fail_clear(cx);
        return fail_set(cx, RC_CONFLICT, NULL, "'%s': its last entry is not a checkpoint", path);
    }
    if (end < len && (ftruncate(fd, size - (off_t)(len - end)) != 0 || fsync(fd) != 0)) {
        return cannot(cx, path, "truncate");
    }
    return RC_OK;
}

static enum rc read_tail(struct cx *cx, const char *path, int fd, struct checkpoint *last)
{
    char *text = arena_alloc(cx->mem, TAIL_MAX + 1);
    struct stat info;
    size_t len;

    if (fstat(fd, &info) != 0) {
        return cannot(cx, path, "stat");
    }
    len = info.st_size < TAIL_MAX ? (size_t)info.st_size : (size_t)TAIL_MAX;
    if (len == 0) {
        return RC_OK;
    }
    if (pread(fd, text, len, info.st_size - (off_t)len) != (ssize_t)len) {
        return cannot(cx, path, "read");
    }
    return mend_tail(cx, path, fd, text, len, info.st_size, last);
}

enum rc audit_file_mend(struct cx *cx, const char *path, struct checkpoint *last)
{
    int fd = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
    enum rc rc;

    *last = (struct checkpoint){ .size = 0 };
    if (fd < 0) {
        return errno == ENOENT ? RC_OK : cannot(cx, path, "open");
    }
    rc = read_tail(cx, path, fd, last);
    (void)close(fd);
    return rc;
}

static int sync_folder(struct cx *cx, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *folder = slash == NULL ? "." : arena_strndup(cx->mem, path, (size_t)(slash - path));
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd) != 0;

    if (fd >= 0) {
        (void)close(fd);
    }
    return failed ? -1 : 0;
}

enum rc audit_file_append(struct cx *cx, const char *path, const char *const *notes, size_t count)
{
    struct strbuf buf;
    enum rc rc = RC_OK;
    int fd;

    strbuf_init(&buf, cx->mem, count * ENTRY_MAX);
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&buf, "%s\n", notes[i]);
    }
    if (strbuf_done(&buf) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "audit checkpoints: a note longer than %d bytes", ENTRY_MAX);
    }
    fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0640);
    if (fd < 0) {
        return cannot(cx, path, "open");
    }
    if (write(fd, buf.data, buf.len) != (ssize_t)buf.len || fsync(fd) != 0) {
        rc = cannot(cx, path, "write");
    }
    if (close(fd) != 0 && rc == RC_OK) {
        rc = cannot(cx, path, "close");
    }
    return rc == RC_OK && sync_folder(cx, path) != 0 ? cannot(cx, path, "sync its folder") : rc;
}

enum rc audit_file_next(struct cx *cx, FILE *file, struct checkpoint *out, struct note *note)
{
    char line[ENTRY_MAX];
    struct strbuf buf;
    bool is_signed = false;

    strbuf_init(&buf, cx->mem, ENTRY_MAX);
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '\n' && is_signed) {
            return checkpoint_parse(cx, strbuf_view(&buf), out, note);
        }
        is_signed = (unsigned char)line[0] == 0xe2;
        strbuf_puts(&buf, line);
    }
    if (ferror(file)) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "checkpoints: cannot be read");
    }
    return RC_NOT_FOUND; /* what is left is an entry that is being written, or was torn by a crash */
}
