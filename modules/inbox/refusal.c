#include "modules/inbox/refusal.h"

#include "base/text.h"
#include "web/list.h"

enum { HISTORY_MAX = 50 };

bool refusal_is_shown(enum rc rc)
{
    return rc == RC_INVALID || rc == RC_CONFLICT || rc == RC_FORBIDDEN;
}

struct view *refusal_page(struct reply *reply, const struct request *req, const struct refusal *why, const char *name)
{
    struct view *view;

    if (why == NULL) {
        return reply_page(reply, name);
    }
    reply_discard(reply);
    view = reply_invalid_page(reply, name);
    if (!request_has_errors(req) && why->rc != RC_INVALID) {
        reply_status(reply, why->rc == RC_CONFLICT ? 409 : 403);
    }
    return view;
}

static const char *sentence(struct cx *cx)
{
    struct msg_arg args[FAIL_ARGS_MAX];
    size_t count = 0;

    for (; count < FAIL_ARGS_MAX && cx->fail->args[count].name != NULL; count++) {
        args[count] = (struct msg_arg){ cx->fail->args[count].name, cx->fail->args[count].value };
    }
    return msg_format(cx->mem,
                      tr(cx->loc, cx->fail->msgid == NULL ? N_("You are not allowed to do this.") : cx->fail->msgid),
                      args, count);
}

void refusal_view(struct view *view, const struct request *req, const struct refusal *why)
{
    bool failed = why != NULL && why->rc != RC_OK;
    bool field = failed && why->rc == RC_INVALID && why->field != NULL;

    errors_show(view, req);
    if (field) {
        struct view *row = view_row(view, K_FIELD_ERROR);

        view_show_if(view, K_HAS_ERRORS, true);
        view_text(row, K_FIELD_ERROR_NAME, why->field);
        view_text(row, K_FIELD_ERROR_TEXT, sentence(view_cx(view)));
    }
    view_show_if(view, K_REFUSED, failed && !field);
    view_mark(view, K_REFUSED_TEXT, failed && !field ? sentence(view_cx(view)) : "");
}

static void show_event(struct view *row, const struct audit_record *event)
{
    view_code(row, K_EVENT_ACTION, event->action, audit_action_label(event->action));
    view_text(row, K_EVENT_ACTOR, event->actor_name);
    view_show_if(row, K_EVENT_HAS_ACTOR, event->actor_name != NULL);
    view_time(row, K_EVENT_AT, event->occurred_at_us);
    view_text(row, K_EVENT_NOTE, event->note);
    view_show_if(row, K_EVENT_HAS_NOTE, !text_empty(event->note));
}

void refusal_since(struct view *view, const struct refusal *why, const struct audit_page *events)
{
    bool shown = why != NULL && why->rc == RC_CONFLICT && events->count > 0;

    view_show_if(view, K_CHANGED_SINCE, shown);
    view_rows(view, K_SINCE_EVENT);
    if (shown) {
        show_event(view_row(view, K_SINCE_EVENT), &events->records[0]);
    }
}

void history_view(struct view *view, const struct audit_page *events)
{
    view_show_if(view, K_HAS_EVENTS, events->count > 0);
    view_rows(view, K_EVENT);
    for (size_t i = 0; i < events->count; i++) {
        show_event(view_row(view, K_EVENT), &events->records[i]);
    }
}

enum rc history_of(struct cx *cx, const struct request *req, const char *type, struct uuid object,
                   struct audit_page *out)
{
    const struct audit_filter filter = { .object_type = type, .object = object, .limit = HISTORY_MAX };

    *out = (struct audit_page){ .count = 0 };
    return actor_may(req->who, CAP_AUDIT_READ) ? audit_list(cx, req->who, &filter, out) : RC_OK;
}
