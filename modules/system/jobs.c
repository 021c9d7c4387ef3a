#include "base/text.h"
#include "core/queue/queue.h"
#include "core/run/run.h"
#include "modules/system/routes.h"
#include "modules/system/tabs.h"
#include "web/list.h"

const struct param dead_job_params[] = { PARAM_CURSOR("after"), PARAM_INT_OPT("limit", 1, 100), PARAM_END };

static const char *kind_label(const char *kind)
{
    enum operation operation;

    return operation_parse(kind, &operation) == RC_OK ? operation_label(operation) : kind;
}

static void show_job(struct view *row, const struct request *req, const struct dead_job *job)
{
    bool raw = actor_may(req->who, CAP_SYSTEM_RAW_ERROR);

    view_id(row, K_JOB_ID, job->id.v);
    view_code(row, K_KIND, job->kind, kind_label(job->kind));
    view_id(row, K_WORKSPACE_ID, job->workspace.v);
    view_text(row, K_WORKSPACE_SLUG, job->workspace_slug);
    view_id(row, K_RUN_ID, job->run.v);
    view_show_if(row, K_HAS_RUN, !uuid_is_nil(job->run.v));
    view_int(row, K_JOB_ATTEMPT, job->attempt);
    view_text(row, K_PROBLEM, raw ? job->problem : NULL);
    view_show_if(row, K_HAS_PROBLEM, raw && !text_empty(job->problem));
    view_time(row, K_CREATED, job->created_us);
    view_show_if(row, K_CAN_REQUEUE, actor_may(req->who, CAP_SYSTEM_REQUEUE));
}

enum rc jobs_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct cursor *after = param_cursor(req, "after");
    const struct job_id after_id = { after == NULL ? (struct uuid){ { 0 } } : after->id };
    int32_t limit = list_limit(req);
    struct cursor last = { .text = "" };
    struct dead_job *jobs;
    struct view *view;
    size_t count;
    bool more;
    enum rc rc = queue_dead(cx, req->who, after == NULL ? 0 : after->number, after_id, limit + 1, &jobs, &count);

    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    view = reply_page(reply, TPL_SYSTEM_JOBS);
    reply_title(reply, N_("Dead jobs"));
    tabs_fill(view, req);
    view_show_if(view, K_NO_JOB, count == 0);
    view_show_if(view, K_HAS_JOBS, count > 0);
    view_rows(view, K_JOB);
    for (size_t i = 0; i < count; i++) {
        show_job(view_row(view, K_JOB), req, &jobs[i]);
    }
    if (more) {
        last.id = jobs[count - 1].id.v;
        last.number = jobs[count - 1].created_us;
    }
    list_pager(view, req, more ? &last : NULL);
    return RC_OK;
}

enum rc jobs_requeue(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum rc rc = queue_requeue(cx, req->who, (struct job_id){ param_uuid(req, "id") });

    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("The job has all its attempts again."));
    return reply_see_other(reply, req, "system/jobs");
}
