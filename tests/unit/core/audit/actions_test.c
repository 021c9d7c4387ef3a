/* Every action that is written has a name for people. Those that are made from a state's or outcome's code are made here in the same way. */
#include "base/text.h"
#include "core/audit/audit.h"
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/release/release.h"
#include "core/run/run.h"
#include "support/suite.h"

static struct arena *mem;

static void expect_name(const char *object, const char *what)
{
    const char *action = arena_printf(mem, "%s.%s", object, what);

    ck_assert_msg(!text_equal(audit_action_label(action), action), "%s has no name", action);
}

static void expect_names(const char *object, const struct state_table *table)
{
    for (size_t i = 0; i < table->state_count; i++) {
        expect_name(object, table->states[i].code);
    }
}

START_TEST(what_states_and_outcomes_are_written_as_has_a_name)
{
    mem = arena_new();
    expect_names("exception", &exception_states);
    expect_names("decision", &decision_item_states);
    expect_names("release", &release_states);
    for (int outcome = RUN_OUTCOME_NONE + 1; outcome < RUN_OUTCOME_COUNT; outcome++) {
        expect_name("run", run_outcome_code((enum run_outcome)outcome));
    }
    arena_free(mem);
}

END_TEST

SUITE(audit_actions, what_states_and_outcomes_are_written_as_has_a_name);
