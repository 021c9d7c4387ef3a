#include "modules/inbox/run_view.h"

#include "base/text.h"

/* The state, and once it is over how it ended. */
static void show_standing(struct view *view, const struct run *run)
{
    view_code(view, K_STATUS, state_code(&run_states, (int)run->state), state_label(&run_states, (int)run->state));
    view_code(view, K_OUTCOME, run_outcome_code(run->outcome), run_outcome_label(run->outcome));
    view_code(view, K_REASON, run_reason_code(run->reason), run_reason_label(run->reason));
    view_show_if(view, K_RUN_ENDED, run->state == RUN_COMPLETED);
    view_show_if(view, K_RUN_OPEN, run->state != RUN_COMPLETED);
    view_show_if(view, K_RUN_HAS_REASON, run->reason != RUN_REASON_NONE);
}

void run_view_row(struct view *view, const struct run *run)
{
    bool by_person = !text_empty(run->requester_name);

    view_id(view, K_ID, run->id.v);
    view_text(view, K_TENANT, run->tenant_name);
    view_id(view, K_TENANT_ID, run->tenant.v);
    view_code(view, K_OPERATION, operation_code(run->operation), operation_label(run->operation));
    show_standing(view, run);
    view_text(view, K_REQUESTED_BY, by_person ? run->requester_name : NULL);
    view_show_if(view, K_HAS_REQUESTED_BY, by_person);
    view_int(view, K_ATTEMPT, run->attempt);
    view_time(view, K_CREATED, run->requested_us);
    view_time(view, K_STARTED, run->started_us);
    view_time(view, K_FINISHED, run->finished_us);
    view_code(view, K_ORIGIN, run_origin_code(run->origin), run_origin_label(run->origin));
}
