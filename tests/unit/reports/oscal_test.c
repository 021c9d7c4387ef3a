#include "reports/oscal.h"

#include "base/text.h"
#include "ext/json.h"
#include "support/bench.h"
#include "support/oscal.h"
#include "support/review_fixture.h"
#include "support/suite.h"

/* Whether it is valid; what is wrong is in the bench's file "out". */
static bool is_valid(struct bench *b, const char *file)
{
    return bench_run(b, "%s", oscal_check(b->mem, file)) == 0;
}

static const struct json *document(struct bench *b, const struct review_model *model)
{
    const struct json *root = NULL;
    struct strbuf buf;

    strbuf_init(&buf, b->mem, 1 << 22);
    oscal_write(&buf, model);
    ck_assert_int_eq(strbuf_done(&buf), RC_OK);
    bench_write(b, "ar.json", strbuf_view(&buf));
    ck_assert_int_eq(json_parse(&b->cx, strbuf_view(&buf), &root), RC_OK);
    return json_get(root, "assessment-results");
}

START_TEST(the_document_is_valid_against_nists_schema)
{
    struct bench b;

    bench_open(&b);
    (void)document(&b, &review_fixture(&b.cx, b.folder)->model);
    ck_assert_msg(is_valid(&b, "ar.json"), "%.400s", (const char *)bench_read(&b, "out").data);
    bench_close(&b);
}

END_TEST

START_TEST(an_empty_review_with_awkward_texts_is_valid_too)
{
    struct bench b;
    struct review_model model;

    bench_open(&b);
    model = review_fixture(&b.cx, b.folder)->model;
    model.title = " \n ";
    model.tenant_name = "  two\nlines ";
    model.control_count = model.finding_count = model.exception_count = model.evidence_count = 0;
    (void)document(&b, &model);
    ck_assert_msg(is_valid(&b, "ar.json"), "%.400s", (const char *)bench_read(&b, "out").data);
    bench_close(&b);
}

END_TEST

START_TEST(the_validator_refuses_a_uuid_of_version_7)
{
    struct bench b;

    bench_open(&b);
    (void)document(&b, &review_fixture(&b.cx, b.folder)->model);
    ck_assert_int_eq(
        bench_run(&b, "sed '0,/\"uuid\": \"........-....-5/s//\"uuid\": \"01234567-89ab-7/' ar.json > v7.json"), 0);
    ck_assert(!is_valid(&b, "v7.json"));
    bench_close(&b);
}

END_TEST

START_TEST(an_accepted_risk_is_a_deviation_and_never_satisfied)
{
    struct bench b;
    const struct json *result;
    const struct json *risks;
    const struct json *findings;
    size_t unsatisfied = 0;

    bench_open(&b);
    result = json_at(json_get(document(&b, &review_fixture(&b.cx, b.folder)->model), "results"), 0);
    risks = json_get(result, "risks");
    findings = json_get(result, "findings");
    /* one active, one expired; the rejected one was never a risk that somebody took */
    ck_assert_uint_eq(json_count(risks), 2);
    ck_assert_str_eq(json_text(json_get(json_at(risks, 0), "status")), "deviation-approved");
    ck_assert_str_eq(json_text(json_get(json_at(risks, 1), "status")), "closed");
    /* eight controls, of which five were judged: two satisfied, one by exception, two not */
    ck_assert_uint_eq(json_count(findings), 5);
    for (size_t i = 0; i < 5; i++) {
        const struct json *finding = json_at(findings, i);
        const struct json *status = json_get(json_get(finding, "target"), "status");

        unsatisfied += text_equal(json_text(json_get(status, "state")), "not-satisfied") ? 1 : 0;
        if (json_get(finding, "related-risks") != NULL) {
            ck_assert_str_eq(json_text(json_get(json_get(finding, "target"), "target-id")), "tp-dat-01");
        }
    }
    ck_assert_uint_eq(unsatisfied, 3);
    bench_close(&b);
}

END_TEST

START_TEST(the_plan_is_a_resource_of_the_back_matter)
{
    struct bench b;
    const struct json *root;
    const char *href;
    const struct json *first;

    bench_open(&b);
    root = document(&b, &review_fixture(&b.cx, b.folder)->model);
    href = json_text(json_get(json_get(root, "import-ap"), "href"));
    first = json_at(json_get(json_get(root, "back-matter"), "resources"), 0);
    ck_assert_str_eq(href + 1, json_text(json_get(first, "uuid")));
    ck_assert_int_eq(href[0], '#');
    bench_close(&b);
}

END_TEST

SUITE(reports_oscal, the_document_is_valid_against_nists_schema, an_empty_review_with_awkward_texts_is_valid_too,
      the_validator_refuses_a_uuid_of_version_7, an_accepted_risk_is_a_deviation_and_never_satisfied,
      the_plan_is_a_resource_of_the_back_matter);
