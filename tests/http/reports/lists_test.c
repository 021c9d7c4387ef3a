/* Every list as a page, as JSON and as CSV: the same rows under the same filter, and in JSON the fields of the export (product.md,
 * "Operator URLs"). Asked of the real programs; the CSV is what the worker's job would write. */
#include <string.h>

#include "base/text.h"
#include "ext/json.h"
#include "reports/report.h"
#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/governance.h"
#include "support/proof.h"
#include "support/released.h"
#include "support/suite.h"

enum { COLUMNS_MAX = 40, ROWS_MAX = 100, QUERIES_MAX = 12 };

/* @t is a tenant, @f a finding of it, @r a run. The first query is the list as it comes; `narrow` gives fewer rows, but some. */
static const struct list {
    const char *program;
    const char *path;
    const char *report;
    const char *narrow;
    const char *queries[QUERIES_MAX];
} lists[] = {
    { "inbox",
      "findings",
      "findings",
      "?tenant=@t",
      { "", "?scope=mine", "?scope=intake", "?scope=closed", "?state=open", "?state=resolved&scope=closed",
        "?severity=high", "?severity=low", "?q=ALP", "?sort=seen&q=beta", "?scope=live&tenant=@t" } },
    { "inbox",
      "runs",
      "runs",
      "?q=alp",
      { "", "?state=completed", "?state=queued", "?outcome=partial", "?outcome=failed", "?operation=capture",
        "?operation=compare", "?tenant=@t" } },
    { "inbox",
      "inventory",
      "inventory",
      "?q=alp",
      { "", "?state=present", "?state=deleted", "?family=conditional_access", "?family=none", "?tenant=@t" } },
    { "inbox", "tenants", "tenants", "?q=ALP", { "", "?state=active", "?state=archived", "?q=none" } },
    { "inbox", "portfolio", "portfolio", "?q=ALP", { "", "?state=active", "?state=archived" } },
    { "inbox",
      "inbox",
      "decisions",
      "?tenant=@t",
      { "", "?scope=open", "?scope=done", "?kind=approval_required", "?kind=drift", "?severity=high",
        "?severity=low" } },
    { "inbox",
      "exceptions",
      "exceptions",
      "?tenant=@t",
      { "", "?scope=requested", "?scope=ended", "?scope=active", "?finding=@f" } },
    { "inbox", "baselines", "baselines", "?tenant=@t", { "" } },
    { "inbox", "drift", "drift", "?tenant=@t", { "" } },
    { "reviews", "reviews", "reviews", "?q=alp", { "", "?state=in_review", "?state=draft", "?tenant=@t" } },
    { "reviews", "controls", "controls", NULL, { "", "?tenant=@t" } },
    { "reviews", "evidence", "evidence", "?tenant=@t", { "", "?run=@r", "?control=none", "?q=SETTINGS", "?q=none" } },
    { "reports", "reports", "reports", NULL, { "" } },
};

static struct scratch *s;
static struct workspace_id msp;
static struct account_id anna;
static struct served *reports;
static struct served *p; /* of the list */
static const char *tenant;

/* ---- the world ---- */

static void place(const char *name)
{
    struct tenant_id id = released_tenant(s, msp, name);
    const char *ws = id_text(&s->cx, msp.v);

    estate_place(s, msp, id, name);
    governance_place_baseline(s, msp, id, name);
    governance_place(s, msp, id, name);
    proof_place(s, msp, id, name);
    scratch_exec(s, "SET session_replication_role = replica");
    scratch_exec(s,
                 "INSERT INTO tenant_posture (workspace_id, tenant_id, run_id, evaluated_at, compliant, by_exception,"
                 " non_compliant, not_assessed) SELECT workspace_id, tenant_id, run_id, now(), 3, 0, 1, 2 FROM run"
                 " WHERE workspace_id = '%s' AND tenant_id = '%s' LIMIT 1",
                 ws, id_text(&s->cx, id.v));
    scratch_exec(
        s,
        "INSERT INTO control_result (workspace_id, run_id, interpretation_code, version, tenant_id, control_code,"
        " result, checked, failing, evaluated_at) SELECT p.workspace_id, p.run_id, i.interpretation_code,"
        " i.version, p.tenant_id, i.control_code, 'not_satisfied', 3, 1, now() FROM tenant_posture p,"
        " (SELECT * FROM control_interpretation ORDER BY interpretation_code LIMIT 1) AS i"
        " WHERE p.workspace_id = '%s' AND p.tenant_id = '%s'",
        ws, id_text(&s->cx, id.v));
    scratch_exec(s, "SET session_replication_role = DEFAULT");
    tenant = id_text(&s->cx, id.v);
}

