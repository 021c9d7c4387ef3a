#include <string.h>

#include "base/text.h"
#include "core/auth/session.h"
#include "ext/crypt.h"
#include "ext/locale.h"
#include "web/form.h"
#include "web/internal.h"
#include "web/session.h"

enum { TOKEN_MAX = 128 };

const char *session_cookie_name(enum session_site site)
{
    return site == SITE_PORTAL ? "__Host-portal" : "__Host-operator";
}

static const struct actor *actor_of(struct cx *cx, const struct request *req)
{
    struct actor_spec spec = { .kind = ACTOR_USER, .nature = CAP_PUBLIC, .request_id = req->id };

    if (req->session != NULL) {
        spec.workspace = req->session->workspace;
        spec.account = req->session->account;
        spec.name = req->session->name;
        spec.roles = req->session->roles;
        spec.role_count = req->session->role_count;
    }
    return actor_new(cx->mem, &spec);
}

static enum rc find_session(struct cx *cx, const struct web *web, const struct request *req, const char *token,
                            struct session **out)
{
    uint8_t *hash = arena_alloc(cx->mem, SHA256_LEN);
    const struct session_lookup lookup = { .token_hash = bytes_of(hash, SHA256_LEN),
                                           .site = req->site,
                                           .workspace_slug = req->workspace };
    struct session *session = arena_alloc(cx->mem, sizeof *session);
    enum rc rc;

    if (strlen(token) > TOKEN_MAX) {
        return RC_NOT_FOUND;
    }
    sha256(bytes_text(token), hash);
    rc = auth_session_find(cx, web->db, &lookup, session);
    if (rc == RC_OK) {
        *out = session;
    }
    return rc;
}

enum rc identity_find(struct cx *cx, const struct web *web, struct request *req)
{
    const char *header = request_header(req, "cookie");
    struct session *session = NULL;
    const char *token;
    enum rc rc = RC_NOT_FOUND;

    if (!web->program->standalone) {
        rc = cookie_find(cx->mem, header, session_cookie_name(req->site), &token);
        if (rc == RC_INVALID) {
            return fail_set(cx, rc,
                            N_("The sign-in cookie is malformed. Delete this site's cookies and sign in again."),
                            "session cookie: twice or malformed");
        }
    }
    if (rc == RC_OK) {
        rc = find_session(cx, web, req, token, &session);
        if (rc != RC_OK && rc != RC_NOT_FOUND) {
            return rc;
        }
    }
    req->session = session;
    req->who = actor_of(cx, req);
    return RC_OK;
}

static const char *language_of(struct cx *cx, const struct web *web, const struct request *req)
{
    const char *cookie = NULL;
    const char *found = req->lang;

    if (found == NULL && req->session != NULL) {
        found = language_tag(req->session->language);
        found = found == NULL ? language_tag(req->session->workspace_language) : found;
    } else if (found == NULL) {
        if (cookie_find(cx->mem, request_header(req, "cookie"), "lang", &cookie) == RC_OK) {
            found = language_tag(cookie);
        }
        found = found == NULL ? language_accepted(cx->mem, request_header(req, "accept-language")) : found;
    }
    found = found == NULL ? language_tag(web->config.default_lang) : found;
    return found == NULL ? language_tags[0] : found;
}

void locale_choose(struct cx *cx, const struct web *web, const struct request *req, struct locale *loc)
{
    const char *zone = req->session == NULL ? NULL : req->session->time_zone;

    if (web->program->standalone) {
        *loc = locale_source;
        return;
    }
    loc->tag = language_of(cx, web, req);
    loc->catalogue = languages_catalogue(web->languages, loc->tag);
    loc->time_zone = zone != NULL && locale_zone_known(zone) ? zone : "UTC";
}
