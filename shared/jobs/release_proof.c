/* Publishes, beside the pack, the proof that the release itself is in the audit log: its event comes after the pack, which cannot hold it.
 * The sealer's job; its object is the review. It waits until the event is sealed, keeps the proof in the row, then writes the files from it. */
#include "base/strbuf.h"
#include "base/text.h"
#include "core/audit/audit_proof.h"
#include "core/drift/document.h"
#include "core/release/release.h"
#include "jobs/follow_ups.h"
#include "jobs/job.h"
#include "jobs/publication.h"
#include "jobs/release_model.h"
#include "reports/pack_parts.h"

enum { PROOF_MAX = 64 * 1024 };

/* The names are those of the pack's own proofs and checkpoint, so that they are checked in the same way. */
enum { PROOF_FILE, CHECKPOINT_FILE, FILE_COUNT };

static const struct {
    const char *name;
    const char *media_type;
} published[FILE_COUNT] = {
    [PROOF_FILE] = { "release.proof.json", "application/json" },
    [CHECKPOINT_FILE] = { "release.checkpoint.txt", "text/plain; charset=utf-8" },
};

struct proving {
    const struct actor *sealer;
    struct release release;
    struct bytes contents[FILE_COUNT]; /* of the files, from a fetch to its apply */
};

static enum rc proof_load(struct cx *cx, struct execution *x)
{
    struct proving *p = arena_alloc(x->mem, sizeof *p);
    struct release_file_row *files;
    size_t count = 0;
    enum rc rc = release_of_review(cx, x->who, (struct review_id){ x->run->object }, &p->release);

    x->state = p;
    if (rc == RC_NOT_FOUND || (rc == RC_OK && p->release.shown_us == 0)) {
        x->done = true;
        x->outcome = RUN_OUTCOME_BLOCKED;
        x->reason = RUN_REASON_PRECONDITION_CHANGED;
        return RC_OK;
    }
    p->sealer = actor_new(x->mem, &(struct actor_spec){ .kind = ACTOR_SYSTEM,
                                                        .workspace = actor_workspace(x->who),
                                                        .account = actor_account(x->who),
                                                        .on_behalf_of = actor_on_behalf_of(x->who),
                                                        .nature = CAP_SEALER,
                                                        .request_id = actor_request(x->who) });
    rc = rc == RC_OK ? release_files(cx, x->who, p->release.id, &files, &count) : rc;
    for (size_t i = 0; i < count; i++) {
        if (text_equal(files[i].name, published[PROOF_FILE].name)) { /* published before the last kill */
            x->done = true;
            x->outcome = RUN_OUTCOME_SUCCEEDED;
        }
    }
    return rc;
}

/* ---- the proof, in the row ---- */

static const char *proof_text(struct arena *mem, const char *checkpoint, const struct audit_proof *proof)
{
    return arena_printf(mem, "{\"checkpoint\":%s,\"proofs\":%s}", json_quoted(mem, checkpoint),
                        release_proofs_write(mem, proof, 1));
}

static enum rc keep_proof(struct cx *cx, struct execution *x)
{
    static const char *const actions[] = { "release.shown" };
    struct proving *p = x->state;
    struct audit_proof *proofs;
    const char *checkpoint;
    uint64_t tree_size;
    size_t count;
    bool sealed = false;
    enum rc rc = audit_is_sealed(cx, x->who, p->release.id.v, &sealed);

    if (rc == RC_OK && !sealed) {
        x->wait_us = SEAL_WAIT_US;
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = audit_checkpoint_latest(cx, x->who, &checkpoint, &tree_size);
    }
    if (rc == RC_OK) {
        const struct audit_wanted wanted = { .objects = &p->release.id.v,
                                             .object_count = 1,
                                             .actions = actions,
                                             .action_count = 1,
                                             .tree_size = tree_size };

        rc = audit_prove(cx, x->who, &wanted, &proofs, &count);
    }
    if (rc == RC_OK && count != 1) {
        return fail_set(cx, RC_INTERNAL, NULL, "release %s: was shown %zu times", id_text(cx, p->release.id.v), count);
    }
    if (rc == RC_OK) {
        p->release.release_proof = proof_text(x->mem, checkpoint, proofs);
        rc = release_prove(cx, p->sealer, &p->release, p->release.release_proof);
    }
    return rc;
}

/* ---- and as files ---- */

/* What the files hold, from the row: written again after a kill, they are the same. */
static enum rc contents(struct cx *cx, const char *proof, struct bytes out[static FILE_COUNT])
{
    struct document_error error;
    struct review_proof *proofs;
    const struct node *list;
    struct node *root;
    struct strbuf text;
    size_t count = 0;
    enum rc rc = document_parse(cx->mem, bytes_text(proof), &document_limits_default, &root, &error);

    list = rc == RC_OK ? document_member(root, "proofs") : NULL;
    if (list != NULL) {
        rc = release_proofs_read(cx, arena_strndup(cx->mem, proof + list->start, list->end - list->start), &proofs,
                                 &count);
    }
    if (rc != RC_OK || count != 1) {
        return fail_set(cx, RC_INTERNAL, NULL, "the proof of a release does not parse");
    }
    strbuf_init(&text, cx->mem, PROOF_MAX);
    pack_write_proof(&text, proofs);
    out[PROOF_FILE] = strbuf_view(&text);
    out[CHECKPOINT_FILE] = bytes_text(document_text(cx->mem, document_member(root, "checkpoint")));
    return strbuf_done(&text);
}

static enum rc proof_fetch(struct cx *cx, struct execution *x)
{
    struct proving *p = x->state;
    const char *folder;
    enum rc rc;

    if (p->release.release_proof == NULL) {
        return RC_OK;
    }
    folder = arena_printf(cx->mem, "%s/releases/%s/%s", x->env->publication->var,
                          id_text(cx, actor_workspace(x->who).v), id_text(cx, p->release.id.v));
    rc = contents(cx, p->release.release_proof, p->contents);
    for (size_t i = 0; rc == RC_OK && i < FILE_COUNT; i++) {
        rc = publication_file(cx, arena_printf(cx->mem, "%s/%s", folder, published[i].name), p->contents[i]);
        job_fault_point(x);
    }
    return rc;
}

static enum rc proof_apply(struct cx *cx, struct execution *x)
{
    const struct proving *p = x->state;
    enum rc rc = RC_OK;

    if (p->release.release_proof == NULL) {
        return keep_proof(cx, x);
    }
    for (size_t i = 0; rc == RC_OK && i < FILE_COUNT; i++) {
        rc = release_add_proof_file(cx, p->sealer, &p->release, published[i].name, published[i].media_type,
                                    p->contents[i]);
    }
    x->done = true;
    x->outcome = RUN_OUTCOME_SUCCEEDED;
    return rc;
}

const struct job_type release_proof_job = {
    .operation = OPERATION_RELEASE_PROOF,
    .load = proof_load,
    .fetch = proof_fetch,
    .apply = proof_apply,
};

/* After a release. */
enum rc proof_after_release(struct cx *cx, const struct actor *who, const struct run *release)
{
    struct run asked;
    enum rc rc = run_request(cx, who,
                             &(struct run_request){ .operation = OPERATION_RELEASE_PROOF,
                                                    .tenant = release->tenant,
                                                    .object = release->object,
                                                    .origin = RUN_BY_FOLLOW_UP,
                                                    .caused_by = release->id },
                             &asked);

    if (rc == RC_CONFLICT) { /* the run was completed twice */
        fail_clear(cx);
        rc = RC_OK;
    }
    return rc;
}
