#include "core/run/run.h"
#include "modules/reviews/review_page.h"
#include "modules/reviews/routes.h"

const struct param review_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param review_live[] = { PARAM_UUID("id"), PARAM_INT_OPT("seen", 0, INT32_MAX), PARAM_END };

enum rc review_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return review_page(cx, req, reply);
}

enum rc review_poll(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct review review;
    struct review_signoffs signoffs;
    struct run run;
    enum rc rc = review_get(cx, req->who, review_page_id(req), &review, &signoffs);

    if (rc == RC_OK) {
        rc = review_page_run(cx, req, &review, &run);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (run.row_version + run.steps == param_i32(req, "seen")) {
        return reply_no_content(reply);
    }
    review_page_live(reply_fragment(reply, TPL_REVIEWS_REVIEW_LIVE), req, &review, &run);
    if (run.state == RUN_COMPLETED) {
        reply_header(reply, "HX-Refresh", "true"); /* the whole page has changed with it */
    }
    return RC_OK;
}
