/* Which plural form a number takes: the C expression in a catalogue's Plural-Forms header, compiled once. */
#ifndef BASE_I18N_PLURAL_H
#define BASE_I18N_PLURAL_H

#include <stdint.h>

#include "base/rc.h"

enum { PLURAL_CODE_MAX = 96 };

struct plural_rule {
    unsigned forms; /* nplurals: 1 to 6 */
    unsigned length;
    uint32_t code[PLURAL_CODE_MAX]; /* a small stack program; see i18n_plural.c */
};

/* n != 1: English, German. */
extern const struct plural_rule plural_rule_germanic;

/* Reads "nplurals=2; plural=(n != 1);". RC_INVALID: not that form, or an expression past PLURAL_CODE_MAX steps. */
MUST_CHECK enum rc plural_rule_parse(const char *text, struct plural_rule *out);

/* The index of the form for `n`, below rule->forms. */
unsigned plural_form(const struct plural_rule *rule, unsigned long n);

#endif
