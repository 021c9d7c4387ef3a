#include "jobs/sealing.h"

#include "core/actor/actor.h"
#include "core/audit/audit_keys.h"
#include "core/audit/audit_seal.h"
#include "jobs/transact.h"

enum { BATCH = 500 };

struct round {
    const struct actor *who;
    const struct sign_secret *key;
    const char *path;
    int64_t count; /* of the last transaction */
};

static enum rc seal_batch(void *context, struct cx *cx)
{
    struct round *round = context;

    return audit_seal(cx, round->who, round->key, BATCH, &round->count);
}

static enum rc publish_batch(void *context, struct cx *cx)
{
    struct round *round = context;

    return audit_publish(cx, round->who, round->path, &round->count);
}

/* Repeats until a transaction finds nothing to do; *total counts what was done. Memory is that of one batch. */
static enum rc repeat(struct cx *cx, struct db *db, enum tx_mode mode, enum rc (*body)(void *context, struct cx *cx),
                      struct round *round, int64_t *total)
{
    struct cx inner = *cx;
    enum rc rc;

    inner.mem = arena_new();
    do {
        arena_reset(inner.mem);
        round->count = 0;
        rc = transact(&inner, db, mode, NULL, body, round);
        *total += rc == RC_OK ? round->count : 0;
    } while (rc == RC_OK && round->count > 0);
    if (rc != RC_OK) {
        cx->fail->detail = arena_strdup(cx->mem, cx->fail->detail);
    }
    arena_free(inner.mem);
    return rc;
}

enum rc sealing_run(struct cx *cx, struct db *db, const char *var, struct sealing_round *out)
{
    const struct actor_spec spec = { .kind = ACTOR_SYSTEM, .name = "sealer", .nature = CAP_SEALER };
    struct round round = { .who = actor_new(cx->mem, &spec), .path = audit_checkpoints_path(cx, var) };
    struct sign_secret *key;
    enum rc rc = audit_keys_load(cx, cx->mem, var, &key);

    *out = (struct sealing_round){ .sealed = 0 };
    if (rc != RC_OK) {
        return rc;
    }
    round.key = key;
    rc = repeat(cx, db, TX_WRITE, seal_batch, &round, &out->sealed);
    return rc == RC_OK ? repeat(cx, db, TX_READ, publish_batch, &round, &out->published) : rc;
}