static void start(void)
{
    s = scratch_new();
    msp = scratch_workspace(s, "msp");
    anna = scratch_member(s, msp, "anna", ROLE_OWNER);
    place("beta");
    place("alpha");
    scratch_exec(s,
                 "SET session_replication_role = replica; UPDATE finding SET assignee_id = '%s', state = 'assigned'"
                 " WHERE finding_id = (SELECT min(finding_id::text)::uuid FROM finding); UPDATE finding SET state ="
                 " 'resolved' WHERE finding_id = (SELECT max(finding_id::text)::uuid FROM finding);"
                 " SET session_replication_role = DEFAULT",
                 id_text(&s->cx, anna.v));
    reports = served_start("reports", s, 1);
    served_sign_in(reports, s, anna, "operator");
}

static void end(void)
{
    served_free(reports);
    scratch_free(s);
}

/* ---- asking ---- */

static const char *filled(const char *query)
{
    const struct {
        const char *mark;
        const char *value;
    } marks[] = {
        { "@t", tenant },
        { "@f", scratch_text(s, "SELECT finding_id FROM exception WHERE tenant_id = '%s' LIMIT 1", tenant) },
        { "@r", scratch_text(s, "SELECT run_id FROM evidence_item WHERE tenant_id = '%s' LIMIT 1", tenant) },
    };

    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        const char *at = strstr(query, marks[i].mark);

        if (at != NULL) {
            query = arena_printf(s->cx.mem, "%.*s%s%s", (int)(at - query), query, marks[i].value, at + 2);
        }
    }
    return query;
}

static const char *uri_of(const struct list *list, const char *query)
{
    return arena_printf(s->cx.mem, "/w/msp/%s%s%climit=%d", list->path, filled(query), query[0] == '\0' ? '?' : '&',
                        ROWS_MAX);
}

static const struct json *rows_of(const struct list *list, const char *uri)
{
    struct answer answer = served_ask(p, &(struct ask){ .uri = uri, .accept = "application/json" });
    const struct json *page = NULL;
    const struct json *rows;

    ck_assert_msg(answer.status == 200, "%s: %d", uri, answer.status);
    ck_assert_int_eq(json_parse(&s->cx, bytes_text(answer.body), &page), RC_OK);
    rows = json_get(page, list->report);
    ck_assert_msg(json_kind_of(rows) == JSON_ARRAY, "%s: no \"%s\" in %.200s", uri, list->report, answer.body);
    ck_assert_uint_le(json_count(rows), ROWS_MAX);
    return rows;
}

static const char *location(struct served *served, const struct answer *answer, const char *uri)
{
    const char *header = answer_header(served->mem, answer, "Location");

    ck_assert_msg(answer->status == 303 && header != NULL, "%s: %d, not 303\n%.400s", uri, answer->status,
                  answer->body);
    return header;
}

/* The report that the list's CSV is, as the reports program has ordered it. */
static struct uuid order(const char *uri)
{
    struct ask ask = { .uri = uri, .accept = "text/csv" };
    struct answer answer = served_ask(p, &ask);
    struct uuid id;

    ask.uri = location(p, &answer, uri);
    answer = served_ask(reports, &ask);
    ck_assert_int_eq(uuid_parse(strrchr(location(reports, &answer, ask.uri), '/') + 1, &id), RC_OK);
    return id;
}

static enum rc collect(void *context, struct bytes piece)
{
    strbuf_bytes(context, piece);
    return RC_OK;
}

static const char *csv_of(const struct list *list, struct uuid id)
{
    struct strbuf *out = arena_alloc(s->cx.mem, sizeof *out);
    struct report_sink sink = { collect, out };
    enum report_kind kind;

    strbuf_init(out, s->cx.mem, 1 << 22);
    ck_assert_int_eq(report_kind_parse(list->report, &kind), RC_OK);
    scratch_begin(s, "tp_worker", TX_READ, msp, anna);
    ck_assert_int_eq(report_stream(&s->cx, id, kind, REPORT_CSV, &sink, NULL), RC_OK);
    scratch_commit(s);
    return out->data;
}

/* ---- comparing ---- */

