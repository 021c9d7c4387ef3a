#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "base/text.h"
#include "ext/crypt.h"

enum { KEY_LINE_MAX = 1024 };

static enum rc cannot(struct cx *cx, const char *path, const char *what)
{
    return fail_set(cx, RC_UNAVAILABLE, NULL, "key file '%s': %s: %s", path, what, strerror(errno));
}

static const char *folder_of(struct arena *mem, const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? "." : arena_strndup(mem, path, slash == path ? 1 : (size_t)(slash - path));
}

/* A key must survive a power cut: the file's bytes, then its name in the folder. */
static int sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    int failed = fd < 0 || fsync(fd) != 0;

    if (fd >= 0) {
        (void)close(fd);
    }
    return failed ? -1 : 0;
}

static int own_as_folder(int fd, const char *folder)
{
    struct stat info;

    if (geteuid() != 0) {
        return 0;
    }
    return stat(folder, &info) != 0 || fchown(fd, info.st_uid, info.st_gid) != 0 ? -1 : 0;
}

static int write_line(int fd, const char *line, mode_t mode)
{
    size_t len = strlen(line);

    return fchmod(fd, mode) != 0 || write(fd, line, len) != (ssize_t)len || fsync(fd) != 0 ? -1 : 0;
}

static enum rc write_beside(struct cx *cx, const char *path, const char *line, mode_t mode, const char **out)
{
    const char *folder = folder_of(cx->mem, path);
    const char *beside = arena_printf(cx->mem, "%s.%08x.new", path, random_below(UINT32_MAX));
    int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    int failed;

    if (fd < 0) {
        return cannot(cx, beside, "create");
    }
    failed = write_line(fd, line, mode) != 0 || own_as_folder(fd, folder) != 0;
    if (close(fd) != 0 || failed) {
        enum rc rc = cannot(cx, beside, "write");

        (void)unlink(beside);
        return rc;
    }
    *out = beside;
    return RC_OK;
}

static const char *key_line(struct cx *cx, const char *kind, struct bytes key)
{
    return arena_printf(cx->mem, "%s %s\n", kind, base64_encode(cx->mem, key));
}

enum rc key_file_create(struct cx *cx, const char *path, const char *kind, struct bytes secret)
{
    const char *beside;
    const char *line = key_line(cx, kind, secret);
    enum rc rc = write_beside(cx, path, line, 0600, &beside);

    if (rc != RC_OK) {
        return rc;
    }
    if (link(beside, path) != 0) {
        rc = errno == EEXIST ? fail_set(cx, RC_CONFLICT, NULL, "key file '%s' exists", path) : cannot(cx, path, "link");
    }
    if (unlink(beside) != 0 && rc == RC_OK) {
        rc = cannot(cx, beside, "unlink");
    }
    return rc == RC_OK && sync_folder(folder_of(cx->mem, path)) != 0 ? cannot(cx, path, "sync") : rc;
}

enum rc key_text_publish(struct cx *cx, const char *path, const char *text)
{
    const char *beside;
    enum rc rc = write_beside(cx, path, text, 0644, &beside);

    if (rc != RC_OK) {
        return rc;
    }
    if (rename(beside, path) != 0 || sync_folder(folder_of(cx->mem, path)) != 0) {
        return cannot(cx, path, "rename");
    }
    return RC_OK;
}

enum rc key_file_publish(struct cx *cx, const char *path, const char *kind, struct bytes key)
{
    return key_text_publish(cx, path, key_line(cx, kind, key));
}

static enum rc check_private(struct cx *cx, const char *path, int fd)
{
    struct stat info;

    if (fstat(fd, &info) != 0) {
        return cannot(cx, path, "stat");
    }
    if (!S_ISREG(info.st_mode) || (geteuid() != 0 && info.st_uid != geteuid()) || (info.st_mode & 077) != 0) {
        return fail_set(cx, RC_FORBIDDEN, NULL, "key file '%s': mode %04o of user %u; must be a file of user %u, 0600",
                        path, (unsigned)(info.st_mode & 07777), (unsigned)info.st_uid, (unsigned)geteuid());
    }
    return RC_OK;
}

static enum rc parse_line(struct cx *cx, const char *path, const char *line, const char *kind, uint8_t *out, size_t len)
{
    size_t kind_len = strlen(kind);
    struct bytes key = { .len = 0 };

    if (strncmp(line, kind, kind_len) != 0 || line[kind_len] != ' ' ||
        base64_decode(cx->mem, bytes_text(line + kind_len + 1), &key) != RC_OK || key.len != len) {
        return fail_set(cx, RC_INVALID, NULL, "key file '%s': not a '%s' of %zu bytes", path, kind, len);
    }
    memcpy(out, key.data, len);
    sodium_memzero((void *)(uintptr_t)key.data, key.len);
    return RC_OK;
}

static enum rc load(struct cx *cx, const char *path, const char *kind, bool secret, uint8_t *out, size_t len)
{
    char line[KEY_LINE_MAX];
    ssize_t got = -1;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    enum rc rc;

    if (fd < 0) {
        return errno == ENOENT ? fail_set(cx, RC_NOT_FOUND, NULL, "key file '%s': none", path)
                               : cannot(cx, path, "open");
    }
    rc = secret ? check_private(cx, path, fd) : RC_OK;
    if (rc == RC_OK) {
        got = read(fd, line, sizeof line - 1);
        rc = got < 0 ? cannot(cx, path, "read") : RC_OK;
    }
    (void)close(fd);
    if (rc == RC_OK) {
        line[got] = '\0';
        rc = parse_line(cx, path, line, kind, out, len);
    }
    sodium_memzero(line, sizeof line);
    return rc;
}

enum rc key_file_load_secret(struct cx *cx, const char *path, const char *kind, uint8_t *out, size_t len)
{
    return load(cx, path, kind, true, out, len);
}

enum rc key_file_load_public(struct cx *cx, const char *path, const char *kind, uint8_t *out, size_t len)
{
    return load(cx, path, kind, false, out, len);
}
