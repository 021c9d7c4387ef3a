#include "core/audit/audit_keys.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/strbuf.h"

enum { SIGNERS_MAX = 256 * 1024 };

static const char *key_path(struct cx *cx, const char *var, const char *name)
{
    return arena_printf(cx->mem, "%s/keys/%s", var, name);
}

const char *audit_keys_published_path(struct cx *cx, const char *var)
{
    return key_path(cx, var, "published/allowed_signers");
}

const char *audit_checkpoints_path(struct cx *cx, const char *var)
{
    return arena_printf(cx->mem, "%s/audit/checkpoints", var);
}

static enum rc make_folder(struct cx *cx, const char *path)
{
    if (mkdir(path, 0755) != 0 && errno != EEXIST) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "folder '%s': %s", path, strerror(errno));
    }
    return RC_OK;
}

static enum rc make_folders(struct cx *cx, const char *var)
{
    static const char *const folders[] = { "keys", "keys/published", "audit" };

    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        enum rc rc = make_folder(cx, arena_printf(cx->mem, "%s/%s", var, folders[i]));

        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

static enum rc read_text(struct cx *cx, const char *path, struct bytes *out)
{
    FILE *file = fopen(path, "re");
    char *text = arena_alloc(cx->mem, SIGNERS_MAX + 1);
    size_t len;
    bool failed;

    if (file == NULL) {
        return fail_set(cx, errno == ENOENT ? RC_NOT_FOUND : RC_UNAVAILABLE, NULL, "'%s': %s", path, strerror(errno));
    }
    len = fread(text, 1, SIGNERS_MAX, file);
    failed = ferror(file) != 0;
    if (fclose(file) != 0 || failed || len == SIGNERS_MAX) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "'%s': cannot be read whole", path);
    }
    *out = bytes_of(text, len);
    return RC_OK;
}

enum rc audit_keys_published(struct cx *cx, const char *var, struct signer **out, size_t *count)
{
    struct bytes text;
    enum rc rc = read_text(cx, audit_keys_published_path(cx, var), &text);

    return rc == RC_OK ? signers_parse(cx, text, out, count) : rc;
}

enum rc audit_keys_load(struct cx *cx, struct arena *arena, const char *var, struct sign_secret **out)
{
    return sign_secret_load(cx, arena, key_path(cx, var, "signing"), out);
}

enum rc audit_keys_identity(struct cx *cx, const char *var, struct audit_identity *out)
{
    struct sign_secret *key;
    struct sign_public public_key;
    struct bytes signers;
    enum rc rc = audit_keys_load(cx, cx->mem, var, &key);

    if (rc == RC_OK) {
        rc = read_text(cx, audit_keys_published_path(cx, var), &signers);
    }
    if (rc != RC_OK) {
        return rc;
    }
    public_key = sign_public_of(key);
    out->fingerprint = sign_fingerprint(cx->mem, &public_key);
    out->allowed_signer = arena_printf(cx->mem, "%s %s", AUDIT_PRINCIPAL, sign_public_text(cx->mem, &public_key));
    out->signers_file = arena_strndup(cx->mem, (const char *)signers.data, signers.len);
    return RC_OK;
}

enum rc audit_keys_sign_pack(void *key, struct cx *cx, struct bytes manifest, struct bytes *armoured)
{
    *armoured = bytes_text(sshsig_write(cx, key, AUDIT_PACK_NAMESPACE, manifest));
    return RC_OK;
}

/* Writes the list with `key` as the one in use; whatever was in use before ends now. */
static enum rc publish(struct cx *cx, const char *var, const struct sign_public *key)
{
    struct signer *signers = NULL;
    struct strbuf text;
    size_t count = 0;
    bool is_listed = false;
    enum rc rc = audit_keys_published(cx, var, &signers, &count);

    if (rc == RC_NOT_FOUND) {
        fail_clear(cx);
        rc = RC_OK;
    }
    if (rc != RC_OK) {
        return rc;
    }
    strbuf_init(&text, cx->mem, SIGNERS_MAX);
    for (size_t i = 0; i < count; i++) {
        if (sign_public_equal(&signers[i].key, key)) {
            is_listed = true;
        } else if (signers[i].valid_before_us == 0) {
            signers[i].valid_before_us = clock_now_us(cx->clock);
        }
        strbuf_puts(&text, signer_write(cx->mem, &signers[i]));
    }
    if (!is_listed) {
        const struct signer added = { .principal = AUDIT_PRINCIPAL,
                                      .key = *key,
                                      .name_spaces = AUDIT_PACK_NAMESPACE,
                                      .valid_after_us = clock_now_us(cx->clock) };

        strbuf_puts(&text, signer_write(cx->mem, &added));
    }
    if (strbuf_done(&text) != RC_OK) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "published keys: more than %d bytes", SIGNERS_MAX);
    }
    return key_text_publish(cx, audit_keys_published_path(cx, var), text.data);
}

static enum rc publish_key_of(struct cx *cx, const char *var, const char *name)
{
    struct arena *arena = arena_new();
    struct sign_secret *secret;
    struct sign_public key;
    enum rc rc = sign_secret_load(cx, arena, key_path(cx, var, name), &secret);

    if (rc == RC_OK) {
        key = sign_public_of(secret);
        rc = publish(cx, var, &key);
    }
    arena_free(arena);
    return rc;
}

/* The new key is published before it is used: whoever meets its first signature can find it. */
static enum rc finish_rotation(struct cx *cx, const char *var)
{
    enum rc rc = publish_key_of(cx, var, "signing.next");

    if (rc == RC_OK && rename(key_path(cx, var, "signing.next"), key_path(cx, var, "signing")) != 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "key file '%s': rename: %s", key_path(cx, var, "signing.next"),
                        strerror(errno));
    }
    return rc;
}

static bool is_there(struct cx *cx, const char *var, const char *name)
{
    return access(key_path(cx, var, name), F_OK) == 0;
}

enum rc audit_keys_ensure(struct cx *cx, const char *var)
{
    enum rc rc = make_folders(cx, var);

    if (rc == RC_OK && is_there(cx, var, "signing.next")) {
        return finish_rotation(cx, var);
    }
    if (rc == RC_OK && !is_there(cx, var, "signing")) {
        rc = sign_key_create(cx, key_path(cx, var, "signing"));
    }
    return rc == RC_OK ? publish_key_of(cx, var, "signing") : rc;
}

enum rc audit_keys_rotate(struct cx *cx, const char *var)
{
    enum rc rc;

    if (!is_there(cx, var, "signing")) {
        return fail_set(cx, RC_NOT_FOUND, N_("There is no signing key yet"), "key file '%s': none",
                        key_path(cx, var, "signing"));
    }
    rc = is_there(cx, var, "signing.next") ? RC_OK : sign_key_create(cx, key_path(cx, var, "signing.next"));
    return rc == RC_OK ? finish_rotation(cx, var) : rc;
}