/* The next cell as it was before it was written; *at is behind it. NULL is what an empty cell without quotes stands for. */
static const char *cell(const char **at)
{
    struct strbuf text;
    bool quoted = **at == '"';

    strbuf_init(&text, s->cx.mem, 1 << 20);
    *at += quoted ? 1 : 0;
    while (quoted ? !(**at == '"' && (*at)[1] != '"') : **at != ',' && **at != '\r') {
        *at += quoted && **at == '"' ? 1 : 0;
        strbuf_putc(&text, *(*at)++);
    }
    *at += quoted ? 1 : 0;
    return quoted || text.len > 0 ? text.data : NULL;
}

static size_t line(const char **at, const char *cells[static COLUMNS_MAX])
{
    size_t count = 0;

    for (;;) {
        ck_assert_uint_lt(count, COLUMNS_MAX);
        cells[count++] = cell(at);
        if (**at == '\r') {
            *at += 2;
            return count;
        }
        *at += 1;
    }
}

/* What a value of the page is in CSV; structured ones, which CSV has as text, are compared by themselves. */
static bool is_equal(const struct json *value, const char *text)
{
    switch (json_kind_of(value)) {
    case JSON_NULL:
        return text == NULL;
    case JSON_BOOL:
        return text_equal(json_truth(value, false) ? "true" : "false", text);
    case JSON_NUMBER:
        return text_equal(json_number(value), text);
    case JSON_STRING: /* a JSON value's own quotes are part of its text */
        return text_equal(json_text(value), text == NULL ? "" : text) ||
               text_equal(json_quoted(s->cx.mem, json_text(value)), text);
    case JSON_OBJECT:
        return json_count(value) > 0 || text_equal(text, "{}");
    case JSON_ARRAY:
        break;
    }
    return false;
}

static const struct json *row_of(const struct json *rows, const char *id)
{
    for (size_t i = 0; i < json_count(rows); i++) {
        if (text_equal(json_text(json_get(json_at(rows, i), "id")), id)) {
            return json_at(rows, i);
        }
    }
    return NULL;
}

static bool has_member(const struct json *object, const char *name)
{
    for (size_t i = 0; i < json_count(object); i++) {
        if (bytes_equal(json_key_at(object, i), bytes_text(name))) {
            return true;
        }
    }
    return false;
}

/* The rows of both, field by field; how many there are. */
static size_t compare(const char *uri, const struct json *rows, const char *csv)
{
    const char *names[COLUMNS_MAX];
    const char *cells[COLUMNS_MAX];
    const char *at = csv;
    size_t width = line(&at, names);
    size_t count = 0;

    for (; *at != '\0'; count++) {
        const struct json *row;

        ck_assert_uint_eq(line(&at, cells), width);
        row = row_of(rows, cells[0]);
        ck_assert_msg(row != NULL, "%s: %s is in the CSV alone", uri, cells[0]);
        for (size_t i = 0; i < width; i++) {
            ck_assert_msg(has_member(row, names[i]), "%s: no \"%s\" in JSON", uri, names[i]);
            ck_assert_msg(is_equal(json_get(row, names[i]), cells[i]), "%s: %s of %s is not '%s' as in CSV, but '%s%s'",
                          uri, names[i], cells[0], cells[i], json_text(json_get(row, names[i])),
                          json_number(json_get(row, names[i])));
        }
    }
    ck_assert_msg(count == json_count(rows), "%s: %zu rows in CSV, %zu in JSON", uri, count, json_count(rows));
    return count;
}

static size_t try(const struct list *list, const char *query)
{
    const char *uri = uri_of(list, query);
    struct uuid report = order(uri);
    const struct json *rows = rows_of(list, uri);

    return compare(uri, rows, csv_of(list, report));
}

static void try_list(const struct list *list)
{
    size_t whole = try(list, list->queries[0]);

    ck_assert_msg(whole > 0, "the world has no row for %s", list->path);
    for (size_t i = 1; i < QUERIES_MAX && list->queries[i] != NULL; i++) {
        (void)try(list, list->queries[i]);
    }
    if (list->narrow != NULL) {
        size_t some = try(list, list->narrow);

        ck_assert_msg(some > 0 && some < whole, "%s%s: %zu of %zu", list->path, list->narrow, some, whole);
    }
}

START_TEST(each_list_is_the_same_as_json_and_as_csv)
{
    start();
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        if (i == 0 || !text_equal(lists[i].program, lists[i - 1].program)) {
            if (i > 0) {
                served_free(p);
            }
            p = served_start(lists[i].program, s, 1);
            served_sign_in(p, s, anna, "operator");
        }
        try_list(&lists[i]);
    }
    served_free(p);
    end();
}

END_TEST

SUITE(http_reports_lists, each_list_is_the_same_as_json_and_as_csv);
