#include "core/review/judgement.h"

#include <inttypes.h>

#include "base/text.h"

enum review_judgement review_judge(const struct review_numbers *numbers)
{
    if (numbers->non_compliant > 0) {
        return JUDGEMENT_NON_COMPLIANT;
    }
    if (numbers->by_exception > 0) {
        return JUDGEMENT_BY_EXCEPTION;
    }
    return numbers->compliant > 0 ? JUDGEMENT_COMPLIANT : JUDGEMENT_NOT_ASSESSED;
}

const char *review_judgement_code(enum review_judgement judgement)
{
    switch (judgement) {
    case JUDGEMENT_COMPLIANT:
        return "compliant";
    case JUDGEMENT_BY_EXCEPTION:
        return "compliant_by_exception";
    case JUDGEMENT_NON_COMPLIANT:
        return "non_compliant";
    case JUDGEMENT_NOT_ASSESSED:
        break;
    }
    return "not_assessed";
}

static const char *judgement_sentence(const struct locale *loc, const struct review_numbers *numbers)
{
    unsigned long assessed = (unsigned long)(numbers->compliant + numbers->by_exception + numbers->non_compliant);

    switch (review_judge(numbers)) {
    case JUDGEMENT_NON_COMPLIANT:
        return trn(loc,
                   "One of the controls that were assessed is not met and needs a decision (assessed: %(assessed)s).",
                   "%(failed)s of %(assessed)s assessed controls are not met and need a decision.",
                   (unsigned long)numbers->non_compliant);
    case JUDGEMENT_BY_EXCEPTION:
        return trn(loc, "The one control that was assessed is met by an accepted risk.",
                   "All %(assessed)s assessed controls are met, %(accepted)s of them by accepted risks.", assessed);
    case JUDGEMENT_COMPLIANT:
        return trn(loc, "The one control that was assessed is met.", "All %(assessed)s assessed controls are met.",
                   assessed);
    case JUDGEMENT_NOT_ASSESSED:
        break;
    }
    return tr(loc, N_("No control could be assessed in this period."));
}

char *review_judgement_text(struct arena *mem, const struct locale *loc, const struct review_numbers *numbers)
{
    const struct msg_arg args[] = {
        { "failed", arena_printf(mem, "%" PRId64, numbers->non_compliant) },
        { "accepted", arena_printf(mem, "%" PRId64, numbers->by_exception) },
        { "assessed",
          arena_printf(mem, "%" PRId64, numbers->compliant + numbers->by_exception + numbers->non_compliant) },
        { "missing", arena_printf(mem, "%" PRId64, numbers->not_assessed) },
    };
    char *sentence = msg_format(mem, judgement_sentence(loc, numbers), args, 4);
    char *rest;

    if (numbers->not_assessed == 0 || review_judge(numbers) == JUDGEMENT_NOT_ASSESSED) {
        return sentence;
    }
    rest = msg_format(mem,
                      trn(loc, "One control could not be assessed.", "%(missing)s controls could not be assessed.",
                          (unsigned long)numbers->not_assessed),
                      args, 4);
    return arena_printf(mem, "%s %s", sentence, rest);
}
