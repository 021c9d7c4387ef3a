#include "web/reply.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "web/form.h"
#include "web/internal.h"
#include "web/session.h"
#include "web/sign.h"

static const char flash_cookie[] = "__Host-flash";

void reply_init(struct reply *reply, struct cx *cx, const struct request *req)
{
    *reply = (struct reply){ .cx = cx, .req = req, .kind = REPLY_NONE, .status = 200 };
}

/* ---- what handlers say ---- */

static const char *frame_of(const struct request *req)
{
    if (req->partial || req->web->program->standalone) {
        return NULL;
    }
    if (req->session == NULL) {
        return TPL_FRAME_PLAIN;
    }
    return req->site == SITE_PORTAL ? TPL_FRAME_PORTAL : TPL_FRAME_PAGE;
}

static struct view *start_page(struct reply *reply, const char *name, enum reply_kind kind)
{
    bool json = reply->req->wants == WANTS_JSON && kind == REPLY_PAGE;

    reply->kind = kind;
    reply->template = name;
    reply->frame = kind == REPLY_PAGE ? frame_of(reply->req) : NULL;
    reply->view = view_new(reply->cx, json ? VIEW_JSON : VIEW_HTML);
    return reply->view;
}

struct view *reply_page(struct reply *reply, const char *name)
{
    reply->status = 200;
    return start_page(reply, name, REPLY_PAGE);
}

struct view *reply_invalid_page(struct reply *reply, const char *name)
{
    reply->status = 422;
    return start_page(reply, name, REPLY_PAGE);
}

void reply_status(struct reply *reply, int status)
{
    reply->status = status;
}

void reply_discard(struct reply *reply)
{
    reply->discarded = true;
}

struct view *reply_fragment(struct reply *reply, const char *name)
{
    reply->status = 200;
    return start_page(reply, name, REPLY_FRAGMENT);
}

void reply_title(struct reply *reply, const char *msgid)
{
    reply->title = tr(reply->cx->loc, msgid);
}

void reply_title_text(struct reply *reply, const char *text)
{
    reply->title = text;
}

enum rc reply_no_content(struct reply *reply)
{
    reply->kind = REPLY_EMPTY;
    reply->status = 204;
    return RC_OK;
}

static bool path_is_local(const char *path)
{
    return path[0] == '/' && path[1] != '/' && strpbrk(path, "\\\r\n\t") == NULL;
}

enum rc reply_redirect(struct reply *reply, const char *path)
{
    if (!path_is_local(path)) {
        return fail_set(reply->cx, RC_INTERNAL, NULL, "redirect to \"%s\", which is not a local path", path);
    }
    reply->kind = REPLY_EMPTY;
    reply->status = 303;
    reply_header(reply, "Location", path);
    return RC_OK;
}

enum rc reply_see_other(struct reply *reply, const struct request *req, const char *format, ...)
{
    va_list args;
    const char *below;

    va_start(args, format);
    below = arena_vprintf(reply->cx->mem, format, args);
    va_end(args);
    if (req->workspace == NULL) {
        return reply_redirect(reply, arena_printf(reply->cx->mem, "/%s", below));
    }
    return reply_redirect(reply, arena_printf(reply->cx->mem, "/w/%s/%s", req->workspace, below));
}

void reply_flash(struct reply *reply, const char *msgid)
{
    reply->flash = msgid;
}

void reply_flash_arg(struct reply *reply, const char *name, const char *value)
{
    struct msg_arg *arg = &reply->flash_args[reply->flash_args[0].name == NULL ? 0 : 1];

    *arg = (struct msg_arg){ name, value };
}

enum rc reply_raw(struct reply *reply, int status, const char *content_type, struct bytes body)
{
    reply->kind = REPLY_RAW;
    reply->status = status;
    reply->content_type = content_type;
    reply->body = body;
    return RC_OK;
}

