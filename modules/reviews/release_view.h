/* A review's release in a view: its files, how to verify them, and where the customer reads it. */
#ifndef MODULES_REVIEWS_RELEASE_VIEW_H
#define MODULES_REVIEWS_RELEASE_VIEW_H

#include "core/review/review.h"
#include "web/request.h"
#include "web/view.h"

/* Fills HAS_RELEASE and what is in it; nothing of a release that is not shown yet. */
MUST_CHECK enum rc release_view(struct cx *cx, const struct request *req, struct view *view,
                                const struct review *review);

#endif
