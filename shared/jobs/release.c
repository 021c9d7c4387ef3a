/* Releases a signed-off review: prepare the row, build and verify pack and pages, then show. The sealer's job; its object is the review.
 *
 * release_steps.def says what happens in which order. Killed anywhere, the next execution goes on after the last step that was committed;
 * files are written anew, with the same bytes. */
#include <string.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "base/version.h"
#include "core/audit/audit_keys.h"
#include "core/audit/audit_proof.h"
#include "core/evidence/evidence.h"
#include "core/release/release.h"
#include "core/review/review.h"
#include "jobs/job.h"
#include "jobs/publication.h"
#include "jobs/release_model.h"
#include "reports/pack.h"
#include "reports/release_page.h"

enum { PAGE_MAX = 16 * 1024 * 1024, FILES_MAX = 16, PROOF_ACTIONS = 4 };

enum step {

#define RELEASE_STEP(constant, code) STEP_##constant,
#include "jobs/release_steps.def"
#undef RELEASE_STEP
    STEP_COUNT
};

static const char *const step_codes[STEP_COUNT] = {

#define RELEASE_STEP(constant, code) [STEP_##constant] = code,
#include "jobs/release_steps.def"
#undef RELEASE_STEP
};

struct releasing {
    const struct actor *sealer;
    struct review review;
    struct review_signoffs signoffs;
    struct evidence_list evidence;
    struct release release;
    bool is_outdated; /* it was prepared from other facts than are signed now */
    bool is_prepared;
    bool is_built;
    const char *folder; /* releases/<workspace>/<release> */
    struct release_file_row files[FILES_MAX];
    size_t file_count;
    struct pack_result pack;
};

static enum rc release_load(struct cx *cx, struct execution *x)
{
    struct releasing *r = arena_alloc(x->mem, sizeof *r);
    struct review_id id = { x->run->object };
    enum rc rc = review_get(cx, x->who, id, &r->review, &r->signoffs);

    x->state = r;
    r->sealer = actor_new(x->mem, &(struct actor_spec){ .kind = ACTOR_SYSTEM,
                                                        .workspace = actor_workspace(x->who),
                                                        .account = actor_account(x->who),
                                                        .on_behalf_of = actor_on_behalf_of(x->who),
                                                        .nature = CAP_SEALER,
                                                        .request_id = actor_request(x->who) });
    if (rc == RC_OK && r->review.state == REVIEW_RELEASED) {
        x->done = true; /* shown before the last kill */
        x->outcome = RUN_OUTCOME_SUCCEEDED;
        return RC_OK;
    }
    if (rc == RC_NOT_FOUND || (rc == RC_OK && !review_is_releasable(&r->review, &r->signoffs))) {
        x->done = true;
        x->outcome = RUN_OUTCOME_BLOCKED;
        x->reason = RUN_REASON_PRECONDITION_CHANGED;
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = evidence_of_run(cx, x->who, r->review.run, &r->evidence);
    }
    if (rc == RC_OK) {
        rc = release_of_review(cx, x->who, id, &r->release);
        r->is_outdated = rc == RC_OK && !bytes_equal(r->release.frozen_hash, r->review.frozen_hash);
        r->is_prepared = rc == RC_OK && !r->is_outdated;
        r->is_built = r->is_prepared && text_equal(r->release.step, step_codes[STEP_BUILT]);
        rc = rc == RC_NOT_FOUND ? RC_OK : rc;
    }
    return rc;
}

/* ---- prepared ---- */

/* What the pack proves: that the sign-offs, approvals and accepted risks are in the audit log. */
static enum rc prove(struct cx *cx, struct execution *x, uint64_t tree_size, const char **out)
{
    static const char *const actions[PROOF_ACTIONS] = { "review.signed", "exception.approved",
                                                        "baseline_snapshot.approved", "review.handed_in" };
    const struct releasing *r = x->state;
    struct audit_wanted wanted = { .actions = actions, .action_count = PROOF_ACTIONS, .tree_size = tree_size };
    struct audit_proof *proofs;
    struct uuid *objects;
    size_t proof_count;
    enum rc rc = release_decided_objects(cx, &r->review, &objects, &wanted.object_count);

    if (rc == RC_OK) {
        wanted.objects = objects;
        rc = audit_prove(cx, x->who, &wanted, &proofs, &proof_count);
    }
    if (rc == RC_OK) {
        *out = release_proofs_write(cx->mem, proofs, proof_count);
    }
    return rc;
}

/* The row as a copy that outlives the step. */
static struct release keep(struct arena *mem, const struct release *row)
{
    struct release kept = *row;