/* A name for the ASCII form: anything that would need quoting becomes an underscore. */
static char *ascii_name(struct arena *mem, const char *name)
{
    char *plain = arena_strdup(mem, name);

    for (char *c = plain; *c != '\0'; c++) {
        if (*c < ' ' || *c > '~' || *c == '"' || *c == '\\' || *c == '%') {
            *c = '_';
        }
    }
    return plain;
}

enum rc reply_file(struct reply *reply, const char *uri, const char *file_name, const char *content_type)
{
    struct arena *mem = reply->cx->mem;

    reply->kind = REPLY_EMPTY;
    reply->status = 200;
    reply->content_type = content_type;
    reply_header(reply, "X-Accel-Redirect", uri);
    reply_header(reply, "Content-Disposition",
                 arena_printf(mem, "attachment; filename=\"%s\"; filename*=UTF-8''%s", ascii_name(mem, file_name),
                              url_encode(mem, file_name)));
    return RC_OK;
}

void reply_header(struct reply *reply, const char *name, const char *value)
{
    for (const char *c = value; *c != '\0'; c++) {
        reply->broken = reply->broken || (unsigned char)*c < ' ' || *c == 0x7f;
    }
    if (reply->header_count == HEADERS_MAX) {
        reply->broken = true;
        return;
    }
    reply->headers[reply->header_count++] = (struct pair){ name, value };
}

