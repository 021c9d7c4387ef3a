#include "core/evidence/evidence.h"

#include "core/evidence/evidence_store.h"
#include "ext/crypt.h"

enum rc evidence_add(struct cx *cx, const struct actor *who, const struct evidence_item *in, struct evidence_id *out)
{
    uint8_t hash[32];
    struct evidence_item item = *in;
    enum rc rc = evidence_store_find(cx, who, in, out);

    if (rc != RC_NOT_FOUND) {
        return rc;
    }
    if (in->body.len > EVIDENCE_BODY_MAX) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "evidence %s has %zu bytes", in->name, in->body.len);
    }
    sha256(in->body, hash);
    item.id.v = uuid_new(cx->clock);
    item.sha256 = bytes_of(hash, sizeof hash);
    item.collected_us = clock_now_us(cx->clock);
    rc = evidence_store_add(cx, who, &item);
    if (rc == RC_OK) {
        *out = item.id;
    }
    return rc;
}

static enum rc check_hash(struct cx *cx, const struct evidence_item *item)
{
    uint8_t hash[32];

    sha256(item->body, hash);
    if (!bytes_equal(item->sha256, bytes_of(hash, sizeof hash))) {
        return fail_set(cx, RC_INTERNAL, N_("A proof is not what its hash says."),
                        "evidence %s: the body's hash differs", id_text(cx, item->id.v));
    }
    return RC_OK;
}

enum rc evidence_get(struct cx *cx, const struct actor *who, struct evidence_id id, struct evidence_item *out)
{
    enum rc rc = evidence_store_get(cx, who, id, out);

    return rc == RC_OK ? check_hash(cx, out) : rc;
}

enum rc evidence_list(struct cx *cx, const struct actor *who, const struct evidence_filter *filter,
                      struct evidence_list *out)
{
    return evidence_store_list(cx, who, filter, out);
}

enum rc evidence_of_run(struct cx *cx, const struct actor *who, struct run_id run, struct evidence_list *out)
{
    enum rc rc = evidence_store_of_run(cx, who, run, out);

    for (size_t i = 0; rc == RC_OK && i < out->count; i++) {
        rc = check_hash(cx, &out->items[i]);
    }
    return rc;
}
