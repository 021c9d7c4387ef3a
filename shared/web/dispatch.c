/* The line that every request takes. Transactions of web programs begin and end here and nowhere else. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "web/form.h"
#include "web/internal.h"

enum {
    ATTEMPTS = 2 /* a serialisation failure or a deadlock is tried once more */
};

struct exchange {
    struct web *web;
    const struct web_input *in;
    struct web_output *out;
    struct cx cx;
    struct fail fail;
    struct locale loc;
    struct request req;
    struct reply reply;
};

static bool is_unsafe(enum method method)
{
    return method != METHOD_GET && method != METHOD_HEAD;
}

/* Without a session there is nothing to forge, and a public route without a transaction changes nothing. */
static bool needs_csrf(const struct web *web, const struct route *route, const struct request *req)
{
    return !web->program->standalone && is_unsafe(req->method) &&
           !(route->capability == CAP_PUBLIC && route->tx == TX_NONE);
}

/* For a request that is refused before it was asked whose it is: its answer is in that person's language all the same. */
static void learn_language(struct exchange *ex)
{
    struct fail unsaid = { .rc = RC_OK };
    struct cx cx = ex->cx;

    cx.fail = &unsaid; /* why the request is refused is known already */
    if (ex->req.who == NULL && identity_find(&cx, ex->web, &ex->req) == RC_OK) {
        locale_choose(&ex->cx, ex->web, &ex->req, &ex->loc);
    }
}

static enum rc find_route(struct exchange *ex, struct routing *routing)
{
    struct request *req = &ex->req;
    enum rc rc = router_find(ex->cx.mem, ex->web->program, req->method, req->path, routing);

    if (rc != RC_OK) {
        return fail_set(&ex->cx, rc, N_("The address is malformed."), "path: malformed");
    }
    if (routing->route == NULL && routing->known) {
        learn_language(ex);
        reply_header(&ex->reply, "Allow", routing->allow);
        error_reply_status(&ex->cx, req, &ex->reply, 405);
        return RC_OK;
    }
    if (routing->route == NULL) {
        return fail_set(&ex->cx, RC_NOT_FOUND, NULL, "no route");
    }
    req->workspace = pair_first(&routing->places, "workspace");
    ex->out->route = (size_t)(routing->route - ex->web->program->routes);
    ex->out->route_name = routing->route->name;
    return RC_OK;
}

/* Nobody is signed in where somebody must be: pages lead to the sign-in and back, everything else says so. */
static enum rc ask_to_sign_in(struct exchange *ex)
{
    struct request *req = &ex->req;
    const char *here = req->query[0] == '\0' ? req->path : arena_printf(ex->cx.mem, "%s?%s", req->path, req->query);

    if (req->wants != WANTS_HTML || is_unsafe(req->method) || req->partial) {
        error_reply_status(&ex->cx, req, &ex->reply, 401);
        return RC_OK;
    }
    return reply_redirect(&ex->reply, arena_printf(ex->cx.mem, "/signin?next=%s", url_encode(ex->cx.mem, here)));
}

static enum rc authorise(struct exchange *ex, const struct route *route)
{
    struct request *req = &ex->req;

    if (route->capability != CAP_PUBLIC && req->session == NULL && !ex->web->program->standalone) {
        return ask_to_sign_in(ex);
    }
    if (req->workspace != NULL && req->session != NULL && uuid_is_nil(req->session->workspace.v)) {
        return fail_set(&ex->cx, RC_NOT_FOUND, NULL, "account %s holds nothing in this workspace",
                        id_text(&ex->cx, req->session->account.v));
    }
    return actor_require(&ex->cx, req->who, route->capability);
}

/* What stands around the page is of the same moment as the page. */
static enum rc ask_for_shell(struct exchange *ex, const struct route *route)
{
    struct reply *reply = &ex->reply;
    struct shell *shell;
    enum rc rc;

    if (ex->web->program->shell == NULL || route->tx == TX_NONE || reply->kind != REPLY_PAGE ||
        view_is_json(reply->view) || !text_equal(reply->frame, TPL_FRAME_PAGE) ||
        uuid_is_nil(actor_workspace(ex->req.who).v)) {
        return RC_OK;
    }
    shell = arena_alloc(ex->cx.mem, sizeof *shell);
    rc = ex->web->program->shell(&ex->cx, ex->req.who, shell);
    reply->shell = rc == RC_OK ? shell : NULL;
    return rc;
}

/* CSV was asked for where there is only a page: to answer with that would be taken for the file. */
static bool is_not_csv(const struct exchange *ex)
{
    return ex->req.wants == WANTS_CSV && !is_unsafe(ex->req.method) && ex->reply.kind == REPLY_PAGE;
}

static enum rc run_handler(struct exchange *ex, const struct route *route)
{
    struct cx *cx = &ex->cx;
    const struct tx_scope scope = { .workspace = actor_workspace(ex->req.who).v,
                                    .account = actor_account(ex->req.who).v,
                                    .request_id = ex->req.id };
    enum rc rc;

