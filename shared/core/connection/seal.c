#include "core/connection/seal.h"

#include "base/random.h"
#include "core/connection/connection_store.h"
#include "ext/crypt.h"

enum { DIGEST_KEY_LEN = 32 };

static const char *secret_path(struct cx *cx, const char *folder)
{
    return arena_printf(cx->mem, "%s/worker.key", folder);
}

static const char *public_path(struct cx *cx, const char *folder)
{
    return arena_printf(cx->mem, "%s/worker.pub", folder);
}

/* A box opens only where it belongs: not after a row was copied to another workspace, tenant or connection. */
static const char *context(struct cx *cx, const char *what, const struct actor *who, struct uuid id)
{
    return arena_printf(cx->mem, "%s/%s/%s", what, id_text(cx, actor_workspace(who).v), id_text(cx, id));
}

enum rc worker_key_load(struct cx *cx, struct arena *arena, const char *folder, struct box_secret **out)
{
    enum rc rc = box_secret_load(cx, arena, secret_path(cx, folder), out);

    if (rc != RC_NOT_FOUND) {
        return rc;
    }
    fail_clear(cx);
    rc = box_key_create(cx, secret_path(cx, folder), public_path(cx, folder));
    return rc == RC_OK ? box_secret_load(cx, arena, secret_path(cx, folder), out) : rc;
}

enum rc worker_key_announce(struct cx *cx, const char *folder)
{
    struct box_public public;
    enum rc rc = box_public_load(cx, public_path(cx, folder), &public);

    return rc == RC_OK ? connection_store_announce(cx, bytes_of(public.key, sizeof public.key)) : rc;
}

enum rc seal_credential(struct cx *cx, const struct actor *who, struct connection_id id, const char *secret,
                        struct bytes *out)
{
    struct box_public public;
    struct bytes key;
    enum rc rc = connection_store_public_key(cx, &key);

    if (rc == RC_NOT_FOUND || (rc == RC_OK && key.len != sizeof public.key)) {
        return fail_set(cx, RC_UNAVAILABLE, N_("The worker has not started yet; secrets cannot be sealed for it."),
                        "connection: no public key of the worker");
    }
    if (rc != RC_OK) {
        return rc;
    }
    memcpy(public.key, key.data, sizeof public.key);
    return box_seal(cx, &public, context(cx, "connection", who, id.v), bytes_text(secret), out);
}

struct wiped {
    size_t len;
    char text[];
};

static void wipe(void *object)
{
    struct wiped *secret = object;

    secret_wipe(secret->text, secret->len);
}

enum rc connection_secret(struct cx *cx, const struct actor *who, const struct box_secret *key, struct connection_id id,
                          const char **out)
{
    struct wiped *copy;
    struct bytes sealed;
    struct bytes plain;
    enum rc rc = connection_store_sealed(cx, who, id, &sealed);

    rc = rc == RC_OK ? box_open(cx, key, context(cx, "connection", who, id.v), sealed, &plain) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    copy = arena_alloc(cx->mem, sizeof *copy + plain.len + 1);
    copy->len = plain.len;
    memcpy(copy->text, plain.data, plain.len);
    arena_defer(cx->mem, wipe, copy);
    *out = copy->text;
    return RC_OK;
}

static enum rc make_digest_key(struct cx *cx, const struct actor *who, struct tenant_id tenant)
{
    struct box_public public;
    struct bytes announced;
    struct bytes sealed;
    uint8_t fresh[DIGEST_KEY_LEN];
    enum rc rc = connection_store_public_key(cx, &announced);

    if (rc != RC_OK || announced.len != sizeof public.key) {
        return rc == RC_OK || rc == RC_NOT_FOUND ? fail_set(cx, RC_INTERNAL, NULL, "worker: no public key announced")
                                                 : rc;
    }
    memcpy(public.key, announced.data, sizeof public.key);
    random_bytes(fresh, sizeof fresh);
    rc = box_seal(cx, &public, context(cx, "tenant", who, tenant.v), bytes_of(fresh, sizeof fresh), &sealed);
    secret_wipe(fresh, sizeof fresh);
    return rc == RC_OK ? connection_store_digest_key_add(cx, who, tenant, sealed) : rc;
}

enum rc connection_digest_key(struct cx *cx, const struct actor *who, const struct box_secret *key,
                              struct tenant_id tenant, struct bytes *out)
{
    struct bytes sealed;
    enum rc rc = connection_store_digest_key(cx, who, tenant, &sealed);

    if (rc == RC_NOT_FOUND) {
        rc = make_digest_key(cx, who, tenant);
        /* read back: another worker may have been first */
        rc = rc == RC_OK ? connection_store_digest_key(cx, who, tenant, &sealed) : rc;
    }
    rc = rc == RC_OK ? box_open(cx, key, context(cx, "tenant", who, tenant.v), sealed, out) : rc;
    if (rc == RC_OK && out->len != DIGEST_KEY_LEN) {
        return fail_set(cx, RC_INTERNAL, NULL, "tenant %s: digest key of %zu bytes", id_text(cx, tenant.v), out->len);
    }
    return rc;
}