    kept.step = arena_strdup(mem, row->step);
    kept.checkpoint = arena_strdup(mem, row->checkpoint);
    kept.proofs = arena_strdup(mem, row->proofs);
    kept.product_version = arena_strdup(mem, row->product_version);
    kept.key_fingerprint = arena_strdup(mem, row->key_fingerprint);
    kept.end_reason = arena_strdup(mem, row->end_reason);
    kept.frozen_hash = arena_bytes(mem, row->frozen_hash);
    kept.pack_sha256 = bytes_of(NULL, 0);
    return kept;
}

static enum rc prepare(struct cx *cx, struct execution *x)
{
    struct releasing *r = x->state;
    struct release in = { .pack = uuid_new(cx->clock),
                          .created_us = clock_now_us(cx->clock),
                          .product_version = PRODUCT_VERSION };
    struct release made;
    struct audit_identity identity;
    uint64_t tree_size;
    bool sealed = false;
    enum rc rc = audit_is_sealed(cx, x->who, r->review.id.v, &sealed);

    if (rc == RC_OK && !sealed) {
        x->wait_us = SEAL_WAIT_US;
        return RC_OK;
    }
    if (rc == RC_OK) {
        rc = audit_checkpoint_latest(cx, x->who, &in.checkpoint, &tree_size);
    }
    if (rc == RC_OK) {
        rc = prove(cx, x, tree_size, &in.proofs);
    }
    if (rc == RC_OK && r->is_outdated) {
        rc = release_abandon(cx, r->sealer, &r->release);
    }
    if (rc == RC_OK) {
        rc = audit_keys_identity(cx, x->env->publication->var, &identity);
    }
    if (rc != RC_OK) {
        return rc;
    }
    in.key_fingerprint = identity.fingerprint;
    rc = release_prepare(cx, r->sealer, &r->review, &in, &made);
    if (rc == RC_OK) {
        r->release = keep(x->mem, &made);
        r->is_prepared = true;
    }
    x->step_area = step_codes[STEP_PREPARED];
    return rc;
}

/* ---- built ---- */

/* Files are no step's commit: what was written may have to be written again. */
static void passed(const struct execution *x, enum step step)
{
    LOG_DEBUG("release_step", log_text("step", step_codes[step]));
    job_fault_point(x);
}

static void add_file(struct execution *x, const char *name, const char *role, const char *media_type, int64_t size,
                     struct bytes sha256)
{
    struct releasing *r = x->state;

    r->files[r->file_count++] = (struct release_file_row){
        .name = arena_strdup(x->mem, name),
        .role = role,
        .media_type = arena_strdup(x->mem, media_type),
        .size_bytes = size,
        .sha256 = arena_bytes(x->mem, sha256),
    };
}

static enum rc list_files(struct cx *cx, struct execution *x, const char *pack_name)
{
    struct releasing *r = x->state;

    r->file_count = 0;
    add_file(x, pack_name, "pack", "application/zip", (int64_t)r->pack.size,
             bytes_of(r->pack.sha256, sizeof r->pack.sha256));
    for (size_t i = 0; i < r->pack.file_count; i++) {
        const struct pack_file *file = &r->pack.files[i];
        struct bytes hash;

        if (!text_starts(file->path, "report.") || r->file_count == FILES_MAX) {
            continue;
        }
        if (hex_decode(cx->mem, file->sha256, &hash) != RC_OK) {
            return fail_set(cx, RC_INTERNAL, NULL, "pack part %s: its hash is '%s'", file->path, file->sha256);
        }
        add_file(x, file->path, "report", file->media_type, (int64_t)file->size, hash);
    }
    r->release.pack_sha256 = r->files[0].sha256;
    r->release.pack_size = (int64_t)r->pack.size;
    return RC_OK;
}

/* Verified before anybody sees it, with the keys that auditors will use. */
static enum rc verify(struct cx *cx, const char *path, const char *signers)
{
    struct pack_report report;
    enum rc rc = pack_verify(cx, path, signers, &report);

    if (rc == RC_OK && report.verdict != PACK_VALID) {
        const struct pack_problem *first = report.problem_count == 0 ? NULL : &report.problems[0];

        return fail_set(cx, RC_INTERNAL, NULL, "pack %s does not verify: %s %s", path,
                        first == NULL ? "signer unknown" : first->code,
                        first == NULL || first->where == NULL ? "" : first->where);
    }
    return rc;
}

static enum rc write_pages(struct cx *cx, struct execution *x, const struct review_model *model)
{
    const struct releasing *r = x->state;
    const struct publication *p = x->env->publication;
    struct release_file *files = arena_calloc(cx->mem, r->file_count, sizeof *files);
    struct release_links links = {
        .id = r->release.id.v, .assets = p->assets, .files = files, .file_count = r->file_count
    };
    enum rc rc = RC_OK;