    if (route->tx != TX_NONE) {
        rc = tx_begin(cx, ex->web->db, route->tx, &scope);
        if (rc != RC_OK) {
            return rc;
        }
    }
    rc = route->handler(cx, &ex->req, &ex->reply);
    if (rc == RC_OK && ex->reply.kind == REPLY_NONE) {
        rc = fail_set(cx, RC_INTERNAL, NULL, "%s answered nothing", route->name);
    }
    if (rc == RC_OK && is_not_csv(ex)) {
        error_reply_status(cx, &ex->req, &ex->reply, 406);
        ex->reply.discarded = true;
    }
    rc = rc == RC_OK ? ask_for_shell(ex, route) : rc;
    if (route->tx == TX_NONE) {
        return rc;
    }
    if (rc != RC_OK || ex->reply.discarded) {
        tx_rollback(cx);
        return rc;
    }
    return tx_commit(cx);
}

/* From the route on; the reply is made unless the code says why not. */
static enum rc run(struct exchange *ex)
{
    struct request *req = &ex->req;
    struct routing routing = { .route = NULL };
    enum rc rc = find_route(ex, &routing);

    if (rc != RC_OK || ex->reply.kind != REPLY_NONE) {
        return rc;
    }
    rc = identity_find(&ex->cx, ex->web, req);
    if (rc != RC_OK) {
        return rc;
    }
    locale_choose(&ex->cx, ex->web, req, &ex->loc);
    if (needs_csrf(ex->web, routing.route, req)) {
        rc = csrf_check(&ex->cx, ex->web, req);
        if (rc != RC_OK) {
            return rc;
        }
    }
    rc = authorise(ex, routing.route);
    if (rc != RC_OK || ex->reply.kind != REPLY_NONE) {
        return rc;
    }
    rc = params_check(&ex->cx, req, routing.route, &routing.places);
    return rc == RC_OK ? run_handler(ex, routing.route) : rc;
}

static enum rc read_and_run(struct exchange *ex)
{
    enum rc rc = request_read(&ex->cx, ex->web, ex->in, &ex->req);

    reply_init(&ex->reply, &ex->cx, &ex->req);
    ex->out->request_id = ex->req.id;
    locale_choose(&ex->cx, ex->web, &ex->req, &ex->loc);
    if (rc == RC_OK && health_answer(&ex->cx, ex->web, &ex->req, &ex->reply)) {
        return RC_OK;
    }
    return rc == RC_OK ? run(ex) : rc;
}

/* One attempt; true if the whole may be tried again. */
static bool answer_once(struct exchange *ex, bool last)
{
    enum rc rc = read_and_run(ex);

    if (rc != RC_OK && ex->fail.retry && !last) {
        return true;
    }
    if (rc != RC_OK && rc != RC_UNAVAILABLE) {
        learn_language(ex);
    }
    if (rc != RC_OK) {
        error_reply(&ex->cx, &ex->req, &ex->reply, rc);
    }
    ex->out->detail = ex->fail.detail;
    rc = reply_finish(&ex->cx, ex->web, &ex->req, &ex->reply, ex->out);
    if (rc != RC_OK) { /* a template: say so in a page of its own, and without one if that fails too */
        ex->out->detail = ex->fail.detail;
        error_reply(&ex->cx, &ex->req, &ex->reply, RC_INTERNAL);
        if (reply_finish(&ex->cx, ex->web, &ex->req, &ex->reply, ex->out) != RC_OK) {
            error_plain(&ex->cx, &ex->req, ex->out);
        }
    }
    return false;
}

void web_answer(struct web *web, struct arena *mem, const struct web_input *in, struct web_output *out)
{
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        struct exchange *ex;

        arena_reset(mem);
        ex = arena_alloc(mem, sizeof *ex);
        *out = (struct web_output){ .route = web->program->route_count, .route_name = "none" };
        ex->web = web;
        ex->in = in;
        ex->out = out;
        ex->loc = locale_source;
        ex->cx = (struct cx){ .mem = mem, .fail = &ex->fail, .clock = web->clock, .loc = &ex->loc };
        if (!answer_once(ex, attempt == ATTEMPTS)) {
            return;
        }
    }
}

static enum rc ask_schema(struct cx *cx, struct web *web,
                          enum rc (*ask)(struct cx *cx, const struct migrations *scripts))
{
    const struct tx_scope nobody = { .request_id = "start" };
    enum rc rc = tx_begin(cx, web->db, TX_READ, &nobody);

    if (rc == RC_OK) {
        rc = ask(cx, &web->scripts);
        tx_rollback(cx);
    }
    return rc;
}

enum rc web_require_schema(struct cx *cx, struct web *web)
{
    return ask_schema(cx, web, migrations_require);
}

enum rc web_check_schema(struct cx *cx, struct web *web)
{
    return ask_schema(cx, web, migrations_check_version);
}