static void set_cookie(struct reply *reply, const char *name, const char *value, int max_age_s)
{
    struct arena *mem = reply->cx->mem;

    if (max_age_s < 0) {
        reply_header(reply, "Set-Cookie",
                     arena_printf(mem, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Lax", name, value));
    } else {
        reply_header(
            reply, "Set-Cookie",
            arena_printf(mem, "%s=%s; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=%d", name, value, max_age_s));
    }
}

void reply_session_cookie(struct reply *reply, const struct request *req, const char *token)
{
    if (token == NULL) {
        set_cookie(reply, session_cookie_name(req->site), "", 0);
    } else {
        set_cookie(reply, session_cookie_name(req->site), token, -1);
    }
}

/* ---- the flash: msgid, then name and value of its arguments, each with its NUL, signed ---- */

void flash_write(struct cx *cx, const struct web *web, struct reply *reply)
{
    struct strbuf packed;

    if (reply->flash == NULL) {
        if (reply->flash_shown) {
            set_cookie(reply, flash_cookie, "", 0);
        }
        return;
    }
    strbuf_init(&packed, cx->mem, 1024);
    strbuf_put(&packed, reply->flash, strlen(reply->flash) + 1);
    for (size_t i = 0; i < 2 && reply->flash_args[i].name != NULL; i++) {
        strbuf_put(&packed, reply->flash_args[i].name, strlen(reply->flash_args[i].name) + 1);
        strbuf_put(&packed, reply->flash_args[i].value, strlen(reply->flash_args[i].value) + 1);
    }
    if (strbuf_done(&packed) == RC_OK) {
        set_cookie(reply, flash_cookie, sign_word(cx->mem, web->key, "flash", strbuf_view(&packed)), 60);
    }
}

const char *flash_read(struct cx *cx, const struct web *web, const struct request *req)
{
    const char *parts[5] = { NULL };
    struct msg_arg args[2];
    struct bytes packed;
    const char *word;
    size_t count = 0;

    if (cookie_find(cx->mem, request_header(req, "cookie"), flash_cookie, &word) != RC_OK || word[0] == '\0' ||
        sign_open(cx->mem, web->key, "flash", word, &packed) != RC_OK) {
        return NULL;
    }
    for (size_t at = 0; at < packed.len && count < 5;) {
        parts[count] = (const char *)packed.data + at;
        at += strlen(parts[count++]) + 1;
    }
    for (size_t i = 0; i < 2; i++) {
        args[i] = (struct msg_arg){ parts[1 + 2 * i], parts[2 + 2 * i] };
    }
    return count == 0 ? NULL : msg_format(cx->mem, tr(cx->loc, parts[0]), args, (count - 1) / 2);
}

/* ---- bytes ---- */

static enum rc render(struct cx *cx, const struct web *web, const struct request *req, struct reply *reply)
{
    struct strbuf body;
    enum rc rc;

    if (reply->kind != REPLY_PAGE && reply->kind != REPLY_FRAGMENT) {
        return RC_OK;
    }
    strbuf_init(&body, cx->mem, PAGE_MAX_BYTES);
    if (view_is_json(reply->view)) {
        reply->content_type = "application/json";
        rc = view_write_json(reply->view, &body);
    } else {
        reply->content_type = "text/html; charset=utf-8";
        view_mark(reply->view, K_CSRF_TOKEN, csrf_token(cx, req));
        view_mark(reply->view, K_WORKSPACE, req->workspace);
        if (reply->frame != NULL) {
            frame_fill(cx, web, req, reply);
        }
        rc = view_write_html(cx, reply->view, reply->frame == NULL ? reply->template : reply->frame, &body);
    }
    if (rc == RC_TOO_LARGE) {
        return fail_set(cx, RC_INTERNAL, NULL, "the answer is larger than %d bytes", (int)PAGE_MAX_BYTES);
    }
    reply->body = strbuf_view(&body);
    return rc;
}

/* A stranger's choice; and a person's language, for what is answered when nobody can be asked whose session it is: by nginx, or without
 * the database. */
static void remember_language(struct cx *cx, struct reply *reply, const struct request *req)
{
    const char *wanted = req->session == NULL ? req->lang : req->lang == NULL ? cx->loc->tag : NULL;
    const char *known = NULL;

    if (wanted == NULL ||
        (req->session != NULL && cookie_find(cx->mem, request_header(req, "cookie"), "lang", &known) == RC_OK &&
         text_equal(known, wanted))) {
        return;
    }
    set_cookie(reply, "lang", wanted, 365 * 86400);
}

/* With X-Accel-Redirect the length is the file's, which nginx knows. */
static bool hands_over(const struct reply *reply)
{
    for (size_t i = 0; i < reply->header_count; i++) {
        if (text_equal(reply->headers[i].name, "X-Accel-Redirect")) {
            return true;
        }
    }
    return false;
}

static void write_head(struct cx *cx, const struct request *req, const struct reply *reply, struct strbuf *head)
{
    strbuf_printf(head, "Status: %d %s\r\n", reply->status, status_text(reply->status));
    if (reply->content_type != NULL) {
        strbuf_printf(head, "Content-Type: %s\r\n", reply->content_type);
    }
    if (!req->web->program->standalone) {
        strbuf_printf(head,
                      "Content-Language: %s\r\nVary: Accept, Accept-Language, Cookie, HX-Request\r\n"
                      "Cache-Control: no-store\r\nX-Request-Id: %s\r\n",
                      cx->loc->tag, req->id);
    }
    for (size_t i = 0; i < reply->header_count; i++) {
        strbuf_printf(head, "%s: %s\r\n", reply->headers[i].name, reply->headers[i].value);
    }
    if (reply->status != 204 && !hands_over(reply)) {
        strbuf_printf(head, "Content-Length: %zu\r\n", reply->body.len);
    }
    strbuf_puts(head, "\r\n");
}

enum rc reply_finish(struct cx *cx, const struct web *web, const struct request *req, struct reply *reply,
                     struct web_output *out)
{
    struct strbuf head;
    enum rc rc = render(cx, web, req, reply);

    if (rc != RC_OK) {
        return rc;
    }
    if (!web->program->standalone) {
        flash_write(cx, web, reply);
        remember_language(cx, reply, req);
    }
    if (reply->broken) {
        return fail_set(cx, RC_INTERNAL, NULL, "a header holds a control character, or there are too many");
    }
    strbuf_init(&head, cx->mem, 32 * 1024);
    write_head(cx, req, reply, &head);
    out->status = reply->status;
    out->head = strbuf_view(&head);
    out->body = req->method == METHOD_HEAD || hands_over(reply) ? bytes_of("", 0) : reply->body;
    return strbuf_done(&head) == RC_OK ? RC_OK : fail_set(cx, RC_INTERNAL, NULL, "the headers are too long");
}
