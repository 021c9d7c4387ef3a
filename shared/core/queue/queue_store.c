#include "core/queue/queue_store.h"

#include "ext/pq.h"

static const struct query INSERT = {
    "job_insert",
    "INSERT INTO job (workspace_id, job_id, kind, run_id, tenant_id, args, state, priority, run_at, max_attempts, unique_key,"
    " created_at) VALUES ($1, $2, $3, $4, $5, coalesce($6, ''), 'queued', $7, clock_timestamp() + $8 * interval '1 us', $9,"
    " $10, $11) ON CONFLICT (workspace_id, unique_key) WHERE unique_key IS NOT NULL AND state <> 'dead' DO NOTHING"
    " RETURNING job_id",
    "uuid,uuid,text,uuid,uuid,text,int4,int8,int4,text,time",
    "job_id:uuid",
};

static const struct query WITHDRAW = {
    "job_withdraw",
    "DELETE FROM job WHERE workspace_id = $1 AND run_id = $2 AND state = 'queued'",
    "uuid,uuid",
    "",
};

static const struct query CLAIM = {
    "job_claim",
    "SELECT workspace_id, job_id, kind, run_id, tenant_id, args, checkpoint, attempt, max_attempts, lease_token"
    " FROM job_claim($1, $2)",
    "text[],int8",
    "workspace_id:uuid,job_id:uuid,kind:text,run_id:uuid?,tenant_id:uuid?,args:text,checkpoint:text,attempt:int4,"
    "max_attempts:int4,lease_token:uuid",
};

static const struct query BEAT = { "job_beat", "SELECT job_beat($1, $2) AS kept", "uuid[],int8", "kept:int8" };

static const struct query EXPIRE = { "job_expire", "SELECT job_expire($1) AS gone", "uuid[]", "gone:int8" };

static const struct query FENCE = {
    "job_fence",
    "UPDATE job SET lease_until = clock_timestamp() + $4 * interval '1 second'"
    " WHERE workspace_id = $1 AND job_id = $2 AND lease_token = $3",
    "uuid,uuid,uuid,int8",
    "",
};

static const struct query CHECKPOINT = {
    "job_checkpoint",
    "UPDATE job SET checkpoint = $4 WHERE workspace_id = $1 AND job_id = $2 AND lease_token = $3",
    "uuid,uuid,uuid,text",
    "",
};

static const struct query REBIND = {
    "job_rebind",
    "UPDATE job SET run_id = $4 WHERE workspace_id = $1 AND job_id = $2 AND lease_token = $3",
    "uuid,uuid,uuid,uuid",
    "",
};

static const struct query FINISH = {
    "job_finish",
    "DELETE FROM job WHERE workspace_id = $1 AND job_id = $2 AND lease_token = $3",
    "uuid,uuid,uuid",
    "",
};

static const struct query DEFER = {
    "job_defer",
    "UPDATE job SET state = 'queued', run_at = clock_timestamp() + $4 * interval '1 us', lease_token = NULL,"
    " lease_until = NULL, attempt = CASE WHEN $5 THEN attempt ELSE attempt - 1 END, problem = $6"
    " WHERE workspace_id = $1 AND job_id = $2 AND lease_token = $3",
    "uuid,uuid,uuid,int8,bool,text",
    "",
};

static const struct query BURY = {
    "job_bury",
    "UPDATE job SET state = 'dead', lease_token = NULL, lease_until = NULL, problem = $4"
    " WHERE workspace_id = $1 AND job_id = $2 AND lease_token = $3",
    "uuid,uuid,uuid,text",
    "",
};

static const struct query FIGURES = {
    "job_figures",
    "SELECT kind, state, jobs, oldest FROM job_figures()",
    "",
    "kind:text,state:text,jobs:int8,oldest:time?",
};

static const struct query DEAD = {
    "job_dead_list",
    "SELECT workspace_id, workspace_slug, job_id, kind, run_id, attempt, problem, created_at FROM job_dead_list($1, $2, $3)",
    "time,uuid,int4",
    "workspace_id:uuid,workspace_slug:text,job_id:uuid,kind:text,run_id:uuid?,attempt:int4,problem:text?,created_at:time",
};

static const struct query REQUEUE = {
    "job_requeue",
    "SELECT workspace_id FROM job_requeue($1) AS workspace_id",
    "uuid",
    "workspace_id:uuid",
};

enum rc queue_store_insert(struct cx *cx, const struct actor *who, struct job_id id, const struct queue_entry *entry)
{
    struct row row;
    enum rc rc =
        query_one(cx, &INSERT, &row,
                  ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(id.v), arg_text(entry->kind),
                       arg_uuid_opt(entry->run.v), arg_uuid_opt(entry->tenant.v), arg_text(entry->args),
                       arg_i32((int32_t)entry->priority), arg_i64(entry->delay_us), arg_i32(entry->max_attempts),
                       arg_text(entry->unique_key), arg_time(clock_now_us(cx->clock))));

    if (rc != RC_OK) {
        return rc;
    }
    (void)row_uuid(&row);
    return row_done(&row);
}

enum rc queue_withdraw(struct cx *cx, const struct actor *who, struct run_id run)
{
    int64_t gone = 0;
    enum rc rc = query_exec(cx, &WITHDRAW, &gone, ARGS(arg_uuid(actor_workspace(who).v), arg_uuid(run.v)));

    return rc == RC_OK && gone == 0 ? RC_NOT_FOUND : rc;
}

