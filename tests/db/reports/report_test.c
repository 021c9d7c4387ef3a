/* Exports as scripts read them: header, order, escapes, filter, isolation. */
#include "reports/report.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "reports/record.h"
#include "support/scratch.h"
#include "support/suite.h"

#define TENANT    "00000000-0000-7000-8000-0000000000aa"
#define RUN       "00000000-0000-7000-8000-0000000000bb"
#define REPORT_ID "00000000-0000-7000-8000-0000000000cc"

static const char findings_header[] =
    "id,identity,tenant,tenant_id,severity,state,source,family,object_id,object_name,path,title,"
    "before,after,owner,assignee,first_seen,last_seen,due,reopened_count\r\n";
static const char inventory_header[] =
    "id,tenant,tenant_id,family,object_id,name,state,version,content_sha256,first_seen,"
    "last_seen,changed\r\n";

/* A tenant with two objects, the first with a hostile name, and a report that is to be written. */
static struct workspace_id estate(struct scratch *s, const char *slug, const char *parameters)
{
    struct workspace_id ws = scratch_workspace(s, slug);
    const char *w = id_text(&s->cx, ws.v);

    scratch_exec(s,
                 "SET session_replication_role = replica;"
                 " INSERT INTO tenant VALUES ('%s', '" TENANT "', 'nord', 'Nordwind, \"GmbH\"', 'active', now());"
                 " INSERT INTO run (workspace_id, run_id, operation, tenant_id, state, origin, requested_at) VALUES"
                 " ('%s', '" RUN "', 'capture', '" TENANT "', 'queued', 'schedule', '2026-01-02T03:04:05Z');"
                 " INSERT INTO run_area (workspace_id, run_id, area, position, state, expected, read) VALUES"
                 " ('%s', '" RUN "', 'named_location', 1, 'read', 4, 3);",
                 w, w, w);
    for (int i = 1; i <= 2; i++) {
        scratch_exec(
            s,
            "SET session_replication_role = replica;"
            " INSERT INTO subject (workspace_id, subject_id, tenant_id, family, object_id, name, state, version,"
            " document_hash, first_seen_at, changed_at, last_seen_at, last_seen_run) VALUES ('%s',"
            " '00000000-0000-7000-8000-00000000000%d', '" TENANT "', 'named_location', 'obj%d', %s, 'present', 2,"
            " '\\x%064d', '2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z', '" RUN "')",
            w, i, i, i == 1 ? "'=cmd()'" : "E'two\\nlines'", i);
    }
    scratch_exec(s,
                 "SET session_replication_role = replica;"
                 " INSERT INTO stored_report (workspace_id, report_id, kind, format, parameters, state, created_at,"
                 " expires_at) VALUES ('%s', '" REPORT_ID "', 'inventory', 'csv', '%s', 'requested', now(), now())",
                 w, parameters);
    return ws;
}

static enum rc collect(void *context, struct bytes piece)
{
    strbuf_bytes(context, piece);
    return RC_OK;
}

static const char *stream(struct scratch *s, struct workspace_id ws, enum report_kind kind, enum report_format format,
                          int64_t *rows)
{
    struct strbuf *out = arena_alloc(s->cx.mem, sizeof *out);
    struct report_sink sink = { collect, out };
    struct uuid id;

    strbuf_init(out, s->cx.mem, 1 << 20);
    ck_assert_int_eq(uuid_parse(REPORT_ID, &id), RC_OK);
    scratch_begin(s, "tp_worker", TX_READ, ws, (struct account_id){ { { 0 } } });
    ck_assert_int_eq(report_stream(&s->cx, id, kind, format, &sink, rows), RC_OK);
    scratch_commit(s);
    return out->data;
}

START_TEST(the_inventory_is_rfc_4180_and_defused)
{
    struct scratch *s = scratch_new();
    struct workspace_id ws = estate(s, "one", "{}");
    int64_t rows = 0;
    const char *csv = stream(s, ws, REPORT_INVENTORY, REPORT_CSV, &rows);
    char expected[2000];

    (void)snprintf(
        expected, sizeof expected,
        "%s00000000-0000-7000-8000-000000000001,\"Nordwind, \"\"GmbH\"\"\"," TENANT
        ",named_location,obj1,'=cmd(),present,2,%064d,2026-01-01T00:00:00.500000Z,2026-01-01T00:00:00.000000Z,"
        "2026-01-01T00:00:00.000000Z\r\n"
        "00000000-0000-7000-8000-000000000002,\"Nordwind, \"\"GmbH\"\"\"," TENANT
        ",named_location,obj2,\"two\nlines\",present,2,%064d,2026-01-01T00:00:00.500000Z,"
        "2026-01-01T00:00:00.000000Z,2026-01-01T00:00:00.000000Z\r\n",
        inventory_header, 1, 2);
    ck_assert_str_eq(csv, expected);
    ck_assert_int_eq(rows, 2);
    scratch_free(s);
}

