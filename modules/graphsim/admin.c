#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "modules/graphsim/routes.h"
#include "modules/graphsim/sim.h"
#include "modules/graphsim/tree.h"

enum { STATE_BYTES_MAX = 4 << 20 };

const struct param admin_none[] = { PARAM_END };
const struct param admin_named[] = { PARAM_TEXT("name", 1, 63), PARAM_TEXT("tenant", 0, 63), PARAM_END };
const struct param admin_folder[] = { PARAM_TEXT("tenant", 1, 63), PARAM_TEXT("folder", 1, 511), PARAM_END };

static bool is_admin(struct cx *cx, const struct request *req)
{
    const char *given = request_header(req, "authorization");
    const char *wanted = arena_printf(cx->mem, "Bearer %s", sim_key());
    bool local = *req->address == '\0' || text_starts(req->address, "127.") || strcmp(req->address, "::1") == 0;

    return local && given != NULL && constant_time_equal(bytes_text(given), bytes_text(wanted));
}

static enum rc say(struct reply *reply, int status, const struct strbuf *out)
{
    return reply_raw(reply, status, "application/json", strbuf_view(out));
}

static enum rc problem(struct cx *cx, struct reply *reply, int status, const char *text)
{
    struct strbuf out;

    strbuf_init(&out, cx->mem, STATE_BYTES_MAX);
    strbuf_puts(&out, "{\"problem\":");
    tree_write_text(&out, text, strlen(text));
    strbuf_putc(&out, '}');
    return say(reply, status, &out);
}

static void put(struct strbuf *out, const char *before, const char *text)
{
    strbuf_puts(out, before);
    tree_write_text(out, text, strlen(text));
}

/* ---- state ---- */

static void write_tenant(struct cx *cx, struct strbuf *out, const struct ledger_tenant *tenant)
{
    const struct estate *estate;

    put(out, "{\"id\":", tenant->id);
    put(out, ",\"folder\":", tenant->folder);
    put(out, ",\"failure\":", tenant->failure);
    strbuf_puts(out, ",\"drifts\":[");
    for (uint32_t i = 0; i < tenant->drift_count; i++) {
        put(out, i == 0 ? "" : ",", tenant->drifts[i]);
    }
    strbuf_puts(out, "]");
    if (sim_estate(cx, tenant->id, &estate) == RC_OK) {
        put(out, ",\"name\":", estate->name);
        strbuf_printf(out, ",\"objects\":%zu,\"uncovered\":%zu,\"uncovered_names\":", estate_size(estate),
                      estate->uncovered);
        tree_write(out, &estate->uncovered_names);
        strbuf_puts(out, ",\"families\":{");
        for (enum endpoint_id i = 0; i < ENDPOINT_COUNT; i++) {
            put(out, i == 0 ? "" : ",", endpoints[i].path);
            strbuf_printf(out, ":%u", estate->objects[i].len);
        }
        strbuf_putc(out, '}');
    }
    fail_clear(cx);
    strbuf_putc(out, '}');
}

static void write_scenarios(struct strbuf *out)
{
    const struct scenarios *all = sim_scenarios();

    strbuf_puts(out, ",\"scenarios\":[");
    for (size_t i = 0; i < all->count; i++) {
        put(out, i == 0 ? "{\"name\":" : ",{\"name\":", all->items[i].name);
        put(out, ",\"kind\":", all->items[i].kind);
        put(out, ",\"text\":", all->items[i].text);
        strbuf_putc(out, '}');
    }
    strbuf_putc(out, ']');
}

enum rc admin_state(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct ledger *copy = arena_alloc(cx->mem, sizeof *copy);
    struct strbuf out;

    if (!is_admin(cx, req)) {
        return problem(cx, reply, 403, "not allowed");
    }
    *copy = *ledger_lock();
    ledger_unlock();
    strbuf_init(&out, cx->mem, STATE_BYTES_MAX);
    strbuf_printf(&out, "{\"requests\":%" PRIu64 ",\"throttled\":%" PRIu64 ",\"early\":%" PRIu64, copy->requests,
                  copy->throttled, copy->early);
    put(&out, ",\"early_note\":", copy->early_note);
    strbuf_puts(&out, ",\"tenants\":[");
    for (uint32_t i = 0; i < copy->tenant_count; i++) {
        strbuf_puts(&out, i == 0 ? "" : ",");
        write_tenant(cx, &out, &copy->tenants[i]);
    }
    strbuf_putc(&out, ']');
    write_scenarios(&out);
    strbuf_putc(&out, '}');
    return say(reply, 200, &out);
}

