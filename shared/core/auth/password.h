/* What a password must be (NIST SP 800-63B, OWASP ASVS 5.0 V6.2): long, not guessable, and nothing else.
 *
 * There are no rules of composition and no forced changes. "Guessable" means that the whole text falls into very few pieces
 * that every attacker tries first: words of password_words.def, words of its owner's name and address, years, runs such as
 * "12345" or "qwerty", and repetitions. */
#ifndef CORE_AUTH_PASSWORD_H
#define CORE_AUTH_PASSWORD_H

#include <stddef.h>

#include "base/cx.h"

enum {
    PASSWORD_MIN_CHARACTERS = 15,
    PASSWORD_MAX_BYTES = 128 /* checked, never cut */
};

enum password_fault { PASSWORD_GOOD, PASSWORD_SHORT, PASSWORD_LONG, PASSWORD_COMMON, PASSWORD_FAULT_COUNT };

/* `own` are texts that belong to the person (address, name); they count as known words. `password` is valid UTF-8. */
enum password_fault password_judge(struct arena *mem, const char *password, const char *const *own, size_t own_count);

/* The sentence for the form, a msgid; NULL for PASSWORD_GOOD. */
const char *password_fault_label(enum password_fault fault);

#endif
