/* The page of one review, shown by its own route and again by forms on it that were not filled in rightly. */
#ifndef MODULES_REVIEWS_REVIEW_PAGE_H
#define MODULES_REVIEWS_REVIEW_PAGE_H

#include "core/review/review.h"
#include "web/reply.h"

/* The id of the path's {id}. */
struct review_id review_page_id(const struct request *req);

MUST_CHECK enum rc review_page(struct cx *cx, const struct request *req, struct reply *reply);

/* The page with 422, what is wrong, and what was typed; also `problem` (a msgid; NULL: none) of `field`. */
MUST_CHECK enum rc review_page_again(struct cx *cx, const struct request *req, struct reply *reply, const char *field,
                                     const char *problem);

/* The run that makes the review's release; RC_NOT_FOUND: none was asked for. */
struct run;
MUST_CHECK enum rc review_page_run(struct cx *cx, const struct request *req, const struct review *review,
                                   struct run *out);

/* The release's standing, polled while its run is under way. */
void review_page_live(struct view *view, const struct request *req, const struct review *review, const struct run *run);

/* What lists and pages show of a review itself. */
void review_page_row(struct view *row, const struct review *review);

#endif
