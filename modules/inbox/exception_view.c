#include "modules/inbox/exception_view.h"

#include "base/text.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/diff_view.h"

enum { USUAL_DAYS = 30 };

const char *exception_what(struct cx *cx, const struct exception *ex)
{
    return drift_place_words(cx->mem, cx->loc, &(struct drift_place){ ex->path, ex->label, ex->before, ex->after });
}

void exception_view_row(struct view *view, const struct exception *ex)
{
    struct cx *cx = view_cx(view);

    view_id(view, K_ID, ex->id.v);
    view_id(view, K_FINDING_ID, ex->finding.v);
    view_id(view, K_TENANT_ID, ex->tenant.v);
    view_text(view, K_TENANT, ex->tenant_name);
    view_code(view, K_STATE, state_code(&exception_states, (int)ex->state),
              state_label(&exception_states, (int)ex->state));
    view_code(view, K_SEVERITY, severity_code(ex->severity), severity_label(ex->severity));
    view_code(view, K_FAMILY, ex->family, ex->family_label);
    view_text(view, K_OBJECT_NAME, ex->subject_name);
    view_text(view, K_PATH, ex->path);
    if (view_is_json(view)) { /* as exports have it; in a page TITLE is the frame's */
        view_text(view, K_TITLE, ex->label);
    }
    view_mark(view, K_WHAT, exception_what(cx, ex));
    view_text(view, K_JUSTIFICATION, ex->justification);
    view_text(view, K_REQUESTED_BY, ex->requester_name);
    view_time(view, K_REQUESTED, ex->requested_us);
    view_text(view, K_DECIDED_BY, ex->approver_name);
    view_show_if(view, K_HAS_DECIDED_BY, ex->approver_name != NULL);
    view_time(view, K_DECIDED, ex->decided_us);
    view_text(view, K_DECISION_NOTE, ex->decision_note);
    view_show_if(view, K_HAS_DECISION_NOTE, !text_empty(ex->decision_note));
    view_time(view, K_STARTS, ex->starts_us);
    view_time(view, K_EXPIRES, ex->expires_us);
    view_time(view, K_ENDED, ex->ended_us);
    view_show_if(view, K_HAS_ENDED, ex->ended_us != 0);
    view_bool(view, K_STALE, ex->is_stale);
    view_int(view, K_ROW_VERSION, ex->row_version);
    view_mark(view, K_SEEN_VERSION, arena_printf(cx->mem, "%d", ex->row_version));
}

void exception_view_dates(struct view *view, enum severity severity, const char *typed)
{
    struct cx *cx = view_cx(view);
    int64_t now_us = clock_now_us(cx->clock);
    int most = severity_max_days(severity);
    int usual = most < USUAL_DAYS ? most : USUAL_DAYS;

    view_mark(view, K_EXPIRES_MIN, choice_day(cx, now_us + DAY_US));
    view_mark(view, K_EXPIRES_MAX, choice_day(cx, now_us + most * DAY_US));
    view_mark(view, K_EXPIRES_TYPED, text_empty(typed) ? choice_day(cx, now_us + usual * DAY_US) : typed);
    view_msg(view, K_EXPIRES_HINT, N_("At most %(days)s days for this severity; it ends by itself."), "days",
             arena_printf(cx->mem, "%d", most));
}
