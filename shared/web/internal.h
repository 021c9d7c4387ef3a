/* What the files of the web layer share among themselves; pages do not see it. */
#ifndef WEB_INTERNAL_H
#define WEB_INTERNAL_H

#include "base/config.h"
#include "base/strbuf.h"
#include "core/actor/migrations.h"
#include "web/language.h"
#include "web/metrics.h"
#include "web/router.h"
#include "web/web.h"

struct web {
    const struct program *program;
    struct config config;
    const char *share; /* folder of templates, catalogues, static files */
    const char *assets; /* "/static/3f2a91c0d4e5" */
    struct languages *languages;
    struct metrics *metrics;
    struct bytes key; /* for sign.h */
    struct migrations scripts; /* that the database must have been made by */
    struct db *db; /* of this worker; NULL in a standalone program */
    const struct clock *clock;
};

/* A request as it came in. Everything in it outlives the request's arena. */
struct web_input {
    const char *const *env; /* "NAME=value", ends with NULL */
    struct bytes body;
    bool body_refused; /* longer than the program's body_max */
    bool body_broken; /* shorter than its Content-Length */
};

struct web_output {
    int status;
    size_t route; /* in the program's table; route_count: none */
    const char *route_name;
    const char *request_id;
    const char *detail; /* why it failed; NULL */
    struct bytes head;
    struct bytes body;
};

/* dispatch.c: one request from input to output, on `mem`, which is emptied first. Never fails: what goes wrong is an answer. */
void web_answer(struct web *web, struct arena *mem, const struct web_input *in, struct web_output *out);

/* dispatch.c: what starting needs of the database: that it can be had and was made by web->scripts, word for word.
 * RC_UNAVAILABLE: no connection. RC_CONFLICT: another schema, or a role above row-level security. */
MUST_CHECK enum rc web_require_schema(struct cx *cx, struct web *web);

/* The same at any later time, by the version alone. */
MUST_CHECK enum rc web_check_schema(struct cx *cx, struct web *web);

/* ---- reading ---- */

/* The value of an environment variable of the FastCGI protocol; NULL: absent. */
const char *input_env(const struct web_input *in, const char *name);

/* Fills all of `req` but who, session, workspace, params. The path is not yet routed. RC_INVALID: a header, the query or the body is
 * malformed. RC_TOO_LARGE: one of them is too large. On failure id, wants and lang are set all the same. */
MUST_CHECK enum rc request_read(struct cx *cx, struct web *web, const struct web_input *in, struct request *req);

/* Checks the declared parameters. RC_NOT_FOUND: a place of the path. RC_INVALID: any other that is not a field. */
MUST_CHECK enum rc params_check(struct cx *cx, struct request *req, const struct route *route,
                                const struct pairs *places);

/* Finds the session and makes the actor; nobody without one. RC_UNAVAILABLE: the database. RC_INVALID: two session cookies. */
MUST_CHECK enum rc identity_find(struct cx *cx, const struct web *web, struct request *req);

/* The reader's language and time zone, as house and product say; into *loc, which becomes cx->loc. */
void locale_choose(struct cx *cx, const struct web *web, const struct request *req, struct locale *loc);

/* What binds a cursor to its list. */
const char *cursor_purpose(struct cx *cx, const struct request *req);

/* ---- CSRF ---- */

/* The hidden field's value for this session; "" without one. */
char *csrf_token(struct cx *cx, const struct request *req);

/* RC_FORBIDDEN: an unsafe request that does not come from a page of ours. */
MUST_CHECK enum rc csrf_check(struct cx *cx, const struct web *web, const struct request *req);

/* ---- answering ---- */

enum reply_kind { REPLY_NONE, REPLY_PAGE, REPLY_FRAGMENT, REPLY_RAW, REPLY_EMPTY };

enum { HEADERS_MAX = 16, PAGE_MAX_BYTES = 16 * 1024 * 1024 };

struct reply {
    struct cx *cx;
    const struct request *req;
    enum reply_kind kind;
    int status;
    const char *frame; /* the template around the page; NULL: none */
    const char *template;
    struct view *view;
    const struct shell *shell; /* of the operators' frame; NULL: none */
    const char *title; /* translated */
    const char *content_type;
    struct bytes body;
    struct pair headers[HEADERS_MAX];
    size_t header_count;
    const char *flash; /* msgid for the page that follows */
    struct msg_arg flash_args[2];
    bool flash_shown; /* the one that came along has been shown */
    bool discarded; /* the transaction is rolled back */
    bool broken; /* a header that must not be sent */
};

void reply_init(struct reply *reply, struct cx *cx, const struct request *req);

/* Turns the reply into bytes. RC_INTERNAL: a template; nothing was answered; RC_TOO_LARGE never leaves here. */
MUST_CHECK enum rc reply_finish(struct cx *cx, const struct web *web, const struct request *req, struct reply *reply,
                                struct web_output *out);

/* Fills the frame's markers around the page (templates/frame). */
void frame_fill(struct cx *cx, const struct web *web, const struct request *req, struct reply *reply);

/* The flash that came with this request, translated; NULL: none. */
const char *flash_read(struct cx *cx, const struct web *web, const struct request *req);

/* Adds the cookies that set or clear the flash. */
void flash_write(struct cx *cx, const struct web *web, struct reply *reply);

/* Makes `reply` the error page (or JSON problem) for what cx->fail says. */
void error_reply(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc);

/* The same for an HTTP status that no code stands for: 401, 405. */
void error_reply_status(struct cx *cx, const struct request *req, struct reply *reply, int status);

/* The last resort, when even the error page cannot be rendered. */
void error_plain(struct cx *cx, const struct request *req, struct web_output *out);

/* "Not Found" for 404. */
const char *status_text(int status);

/* ---- the pages of the program itself: /healthz /readyz /metrics; true if `path` was one ---- */
bool health_answer(struct cx *cx, struct web *web, const struct request *req, struct reply *reply);

#endif
