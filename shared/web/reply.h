/* What a handler answers: exactly one of the reply_* below. Nothing is sent before the transaction has been committed. */
#ifndef WEB_REPLY_H
#define WEB_REPLY_H

#include "base/bytes.h"
#include "base/cx.h"
#include "web/request.h"
#include "web/view.h"

struct reply;

/* A page in the frame, 200; as JSON when the reader asked for that. `name` is TPL_<PROGRAM>_<PAGE>. Returns its view. */
struct view *reply_page(struct reply *reply, const char *name);

/* The same page with 422, for a form that must be filled in again. */
struct view *reply_invalid_page(struct reply *reply, const char *name);

/* Gives the page that was begun another status: 410, 429. */
void reply_status(struct reply *reply, int status);

/* Nothing that the handler wrote is kept, though it answers a page: for one that shows why its verb was refused. */
void reply_discard(struct reply *reply);

/* A part of a page, without the frame: what htmx polls and swaps. */
struct view *reply_fragment(struct reply *reply, const char *name);

/* The page's title: a msgid, or data. Without one, the first heading of the navigation is used. */
void reply_title(struct reply *reply, const char *msgid);
void reply_title_text(struct reply *reply, const char *text);

/* 204: nothing changed. */
enum rc reply_no_content(struct reply *reply);

/* 303 to a path below /w/<workspace>/ (without one: below /). Each %s that is data must come from url_encode() or be an id. */
enum rc reply_see_other(struct reply *reply, const struct request *req, const char *format, ...) PRINTF_LIKE(3, 4);

/* 303 to a local path that starts with one '/'. RC_INTERNAL: it does not. */
MUST_CHECK enum rc reply_redirect(struct reply *reply, const char *path);

/* A sentence for the page that a redirect leads to: a msgid, with up to two named values by reply_flash_arg(). */
void reply_flash(struct reply *reply, const char *msgid);
void reply_flash_arg(struct reply *reply, const char *name, const char *value);

/* A file that nginx sends: `uri` is in one of its internal locations; `file_name` becomes Content-Disposition (RFC 6266). */
enum rc reply_file(struct reply *reply, const char *uri, const char *file_name, const char *content_type);

/* Any other body; the bytes must live in the request's arena. */
enum rc reply_raw(struct reply *reply, int status, const char *content_type, struct bytes body);

/* A further header. Control characters in `value` end it with 500: it must be checked before. */
void reply_header(struct reply *reply, const char *name, const char *value);

/* The session's cookie of this site: Secure, HttpOnly, SameSite=Lax, __Host-. NULL takes it away. */
void reply_session_cookie(struct reply *reply, const struct request *req, const char *token);

#endif
