#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "web/form.h"
#include "web/internal.h"

char *csrf_token(struct cx *cx, const struct request *req)
{
    uint8_t mac[SHA256_LEN];
    const char *bound; /* not to the workspace: every page's frame holds the form that signs out */

    if (req->session == NULL) {
        return arena_strdup(cx->mem, "");
    }
    bound = arena_printf(cx->mem, "csrf|%d|%s", (int)req->site, id_text(cx, req->session->id));
    hmac_sha256(req->web->key, bytes_text(bound), mac);
    return base64url_encode(cx->mem, bytes_of(mac, sizeof mac));
}

static bool same_origin(struct cx *cx, const struct web *web, const struct request *req)
{
    const char *site = request_header(req, "sec-fetch-site");
    const char *origin = request_header(req, "origin");

    if (site != NULL) {
        return text_equal(site, "same-origin");
    }
    return origin != NULL && text_equal(origin, arena_printf(cx->mem, "%s://%s", web->config.public_scheme, req->host));
}

static bool token_right(struct cx *cx, const struct request *req)
{
    const char *given = NULL;
    const char *own = csrf_token(cx, req);

    if (pairs_one(&req->pairs, "csrf", &given) != RC_OK) {
        given = request_header(req, "x-csrf-token");
    }
    return given != NULL && constant_time_equal(bytes_text(given), bytes_text(own));
}

enum rc csrf_check(struct cx *cx, const struct web *web, const struct request *req)
{
    static const char advice[] =
        N_("This form is out of date or did not come from here. Go back, reload the page and try again.");

    if (!same_origin(cx, web, req)) {
        return fail_set(cx, RC_FORBIDDEN, advice, "csrf: not from this origin");
    }
    if (req->session != NULL && !token_right(cx, req)) {
        return fail_set(cx, RC_FORBIDDEN, advice, "csrf: token missing or wrong");
    }
    return RC_OK;
}