/* ---- changes ---- */

enum rc admin_tenant(struct cx *cx, const struct request *req, struct reply *reply)
{
    const char *id = param_text(req, "tenant");
    const char *folder = param_text(req, "folder");
    const struct estate *estate;
    struct ledger *ledger;
    bool placed;
    bool known;

    if (!is_admin(cx, req)) {
        return problem(cx, reply, 403, "not allowed");
    }
    ledger = ledger_lock();
    known = ledger_find(ledger, id) != NULL;
    placed = ledger_add(ledger, id, folder) != NULL;
    ledger_unlock();
    if (!placed) {
        return problem(cx, reply, 409, "no place is left for another tenant");
    }
    if (sim_estate(cx, id, &estate) != RC_OK) {
        const char *why = cx->fail->detail;

        fail_clear(cx);
        if (!known) {
            ledger_remove(ledger_lock(), id);
            ledger_unlock();
        }
        return problem(cx, reply, 400, why == NULL ? "the folder cannot be read" : why);
    }
    return admin_state(cx, req, reply);
}

/* Notes a drift. False: it is there already, or there is no place left. */
static bool add_drift(struct ledger_tenant *tenant, const char *name)
{
    for (uint32_t i = 0; i < tenant->drift_count; i++) {
        if (strcmp(tenant->drifts[i], name) == 0) {
            return false;
        }
    }
    if (tenant->drift_count == LEDGER_DRIFTS_MAX) {
        return false;
    }
    (void)snprintf(tenant->drifts[tenant->drift_count++], LEDGER_NAME_MAX, "%s", name);
    tenant->serial++;
    return true;
}

/* False: no such tenant. */
static bool switch_on(const char *tenant_id, const struct scenario *scenario, bool *changed)
{
    struct ledger *ledger = ledger_lock();
    struct ledger_tenant *tenant = ledger_find(ledger, tenant_id);

    *changed = true;
    if (tenant == NULL) {
        ledger_unlock();
        return false;
    }
    if (strcmp(scenario->kind, "drift") == 0) {
        *changed = add_drift(tenant, scenario->name);
    } else if (strcmp(scenario->kind, "fixed") == 0) {
        *changed = tenant->drift_count > 0;
        tenant->drift_count = 0;
        tenant->serial++;
    } else {
        bool well = strcmp(scenario->kind, "well") == 0;

        (void)snprintf(tenant->failure, LEDGER_NAME_MAX, "%s", well ? "" : scenario->name);
        memset(tenant->counters, 0, sizeof tenant->counters);
        memset(ledger->windows, 0, sizeof ledger->windows);
    }
    ledger_unlock();
    return true;
}

enum rc admin_scenario(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct scenario *scenario = scenario_find(sim_scenarios(), param_text(req, "name"));
    const char *tenant = param_text(req, "tenant");
    struct strbuf out;
    bool changed;

    if (!is_admin(cx, req)) {
        return problem(cx, reply, 403, "not allowed");
    }
    if (scenario == NULL) {
        return problem(cx, reply, 404, "there is no such scenario");
    }
    tenant = tenant == NULL ? sim_first_tenant() : tenant;
    if (!switch_on(tenant, scenario, &changed)) {
        return problem(cx, reply, 404, "there is no such tenant");
    }
    strbuf_init(&out, cx->mem, STATE_BYTES_MAX);
    put(&out, "{\"scenario\":", scenario->name);
    put(&out, ",\"tenant\":", tenant);
    strbuf_printf(&out, ",\"changed\":%s", changed ? "true" : "false");
    put(&out, ",\"text\":", scenario->text);
    strbuf_putc(&out, '}');
    return say(reply, 200, &out);
}
