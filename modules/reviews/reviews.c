#include "core/review/review.h"

#include "base/text.h"
#include "modules/reviews/review_page.h"
#include "modules/reviews/routes.h"
#include "web/list.h"

const struct param review_list_params[] = {
    LIST_PARAMS("new"),
    PARAM_UUID_OPT("tenant"),
    PARAM_CODE_OPT("state", "draft in_review released superseded withdrawn"),
    PARAM_END,
};

static const char *state_label_of(const char *code)
{
    int state;

    return state_parse(&review_states, code, &state) == RC_OK ? state_label(&review_states, state) : NULL;
}

static int state_of(const struct request *req)
{
    const char *code = param_code(req, "state");
    int state;

    return code != NULL && state_parse(&review_states, code, &state) == RC_OK ? state : STATE_NONE;
}

static void show_tab(struct cx *cx, const struct request *req, struct view *view, int state)
{
    struct view *tab = view_html_row(view, K_STATE_TAB);
    bool all = state == STATE_NONE;

    view_mark(tab, K_TAB_URL, list_url(req, cx, "state", all ? NULL : state_code(&review_states, state)));
    view_msg(tab, K_TAB_LABEL, all ? N_("All") : state_label(&review_states, state));
    view_show_if(tab, K_TAB_CURRENT, state_of(req) == state);
}

/* Which of the four reasons there is for an empty list. */
static void show_empty(struct view *view, const struct request *req, size_t count)
{
    bool filtered =
        param_given(req, "q") || param_given(req, "tenant") || param_given(req, "state") || param_given(req, "after");
    bool waiting = !param_given(req, "q") && !param_given(req, "tenant") && state_of(req) == REVIEW_IN_REVIEW;

    view_show_if(view, K_NO_REVIEW_YET, count == 0 && !filtered);
    view_show_if(view, K_NO_REVIEW_WAITING, count == 0 && waiting);
    view_show_if(view, K_NO_REVIEW_HERE, count == 0 && filtered && !waiting);
    view_show_if(view, K_HAS_REVIEWS, count > 0);
}

enum rc reviews_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "state", N_("State"), state_label_of } };
    const struct cursor *after = param_cursor(req, "after");
    const struct review_filter filter = {
        .state = state_of(req),
        .tenant = { param_uuid(req, "tenant") },
        .q = param_text(req, "q"),
        .before_us = after == NULL ? 0 : after->number,
        .before = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = list_limit(req),
    };
    struct cursor last = { .text = "" };
    const struct list_export export = { .report = "reviews" };
    struct review_list list;
    struct view *view;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = review_list(cx, req->who, &filter, &list);
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_REVIEWS_REVIEWS);
    reply_title(reply, N_("Reviews"));
    show_tab(cx, req, view, STATE_NONE);
    for (int state = 0; state < REVIEW_STATE_COUNT; state++) {
        show_tab(cx, req, view, state);
    }
    list_chips(view, req, filters, sizeof filters / sizeof filters[0]);
    list_csv_link(view, req, export, list.count > 0);
    show_empty(view, req, list.count);
    view_show_if(view, K_CAN_COMPOSE, actor_may(req->who, CAP_REVIEW_COMPOSE));
    view_rows(view, K_REVIEWS);
    for (size_t i = 0; i < list.count; i++) {
        review_page_row(view_row(view, K_REVIEWS), &list.items[i]);
    }
    if (list.more) {
        last.id = list.items[list.count - 1].id.v;
        last.number = list.items[list.count - 1].created_us;
    }
    list_pager(view, req, list.more ? &last : NULL);
    return RC_OK;
}
