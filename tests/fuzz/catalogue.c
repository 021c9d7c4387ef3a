/* Catalogues (.mo): every lookup in an accepted one stays inside it.
 * covers: shared/base/i18n.c shared/base/i18n_plural.c */
#include <string.h>

#include "base/i18n.h"
#include "base/i18n_plural.h"
#include "fuzz/fuzz.h"

void fuzz_one(struct cx *cx, struct bytes input)
{
    static const char *const keys[] = { "Findings", "%(count)s finding", "Apple", "May", "Zulu", "" };
    struct locale loc = { .tag = "xx", .time_zone = "UTC" };
    const struct msg_arg args[] = { { "count", "3" }, { "name", NULL } };
    struct catalogue *catalogue = NULL;
    struct plural_rule rule;
    const char *text = arena_strndup(cx->mem, (const char *)input.data, input.len);

    (void)msg_format(cx->mem, text, args, 2);
    if (plural_rule_parse(text, &rule) == RC_OK) {
        for (unsigned long n = 0; n < 200; n++) {
            FUZZ_ASSERT(plural_form(&rule, n) < rule.forms);
        }
    }
    if (catalogue_parse(cx->mem, input, &catalogue) != RC_OK) {
        return;
    }
    loc.catalogue = catalogue;
    (void)catalogue_size(catalogue);
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        FUZZ_ASSERT(strlen(tr(&loc, keys[i])) <= input.len + 20);
        FUZZ_ASSERT(strlen(trc(&loc, "month", keys[i])) <= input.len + 20);
        for (unsigned long n = 0; n < 4; n++) {
            FUZZ_ASSERT(strlen(trn(&loc, keys[i], "%(count)s findings", n)) <= input.len + 20);
        }
    }
}
