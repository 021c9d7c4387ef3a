#include "web/request.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "web/form.h"
#include "web/internal.h"

enum { URI_MAX = 8192, HEADER_MAX = 8192, USER_AGENT_MAX = 200, REQUEST_ID_LEN = 32 };

static const char *find_env(const char *const *env, const char *name)
{
    size_t len = strlen(name);

    for (; *env != NULL; env++) {
        if (strncmp(*env, name, len) == 0 && (*env)[len] == '=') {
            return *env + len + 1;
        }
    }
    return NULL;
}

const char *input_env(const struct web_input *in, const char *name)
{
    return find_env(in->env, name);
}

const char *request_header(const struct request *req, const char *name)
{
    char variable[128] = "HTTP_";
    size_t at = 5;

    for (; *name != '\0' && at < sizeof variable - 1; name++) {
        variable[at++] = (char)(*name == '-' ? '_' : toupper((unsigned char)*name));
    }
    variable[at] = '\0';
    return find_env(req->env, variable);
}

const char *request_query(const struct request *req, const char *name)
{
    return pair_first(&req->pairs, name);
}

/* nginx's $request_id where it is one, so that both logs name the request alike; else one of our own. */
static const char *request_id(struct cx *cx, const struct web_input *in)
{
    const char *given = input_env(in, "REQUEST_ID");

    if (given != NULL && strlen(given) == REQUEST_ID_LEN && strspn(given, "0123456789abcdef") == REQUEST_ID_LEN) {
        return given;
    }
    return id_text(cx, uuid_new(cx->clock));
}

/* The first of our types in Accept; browsers and everything unclear get HTML. */
static enum wants wants_of(const char *accept)
{
    const struct {
        const char *type;
        enum wants wants;
    } types[] = { { "text/html", WANTS_HTML }, { "application/json", WANTS_JSON }, { "text/csv", WANTS_CSV } };

    const char *first = NULL;
    enum wants wants = WANTS_HTML;

    for (size_t i = 0; accept != NULL && i < sizeof types / sizeof types[0]; i++) {
        const char *at = strstr(accept, types[i].type);

        if (at != NULL && (first == NULL || at < first)) {
            first = at;
            wants = types[i].wants;
        }
    }
    return wants;
}

static enum session_site site_of(const struct web *web, const char *host)
{
    const char *name = web->config.portal_host;
    size_t len = strlen(name);

    return strncmp(host, name, len) == 0 && (host[len] == '\0' || host[len] == ':') ? SITE_PORTAL : SITE_OPERATOR;
}

static enum rc read_query(struct cx *cx, struct request *req)
{
    enum rc rc = pairs_parse(cx->mem, bytes_text(req->query), &req->pairs);

    if (rc == RC_TOO_LARGE) {
        return fail_set(cx, rc, N_("The request has too many parameters."), "query: too many parameters");
    }
    if (rc != RC_OK) {
        return fail_set(cx, rc, N_("The address holds a malformed parameter."), "query: malformed");
    }
    return RC_OK;
}

static enum rc read_body(struct cx *cx, const struct web_input *in, struct request *req)
{
    enum rc rc;

    if (in->body_refused) {
        return fail_set(cx, RC_TOO_LARGE, N_("What was sent is too large."), "body: past the limit");
    }
    if (in->body_broken) {
        return fail_set(cx, RC_INVALID, N_("What was sent did not arrive whole."), "body: shorter than announced");
    }
    req->body = in->body;
    if (in->body.len == 0 || !text_starts(req->content_type, "application/x-www-form-urlencoded")) {
        return RC_OK;
    }
    rc = pairs_parse(cx->mem, in->body, &req->pairs);
    if (rc == RC_TOO_LARGE) {
        return fail_set(cx, rc, N_("The request has too many parameters."), "form: too many parameters");
    }
    if (rc != RC_OK) {
        return fail_set(cx, rc, N_("The form holds a malformed value."), "form: malformed");
    }
    return RC_OK;
}

/* Every header that we read, as a whole: bounded, and text. */
static enum rc check_headers(struct cx *cx, const struct web_input *in)
{
    for (const char *const *env = in->env; *env != NULL; env++) {
        size_t len = strlen(*env);

        if (len > HEADER_MAX && !text_starts(*env, "REQUEST_URI=") && !text_starts(*env, "QUERY_STRING=")) {
            return fail_set(cx, RC_TOO_LARGE, N_("A header of the request is too large."), "header of %zu bytes", len);
        }
        if (text_starts(*env, "HTTP_") && !utf8_valid(bytes_of(*env, len))) {
            return fail_set(cx, RC_INVALID, N_("A header of the request is malformed."), "header: not UTF-8");
        }
    }
    return RC_OK;
}

static const char *env_or_empty(const struct web_input *in, const char *name)
{
    const char *value = input_env(in, name);

    return value == NULL ? "" : value;
}

static void read_client(struct cx *cx, struct web *web, const struct web_input *in, struct request *req)
{
    const char *agent = env_or_empty(in, "HTTP_USER_AGENT");

    req->web = web;
    req->env = in->env;
    req->id = request_id(cx, in);
    req->wants = wants_of(input_env(in, "HTTP_ACCEPT"));
    req->host = env_or_empty(in, "HTTP_HOST");
    req->site = site_of(web, req->host);
    req->address = env_or_empty(in, "REMOTE_ADDR");
    req->content_type = env_or_empty(in, "CONTENT_TYPE");
    req->user_agent =
        utf8_valid(bytes_text(agent)) ? arena_strndup(cx->mem, agent, strnlen(agent, USER_AGENT_MAX)) : "";
    req->partial = text_equal(input_env(in, "HTTP_HX_REQUEST"), "true");
    req->method = METHOD_GET;
    req->path = "/";
    req->query = "";
}

enum rc request_read(struct cx *cx, struct web *web, const struct web_input *in, struct request *req)
{
    const char *uri = env_or_empty(in, "REQUEST_URI");
    size_t path_len = strcspn(uri, "?");
    const char *lang = NULL;
    enum rc rc;

    *req = (struct request){ .who = NULL };
    read_client(cx, web, in, req);
    rc = check_headers(cx, in);
    if (rc != RC_OK) {
        return rc;
    }
    if (strlen(uri) > URI_MAX) {
        return fail_set(cx, RC_TOO_LARGE, N_("The address is too long."), "address of %zu bytes", strlen(uri));
    }
    if (uri[0] != '/' || uri[1] == '/' || uri[1] == '\\') { /* as a link, it would lead to another host */
        return fail_set(cx, RC_INVALID, N_("The address is malformed."), "path: does not start with one slash");
    }
    req->query = uri[path_len] == '?' ? uri + path_len + 1 : "";
    req->path = arena_strndup(cx->mem, uri, path_len);
    if (method_parse(input_env(in, "REQUEST_METHOD"), &req->method) != RC_OK) {
        return fail_set(cx, RC_INVALID, N_("This kind of request is not known here."), "method is not known");
    }
    rc = read_query(cx, req);
    if (rc == RC_OK && pairs_one(&req->pairs, "lang", &lang) == RC_OK) {
        req->lang = language_tag(lang);
    }
    return rc == RC_OK ? read_body(cx, in, req) : rc;
}

const struct config *request_config(const struct request *req)
{
    return &req->web->config;
}
