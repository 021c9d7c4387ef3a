#include "modules/reports/order.h"

#include <string.h>

#include "base/text.h"
#include "core/tenant/tenant.h"
#include "modules/reports/routes.h"
#include "reports/report.h"

enum { PARAMETERS_MAX = 8 * 1024 };

const struct param report_order[] = {
    PARAM_CODE("report", "findings runs inventory"),
    PARAM_CODE_OPT("format", "csv json"),
    PARAM_UUID_OPT("tenant"),
    PARAM_CODE_OPT("scope", "mine intake live closed"),
    PARAM_TEXT("state", 0, 40),
    PARAM_TEXT("severity", 0, 40),
    PARAM_TEXT("family", 0, 60),
    PARAM_TEXT("outcome", 0, 40),
    PARAM_TEXT("operation", 0, 40),
    PARAM_TEXT("q", 0, 200),
    PARAM_END,
};
_Static_assert(REPORT_KIND_COUNT == 3, "a new report is offered here too");

/* The filters that the views of sql/views/export_*.sql know, beside the tenant. */
static const struct {
    const char *filter;
    bool taken[REPORT_KIND_COUNT];
} filters[] = {
    { "family", { [REPORT_FINDINGS] = true, [REPORT_INVENTORY] = true } },
    { "operation", { [REPORT_RUNS] = true } },
    { "outcome", { [REPORT_RUNS] = true } },
    { "q", { [REPORT_FINDINGS] = true, [REPORT_INVENTORY] = true } },
    { "scope", { [REPORT_FINDINGS] = true } },
    { "severity", { [REPORT_FINDINGS] = true } },
    { "state", { [REPORT_FINDINGS] = true, [REPORT_RUNS] = true, [REPORT_INVENTORY] = true } },
};

static void add(struct order *order, const char *name, const char *value)
{
    order->filters[order->filter_count++] = (struct stored_report_filter){ name, value };
}

static enum rc read_tenant(struct cx *cx, const struct request *req, struct order *out)
{
    const struct tenant_id id = { param_uuid(req, "tenant") };
    struct tenant tenant;
    enum rc rc;

    if (uuid_is_nil(id.v)) {
        return RC_OK;
    }
    rc = tenant_get(cx, req->who, id, &tenant);
    if (rc == RC_OK) {
        out->tenant_name = tenant.name;
        add(out, "tenant", id_text(cx, id.v));
    }
    return rc;
}

static enum rc read_filters(struct cx *cx, const struct request *req, enum report_kind kind, struct order *out)
{
    for (size_t i = 0; i < sizeof filters / sizeof filters[0]; i++) {
        bool scope = text_equal(filters[i].filter, "scope");
        const char *value = scope ? param_code(req, "scope") : param_text(req, filters[i].filter);

        if (value != NULL && !filters[i].taken[kind]) {
            return fail_set(cx, RC_INVALID, N_("This list does not have that filter."), "report %s: filter '%s'",
                            report_kind_code(kind), filters[i].filter);
        }
        if (value != NULL) {
            add(out, filters[i].filter, value);
        }
    }
    return RC_OK;
}

static const char *as_json(struct cx *cx, const struct order *order)
{
    struct strbuf json;

    strbuf_init(&json, cx->mem, PARAMETERS_MAX);
    strbuf_puts(&json, "{");
    for (size_t i = 0; i < order->filter_count; i++) {
        strbuf_printf(&json, "%s%s:%s", i == 0 ? "" : ",", json_quoted(cx->mem, order->filters[i].name),
                      json_quoted(cx->mem, order->filters[i].value));
    }
    strbuf_puts(&json, "}");
    return json.data;
}

enum rc order_read(struct cx *cx, const struct request *req, struct order *out)
{
    const char *format = param_code(req, "format");
    enum report_kind kind;
    enum rc rc = report_kind_parse(param_code(req, "report"), &kind);

    *out = (struct order){ .report = { .kind = param_code(req, "report"),
                                       .format = format == NULL ? "csv" : format,
                                       .origin = RUN_BY_PERSON } };
    rc = rc == RC_OK ? read_tenant(cx, req, out) : rc;
    rc = rc == RC_OK ? read_filters(cx, req, kind, out) : rc;
    if (rc == RC_OK) {
        out->report.parameters = as_json(cx, out);
    }
    return rc;
}

void order_as_listed(struct cx *cx, const struct request *req, struct order *order)
{
    if (text_equal(order->report.kind, "findings") && param_code(req, "scope") == NULL &&
        param_text(req, "state") == NULL) {
        add(order, "scope", "live");
        order->report.parameters = as_json(cx, order);
    }
}
