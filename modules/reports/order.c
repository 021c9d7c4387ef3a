#include "modules/reports/order.h"

#include <string.h>

#include "base/text.h"
#include "core/tenant/tenant.h"
#include "modules/reports/routes.h"
#include "reports/report.h"

enum {
    PARAMETERS_MAX = 8 * 1024,
    FIRST_FILTER = 2 /* in report_order; before it is what is wanted */
};

static const char codes[] =
#define REPORT(constant, code, label, id, view, order, filters, columns) code " "
#include "reports/reports.def"
#undef REPORT
    ;

const struct param report_order[] = {
    PARAM_CODE("report", codes),
    PARAM_CODE_OPT("format", "csv json"),
    PARAM_UUID_OPT("tenant"),
    PARAM_UUID_OPT("finding"),
    PARAM_UUID_OPT("run"),
    PARAM_TEXT("control", 0, 100),
    PARAM_TEXT("family", 0, 60),
    PARAM_TEXT("kind", 0, 40),
    PARAM_TEXT("operation", 0, 40),
    PARAM_TEXT("outcome", 0, 40),
    PARAM_TEXT("q", 0, 200),
    PARAM_TEXT("scope", 0, 40),
    PARAM_TEXT("severity", 0, 40),
    PARAM_TEXT("state", 0, 40),
    PARAM_END,
};

static void add(struct order *order, const char *name, const char *value)
{
    order->filters[order->filter_count++] = (struct stored_report_filter){ name, value };
}

/* The name of the tenant that was chosen; RC_NOT_FOUND: it is not this workspace's. */
static enum rc name_tenant(struct cx *cx, const struct request *req, struct order *out)
{
    const struct tenant_id id = { param_uuid(req, "tenant") };
    struct tenant tenant;
    enum rc rc = uuid_is_nil(id.v) ? RC_OK : tenant_get(cx, req->who, id, &tenant);

    if (rc == RC_OK && !uuid_is_nil(id.v)) {
        out->tenant_name = tenant.name;
    }
    return rc;
}

static const char *value_of(struct cx *cx, const struct request *req, const struct param *param)
{
    if (!param_given(req, param->name)) {
        return NULL;
    }
    return param->type == PARAM_TYPE_UUID ? id_text(cx, param_uuid(req, param->name)) : param_text(req, param->name);
}

static enum rc read_filters(struct cx *cx, const struct request *req, enum report_kind kind, struct order *out)
{
    for (const struct param *param = &report_order[FIRST_FILTER]; param->type != PARAM_TYPE_END; param++) {
        const char *value = value_of(cx, req, param);

        if (value != NULL && !report_takes_filter(cx->mem, kind, param->name, value)) {
            fail_arg(cx, "filter", param->name);
            return fail_set(cx, RC_INVALID, N_("This list does not have that filter: %(filter)s."),
                            "report %s: filter '%s'", report_kind_code(kind), param->name);
        }
        if (value != NULL) {
            add(out, param->name, value);
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
    rc = rc == RC_OK ? name_tenant(cx, req, out) : rc;
    rc = rc == RC_OK ? read_filters(cx, req, kind, out) : rc;
    if (rc == RC_OK) {
        out->report.parameters = as_json(cx, out);
    }
    return rc;
}
