#include "core/run/run.h"
#include "support/suite.h"

static const char *sentence(struct arena *mem, const struct run *run, const struct run_area *areas, size_t count)
{
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = mem, .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    const struct run_sentence said = run_summary(&cx, run, areas, count);

    return run_sentence_text(&cx, &said);
}

START_TEST(an_unread_area_is_named_with_its_reason_and_permission)
{
    struct arena *mem = arena_new();
    const struct run run = { .operation = OPERATION_CAPTURE,
                             .state = RUN_COMPLETED,
                             .outcome = RUN_OUTCOME_PARTIAL,
                             .reason = RUN_REASON_PERMISSION_MISSING };
    const struct run_area areas[] = {
        { .label = "Named locations", .state = AREA_READ, .expected = 400, .read = 412 },
        { .label = "Conditional Access",
          .state = AREA_NOT_READ,
          .expected = 18,
          .reason = RUN_REASON_PERMISSION_MISSING,
          .detail = "Policy.Read.All" },
    };

    ck_assert_str_eq(sentence(mem, &run, areas, 2),
                     "Captured 412 of 430 subjects; the area Conditional Access was not read: A permission is missing"
                     " (Policy.Read.All).");
    ck_assert_str_eq(run_advice(&run, areas, 2),
                     "Have the permission granted in the tenant, then test the connection.");
    arena_free(mem);
}

END_TEST

START_TEST(each_way_to_end_has_its_sentence)
{
    struct arena *mem = arena_new();
    struct run run = { .operation = OPERATION_CAPTURE, .state = RUN_COMPLETED, .outcome = RUN_OUTCOME_SUCCEEDED };
    const struct run_area area = { .label = "Named locations", .state = AREA_READ, .read = 3 };

    ck_assert_str_eq(sentence(mem, &run, &area, 1), "Captured 3 subjects in 1 areas.");
    ck_assert_ptr_null(run_advice(&run, &area, 1));
    run.outcome = RUN_OUTCOME_BLOCKED;
    run.reason = RUN_REASON_KILL_SWITCH;
    ck_assert_str_eq(sentence(mem, &run, NULL, 0), "Not tried: Access to providers is switched off.");
    run.outcome = RUN_OUTCOME_FAILED;
    run.reason = RUN_REASON_TOKEN_ERROR;
    ck_assert_str_eq(sentence(mem, &run, NULL, 0), "Failed: Signing in to the provider failed.");
    run.outcome = RUN_OUTCOME_CANCELLED;
    run.reason = RUN_REASON_USER_CANCELLED;
    ck_assert_str_eq(sentence(mem, &run, NULL, 0), "Cancelled before it began.");
    run.steps = 2;
    ck_assert_str_eq(sentence(mem, &run, &area, 1), "Cancelled after 3 subjects.");
    arena_free(mem);
}

END_TEST

START_TEST(a_run_that_has_not_ended_says_where_it_is)
{
    struct arena *mem = arena_new();
    struct run run = { .operation = OPERATION_CAPTURE, .state = RUN_QUEUED };
    const struct run_area areas[] = { { .state = AREA_READ, .read = 5 }, { .state = AREA_READING, .read = 2 } };

    ck_assert_str_eq(sentence(mem, &run, NULL, 0), "Waiting for a worker.");
    run.attempt = 1;
    ck_assert_str_eq(sentence(mem, &run, NULL, 0), "Interrupted; it goes on by itself where it stopped.");
    run.state = RUN_RUNNING;
    ck_assert_str_eq(sentence(mem, &run, areas, 2), "Running: 7 subjects so far, 1 of 2 areas done.");
    run.cancel_requested_us = 1;
    ck_assert_str_eq(sentence(mem, &run, areas, 2), "Stopping at the end of the current step.");
    arena_free(mem);
}

END_TEST

/* Typed from domain.md section 1, "Operation run". */
START_TEST(the_state_table_is_the_documents)
{
    static const bool allowed[4][3] = {
        /* to queued, running, completed */
        { true, false, false }, /* from nothing */
        { false, true, true }, /* queued */
        { true, false, true }, /* running */
        { false, false, false }, /* completed */
    };

    for (int from = 0; from < 4; from++) {
        for (int to = 0; to < 3; to++) {
            bool some = false;

            for (int cap = 0; cap < CAP_COUNT; cap++) {
                some = some || state_allows(&run_states, from == 0 ? RUN_NONE : from - 1, to, (enum capability)cap);
            }
            ck_assert_msg(some == allowed[from][to], "from %d to %d", from - 1, to);
        }
    }
    ck_assert(state_allows(&run_states, RUN_QUEUED, RUN_COMPLETED, CAP_RUN_CANCEL));
    ck_assert(!state_allows(&run_states, RUN_RUNNING, RUN_COMPLETED, CAP_RUN_CANCEL));
    ck_assert(!state_allows(&run_states, RUN_QUEUED, RUN_RUNNING, CAP_RUN_START));
}

END_TEST

SUITE(core_run_summary, an_unread_area_is_named_with_its_reason_and_permission, each_way_to_end_has_its_sentence,
      a_run_that_has_not_ended_says_where_it_is, the_state_table_is_the_documents);
