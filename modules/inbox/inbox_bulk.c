#include "modules/inbox/inbox_bulk.h"

#include "base/text.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/decision_view.h"
#include "modules/inbox/routes.h"

enum { SNOOZE_USUAL_DAYS = 7 };

const struct param inbox_bulk_params[] = {
    PARAM_UUIDS("id", DECISION_BULK_MAX),
    PARAM_CODE("verb", "reject snooze assign"),
    PARAM_INT("seen", 0, INT64_MAX), /* when the page was made */
    PARAM_TEXT("reason", 0, 4000),
    PARAM_DATE_OPT("until"),
    PARAM_UUID_OPT("assignee"),
    QUEUE_PARAMS,
    PARAM_UUID_OPT("item"),
    PARAM_UUID_OPT("decided"),
    PARAM_BOOL("queue"),
    PARAM_CURSOR("after"),
    PARAM_INT_OPT("limit", 1, DECISION_LIST_MAX),
    PARAM_END,
};

bool inbox_bulk_has(const struct request *req, struct decision_id id)
{
    size_t count = 0;
    const struct uuid *ids = req->method == METHOD_POST ? param_uuids(req, "id", &count) : NULL;

    for (size_t i = 0; i < count; i++) {
        if (uuid_equal(ids[i], id.v)) {
            return true;
        }
    }
    return false;
}

enum rc inbox_bulk_view(struct cx *cx, const struct request *req, struct view *view, bool shown)
{
    bool typed = req->method == METHOD_POST;
    int64_t now_us = clock_now_us(cx->clock);

    shown = shown && actor_may(req->who, CAP_DECISION_DECIDE);
    view_show_if(view, K_CAN_BULK, shown);
    view_mark(view, K_SEEN_AT, arena_printf(cx->mem, "%lld", (long long)now_us));
    view_mark(view, K_BULK_REASON, typed && param_given(req, "reason") ? param_text(req, "reason") : "");
    view_mark(view, K_BULK_UNTIL, choice_day(cx, now_us + SNOOZE_USUAL_DAYS * DAY_US));
    view_mark(view, K_BULK_URL,
              arena_printf(cx->mem, "/w/%s/inbox%s", req->workspace, queue_back(cx, req, (struct uuid){ { 0 } })));
    return shown ? choices_member(cx, req, view, actor_account(req->who)) : RC_OK;
}

/* What the verb needs, before any entry is touched. */
static enum rc check(struct cx *cx, const struct request *req, size_t count, const char **field)
{
    const char *verb = param_code(req, "verb");

    if (count == 0) {
        *field = NULL;
        return fail_set(cx, RC_INVALID, N_("Tick at least one entry."), "bulk: no id");
    }
    *field = "bulk-reason";
    if (!text_equal(verb, "assign") && param_text(req, "reason") == NULL) {
        return fail_set(cx, RC_INVALID, N_("Say why."), "bulk: no reason");
    }
    *field = "bulk-until";
    if (text_equal(verb, "snooze") && param_time_us(req, "until") == 0) {
        return fail_set(cx, RC_INVALID, N_("Say until when."), "bulk: no date");
    }
    *field = "bulk-assignee";
    if (text_equal(verb, "assign") && uuid_is_nil(param_uuid(req, "assignee"))) {
        return fail_set(cx, RC_INVALID, N_("Say who works on it."), "bulk: no assignee");
    }
    return RC_OK;
}

static enum rc decide_one(struct cx *cx, const struct request *req, const struct decision_verb *verb)
{
    const char *code = param_code(req, "verb");
    struct decision_item item;

    if (text_equal(code, "reject")) {
        return decision_reject(cx, req->who, verb, &item);
    }
    if (text_equal(code, "snooze")) {
        return decision_snooze(cx, req->who, verb, param_time_us(req, "until"), &item);
    }
    return decision_assign(cx, req->who, verb, (struct account_id){ param_uuid(req, "assignee") }, &item);
}

/* Whether the entry is still as the page showed it and the verb is one for it. */
static bool is_fit(const struct request *req, const struct decision_item *item)
{
    bool drift = text_equal(item->kind, "drift");

    return item->state == DECISION_OPEN && item->updated_us <= param_i64(req, "seen") &&
           (drift || text_equal(param_code(req, "verb"), "snooze"));
}

/* Decides what is fit, passes over what is not; anything else that goes wrong undoes the whole. */
static enum rc decide_all(struct cx *cx, const struct request *req, const struct uuid *ids, size_t count, size_t *done)
{
    const struct uuid batch = uuid_new(cx->clock);

    *done = 0;
    for (size_t i = 0; i < count; i++) {
        struct decision_verb verb = { .id = { ids[i] }, .note = param_text(req, "reason"), .batch = batch };
        struct decision_item item;
        enum rc rc = decision_get(cx, req->who, verb.id, &item);

        if (rc == RC_NOT_FOUND) {
            fail_clear(cx);
            continue;
        }
        if (rc == RC_OK && is_fit(req, &item)) {
            verb.row_version = item.row_version;
            rc = decide_one(cx, req, &verb);
            *done += 1;
        }
        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

enum rc inbox_bulk(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct refusal why = { .rc = RC_OK, .field = NULL };
    size_t count = 0;
    size_t done = 0;
    const struct uuid *ids = param_uuids(req, "id", &count);

    why.rc = check(cx, req, count, &why.field);
    if (why.rc == RC_OK) {
        why.rc = decide_all(cx, req, ids, count, &done);
    }
    if (why.rc == RC_OK) {
        reply_flash(reply,
                    done == count
                        ? N_("%(done)s of %(count)s entries are decided.")
                        : N_("%(done)s of %(count)s entries are decided; the others have changed meanwhile or take"
                             " another verb."));
        reply_flash_arg(reply, "done", arena_printf(cx->mem, "%zu", done));
        reply_flash_arg(reply, "count", arena_printf(cx->mem, "%zu", count));
        return reply_see_other(reply, req, "inbox%s", queue_back(cx, req, (struct uuid){ { 0 } }));
    }
    if (req->wants == WANTS_HTML && refusal_is_shown(why.rc) && inbox_page(cx, req, reply, &why) == RC_OK) {
        return RC_OK;
    }
    return why.rc;
}
