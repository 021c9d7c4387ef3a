#include "http/authorization/all_routes.h"

#include <string.h>

#include "base/text.h"
#include "support/suite.h"
#include "web/internal.h"
#include "web/sign.h"

const struct any_route all_routes[] = {
#define EACH_ROUTE(program_, method_, path_, capability_) { program_, method_, path_, capability_ },
#include "all_routes.def"
#undef EACH_ROUTE
};

const size_t all_routes_count = sizeof all_routes / sizeof all_routes[0];

static const char *value_of(const struct place *places, const char *name, size_t len)
{
    for (; places->name != NULL; places++) {
        if (strlen(places->name) == len && memcmp(places->name, name, len) == 0) {
            return places->value;
        }
    }
    return NULL;
}

const char *route_path(struct arena *mem, const char *path, const struct place *places)
{
    struct strbuf out;

    strbuf_init(&out, mem, 4096);
    while (*path != '\0') {
        size_t plain = strcspn(path, "{");

        strbuf_put(&out, path, plain);
        path += plain;
        if (*path == '{') {
            size_t len = strcspn(path + 1, "*}");
            const char *value = value_of(places, path + 1, len);

            ck_assert_msg(value != NULL, "no example for {%.*s}: add it to the table of examples", (int)len, path + 1);
            strbuf_puts(&out, value);
            path += strcspn(path, "}") + 1;
        }
    }
    ck_assert_int_eq(strbuf_done(&out), RC_OK);
    return out.data;
}

const char *route_token(struct served *served, struct scratch *s, const char *site)
{
    const char *cookie = strchr(served->cookie, '=') + 1;
    struct web web = { .assets = NULL };
    struct session session;
    const struct request req = {
        .web = &web,
        .session = &session,
        .site = text_equal(site, "portal") ? SITE_PORTAL : SITE_OPERATOR,
    };
    const char *id = scratch_text(s, "SELECT session_id FROM session WHERE session_hash = sha256('%s')", cookie);

    ck_assert_int_eq(sign_key(s->cx.mem, arena_printf(s->cx.mem, "%s/keys/web.key", served->folder), &web.key), RC_OK);
    ck_assert_int_eq(uuid_parse(id, &session.id), RC_OK);
    return csrf_token(&s->cx, &req);
}

struct answer route_ask(struct served *served, struct scratch *s, const struct any_route *route, const char *path,
                        const char *site, const char *accept, const char *body)
{
    bool reads = text_equal(route->method, "GET");
    struct ask ask = {
        .method = route->method,
        .uri = path,
        .accept = accept,
        .host = text_equal(site, "portal") ? "portal.localhost:8081" : "operator.localhost:8080",
        .fetch_site = "same-origin",
    };

    if (!reads) {
        ask.body =
            arena_printf(served->mem, "csrf=%s&%s", served->cookie == NULL ? "" : route_token(served, s, site), body);
    }
    return served_ask(served, &ask);
}
