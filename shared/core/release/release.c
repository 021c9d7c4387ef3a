#include "core/release/release.h"

#include "core/audit/audit.h"
#include "core/release/release_store.h"
#include "ext/crypt.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [RELEASE_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/release/release_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { RELEASE_##from, RELEASE_##to, CAP_##by },
#include "core/release/release_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table release_states = STATE_TABLE("release", states, changes);

static enum rc audit(struct cx *cx, const struct actor *who, const struct release *release, enum release_state from,
                     enum release_state to)
{
    return audit_write(
        cx, who,
        &(struct audit_entry){ .action = arena_printf(cx->mem, "release.%s", state_code(&release_states, to)),
                               .object_type = "release",
                               .object = release->id.v,
                               .tenant = release->tenant,
                               .from = state_code(&release_states, from),
                               .to = state_code(&release_states, to),
                               .seen = release->pack_sha256 });
}

enum rc release_of_review(struct cx *cx, const struct actor *who, struct review_id review, struct release *out)
{
    return release_store_of_review(cx, who, review, out);
}

enum rc release_files(struct cx *cx, const struct actor *who, struct release_id id, struct release_file_row **out,
                      size_t *count)
{
    return release_store_files(cx, who, id, out, count);
}

enum rc release_prepare(struct cx *cx, const struct actor *who, const struct review *review, const struct release *in,
                        struct release *out)
{
    struct release made = *in;
    enum rc rc = state_require(cx, &release_states, RELEASE_NONE, RELEASE_BUILDING, who);

    if (rc != RC_OK) {
        return rc;
    }
    made.id.v = uuid_new(cx->clock);
    made.tenant = review->tenant;
    rc = release_store_add(cx, who, review, &made);
    if (rc == RC_OK) {
        rc = audit(cx, who, &made, RELEASE_NONE, RELEASE_BUILDING);
    }
    return rc == RC_OK ? release_store_of_review(cx, who, review->id, out) : rc;
}

enum rc release_built(struct cx *cx, const struct actor *who, const struct release *release,
                      const struct release_file_row *files, size_t count)
{
    return release_store_put_files(cx, who, release, files, count);
}

static enum rc supersede_other(struct cx *cx, const struct actor *who, const struct release *next)
{
    struct release old;
    enum rc rc = release_store_shown(cx, who, next->tenant, &old);

    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = release_store_move(cx, who, &old, RELEASE_SUPERSEDED);
    }
    return rc == RC_OK ? audit(cx, who, &old, old.state, RELEASE_SUPERSEDED) : rc;
}

enum rc release_show(struct cx *cx, const struct actor *who, const struct release *release)
{
    enum rc rc = state_require(cx, &release_states, release->state, RELEASE_SHOWN, who);

    if (rc == RC_OK && release->pack_size == 0) {
        return fail_set(cx, RC_CONFLICT, NULL, "release %s: is not built", id_text(cx, release->id.v));
    }
    if (rc == RC_OK) {
        rc = supersede_other(cx, who, release);
    }
    if (rc == RC_OK) {
        rc = release_store_move(cx, who, release, RELEASE_SHOWN);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, release, release->state, RELEASE_SHOWN);
    }
    return rc == RC_OK ? review_released(cx, who, release->review) : rc;
}

enum rc release_abandon(struct cx *cx, const struct actor *who, const struct release *release)
{
    enum rc rc = state_require(cx, &release_states, release->state, RELEASE_ABANDONED, who);

    if (rc == RC_OK) {
        rc = release_store_move(cx, who, release, RELEASE_ABANDONED);
    }
    return rc == RC_OK ? audit(cx, who, release, release->state, RELEASE_ABANDONED) : rc;
}

enum rc release_prove(struct cx *cx, const struct actor *who, const struct release *release, const char *proof)
{
    return release_store_prove(cx, who, release, proof);
}

enum rc release_add_proof_file(struct cx *cx, const struct actor *who, const struct release *release, const char *name,
                               const char *media_type, struct bytes content)
{
    uint8_t hash[SHA256_LEN];
    const struct release_file_row file = { .name = name,
                                           .role = "proof",
                                           .media_type = media_type,
                                           .size_bytes = (int64_t)content.len,
                                           .sha256 = bytes_of(hash, sizeof hash) };

    sha256(content, hash);
    return release_store_add_file(cx, who, release, &file);
}
