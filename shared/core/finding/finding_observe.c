#include "core/finding/finding_observe.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/finding/finding_observe_store.h"

/* One event per finding whose state an observation changed (R2). */
static enum rc audit_moves(struct cx *cx, const struct actor *who, const struct finding_observer *observer,
                           const struct finding_moves *moves)
{
    struct audit_entry *entries = arena_calloc(cx->mem, moves->count, sizeof *entries);
    size_t count = 0;

    for (size_t i = 0; i < moves->count; i++) {
        const struct finding_moved *moved = &moves->items[i];

        if (text_equal(moved->from, moved->to)) {
            continue;
        }
        entries[count++] = (struct audit_entry){
            .action = text_equal(moved->to, "open") ? (moved->from[0] == '\0' ? "finding.opened" : "finding.reopened")
                                                    : arena_printf(cx->mem, "finding.%s", moved->to),
            .object_type = "finding",
            .object = moved->id.v,
            .tenant = observer->tenant,
            .from = moved->from,
            .to = moved->to,
            .reason_code = "observation",
        };
    }
    return audit_write_all(cx, who, entries, count);
}

static void count_moves(const struct finding_moves *moves, struct finding_counts *counts)
{
    for (size_t i = 0; i < moves->count; i++) {
        const struct finding_moved *moved = &moves->items[i];

        counts->opened += moved->from[0] == '\0';
        counts->reopened += moved->from[0] != '\0' && text_equal(moved->to, "open") && !text_equal(moved->from, "open");
        counts->still += text_equal(moved->from, moved->to);
        counts->resolved += text_equal(moved->to, "resolved");
        counts->verified += text_equal(moved->to, "verified");
    }
}

enum rc finding_observe_failed(struct cx *cx, const struct actor *who, const struct finding_observer *observer,
                               const struct finding_failure *failures, size_t count, struct finding_counts *counts,
                               struct finding_moves *moves)
{
    struct finding_moves own;
    enum rc rc;

    if (count > FINDING_BATCH_MAX) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "%zu failures in one batch", count);
    }
    rc = finding_observe_store_failed(cx, who, observer, failures, count, &own);
    if (rc == RC_OK) {
        rc = audit_moves(cx, who, observer, &own);
    }
    if (rc == RC_OK) {
        count_moves(&own, counts);
    }
    if (rc == RC_OK && moves != NULL) {
        *moves = own;
    }
    return rc;
}

enum rc finding_observe_passed(struct cx *cx, const struct actor *who, const struct finding_observer *observer,
                               const char *const *families, size_t family_count, struct finding_counts *counts,
                               struct finding_moves *moves)
{
    struct finding_moves own;
    enum rc rc = finding_observe_store_passed(cx, who, observer, families, family_count, &own);

    if (rc == RC_OK) {
        rc = audit_moves(cx, who, observer, &own);
    }
    if (rc == RC_OK) {
        count_moves(&own, counts);
    }
    if (rc == RC_OK && moves != NULL) {
        *moves = own;
    }
    return rc;
}

enum rc finding_observe_places(struct cx *cx, const struct actor *who, struct profile_id profile, const char *family,
                               const char *const *object_ids, size_t count, struct finding_place **out,
                               size_t *out_count)
{
    return finding_observe_store_places(cx, who, profile, family, object_ids, count, out, out_count);
}
