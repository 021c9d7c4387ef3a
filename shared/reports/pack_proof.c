#include <string.h>

#include "base/text.h"
#include "ext/json.h"
#include "reports/pack_check.h"
#include "reports/pack_parts.h"

static bool read_hash(struct cx *cx, const struct json *value, struct merkle_hash *out)
{
    struct bytes bytes;

    if (json_text(value) == NULL || hex_decode(cx->mem, json_text(value), &bytes) != RC_OK ||
        bytes.len != sizeof out->b) {
        return false;
    }
    memcpy(out->b, bytes.data, sizeof out->b);
    return true;
}

/* Takes what the event says. An English fragment of what is wrong with it; NULL: nothing. */
static const char *read_event(struct pack_check *check, const struct json *proof, struct bytes canonical)
{
    const struct json *event = NULL;
    struct pack_proven proven;

    if (json_parse(check->cx, canonical, &event) != RC_OK) {
        fail_clear(check->cx);
        return "holds an event that is not sound JSON";
    }
    proven = (struct pack_proven){ .action = json_text(json_get(event, "action")),
                                   .object = json_text(json_get(event, "object")),
                                   .reason_code = json_text(json_get(event, "reason_code")),
                                   .seen = json_text(json_get(event, "seen")) };
    if (!text_equal(proven.object, json_text(json_get(proof, "object")))) {
        return "is about something else than its event";
    }
    check->proven =
        arena_grow(check->cx->mem, check->proven, check->proven_count, &check->proven_capacity, sizeof *check->proven);
    check->proven[check->proven_count++] = proven;
    return NULL;
}

/* An English fragment of what is wrong with a proof; NULL: it holds, and what its event says was taken. */
static const char *proof_problem(struct pack_check *check, struct bytes text, const struct checkpoint *checkpoint)
{
    struct cx *cx = check->cx;
    const struct json *proof = NULL;
    const struct json *path;
    struct merkle_proof steps = { .count = 0 };
    struct merkle_hash leaf;
    struct merkle_hash stated;
    struct bytes event;
    int64_t index;
    int64_t size;

    if (json_parse(cx, text, &proof) != RC_OK) {
        fail_clear(cx);
        return "is not sound JSON";
    }
    path = json_get(proof, "path");
    index = json_i64(json_get(proof, "leaf_index"), -1);
    size = json_i64(json_get(proof, "tree_size"), -1);
    if (!text_equal(json_text(json_get(proof, "schema")), PROOF_SCHEMA) || index < 0 || size < 0 ||
        json_count(path) > MERKLE_PROOF_MAX || !read_hash(cx, json_get(proof, "leaf_hash"), &stated) ||
        base64_decode(cx->mem, bytes_text(json_text(json_get(proof, "event"))), &event) != RC_OK) {
        return "is not a proof";
    }
    for (; steps.count < json_count(path); steps.count++) {
        if (!read_hash(cx, json_at(path, steps.count), &steps.path[steps.count])) {
            return "has a step that is no hash";
        }
    }
    leaf = merkle_leaf(event);
    if (!merkle_equal(&leaf, &stated)) {
        return "is not one of its event";
    }
    if ((uint64_t)size != checkpoint->size ||
        !merkle_included(&leaf, (uint64_t)index, (uint64_t)size, &steps, &checkpoint->root)) {
        return "does not lead to the checkpoint";
    }
    return read_event(check, proof, event);
}

void pack_check_proofs(struct pack_check *check)
{
    const struct pack_found *file = pack_find(check, "checkpoint.txt");
    struct cx *cx = check->cx;
    struct checkpoint checkpoint;
    struct note note;

    if (file == NULL) {
        pack_problem(check, "file_missing", "checkpoint.txt", N_("there is no checkpoint of the audit log"), NULL);
        return;
    }
    if (checkpoint_parse(cx, file->content, &checkpoint, &note) != RC_OK) {
        fail_clear(cx);
        pack_problem(check, "checkpoint_invalid", file->path, N_("this is no checkpoint of an audit log"), NULL);
        return;
    }
    if (check->report->signer != NULL && !pack_note_is_trusted(check, &note, checkpoint.origin)) {
        /* a key that was retired since may have: with no keys at hand nobody can tell */
        pack_problem(check, check->signers == NULL ? "signer_unknown" : "checkpoint_invalid", file->path,
                     N_("no trusted key signed this checkpoint"), NULL);
    }
    for (size_t i = 0; i < check->file_count; i++) {
        if (text_starts(check->files[i].path, "proofs/")) {
            const char *why = proof_problem(check, check->files[i].content, &checkpoint);

            check->report->proofs++;
            if (why != NULL) {
                pack_problem(check, "proof_invalid", check->files[i].path,
                             N_("the event is not proved to be in the audit log"), arena_printf(cx->mem, "it %s", why));
            }
        }
    }
}

/* ---- what must be proved ---- */

static bool is_proved(const struct pack_check *check, const struct pack_proven *wanted)
{
    for (size_t i = 0; i < check->proven_count; i++) {
        const struct pack_proven *proven = &check->proven[i];

        if (text_equal(proven->action, wanted->action) && text_equal(proven->object, wanted->object) &&
            (wanted->reason_code == NULL || text_equal(proven->reason_code, wanted->reason_code)) &&
            (wanted->seen == NULL || text_equal(proven->seen, wanted->seen))) {
            return true;
        }
    }
    return false;
}

/* The document; NULL: it is not there or not sound, which the manifest's check has said or no sound pack has. */
static const struct json *document(struct pack_check *check, const char *path)
{
    const struct pack_found *file = pack_find(check, path);
    const struct json *root = NULL;

    if (file == NULL) {
        return NULL;
    }
    if (json_parse(check->cx, file->content, &root) != RC_OK) {
        fail_clear(check->cx);
        pack_problem(check, "data_invalid", path, N_("the file is not sound JSON"), NULL);
    }
    return root;
}

/* Each section's signature, and that it was given for these facts and no others. */
static void check_sign_offs(struct pack_check *check, const char *path)
{
    const struct json *review = document(check, path);
    const struct json *list = json_get(review, "sign_offs");
    const char *facts = json_text(json_get(review, "facts_sha256"));

    for (size_t i = 0; i < json_count(list); i++) {
        const char *section = json_text(json_get(json_at(list, i), "section"));
        const struct pack_proven wanted = { .action = "review.signed",
                                            .object = json_text(json_get(json_get(review, "review"), "id")),
                                            .reason_code = section == NULL ? "" : section,
                                            .seen = facts == NULL ? "" : facts };

        if (!is_proved(check, &wanted)) {
            pack_problem(check, "sign_off_unproved", path,
                         N_("a sign-off of these facts is not proved to be in the audit log"), section);
        }
    }
}

static void check_accepted(struct pack_check *check, const char *path)
{
    const struct json *list = json_get(document(check, path), "exceptions");

    for (size_t i = 0; i < json_count(list); i++) {
        const struct json *item = json_at(list, i);
        const char *state = json_text(json_get(item, "state"));
        const struct pack_proven wanted = { .action = "exception.approved", .object = json_text(json_get(item, "id")) };

        if ((text_equal(state, "active") || text_equal(state, "expiring")) && !is_proved(check, &wanted)) {
            pack_problem(check, "exception_unproved", path,
                         N_("the approval of an accepted risk is not proved to be in the audit log"), wanted.object);
        }
    }
}

void pack_check_decisions(struct pack_check *check)
{
    check_sign_offs(check, "data/review.json");
    check_accepted(check, "data/exceptions.json");
}
