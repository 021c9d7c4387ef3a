#include <string.h>

#include "base/text.h"
#include "providers/graph/graph_call.h"
#include "providers/graph/graph_link.h"
#include "providers/graph/graph_list.h"
#include "providers/graph/graph_token.h"
#include "providers/graph/rules/rules.h"

static const char public_cloud[] = "https://graph.microsoft.com";
static const char public_login[] = "https://login.microsoftonline.com";

static const struct http_options http_defaults = {
    .user_agent = "TenantPilot",
    .connect_timeout_ms = 10000,
    .timeout_ms = 60000,
    .body_max = 64 << 20,
    .headers_max = 64 << 10,
};

/* A tenant's or application's id, or a domain: it becomes part of an address. */
static bool is_name(const char *text)
{
    return !text_empty(text) && strlen(text) <= 253 && !text_starts(text, ".") && strstr(text, "..") == NULL &&
           text[strspn(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-")] == '\0';
}

static const char *or_else(struct arena *mem, const char *text, const char *fallback)
{
    return arena_strdup(mem, text_empty(text) ? fallback : text);
}

static enum rc check_target(struct cx *cx, const struct provider_target *target)
{
    if (graph_link_check_base(target->base_url) != RC_OK || graph_link_check_base(target->login_url) != RC_OK) {
        return fail_set(cx, RC_INVALID, N_("The address must be https://host, without a path"), "base '%s' login '%s'",
                        target->base_url, target->login_url);
    }
    if (!is_name(target->external_tenant) || !is_name(target->client_id)) {
        return fail_set(cx, RC_INVALID, N_("The tenant or the application has no valid id"), "tenant '%s' client '%s'",
                        target->external_tenant, target->client_id);
    }
    if (text_empty(target->client_secret) || strlen(target->client_secret) >= GRAPH_SECRET_MAX) {
        return fail_set(cx, RC_INVALID, N_("The application's secret is missing"), "no secret, or one past %d bytes",
                        GRAPH_SECRET_MAX);
    }
    return RC_OK;
}

static void graph_close(struct provider_session *session)
{
    struct graph *graph = (struct graph *)session;

    if (graph == NULL) {
        return;
    }
    http_client_free(graph->http);
    explicit_bzero(graph->secret, sizeof graph->secret);
    explicit_bzero(graph->token, sizeof graph->token);
    arena_free(graph->own);
}

static struct graph *make(const struct provider_target *target)
{
    struct arena *own = arena_new();
    struct graph *graph = arena_alloc(own, sizeof *graph);
    struct http_options options = http_defaults;

    graph->own = own;
    graph->target = *target;
    graph->target.base_url = arena_strdup(own, target->base_url);
    graph->target.login_url = arena_strdup(own, target->login_url);
    graph->target.external_tenant = arena_strdup(own, target->external_tenant);
    graph->target.client_id = arena_strdup(own, target->client_id);
    graph->target.client_secret = NULL;
    graph->target.wait_max_ms = target->wait_max_ms > 0 ? target->wait_max_ms : GRAPH_WAIT_MAX_MS;
    memcpy(graph->secret, target->client_secret, strlen(target->client_secret) + 1);
    graph->paced = target->paced || strcmp(target->base_url, public_cloud) == 0;
    options.ca_file = target->ca_file;
    graph->http = http_client_new(&options);
    return graph;
}

static enum rc graph_open(struct cx *cx, const struct provider_target *target, struct provider_session **out,
                          struct provider_failure *why)
{
    struct provider_target whole = *target;
    struct graph *graph;
    enum rc rc;

    whole.base_url = or_else(cx->mem, target->base_url, public_cloud);
    whole.login_url = or_else(cx->mem, target->login_url, public_login);
    *why = (struct provider_failure){ .reason = RUN_REASON_VALIDATION_FAILED };
    rc = check_target(cx, &whole);
    if (rc != RC_OK) {
        return rc;
    }
    graph = make(&whole);
    rc = graph_token_ensure(cx, graph, why);
    if (rc != RC_OK) {
        graph_close((struct provider_session *)graph);
        return rc;
    }
    *out = (struct provider_session *)graph;
    return RC_OK;
}

static enum provider_grant_state state_of(enum run_reason reason)
{
    if (reason == RUN_REASON_NONE) {
        return PROVIDER_GRANTED;
    }
    if (reason == RUN_REASON_PERMISSION_MISSING || reason == RUN_REASON_CONSENT_REVOKED) {
        return PROVIDER_MISSING;
    }
    return reason == RUN_REASON_LICENCE_MISSING ? PROVIDER_UNLICENSED : PROVIDER_UNKNOWN;
}

/* The least that the family's first collection can be asked. */
static enum run_reason probe(struct cx *cx, struct graph *graph, enum graph_family family)
{
    const struct graph_collection *collection = graph_family_collection(family, 0);
    const char *url = arena_printf(cx->mem, "%s%s%s", graph->target.base_url, collection->path,
                                   collection->shape == GRAPH_ONE ? "" : "?$top=1");
    struct provider_failure why = { .reason = RUN_REASON_NONE };
    struct bytes body;

    graph->family = &graph_families[family];
    graph->rate = graph_family_rate(family);
    if (graph_open_now(cx, graph, &why) == RC_OK && graph_call_get(cx, graph, url, &body, &why) == RC_OK) {
        return RUN_REASON_NONE;
    }
    fail_clear(cx);
    return why.reason;
}

static bool is_noted(const struct provider_report *report, const struct provider_permission *permission)
{
    for (size_t i = 0; i < report->count; i++) {
        if (report->grants[i].permission == permission) {
            return true;
        }
    }
    return false;
}

static enum rc graph_test(struct cx *cx, struct provider_session *session, struct provider_report *out,
                          struct provider_failure *why)
{
    struct graph *graph = (struct graph *)session;
    struct provider_report report = { .complete = true };
    enum rc rc;

    graph->waited_ms = 0;
    graph_token_drop(graph);
    rc = graph_token_ensure(cx, graph, why);
    if (rc != RC_OK) {
        return rc;
    }
    report.grants = arena_calloc(cx->mem, GRAPH_FAMILY_COUNT, sizeof *report.grants);
    for (enum graph_family i = 0; i < GRAPH_FAMILY_COUNT; i++) {
        const struct provider_permission *permission = graph_families[i].permissions[0];

        if (!is_noted(&report, permission)) {
            enum run_reason reason = probe(cx, graph, i);

            report.grants[report.count++] = (struct provider_grant){ permission, state_of(reason), reason };
            report.complete = report.complete && reason == RUN_REASON_NONE;
        }
    }
    *out = report;
    return RC_OK;
}

extern const struct provider provider_graph;

const struct provider provider_graph = {
    .code = "graph",
    .label = "Microsoft Graph",
    .families = graph_families,
    .family_count = GRAPH_FAMILY_COUNT,
    .rules = graph_rules_find,
    .all_rules = graph_rules_all,
    .open = graph_open,
    .close = graph_close,
    .list = graph_list,
    .test = graph_test,
};
