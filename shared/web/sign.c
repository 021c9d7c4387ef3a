#include "web/sign.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/random.h"
#include "base/text.h"
#include "ext/crypt.h"

enum { MAC_LEN = 16, KEY_LEN = 32, WORD_MAX = 2048 };

static void mac_of(struct arena *arena, struct bytes key, const char *purpose, struct bytes payload,
                   uint8_t out[static SHA256_LEN])
{
    size_t purpose_len = strlen(purpose) + 1; /* its terminator parts it from the payload */
    uint8_t *message = arena_alloc(arena, purpose_len + payload.len);

    memcpy(message, purpose, purpose_len);
    if (payload.len > 0) {
        memcpy(message + purpose_len, payload.data, payload.len);
    }
    hmac_sha256(key, bytes_of(message, purpose_len + payload.len), out);
}

char *sign_word(struct arena *arena, struct bytes key, const char *purpose, struct bytes payload)
{
    uint8_t *whole = arena_alloc(arena, MAC_LEN + payload.len);
    uint8_t mac[SHA256_LEN];

    mac_of(arena, key, purpose, payload, mac);
    memcpy(whole, mac, MAC_LEN);
    if (payload.len > 0) {
        memcpy(whole + MAC_LEN, payload.data, payload.len);
    }
    return base64url_encode(arena, bytes_of(whole, MAC_LEN + payload.len));
}

enum rc sign_open(struct arena *arena, struct bytes key, const char *purpose, const char *word, struct bytes *out)
{
    uint8_t mac[SHA256_LEN];
    struct bytes whole;
    struct bytes payload;

    if (strlen(word) > WORD_MAX || base64_decode(arena, bytes_text(word), &whole) != RC_OK || whole.len < MAC_LEN) {
        return RC_INVALID;
    }
    payload = bytes_of(whole.data + MAC_LEN, whole.len - MAC_LEN);
    mac_of(arena, key, purpose, payload, mac);
    if (!constant_time_equal(bytes_of(mac, MAC_LEN), bytes_of(whole.data, MAC_LEN))) {
        return RC_INVALID;
    }
    *out = payload;
    return RC_OK;
}

static enum rc read_key(struct arena *arena, const char *path, struct bytes *out)
{
    uint8_t *key = arena_alloc(arena, KEY_LEN + 1);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got;

    if (fd < 0) {
        return errno == ENOENT ? RC_NOT_FOUND : RC_UNAVAILABLE;
    }
    got = read(fd, key, KEY_LEN + 1);
    (void)close(fd);
    if (got != KEY_LEN) {
        return RC_UNAVAILABLE;
    }
    *out = bytes_of(key, KEY_LEN);
    return RC_OK;
}

/* Written aside and linked into place, so that of programs that start together all read one whole key. */
static enum rc make_key(struct arena *arena, const char *path)
{
    char *aside = arena_printf(arena, "%s.%d", path, (int)getpid());
    uint8_t key[KEY_LEN];
    int fd = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool made;

    if (fd < 0) {
        return RC_UNAVAILABLE;
    }
    random_bytes(key, sizeof key);
    made = write(fd, key, sizeof key) == (ssize_t)sizeof key && fsync(fd) == 0;
    made = close(fd) == 0 && made && (link(aside, path) == 0 || errno == EEXIST);
    (void)unlink(aside);
    secret_wipe(key, sizeof key);
    return made ? RC_OK : RC_UNAVAILABLE;
}

enum rc sign_key(struct arena *arena, const char *path, struct bytes *out)
{
    enum rc rc = read_key(arena, path, out);

    if (rc == RC_NOT_FOUND) {
        rc = make_key(arena, path);
        if (rc == RC_OK) {
            rc = read_key(arena, path, out);
        }
    }
    return rc;
}
