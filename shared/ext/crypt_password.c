#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ext/crypt.h"

enum { GATE_WAIT_MS = 5000, GATE_POLL_MS = 20 };

struct password_cost password_cost(const char *gate)
{
    return (struct password_cost){ .passes = 3, .memory_bytes = (size_t)64 << 20, .gate = gate, .parallel = 4 };
}

struct password_cost password_cost_of_tests(void)
{
    return (struct password_cost){ .passes = crypto_pwhash_OPSLIMIT_MIN, .memory_bytes = crypto_pwhash_MEMLIMIT_MIN };
}

/* An open-file-description lock belongs to this descriptor alone and goes with it, even by kill -9. */
static bool gate_take(int fd, unsigned places)
{
    for (unsigned i = 0; i < places; i++) {
        struct flock place = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t)i, .l_len = 1 };

        if (fcntl(fd, F_OFD_SETLK, &place) == 0) {
            return true;
        }
    }
    return false;
}

/* *out: what gate_leave() takes. */
static enum rc gate_enter(struct cx *cx, const struct password_cost *cost, int *out)
{
    static const struct timespec pause = { .tv_nsec = GATE_POLL_MS * 1000000L };
    int fd;

    *out = -1;
    if (cost->gate == NULL) {
        return RC_OK;
    }
    fd = open(cost->gate, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "password gate '%s': %s", cost->gate, strerror(errno));
    }
    for (int waited_ms = 0; waited_ms < GATE_WAIT_MS; waited_ms += GATE_POLL_MS) {
        if (gate_take(fd, cost->parallel)) {
            *out = fd;
            return RC_OK;
        }
        (void)nanosleep(&pause, NULL);
    }
    (void)close(fd);
    return fail_set(cx, RC_LIMITED, NULL, "password gate '%s': all %u places taken for %d ms", cost->gate,
                    cost->parallel, GATE_WAIT_MS);
}

static void gate_leave(int fd)
{
    if (fd >= 0) {
        (void)close(fd);
    }
}

static enum rc hash_now(struct cx *cx, const struct password_cost *cost, struct bytes password, char *out)
{
    if (crypto_pwhash_str_alg(out, (const char *)password.data, password.len, cost->passes, cost->memory_bytes,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "argon2id: no %zu bytes of memory", cost->memory_bytes);
    }
    return RC_OK;
}

enum rc password_hash(struct cx *cx, const struct password_cost *cost, struct bytes password, const char **out)
{
    char *text = arena_alloc(cx->mem, crypto_pwhash_STRBYTES);
    int gate;
    enum rc rc;

    if (password.len == 0 || password.len > PASSWORD_BYTES_MAX) {
        return fail_set(cx, RC_INVALID, NULL, "password of %zu bytes", password.len);
    }
    rc = gate_enter(cx, cost, &gate);
    if (rc != RC_OK) {
        return rc;
    }
    rc = hash_now(cx, cost, password, text);
    gate_leave(gate);
    if (rc == RC_OK) {
        *out = text;
    }
    return rc;
}

static enum rc verify_now(struct cx *cx, const struct password_cost *cost, const char *hash, struct bytes password,
                          struct password_check *out)
{
    char unused[crypto_pwhash_STRBYTES];

    if (hash == NULL) {
        return hash_now(cx, cost, password, unused);
    }
    out->matches = crypto_pwhash_str_verify(hash, (const char *)password.data, password.len) == 0;
    out->is_stale = out->matches && crypto_pwhash_str_needs_rehash(hash, cost->passes, cost->memory_bytes) != 0;
    return RC_OK;
}

enum rc password_verify(struct cx *cx, const struct password_cost *cost, const char *hash, struct bytes password,
                        struct password_check *out)
{
    bool fits = password.len > 0 && password.len <= PASSWORD_BYTES_MAX;
    int gate;
    enum rc rc = gate_enter(cx, cost, &gate);

    if (rc != RC_OK) {
        return rc;
    }
    *out = (struct password_check){ .matches = false };
    rc = verify_now(cx, cost, fits ? hash : NULL, fits ? password : bytes_text("-"), out);
    gate_leave(gate);
    return rc;
}
