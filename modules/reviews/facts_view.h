/* The facts of a review in a view, as its reader will see them. */
#ifndef MODULES_REVIEWS_FACTS_VIEW_H
#define MODULES_REVIEWS_FACTS_VIEW_H

#include "core/review/review_facts.h"
#include "web/view.h"

/* Judgement, four numbers, what changed, open findings, accepted risks, controls by result, coverage. */
void facts_view(struct view *view, const struct review_facts *facts);

/* The four numbers under COMPLIANT, BY_EXCEPTION, NON_COMPLIANT and NOT_ASSESSED. */
void facts_view_numbers(struct view *view, const struct review_numbers *numbers);

#endif
