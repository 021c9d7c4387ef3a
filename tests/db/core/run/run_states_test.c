/* The states of operation runs, typed from domain.md 1, "Operation run". */
#include "core/run/run.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "queued", "running", "completed" };

static const struct state_pair pairs[] = {
    { "", "queued", CAP_RUN_START },           { "", "queued", CAP_SCHEDULER },
    { "queued", "running", CAP_WORKER },       { "queued", "completed", CAP_WORKER },
    { "queued", "completed", CAP_RUN_CANCEL }, { "running", "queued", CAP_WORKER },
    { "running", "completed", CAP_WORKER },
};

static const struct state_machine machine = {
    .table = &run_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "run",
    .insert =
        "INSERT INTO run (workspace_id, run_id, operation, origin, requested_at, state, outcome, reason, finished_at) SELECT "
        "gen_random_uuid(), gen_random_uuid(), 'capture', 'person', now(), n.state, CASE n.state WHEN 'completed' THEN "
        "'cancelled' END, 'user_cancelled', CASE n.state WHEN 'completed' THEN now() END FROM (VALUES ('%s')) AS n (state)",
    .update = "UPDATE run SET state = n.state, outcome = CASE n.state WHEN 'completed' THEN 'cancelled' END,"
              " finished_at = CASE n.state WHEN 'completed' THEN now() END FROM (VALUES ('%s')) AS n (state)",
};

START_TEST(the_code_allows_what_the_document_lists)
{
    state_pairs_in_code(&machine);
}

END_TEST

START_TEST(the_database_allows_what_the_document_lists)
{
    state_pairs_in_database(&machine);
}

END_TEST

SUITE(run_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
