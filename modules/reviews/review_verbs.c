#include "base/text.h"
#include "core/run/run.h"
#include "modules/reviews/review_page.h"
#include "modules/reviews/routes.h"
#include "web/list.h"

#define SECTIONS "posture findings accepted_risks limitations"

enum { REASON_MAX = 2000 };

const struct param review_step[] = { PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX), PARAM_END };
const struct param review_note[] = { PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX),
                                     FIELD_TEXT("note", 1, REASON_MAX), PARAM_END };
const struct param review_signing[] = { PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX),
                                        PARAM_CODE_OPT("section", SECTIONS), PARAM_TEXT("note", 0, REASON_MAX),
                                        PARAM_END };
const struct param review_withdrawal[] = { PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX),
                                           FIELD_TEXT("reason", 1, REASON_MAX), FIELD_TEXT("confirm", 1, 200),
                                           PARAM_END };

static struct review_change change_of(const struct request *req, const char *note)
{
    return (
        struct review_change){ .id = review_page_id(req), .row_version = param_i32(req, "row_version"), .note = note };
}

static enum rc back(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc, const char *done)
{
    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, done);
    return reply_see_other(reply, req, "reviews/%s", id_text(cx, review_page_id(req).v));
}

enum rc review_post_hand_in(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_change change = change_of(req, NULL);
    struct review review;
    enum rc rc = review_hand_in(cx, req->who, &change, &review);

    return back(cx, req, reply, rc, N_("The review is handed in, and its facts are frozen."));
}

enum rc review_post_take_back(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_change change = change_of(req, NULL);
    struct review review;
    enum rc rc = review_return(cx, req->who, &change, &review);

    return back(cx, req, reply, rc, N_("The review is a draft again. Its sign-offs are void."));
}

enum rc review_post_return(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_change change = change_of(req, param_text(req, "note"));
    struct review review;
    enum rc rc;

    if (request_has_errors(req)) {
        return review_page_again(cx, req, reply, "note", NULL);
    }
    rc = review_return(cx, req->who, &change, &review);
    return back(cx, req, reply, rc, N_("The review is sent back to its author."));
}

enum rc review_post_sign(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_change change = change_of(req, param_text(req, "note"));
    struct review review;
    enum rc rc = review_sign(cx, req->who, &change, param_code(req, "section"), &review);

    return back(cx, req, reply, rc, N_("Your sign-off is recorded."));
}

enum rc review_post_release(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_change change = change_of(req, NULL);
    struct review review;
    struct run run;
    enum rc rc = review_want_release(cx, req->who, &change, &review, &run);

    return back(cx, req, reply, rc, N_("The release is under way."));
}

/* A withdrawal cannot be undone: the tenant's name is typed to confirm it. */
static enum rc confirmed(struct cx *cx, const struct request *req, bool *out)
{
    struct review review;
    struct review_signoffs signoffs;
    enum rc rc = review_get(cx, req->who, review_page_id(req), &review, &signoffs);

    *out = rc == RC_OK && text_equal(param_text(req, "confirm"), review.tenant_name);
    return rc;
}

enum rc review_post_withdraw(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_change change = change_of(req, param_text(req, "reason"));
    struct review review;
    bool sure = false;
    enum rc rc;

    if (request_has_errors(req)) {
        return review_page_again(cx, req, reply, "reason", NULL);
    }
    rc = confirmed(cx, req, &sure);
    if (rc == RC_OK && !sure) {
        return review_page_again(cx, req, reply, "confirm", N_("Type the tenant's name exactly as it is shown."));
    }
    if (rc == RC_OK) {
        rc = review_withdraw(cx, req->who, &change, &review);
    }
    return back(cx, req, reply, rc, N_("The review is withdrawn."));
}