END_TEST

START_TEST(json_holds_the_values_as_they_are)
{
    struct scratch *s = scratch_new();
    struct workspace_id ws = estate(s, "one", "{\"q\": \"CMD\"}");
    int64_t rows = 0;
    const char *json = stream(s, ws, REPORT_INVENTORY, REPORT_JSON, &rows);

    ck_assert_int_eq(rows, 1);
    ck_assert_ptr_eq(
        strstr(json, "[\n{\"id\":\"00000000-0000-7000-8000-000000000001\",\"tenant\":\"Nordwind, \\\"GmbH\\\"\""),
        json);
    ck_assert_ptr_nonnull(strstr(json, "\"name\":\"=cmd()\""));
    ck_assert_ptr_nonnull(strstr(json, "\"version\":2,"));
    ck_assert_ptr_nonnull(strstr(json, "\"first_seen\":\"2026-01-01T00:00:00.500000Z\""));
    ck_assert_str_eq(json + strlen(json) - 3, "\n]\n");
    ck_assert_str_eq(stream(s, ws, REPORT_FINDINGS, REPORT_JSON, &rows), "[]\n");
    ck_assert_str_eq(stream(s, ws, REPORT_FINDINGS, REPORT_CSV, &rows), findings_header);
    ck_assert_int_eq(rows, 0);
    scratch_free(s);
}

END_TEST

START_TEST(runs_carry_their_coverage)
{
    struct scratch *s = scratch_new();
    struct workspace_id ws = estate(s, "one", "{\"tenant\": \"" TENANT "\"}");
    const char *csv = stream(s, ws, REPORT_RUNS, REPORT_CSV, NULL);

    ck_assert_ptr_nonnull(strstr(csv, RUN ",\"Nordwind, \"\"GmbH\"\"\"," TENANT ",capture,queued,,,,0,4,3,0,"
                                          "2026-01-02T03:04:05.000000Z,,,schedule\r\n"));
    scratch_free(s);
}

END_TEST

START_TEST(another_workspace_sees_no_row)
{
    struct scratch *s = scratch_new();
    struct workspace_id other;

    (void)estate(s, "one", "{}");
    other = scratch_workspace(s, "two");
    ck_assert_str_eq(stream(s, other, REPORT_INVENTORY, REPORT_CSV, NULL), inventory_header);
    scratch_free(s);
}

END_TEST

/* domain.md 4, and that the two implementations are one. */
START_TEST(sql_and_c_defuse_the_same_texts)
{
    static const struct {
        const char *text;
        bool risky;
    } cases[] = { { "", false },
                  { "plain", false },
                  { "=1+1", true },
                  { "+49 40", true },
                  { "-5", true },
                  { "@SUM", true },
                  { "\tx", true },
                  { "\rx", true },
                  { "  =x", true },
                  { " \n=x", true },
                  { "\xef\xbc\x9d"
                    "1",
                    true },
                  { "\xef\xbc\x8b", true },
                  { "\xef\xbc\x8d", true },
                  { "\xef\xbc\xa0", true },
                  { "\xe3\x80\x80=x", true },
                  { "\xc2\xa0-x", true },
                  { "'=x", true },
                  { "''=x", true },
                  { "'tis", false },
                  { "a=b", false },
                  { "\xc3\x84=b", false },
                  { "\"=x\"", false },
                  { "{\"a\":1}", false },
                  { "[-1]", false },
                  { "\xef\xb9\xa6", true },
                  { "1=2", false },
                  { "~", false } };
    struct scratch *s = scratch_new();

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *hex = hex_encode(s->cx.mem, bytes_text(cases[i].text));
        const char *safe = scratch_text(s, "SELECT csv_safe(convert_from('\\x%s', 'UTF8'))", hex);

        ck_assert_msg(csv_is_risky(cases[i].text) == cases[i].risky, "C: case %zu", i);
        ck_assert_msg(text_equal(safe, arena_printf(s->cx.mem, "%s%s", cases[i].risky ? "'" : "", cases[i].text)),
                      "SQL: case %zu", i);
    }
    scratch_free(s);
}

END_TEST

SUITE(reports_report, the_inventory_is_rfc_4180_and_defused, json_holds_the_values_as_they_are,
      runs_carry_their_coverage, another_workspace_sees_no_row, sql_and_c_defuse_the_same_texts);
