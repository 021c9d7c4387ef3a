/* Paths into canonical documents: RFC 6901, with one token per element of a set.
 *
 * A member is its name, an element of an ordered list its index, an element of a set what tells it from the others:
 * "[k=v;k2=v2]" by its keys, "[=v]" if it is a scalar, "[sha256=...]" by its content if it has no key; an equal second one
 * ends with "#2". Inside a token, \ ; = ] are escaped by a backslash; then ~ and / are escaped as RFC 6901 says.
 * A NUL, which no name of ours can hold, is ~2 in a name and a backslash and 0 in a token. */
#ifndef CORE_DRIFT_PATH_H
#define CORE_DRIFT_PATH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "core/drift/document.h"
#include "core/drift/rules.h"

/* The token of one element of a set, without "#n" and without RFC 6901's escapes; it lives in `arena`. */
const char *path_set_token(struct arena *arena, const struct rule *rule, const struct node *element);

/* True for "[sha256=...]": the element has no key. */
bool path_is_content_token(const char *token);

/* Appends "/" and the token with RFC 6901's escapes; "#n" where `nth` is more than 1. */
void path_append(struct strbuf *path, const char *token, size_t len, size_t nth);

/* True if `ancestor` is `path`, or a place above it. "" is above everything. */
bool path_covers(const char *ancestor, const char *path);

#endif
