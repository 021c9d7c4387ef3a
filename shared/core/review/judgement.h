/* The four numbers of a tenant, and what they come to in one sentence: the same on the operators' pages, in released pages and packs. */
#ifndef CORE_REVIEW_JUDGEMENT_H
#define CORE_REVIEW_JUDGEMENT_H

#include <stdint.h>

#include "base/arena.h"
#include "base/i18n.h"

/* Counted over controls: accepted is not compliant, and not assessed is neither (domain.md R7). */
struct review_numbers {
    int64_t compliant;
    int64_t by_exception;
    int64_t non_compliant;
    int64_t not_assessed;
};

enum review_judgement {
    JUDGEMENT_COMPLIANT, /* all that was assessed is satisfied */
    JUDGEMENT_BY_EXCEPTION, /* satisfied, some of it by accepted risks */
    JUDGEMENT_NON_COMPLIANT, /* something needs a decision */
    JUDGEMENT_NOT_ASSESSED /* nothing could be judged */
};

enum review_judgement review_judge(const struct review_numbers *numbers);

/* "compliant" ...: for JSON. */
const char *review_judgement_code(enum review_judgement judgement);

/* The judgement as one sentence in the reader's language, with its numbers. */
char *review_judgement_text(struct arena *mem, const struct locale *loc, const struct review_numbers *numbers);

#endif
