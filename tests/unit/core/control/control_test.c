/* What interpretations come to together, and the four numbers: expectations are typed from domain.md 2 and R7. */
#include "core/control/control.h"

#include "base/clock.h"
#include "support/suite.h"

#define COMBINED(...)                                                                                                  \
    control_combine((const enum control_result[]){ __VA_ARGS__ },                                                      \
                    sizeof((const enum control_result[]){ __VA_ARGS__ }) / sizeof(enum control_result))

START_TEST(the_worst_result_wins)
{
    ck_assert_int_eq(COMBINED(CONTROL_SATISFIED, CONTROL_NOT_ASSESSED, CONTROL_NOT_SATISFIED), CONTROL_NOT_SATISFIED);
    ck_assert_int_eq(COMBINED(CONTROL_SATISFIED, CONTROL_NOT_ASSESSED), CONTROL_NOT_ASSESSED);
    ck_assert_int_eq(COMBINED(CONTROL_MANUAL, CONTROL_NOT_ASSESSED), CONTROL_NOT_ASSESSED);
    ck_assert_int_eq(COMBINED(CONTROL_SATISFIED, CONTROL_MANUAL), CONTROL_MANUAL);
    ck_assert_int_eq(COMBINED(CONTROL_SATISFIED, CONTROL_SATISFIED_BY_EXCEPTION), CONTROL_SATISFIED_BY_EXCEPTION);
    ck_assert_int_eq(COMBINED(CONTROL_NOT_APPLICABLE, CONTROL_SATISFIED), CONTROL_SATISFIED);
    ck_assert_int_eq(COMBINED(CONTROL_NOT_APPLICABLE, CONTROL_NOT_APPLICABLE), CONTROL_NOT_APPLICABLE);
    ck_assert_int_eq(control_combine(NULL, 0), CONTROL_MANUAL);
}

END_TEST

START_TEST(controls_are_counted_by_four_numbers)
{
    static const struct control_outcome outcomes[] = {
        { .control_code = "a", .result = CONTROL_SATISFIED },
        { .control_code = "a", .result = CONTROL_NOT_SATISFIED },
        { .control_code = "b", .result = CONTROL_SATISFIED },
        { .control_code = "b", .result = CONTROL_NOT_APPLICABLE },
        { .control_code = "c", .result = CONTROL_SATISFIED_BY_EXCEPTION },
        { .control_code = "d", .result = CONTROL_NOT_ASSESSED },
        { .control_code = "e", .result = CONTROL_NOT_APPLICABLE },
        { .control_code = "f", .result = CONTROL_SATISFIED },
    };
    struct posture posture = { .compliant = 99, .not_assessed = 99 };

    /* eight in the catalogue: two have no outcome */
    control_count(outcomes, sizeof outcomes / sizeof outcomes[0], 8, &posture);
    ck_assert_int_eq(posture.compliant, 2);
    ck_assert_int_eq(posture.by_exception, 1);
    ck_assert_int_eq(posture.non_compliant, 1);
    ck_assert_int_eq(posture.not_assessed, 3);
}

END_TEST

static enum control_result judged(const char *strategy, struct check_tally tally)
{
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = arena_new(), .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    const struct check *check;
    enum control_result result;

    ck_assert_int_eq(check_parse(&cx,
                                 bytes_text(arena_printf(
                                     cx.mem, "{\"strategy\":\"%s\",\"%s\":[{\"path\":\"a\",\"op\":\"present\"}]}",
                                     strategy, strategy[0] == 'n' ? "where" : "expect")),
                                 &check),
                     RC_OK);
    result = control_judge(check, &tally);
    arena_free(cx.mem);
    return result;
}

START_TEST(an_interpretation_is_judged_by_its_strategy)
{
    ck_assert_int_eq(judged("each", (struct check_tally){ 4, 2, 2 }), CONTROL_SATISFIED);
    ck_assert_int_eq(judged("each", (struct check_tally){ 4, 2, 1 }), CONTROL_NOT_SATISFIED);
    ck_assert_int_eq(judged("each", (struct check_tally){ 4, 0, 0 }), CONTROL_NOT_APPLICABLE);
    ck_assert_int_eq(judged("every", (struct check_tally){ 4, 0, 0 }), CONTROL_NOT_SATISFIED);
    ck_assert_int_eq(judged("every", (struct check_tally){ 4, 2, 2 }), CONTROL_SATISFIED);
    ck_assert_int_eq(judged("any", (struct check_tally){ 4, 2, 1 }), CONTROL_SATISFIED);
    ck_assert_int_eq(judged("any", (struct check_tally){ 0, 0, 0 }), CONTROL_NOT_SATISFIED);
    ck_assert_int_eq(judged("none", (struct check_tally){ 4, 0, 0 }), CONTROL_SATISFIED);
    ck_assert_int_eq(judged("none", (struct check_tally){ 4, 1, 0 }), CONTROL_NOT_SATISFIED);
}

END_TEST

SUITE(control, the_worst_result_wins, controls_are_counted_by_four_numbers,
      an_interpretation_is_judged_by_its_strategy);
