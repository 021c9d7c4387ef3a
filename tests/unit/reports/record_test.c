#include "reports/record.h"

#include "base/text.h"
#include "ext/json.h"
#include "support/bench.h"
#include "support/review_fixture.h"
#include "support/suite.h"

static const char *csv(struct bench *b, const struct review_model *model, enum record_kind kind)
{
    struct strbuf buf;

    strbuf_init(&buf, b->mem, 1 << 20);
    record_write_csv(&buf, model, kind);
    ck_assert_int_eq(strbuf_done(&buf), RC_OK);
    return buf.data;
}

START_TEST(texts_are_defused_and_numbers_left_alone)
{
    struct bench b;
    struct review_model model;
    struct review_finding finding = { .object_name = "=1+1",
                                      .title = "a, \"b\"\r\n",
                                      .before = "",
                                      .after = NULL,
                                      .reopened_count = -5,
                                      .severity = "low",
                                      .path = "-x" };
    const char *text;

    bench_open(&b);
    model = (struct review_model){ .findings = &finding, .finding_count = 1 };
    text = csv(&b, &model, RECORD_FINDINGS);
    ck_assert_str_eq(
        text, "id,identity,severity,state,since,source,control_id,family,object_id,object_name,path,title,before,after,"
              "first_seen,last_seen,due,reopened_count\r\n"
              ",,low,,,,,,,'=1+1,'-x,\"a, \"\"b\"\"\r\n\",\"\",,,,,-5\r\n");
    bench_close(&b);
}

END_TEST

START_TEST(every_list_has_a_header_and_a_line_for_each_record)
{
    static const size_t lines[RECORD_KIND_COUNT] = { [RECORD_FINDINGS] = 8,
                                                     [RECORD_CONTROLS] = 9,
                                                     [RECORD_EXCEPTIONS] = 4,
                                                     [RECORD_DECISIONS] = 3,
                                                     [RECORD_EVIDENCE] = 3 };
    struct bench b;
    struct review_fixture *f;

    bench_open(&b);
    f = review_fixture(&b.cx, b.folder);
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        size_t count = 0;

        for (const char *at = csv(&b, &f->model, (enum record_kind)kind); (at = strstr(at, "\r\n")) != NULL; at += 2) {
            count++;
        }
        if (lines[kind] != 0) {
            ck_assert_uint_eq(count, lines[kind]);
        }
    }
    bench_close(&b);
}

END_TEST

START_TEST(json_says_what_csv_says_and_keeps_structure)
{
    struct bench b;
    struct review_fixture *f;
    const struct json *root = NULL;
    const struct json *first;
    struct strbuf buf;

    bench_open(&b);
    f = review_fixture(&b.cx, b.folder);
    strbuf_init(&buf, b.mem, 1 << 20);
    record_write_json(&buf, &f->model, RECORD_RUNS);
    ck_assert_int_eq(json_parse(&b.cx, strbuf_view(&buf), &root), RC_OK);
    ck_assert_str_eq(json_text(json_get(root, "schema")), "tenantpilot.pack.runs/1");
    first = json_at(json_get(root, "runs"), 0);
    ck_assert_str_eq(json_text(json_get(first, "finished")), "2025-11-22T07:00:00.000000Z");
    ck_assert_int_eq(json_i64(json_get(json_at(json_get(first, "coverage"), 4), "skipped"), -1), 9);
    strbuf_clear(&buf);
    record_write_json(&buf, &f->model, RECORD_FINDINGS);
    ck_assert_int_eq(json_parse(&b.cx, strbuf_view(&buf), &root), RC_OK);
    /* as it is: JSON needs no escape against spreadsheets */
    ck_assert_ptr_eq(strstr(json_text(json_get(json_at(json_get(root, "findings"), 5), "object_name")), "=HYPERLINK"),
                     json_text(json_get(json_at(json_get(root, "findings"), 5), "object_name")));
    ck_assert_int_eq(json_kind_of(json_get(json_at(json_get(root, "findings"), 0), "due")), JSON_NULL);
    bench_close(&b);
}

END_TEST

START_TEST(the_judgement_counts_accepted_risks_apart)
{
    static const struct {
        struct review_numbers numbers;
        enum review_judgement judgement;
        const char *text;
    } cases[] = {
        { { 12, 0, 0, 0 }, JUDGEMENT_COMPLIANT, "All 12 assessed controls are met." },
        { { 10, 2, 0, 0 }, JUDGEMENT_BY_EXCEPTION, "All 12 assessed controls are met, 2 of them by accepted risks." },
        { { 10, 1, 1, 3 },
          JUDGEMENT_NON_COMPLIANT,
          "One of the controls that were assessed is not met and needs a decision (assessed: 12). 3 controls could not be assessed." },
        { { 0, 0, 0, 4 }, JUDGEMENT_NOT_ASSESSED, "No control could be assessed in this period." },
        { { 1, 0, 0, 1 },
          JUDGEMENT_COMPLIANT,
          "The one control that was assessed is met. One control could not be assessed." },
    };
    struct bench b;

    bench_open(&b);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_int_eq(review_judge(&cases[i].numbers), cases[i].judgement);
        ck_assert_str_eq(review_judgement_text(b.mem, &locale_source, &cases[i].numbers), cases[i].text);
    }
    bench_close(&b);
}

END_TEST

SUITE(reports_record, texts_are_defused_and_numbers_left_alone, every_list_has_a_header_and_a_line_for_each_record,
      json_says_what_csv_says_and_keeps_structure, the_judgement_counts_accepted_risks_apart);
