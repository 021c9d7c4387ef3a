#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "modules/cli/compare.h"

/* What the child leaves in memory that both see: this, the records, the heap. */
struct handed_over {
    uint64_t count;
    uint64_t heap_len;
};

static bool write_all(int file, const void *data, size_t len)
{
    const char *at = data;

    while (len > 0) {
        ssize_t put = write(file, at, len);

        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            return false;
        }
        at += put;
        len -= (size_t)put;
    }
    return true;
}

static int read_and_hand_over(struct cli *cli, const char *folder, const struct drift_key *key, int file)
{
    struct handed_over head = { .count = 0 };
    struct side side;

    if (side_read(cli, folder, key, &side) != RC_OK) {
        return CLI_COULD_NOT;
    }
    head.count = side.count;
    head.heap_len = side.heap_len;
    return write_all(file, &head, sizeof head) && write_all(file, side.records, side.count * sizeof *side.records) &&
                   write_all(file, side.heap, head.heap_len)
               ? CLI_DONE
               : CLI_COULD_NOT;
}

enum rc side_start(struct cli *cli, const char *folder, const struct drift_key *key, struct side_handle *handle)
{
    int file = memfd_create("side", MFD_CLOEXEC);
    pid_t child;

    if (file < 0) {
        return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "memfd_create: %m");
    }
    child = fork();
    if (child < 0) {
        (void)close(file);
        return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "fork: %m");
    }
    if (child == 0) {
        _exit(read_and_hand_over(cli, folder, key, file));
    }
    *handle = (struct side_handle){ .file = file, .child = child };
    return RC_OK;
}

static enum rc take_over(struct cli *cli, const char *folder, int file, struct side *out)
{
    const struct handed_over *head;
    struct stat status;
    const char *map;

    if (fstat(file, &status) != 0 || (size_t)status.st_size < sizeof *head) {
        return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "the process that read %s left nothing", folder);
    }
    map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, file, 0);
    if (map == MAP_FAILED) {
        return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "mmap: %m");
    }
    head = (const void *)map;
    out->folder = folder;
    out->count = head->count;
    out->records = (const void *)(map + sizeof *head);
    out->heap = map + sizeof *head + head->count * sizeof *out->records;
    out->heap_len = head->heap_len;
    return RC_OK;
}

enum rc side_wait(struct cli *cli, const char *folder, struct side_handle handle, struct side *out)
{
    int status;
    enum rc rc;

    while (waitpid(handle.child, &status, 0) < 0) {
        if (errno != EINTR) {
            return fail_set(&cli->cx, RC_UNAVAILABLE, NULL, "waitpid: %m");
        }
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != CLI_DONE) {
        (void)close(handle.file);
        return fail_set(&cli->cx, RC_NOT_FOUND, NULL, "%s cannot be read", folder);
    }
    rc = take_over(cli, folder, handle.file, out);
    (void)close(handle.file);
    return rc;
}
