/* What a check asks and what was found, as check_expected() and check_observed() stored it, in the reader's language. */
#ifndef CORE_CONTROL_CHECK_WORDS_H
#define CORE_CONTROL_CHECK_WORDS_H

#include <stddef.h>

#include "base/arena.h"
#include "base/i18n.h"

/* One place that is looked at: "sharingCapability", "one of disabled, externalUserSharingOnly", "externalUserAndGuestSharing". */
struct check_line {
    const char *place;
    const char *expected;
    const char *observed;
};

struct check_lines {
    struct check_line *items;
    size_t count;
};

/* One line for each place that `expected` is about. `observed` may be NULL: nothing was there to look at. None if `expected` is no
 * such text: show it as it is. Lives in `arena`. */
struct check_lines check_words(struct arena *arena, const struct locale *loc, const char *expected,
                               const char *observed);

#endif
