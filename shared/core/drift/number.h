/* The one text of a JSON number.
 *
 * The form is RFC 8785's (ECMAScript's Number::toString): 1.10 is 1.1, -0 is 0, 1E2 is 100. Its digits are those of the nearest
 * double, except where a double would lose something that people see: integers keep every digit, and what a double cannot hold
 * (1e400) keeps its decimal digits without leading and trailing zeros. */
#ifndef CORE_DRIFT_NUMBER_H
#define CORE_DRIFT_NUMBER_H

#include <stdbool.h>

#include "base/strbuf.h"

/* False if the canonical text would need an exponent of more than nine digits. */
bool number_in_range(const char *text, size_t len);

/* Appends the canonical text of `text`, a number as document_parse() accepts it. */
void number_write(struct strbuf *out, const char *text, size_t len);

#endif
