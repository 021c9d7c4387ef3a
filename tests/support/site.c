#include "support/site.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "web/list.h"

static int tries;

int site_tries(void)
{
    return tries;
}

/* ---- the program ---- */

static const struct param item_one[] = { PARAM_UUID("id"), PARAM_END };
static const struct param item_list[] = { LIST_PARAMS("name age"), PARAM_CODES("state", "open closed"),
                                          PARAM_DATE_OPT("since"), PARAM_END };
static const struct param item_save[] = { FIELD_TEXT("note", 3, 20), FIELD_INT("count", 1, 10), PARAM_UUIDS("ids", 3),
                                          PARAM_END };
static const struct param rest_of_path[] = { PARAM_TEXT("rest", 0, 200), PARAM_END };

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct view *view = reply_page(reply, TPL_FRAME_ERROR);

    reply_title_text(reply, "An item");
    view_id(view, K_ERROR_TITLE, param_uuid(req, "id"));
    view_text(view, K_ERROR_TEXT, "<b>&\"'</b>");
    view_int(view, K_ERROR_STATUS, 12345);
    view_msg(view, K_ERROR_NEXT, "The address is too long.");
    view_show_if(view, K_ERROR_RETRY, false);
    (void)cx;
    return RC_OK;
}

static enum rc list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "state", "Active", NULL }, { "q", "Search", NULL } };
    const struct cursor last = { .number = 7, .text = "Zed" };
    struct view *view;

    (void)cx;
    if (req->wants == WANTS_CSV) {
        return reply_raw(reply, 200, "text/csv", bytes_text("a\r\n"));
    }
    view = reply_page(reply, TPL_FRAME_PAGER);
    list_chips(view, req, filters, 2);
    list_pager(view, req, param_cursor(req, "after") == NULL ? &last : NULL);
    return RC_OK;
}

static enum rc save(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    if (request_has_errors(req)) {
        errors_show(reply_invalid_page(reply, TPL_FRAME_ERRORS), req);
        return RC_OK;
    }
    reply_flash(reply, "Changed meanwhile");
    return reply_see_other(reply, req, "items/%s", "1");
}

static enum rc flash(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    (void)req;
    reply_page(reply, TPL_FRAME_CSRF);
    return RC_OK;
}

static enum rc retry(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)req;
    if (++tries % 2 == 1) {
        cx->fail->retry = true;
        return fail_set(cx, RC_CONFLICT, NULL, "serialisation");
    }
    return reply_raw(reply, 200, "text/plain", bytes_text("second"));
}

static enum rc conflict(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)req;
    (void)reply;
    fail_arg(cx, "name", "<Anna>");
    return fail_set(cx, RC_CONFLICT, "The parameter %(name)s is missing or not what it must be.", "secret detail");
}

static enum rc silent(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    (void)req;
    (void)reply;
    return RC_OK;
}

static enum rc split_header(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    reply_header(reply, "X-Echo", request_query(req, "value"));
    return reply_no_content(reply);
}

static enum rc echo(struct cx *cx, const struct request *req, struct reply *reply)
{
    return reply_raw(reply, 200, "text/plain",
                     bytes_text(arena_printf(cx->mem, "%s|%s", param_text(req, "rest"), req->path)));
}

static enum rc file(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    (void)req;
    return reply_file(reply, "/internal/releases/1.zip", "Prüf \"1\".zip", "application/zip");
}

#define OPEN(method_, path_, params_, handler_)                                                                        \
    {                                                                                                                  \
        .method = METHOD_##method_, .path = (path_), .capability = CAP_PUBLIC, .tx = TX_NONE, .params = (params_),     \
        .handler = (handler_), .name = #handler_                                                                       \
    }

static const struct route routes[] = {
    OPEN(GET, "/items", item_list, list),
    OPEN(POST, "/items", item_save, save),
    OPEN(GET, "/items/new", no_params, flash),
    OPEN(GET, "/items/{id}", item_one, show),
    OPEN(GET, "/retry", no_params, retry),
    OPEN(GET, "/conflict", no_params, conflict),
    OPEN(GET, "/silent", no_params, silent),
    OPEN(GET, "/header", no_params, split_header),
    OPEN(GET, "/echo/{rest*}", rest_of_path, echo),
    OPEN(GET, "/file", no_params, file),
    { .method = METHOD_GET,
      .path = "/w/{workspace}/findings",
      .capability = CAP_FINDING_READ,
      .tx = TX_NONE,
      .params = no_params,
      .handler = silent,
      .name = "findings" },
    { .method = METHOD_POST,
      .path = "/w/{workspace}/findings",
      .capability = CAP_FINDING_TRIAGE,
      .tx = TX_WRITE,
      .params = no_params,
      .handler = silent,
      .name = "triage" },
};

static const struct program program = { .name = "frame",
                                        .routes = routes,
                                        .route_count = sizeof routes / sizeof routes[0] };

/* ---- the harness ---- */

static char *unset(const char *name)
{
    (void)name;
    return NULL;
}

/* build/<flavour>/test/unit -> build/<flavour>/share */
static const char *share_folder(struct arena *mem)
{
    char path[PATH_MAX];

    if (realpath("/proc/self/exe", path) == NULL) {
        abort();
    }
    for (int up = 0; up < 2; up++) {
        *strrchr(path, '/') = '\0';
    }
    return arena_printf(mem, "%s/share", path);
}

static enum rc load(struct site *site, const char **problem)
{
    struct arena *mem = site->lasting;
    struct web *web = &site->web;
    enum rc rc = config_load(mem, unset, &web->config, problem);

    if (rc == RC_OK) {
        rc = languages_open(mem, arena_printf(mem, "%s/locale", web->share), &web->languages, problem);
    }
    return rc == RC_OK ? view_load(mem, arena_printf(mem, "%s/templates", web->share), "frame", problem) : rc;
}

struct site *site_new(void)
{
    struct arena *lasting = arena_new();
    struct site *site = arena_alloc(lasting, sizeof *site);
    const char *problem = "";

    site->lasting = lasting;
    site->mem = arena_new();
    site->web = (struct web){ .program = &program,
                              .clock = &clock_system,
                              .key = bytes_text("0123456789abcdef0123456789abcdef"),
                              .assets = "/static/test",
                              .share = share_folder(lasting) };
    if (load(site, &problem) != RC_OK) {
        (void)fprintf(stderr, "%s\n", problem);
        abort();
    }
    site->web.metrics = metrics_new(&program);
    site->cx = (struct cx){ .mem = lasting, .fail = &site->fail, .clock = &clock_system, .loc = &locale_source };
    return site;
}

void site_free(struct site *site)
{
    arena_free(site->mem);
    arena_free(site->lasting);
}

struct answer site_ask(struct site *site, const struct ask *ask)
{
    struct web_input in = { .env = ask_env(site->lasting, ask),
                            .body = bytes_text(ask->body),
                            .body_refused = ask->body_refused,
                            .body_broken = ask->body_broken };
    struct web_output out;

    web_answer(&site->web, site->mem, &in, &out);
    return (struct answer){
        .status = out.status,
        .head = arena_strndup(site->lasting, (const char *)out.head.data, out.head.len),
        .body = arena_strndup(site->lasting, (const char *)out.body.data, out.body.len),
        .body_len = out.body.len,
        .detail = arena_strdup(site->lasting, out.detail),
        .route = out.route_name,
    };
}

struct answer site_get(struct site *site, const char *uri)
{
    return site_ask(site, &(struct ask){ .uri = uri, .accept = "text/html" });
}
