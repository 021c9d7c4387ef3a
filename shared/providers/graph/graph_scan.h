/* The pieces of a JSON answer, found in place: an object of a page is handed on as the bytes that the provider wrote.
 *
 * Start with graph_scan_check(); the other functions rely on it and take only values that came from it. */
#ifndef PROVIDERS_GRAPH_GRAPH_SCAN_H
#define PROVIDERS_GRAPH_GRAPH_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/bytes.h"
#include "base/rc.h"

enum { GRAPH_SCAN_DEPTH_MAX = 96 };

/* The value that the text holds, without the white space around it; *value may be the text itself.
 * RC_INVALID: not one JSON value (RFC 8259) in UTF-8, or nested deeper than GRAPH_SCAN_DEPTH_MAX. */
MUST_CHECK enum rc graph_scan_check(struct bytes text, struct bytes *value);

/* The value of a member; false: not an object, or no such member. Of equal keys the first one counts; a key that was written
 * with escapes is not found. */
bool graph_scan_member(struct bytes object, const char *key, struct bytes *value);

/* The next pair of an object (key with its quotes) or element of an array; *at is 0 at first. False: no more, or not one. */
bool graph_scan_pair(struct bytes object, size_t *at, struct bytes *key, struct bytes *value);
bool graph_scan_item(struct bytes array, size_t *at, struct bytes *value);

bool graph_scan_is_object(struct bytes value);
bool graph_scan_is_array(struct bytes value);

/* A string's text, decoded; NULL: not a string, or one with a NUL or half a surrogate pair in it. */
char *graph_scan_text(struct arena *mem, struct bytes value);

/* As graph_scan_text of a member. */
char *graph_scan_member_text(struct arena *mem, struct bytes object, const char *key);

/* A whole number of at most 18 digits; false: not one. */
bool graph_scan_int(struct bytes value, int64_t *out);

#endif
