/* Writes JSON as packs hold it: members in the order of the calls, two spaces a level, UTF-8, one line feed at the end. */
#ifndef REPORTS_JSON_OUT_H
#define REPORTS_JSON_OUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/strbuf.h"
#include "base/uuid.h"

struct json_out {
    struct strbuf *buf;
    int depth;
    bool empty; /* nothing yet in the innermost object or array */
};

/* Starts the document's outermost object. */
void json_out_begin(struct json_out *out, struct strbuf *buf);

/* Ends it. */
void json_out_end(struct json_out *out);

/* `name` is NULL for an element of an array. */
void json_out_object(struct json_out *out, const char *name);
void json_out_object_end(struct json_out *out);
void json_out_array(struct json_out *out, const char *name);
void json_out_array_end(struct json_out *out);

void json_out_text(struct json_out *out, const char *name, const char *text); /* NULL: null */
void json_out_int(struct json_out *out, const char *name, int64_t number);
void json_out_bool(struct json_out *out, const char *name, bool value);
void json_out_time(struct json_out *out, const char *name, int64_t time_us); /* 0: null */
void json_out_uuid(struct json_out *out, const char *name, struct uuid id); /* nil: null */

#endif