    for (size_t i = 0; i < r->file_count; i++) {
        files[i] = (struct release_file){
            .name = r->files[i].name,
            .label = text_equal(r->files[i].role, "pack") ? RELEASE_LABEL_PACK : RELEASE_LABEL_REPORT,
            .sha256 = hex_encode(cx->mem, r->files[i].sha256),
            .size = (uint64_t)r->files[i].size_bytes,
        };
    }
    links.pack_file = files[0].name;
    for (size_t i = 0; i < p->language_count && rc == RC_OK; i++) {
        const char *folder =
            arena_printf(cx->mem, "%s/portal/%s/%s", p->var, id_text(cx, r->release.id.v), p->languages[i]->tag);
        struct strbuf page;

        strbuf_init(&page, cx->mem, PAGE_MAX);
        rc = release_page_write(cx, model, p->languages[i], &links, &page);
        if (rc == RC_OK) {
            rc = publication_folder(cx, folder);
        }
        if (rc == RC_OK) {
            rc = publication_file(cx, arena_printf(cx->mem, "%s/index.html", folder), strbuf_view(&page));
        }
    }
    passed(x, STEP_PAGES);
    return rc;
}

/* The signature is made when everything that it covers is there. */
struct signing {
    struct execution *x;
    struct sign_secret *key;
};

static enum rc sign_manifest(void *context, struct cx *cx, struct bytes message, struct bytes *armored)
{
    const struct signing *signing = context;
    enum rc rc;

    passed(signing->x, STEP_REPORTS);
    rc = audit_keys_sign_pack(signing->key, cx, message, armored);
    passed(signing->x, STEP_SIGNED);
    return rc;
}

static enum rc build(struct cx *cx, struct execution *x)
{
    struct releasing *r = x->state;
    const struct publication *p = x->env->publication;
    const char *pack_name = arena_printf(cx->mem, "%s.zip", id_text(cx, r->release.pack));
    struct release_sources sources = { .review = &r->review,
                                       .signoffs = &r->signoffs,
                                       .release = &r->release,
                                       .evidence = &r->evidence,
                                       .languages = p->languages,
                                       .language_count = p->language_count };
    struct signing signing = { .x = x };
    const struct pack_signer signer = { .sign = sign_manifest, .context = &signing };
    struct audit_identity identity;
    struct review_model model;
    enum rc rc = audit_keys_identity(cx, p->var, &identity);

    if (rc == RC_OK) {
        sources.allowed_signer = identity.allowed_signer;
        rc = release_model(cx, &sources, &model);
    }
    if (rc == RC_OK) {
        rc = audit_keys_load(cx, cx->mem, p->var, &signing.key);
    }
    r->folder = arena_printf(x->mem, "%s/releases/%s/%s", p->var, id_text(cx, actor_workspace(x->who).v),
                             id_text(cx, r->release.id.v));
    if (rc == RC_OK) {
        rc = publication_folder(cx, r->folder);
    }
    if (rc == RC_OK) {
        rc = pack_build(cx, &model, &signer, arena_printf(cx->mem, "%s/%s", r->folder, pack_name), r->folder, &r->pack);
    }
    if (rc == RC_OK) {
        passed(x, STEP_PACKED);
        rc = verify(cx, arena_printf(cx->mem, "%s/%s", r->folder, pack_name), identity.signers_file);
    }
    if (rc == RC_OK) {
        passed(x, STEP_VERIFIED);
    }
    if (rc == RC_OK) {
        rc = list_files(cx, x, pack_name);
    }
    return rc == RC_OK ? write_pages(cx, x, &model) : rc;
}

static enum rc release_fetch(struct cx *cx, struct execution *x)
{
    const struct releasing *r = x->state;

    return r->is_prepared && !r->is_built ? build(cx, x) : RC_OK;
}

/* ---- shown ---- */

static enum rc release_apply(struct cx *cx, struct execution *x)
{
    struct releasing *r = x->state;
    enum rc rc;

    if (!r->is_prepared) {
        return prepare(cx, x);
    }
    if (!r->is_built) {
        rc = release_built(cx, r->sealer, &r->release, r->files, r->file_count);
        r->is_built = rc == RC_OK;
        x->step_area = step_codes[STEP_BUILT];
        return rc;
    }
    rc = release_show(cx, r->sealer, &r->release);
    x->step_area = step_codes[STEP_SHOWN];
    x->done = true;
    x->outcome = RUN_OUTCOME_SUCCEEDED;
    return rc;
}

const struct job_type release_job = {
    .operation = OPERATION_RELEASE,
    .load = release_load,
    .fetch = release_fetch,
    .apply = release_apply,
};
