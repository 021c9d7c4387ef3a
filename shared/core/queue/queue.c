#include "core/queue/queue.h"

#include "base/random.h"
#include "core/audit/audit.h"
#include "core/queue/queue_store.h"

enum { BACKOFF_FIRST_S = 5, BACKOFF_MAX_S = 3600, BACKOFF_DOUBLINGS_MAX = 10 };

enum rc queue_push(struct cx *cx, const struct actor *who, const struct queue_entry *entry, struct job_id *out)
{
    struct job_id id = { uuid_new(cx->clock) };
    enum rc rc = queue_store_insert(cx, who, id, entry);

    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT, N_("This is already waiting or running."), "job %s: %s is live", entry->kind,
                        entry->unique_key);
    }
    if (rc == RC_OK) {
        *out = id;
    }
    return rc;
}

int64_t queue_backoff_us(int attempt, int64_t at_least_us)
{
    int doublings = attempt < 1 ? 0 : attempt - 1;
    int64_t most_s = INT64_C(1) * BACKOFF_FIRST_S
                     << (doublings < BACKOFF_DOUBLINGS_MAX ? doublings : BACKOFF_DOUBLINGS_MAX);
    int64_t wait_us;

    most_s = most_s < BACKOFF_MAX_S ? most_s : BACKOFF_MAX_S;
    wait_us = (int64_t)random_below((uint32_t)(most_s * 1000)) * 1000;
    return wait_us > at_least_us ? wait_us : at_least_us + wait_us / 10;
}

enum rc queue_requeue(struct cx *cx, const struct actor *who, struct job_id id)
{
    struct workspace_id workspace;
    enum rc rc = queue_store_requeue(cx, id, &workspace);

    if (rc != RC_OK) {
        return rc == RC_NOT_FOUND ? fail_set(cx, rc, NULL, "job %s: not dead", id_text(cx, id.v)) : rc;
    }
    return audit_write(
        cx, who,
        &(struct audit_entry){
            .action = "job.requeued", .object_type = "job", .object = id.v, .from = "dead", .to = "queued" });
}