enum rc queue_claim(struct cx *cx, const char *const *kinds, size_t count, int64_t lease_s, struct job *out)
{
    struct row row;
    enum rc rc = query_one(cx, &CLAIM, &row, ARGS(arg_texts(kinds, count), arg_i64(lease_s)));

    if (rc != RC_OK) {
        return rc;
    }
    out->workspace.v = row_uuid(&row);
    out->id.v = row_uuid(&row);
    out->kind = row_text(&row);
    out->run.v = row_uuid_opt(&row);
    out->tenant.v = row_uuid_opt(&row);
    out->args = row_text(&row);
    out->checkpoint = row_text(&row);
    out->attempt = row_i32(&row);
    out->max_attempts = row_i32(&row);
    out->lease = row_uuid(&row);
    return row_done(&row);
}

static enum rc counted(struct row *row, int64_t *out)
{
    int64_t number = row_i64(row);

    if (out != NULL) {
        *out = number;
    }
    return row_done(row);
}

enum rc queue_beat(struct cx *cx, const struct uuid *leases, size_t count, int64_t lease_s, int64_t *kept)
{
    struct row row;
    enum rc rc = query_one(cx, &BEAT, &row, ARGS(arg_uuids(leases, count), arg_i64(lease_s)));

    return rc == RC_OK ? counted(&row, kept) : rc;
}

enum rc queue_expire(struct cx *cx, const struct uuid *leases, size_t count)
{
    struct row row;
    enum rc rc = query_one(cx, &EXPIRE, &row, ARGS(arg_uuids(leases, count)));

    return rc == RC_OK ? counted(&row, NULL) : rc;
}

/* What every statement of a lease's holder comes to. */
static enum rc held(struct cx *cx, const struct job *job, enum rc rc, int64_t touched)
{
    if (rc == RC_OK && touched == 0) {
        return fail_set(cx, RC_CONFLICT, N_("The worker lost this job to another one."), "job %s: the lease is lost",
                        id_text(cx, job->id.v));
    }
    return rc;
}

#define HOLDER(who, job) arg_uuid(actor_workspace(who).v), arg_uuid((job)->id.v), arg_uuid((job)->lease)

enum rc queue_fence(struct cx *cx, const struct actor *who, const struct job *job, int64_t lease_s)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &FENCE, &touched, ARGS(HOLDER(who, job), arg_i64(lease_s)));

    return held(cx, job, rc, touched);
}

enum rc queue_checkpoint(struct cx *cx, const struct actor *who, const struct job *job, const char *checkpoint)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &CHECKPOINT, &touched, ARGS(HOLDER(who, job), arg_text(checkpoint)));

    return held(cx, job, rc, touched);
}

enum rc queue_rebind(struct cx *cx, const struct actor *who, const struct job *job, struct run_id run)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &REBIND, &touched, ARGS(HOLDER(who, job), arg_uuid(run.v)));

    return held(cx, job, rc, touched);
}

enum rc queue_finish(struct cx *cx, const struct actor *who, const struct job *job)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &FINISH, &touched, ARGS(HOLDER(who, job)));

    return held(cx, job, rc, touched);
}

enum rc queue_defer(struct cx *cx, const struct actor *who, const struct job *job, int64_t delay_us, bool counts,
                    const char *problem)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &DEFER, &touched,
                            ARGS(HOLDER(who, job), arg_i64(delay_us), arg_bool(counts), arg_text(problem)));

    return held(cx, job, rc, touched);
}

enum rc queue_bury(struct cx *cx, const struct actor *who, const struct job *job, const char *problem)
{
    int64_t touched = 0;
    enum rc rc = query_exec(cx, &BURY, &touched, ARGS(HOLDER(who, job), arg_text(problem)));

    return held(cx, job, rc, touched);
}

/* The console's functions look across workspaces; what they show is decided by the capability of the route. */
enum rc queue_figures(struct cx *cx, const struct actor *who, struct queue_figure **out, size_t *count)
{
    struct queue_figure *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_rows(cx, &FIGURES, &rows, NO_ARGS) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        list[n].kind = row_text(&row);
        list[n].state = row_text(&row);
        list[n].jobs = row_i64(&row);
        list[n].oldest_us = row_time_us_opt(&row);
        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        n++;
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc queue_dead(struct cx *cx, const struct actor *who, int64_t after_us, struct job_id after, int limit,
                   struct dead_job **out, size_t *count)
{
    struct dead_job *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = actor_require(cx, who, CAP_SYSTEM_READ);

    rc = rc == RC_OK ? query_rows(cx, &DEAD, &rows, ARGS(arg_time(after_us), arg_uuid_opt(after.v), arg_i32(limit)))
                     : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        list[n].workspace.v = row_uuid(&row);
        list[n].workspace_slug = row_text(&row);
        list[n].id.v = row_uuid(&row);
        list[n].kind = row_text(&row);
        list[n].run.v = row_uuid_opt(&row);
        list[n].attempt = row_i32(&row);
        list[n].problem = row_text_opt(&row);
        list[n].created_us = row_time_us(&row);
        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        n++;
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc queue_store_requeue(struct cx *cx, struct job_id id, struct workspace_id *workspace)
{
    struct row row;
    enum rc rc = query_one(cx, &REQUEUE, &row, ARGS(arg_uuid(id.v)));

    if (rc != RC_OK) {
        return rc;
    }
    workspace->v = row_uuid(&row);
    return row_done(&row);
}

QUERIES(queue, &INSERT, &WITHDRAW, &CLAIM, &BEAT, &EXPIRE, &FENCE, &CHECKPOINT, &REBIND, &FINISH, &DEFER, &BURY,
        &FIGURES, &DEAD, &REQUEUE);
