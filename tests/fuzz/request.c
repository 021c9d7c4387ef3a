/* What FastCGI hands over: lines "NAME=value" up to an empty one, then the body. Read, routed, its parameters checked.
 * covers: shared/web/request.c shared/web/router.c shared/web/params.c shared/web/form.c */
#include <string.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "web/internal.h"

enum { ENV_MAX = 64 };

static enum rc nothing(struct cx *cx, const struct request *req, struct reply *reply)
{
    (void)cx;
    (void)req;
    return reply_no_content(reply);
}

static const struct param everything[] = {
    PARAM_UUID_OPT("id"),
    PARAM_INT_OPT("n", -5, 500),
    PARAM_TEXT("q", 0, 20),
    PARAM_CODE_OPT("sort", "name age"),
    PARAM_CODES("state", "open closed"),
    PARAM_UUIDS("ids", 3),
    PARAM_TIME_OPT("at"),
    PARAM_DATE_OPT("day"),
    PARAM_CURSOR("after"),
    PARAM_BOOL("on"),
    FIELD_TEXT("note", 2, 10),
    FIELD_SECRET("password", 3, 30),
    FIELD_CODE("kind", "a b"),
    PARAM_END,
};

#define OPEN(method_, path_)                                                                                           \
    {                                                                                                                  \
        .method = METHOD_##method_, .path = (path_), .capability = CAP_PUBLIC, .tx = TX_NONE, .params = everything,    \
        .handler = nothing, .name = (path_)                                                                            \
    }

static const struct route routes[] = {
    OPEN(GET, "/"),
    OPEN(GET, "/w/{workspace}/items"),
    OPEN(POST, "/w/{workspace}/items"),
    OPEN(GET, "/w/{workspace}/items/{id}"),
    OPEN(DELETE, "/files/{q*}"),
};

static const struct program program = { .name = "fuzz", .routes = routes, .route_count = 5 };

static void look(const struct request *req)
{
    size_t count;
    const char *text = param_text(req, "q");

    FUZZ_ASSERT(text == NULL || (utf8_valid(bytes_text(text)) && utf8_length(text) <= 20));
    FUZZ_ASSERT(param_i64(req, "n") >= -5 && param_i64(req, "n") <= 500);
    (void)param_i32(req, "n");
    FUZZ_ASSERT(param_i64_or(req, "n", 9) != 501);
    (void)param_uuids(req, "ids", &count);
    FUZZ_ASSERT(count <= 3);
    (void)param_codes(req, "state", &count);
    FUZZ_ASSERT(count <= PARAM_CODES_MAX);
    FUZZ_ASSERT(param_cursor(req, "after") == NULL || param_cursor(req, "after")->text != NULL);
    FUZZ_ASSERT(param_given(req, "id") == !uuid_is_nil(param_uuid(req, "id")) || uuid_is_nil(param_uuid(req, "id")));
    FUZZ_ASSERT(param_typed(req, "note") != NULL);
    (void)param_code(req, "sort");
    (void)param_bool(req, "on");
    (void)param_time_us(req, "at");
    (void)param_time_us(req, "day");
    (void)request_has_errors(req);
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    const char **env = arena_calloc(cx->mem, ENV_MAX + 1, sizeof *env);
    char *rest = arena_strndup(cx->mem, (const char *)input.data, input.len);
    struct web web = { .program = &program, .clock = &clock_system, .key = bytes_text("0123456789abcdef") };
    struct web_input in = { .env = env };
    struct request req;
    struct routing routing;
    size_t count = 0;
    char *line;

    web.config.portal_host = "portal.localhost";
    while ((line = strsep(&rest, "\n")) != NULL && line[0] != '\0' && count < ENV_MAX) {
        env[count++] = line;
    }
    in.body = bytes_text(rest);
    (void)language_accepted(cx->mem, input_env(&in, "HTTP_ACCEPT_LANGUAGE"));
    if (request_read(cx, &web, &in, &req) != RC_OK) {
        FUZZ_ASSERT(req.id != NULL && req.path != NULL);
        return;
    }
    FUZZ_ASSERT(req.path[0] == '/' && req.path[1] != '/');
    (void)request_header(&req, "x-csrf-token");
    (void)request_query(&req, "$top");
    if (router_find(cx->mem, &program, req.method, req.path, &routing) != RC_OK || routing.route == NULL) {
        return;
    }
    req.workspace = routing.places.count > 0 && text_equal(routing.places.items[0].name, "workspace")
                        ? routing.places.items[0].value
                        : NULL;
    if (params_check(cx, &req, routing.route, &routing.places) == RC_OK) {
        look(&req);
    }
}
