/* The catalogue as it is shipped: whole, and each interpretation told right from wrong by its fixtures.
 *
 * fixtures/<interpretation>.{pass,fail}.json hold a family's objects as the provider gives them; they go through the family's rules
 * as captured ones do. */
#include "core/control/catalog.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "core/drift/drift.h"
#include "providers/graph/rules/rules.h"
#include "support/suite.h"

enum { CONTROLS_MIN = 14, INTERPRETATIONS_MIN = 18, FAMILIES = 12, FIXTURE_MAX = 64 * 1024 };

static struct fail fail;
static struct cx cx;
static struct catalog catalog;

static void begin(void)
{
    cx = (struct cx){ .mem = arena_new(), .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    ck_assert_msg(catalog_read(&cx, &catalog) == RC_OK, "%s", fail.detail);
}

static struct bytes fixture(const char *code, const char *which)
{
    const char *path = arena_printf(cx.mem, "tests/unit/core/control/fixtures/%s.%s.json", code, which);
    FILE *file = fopen(path, "rb");
    char *text = arena_alloc(cx.mem, FIXTURE_MAX);
    size_t len;

    ck_assert_msg(file != NULL, "%s is missing", path);
    len = fread(text, 1, FIXTURE_MAX, file);
    (void)fclose(file);
    ck_assert_msg(len > 0 && len < FIXTURE_MAX, "%s", path);
    return bytes_of(text, len);
}

static const struct node *parsed(struct bytes text)
{
    struct document_error error;
    struct node *root;

    ck_assert(document_parse(cx.mem, text, &document_limits_default, &root, &error) == RC_OK);
    return root;
}

/* What the interpretation says of the fixture's objects, at 2026-11-23T12:00:00Z. */
static enum control_result judged(const struct interpretation *interpretation, const char *which)
{
    static const struct drift_key key = { { 5 } };
    struct bytes text = fixture(interpretation->code, which);
    const struct node *list = parsed(text);
    struct check_tally tally = { 0 };
    const struct check *check;
    int64_t now_us;

    ck_assert_int_eq(time_parse("2026-11-23T12:00:00Z", &now_us), RC_OK);
    ck_assert_int_eq(check_parse(&cx, bytes_text(interpretation->rule), &check), RC_OK);
    ck_assert_int_eq(list->kind, DOCUMENT_ARRAY);
    for (uint32_t i = 0; i < list->len; i++) {
        struct bytes raw =
            bytes_of((const char *)text.data + list->items[i].start, list->items[i].end - list->items[i].start);
        struct drift_canonical canonical;

        ck_assert_msg(drift_canonicalize(&cx, graph_rules_find(interpretation->family), raw, &key, &canonical) == RC_OK,
                      "%s.%s: %s", interpretation->code, which, fail.detail);
        check_tally_add(&tally, check_object(check, parsed(canonical.bytes), now_us));
    }
    return control_judge(check, &tally);
}

START_TEST(fixtures_tell_right_from_wrong)
{
    begin();
    for (size_t i = 0; i < catalog.interpretations.count; i++) {
        const struct interpretation *interpretation = &catalog.interpretations.items[i];

        ck_assert_msg(judged(interpretation, "pass") == CONTROL_SATISFIED, "%s does not pass", interpretation->code);
        ck_assert_msg(judged(interpretation, "fail") == CONTROL_NOT_SATISFIED, "%s does not fail",
                      interpretation->code);
    }
    arena_free(cx.mem);
}

END_TEST

/* Not a number of its own, but each kind of thing is there. */
START_TEST(the_catalogue_is_whole)
{
    static const char *const domains[] = { "identity", "access", "endpoint", "data", "apps" };
    const char *families[FAMILIES] = { NULL };
    size_t family_count = 0;
    size_t manual = 0;

    begin();
    ck_assert_uint_ge(catalog.controls.count, CONTROLS_MIN);
    ck_assert_uint_ge(catalog.interpretations.count, INTERPRETATIONS_MIN);
    for (size_t d = 0; d < sizeof domains / sizeof domains[0]; d++) {
        size_t count = 0;

        for (size_t i = 0; i < catalog.controls.count; i++) {
            count += text_equal(catalog.controls.items[i].domain, domains[d]);
        }
        ck_assert_msg(count > 0, "no control in %s", domains[d]);
    }
    for (size_t i = 0; i < catalog.controls.count; i++) {
        manual += text_equal(catalog.controls.items[i].detectability, "manual");
    }
    ck_assert_uint_ge(manual, 1);
    for (size_t i = 0; i < catalog.interpretations.count; i++) {
        const char *family = catalog.interpretations.items[i].family;
        size_t at = 0;

        ck_assert_msg(graph_rules_find(family) != NULL, "%s", family);
        while (at < family_count && !text_equal(families[at], family)) {
            at++;
        }
        ck_assert_uint_lt(at, FAMILIES);
        families[at] = family;
        family_count += at == family_count;
    }
    ck_assert_uint_eq(family_count, FAMILIES);
    arena_free(cx.mem);
}

END_TEST

/* NIST SP 800-53 r5: "AC-2" or "AC-2(12)". */
static bool is_spine_id(const char *id)
{
    char family[3];
    int number;
    int enhancement;
    int used = 0;

    if (sscanf(id, "%2[A-Z]-%2d(%2d)%n", family, &number, &enhancement, &used) == 3 && id[used] == '\0' && used > 0) {
        return true;
    }
    used = 0;
    return sscanf(id, "%2[A-Z]-%2d%n", family, &number, &used) == 2 && used > 0 && id[used] == '\0';
}

START_TEST(the_spine_is_made_of_identifiers)
{
    begin();
    for (size_t i = 0; i < catalog.controls.count; i++) {
        const struct control *control = &catalog.controls.items[i];

        for (size_t s = 0; s < control->spine_count; s++) {
            ck_assert_msg(is_spine_id(control->spine[s]), "%s: '%s'", control->code, control->spine[s]);
        }
    }
    arena_free(cx.mem);
}

END_TEST

SUITE(control_catalog, fixtures_tell_right_from_wrong, the_catalogue_is_whole, the_spine_is_made_of_identifiers);
