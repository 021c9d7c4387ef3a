/* JSON of protocols and documents, by json-c, made strict; and a writer's escaping. Documents under governance have a parser of their
 * own (core/drift/document.h), which keeps every digit and every place.
 *
 * The reader takes RFC 8259 and nothing else: UTF-8 only, no duplicate keys in an object, no trailing text, a bounded depth, integers
 * of at most 64 bits. Values live in the arena and are read-only. */
#ifndef EXT_JSON_H
#define EXT_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "base/strbuf.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_STRING, JSON_ARRAY, JSON_OBJECT };

struct json;

enum { JSON_DEPTH_MAX = 128, JSON_BYTES_MAX = 256 * 1024 * 1024 };

/* One whole document, a BOM not allowed. `text` is not kept.
 * RC_INVALID: not JSON, or a key twice in an object; the log's detail says what and at which byte. RC_TOO_LARGE: deeper than
 * JSON_DEPTH_MAX. */
MUST_CHECK enum rc json_parse(struct cx *cx, struct bytes text, const struct json **out);

/* Questions that any value answers, NULL (absent) too, which is JSON_NULL. */
enum json_kind json_kind_of(const struct json *value);
const char *json_text(const struct json *value); /* a string without NULs; else NULL */
struct bytes json_bytes(const struct json *value); /* a string's UTF-8, NULs included; else no data */
const char *json_number(const struct json *value); /* a number's source text; else NULL */
int64_t json_i64(const struct json *value, int64_t otherwise); /* an integer that fits; else `otherwise` */
bool json_truth(const struct json *value, bool otherwise);

/* A member of an object; NULL: absent, or not an object. */
const struct json *json_get(const struct json *object, const char *key);

/* Elements of an array or members of an object, in source order; 0 for anything else. */
size_t json_count(const struct json *value);
const struct json *json_at(const struct json *value, size_t index);
struct bytes json_key_at(const struct json *object, size_t index);

/* ---- writing ---- */

/* A quoted string: quotes, backslashes and control characters escaped, everything else as it is. NULL: null. */
void json_put_text(struct strbuf *out, const char *text);
void json_put_bytes(struct strbuf *out, struct bytes utf8);

#endif
