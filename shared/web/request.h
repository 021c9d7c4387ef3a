/* A request as handlers see it: checked, signed in, and allowed. Read-only; lives in the request's arena. */
#ifndef WEB_REQUEST_H
#define WEB_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/config.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/auth/session.h"
#include "web/cursor.h"
#include "web/params.h"

enum method { METHOD_GET, METHOD_HEAD, METHOD_POST, METHOD_PUT, METHOD_PATCH, METHOD_DELETE, METHOD_COUNT };

enum wants { WANTS_HTML, WANTS_JSON, WANTS_CSV };

struct field_error {
    const char *field;
    const char *msgid;
    struct msg_arg args[2];
};

struct web; /* the running program; web/web.h */
struct param_value; /* web/params.c */

struct pair {
    const char *name;
    const char *value;
};

struct pairs {
    struct pair *items;
    size_t count;
    size_t capacity;
};

struct request {
    const struct actor *who; /* never NULL in a handler; nobody on CAP_PUBLIC routes without a session */
    const struct session *session; /* NULL: not signed in */
    enum method method; /* HEAD is seen as GET */
    enum wants wants; /* by Accept */
    enum session_site site; /* by the host */
    const char *path; /* as sent, undecoded, without the query: "/w/acme/findings" */
    const char *query; /* as sent, undecoded, without '?'; "" if none */
    const char *workspace; /* the {workspace} slug of the path; NULL if the route has none */
    const char *id; /* of the request: in the log, on error pages, in audit events */
    const char *lang; /* ?lang= of this request, if it is a language of ours; else NULL */
    const char *host; /* as sent, with its port */
    const char *address; /* of the client, for rate limits; "" if unknown */
    const char *user_agent; /* at most 200 characters */
    struct bytes body; /* raw, for routes that read another type than a form */
    const char *content_type;
    bool partial; /* an htmx request for a part of the page */

    /* for the web layer itself */
    const struct web *web;
    const char *const *env;
    struct pairs pairs;
    const struct param *params;
    struct param_value *values;
    struct field_error *errors;
    size_t error_count;
};

/* The program's settings. */
const struct config *request_config(const struct request *req);

/* ---- the declared parameters. Asking for a name that the route does not declare, or with another type, aborts: a defect. ---- */

bool param_given(const struct request *req, const char *name);
struct uuid param_uuid(const struct request *req, const char *name); /* nil: not given */
int32_t param_i32(const struct request *req, const char *name); /* 0: not given */
int64_t param_i64(const struct request *req, const char *name); /* 0: not given */
int64_t param_i64_or(const struct request *req, const char *name, int64_t otherwise);
const char *param_text(const struct request *req, const char *name); /* NULL: not given or empty */
const char *param_code(const struct request *req, const char *name); /* NULL: not given */
bool param_bool(const struct request *req, const char *name);
int64_t param_time_us(const struct request *req, const char *name); /* TIME and DATE; 0: not given */
const struct uuid *param_uuids(const struct request *req, const char *name, size_t *count);
const char *const *param_codes(const struct request *req, const char *name, size_t *count);
const struct cursor *param_cursor(const struct request *req, const char *name); /* NULL: from the start */

/* What a person typed into a FIELD_*, right or wrong, to show it again; "" if nothing. Never a secret's. */
const char *param_typed(const struct request *req, const char *name);

/* Whether a FIELD_* is wrong; show the page again with reply_invalid_page() and errors_show(). */
bool request_has_errors(const struct request *req);

/* ---- for programs that speak a protocol of their own ---- */

/* The first value of an undeclared query parameter ("$top"); NULL if it is not given. */
const char *request_query(const struct request *req, const char *name);

/* A request header by its lower-case name, "client-request-id"; NULL if it was not sent. */
const char *request_header(const struct request *req, const char *name);

#endif
