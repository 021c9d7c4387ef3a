/* The states of baseline snapshots, typed from domain.md 1, "Baseline snapshot". */
#include "core/baseline/baseline.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "proposed", "approved", "rejected", "superseded" };

static const struct state_pair pairs[] = {
    { "", "proposed", CAP_BASELINE_PROPOSE },
    { "proposed", "approved", CAP_BASELINE_APPROVE },
    { "proposed", "rejected", CAP_BASELINE_APPROVE },
    { "approved", "superseded", CAP_BASELINE_APPROVE },
};

static const struct state_machine machine = {
    .table = &baseline_snapshot_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "baseline_snapshot",
    .insert = "INSERT INTO baseline_snapshot (workspace_id, snapshot_id, profile_id, tenant_id, run_id, state, "
              "item_count, content_hash, canonical_version, proposed_by, decided_by, decided_at) SELECT "
              "gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), s.state, "
              "1, sha256('x'), 1, tp_account(), CASE WHEN s.state <> 'proposed' THEN gen_random_uuid() END, CASE WHEN "
              "s.state <> 'proposed' THEN now() END FROM (SELECT '%s'::text AS state) AS s",
    .update =
        "SELECT set_config('app.account', account_id::text, true) FROM account WHERE account_id <> tp_account(); "
        "UPDATE baseline_snapshot SET state = '%s', decided_by = coalesce(decided_by, tp_account()), decided_at = "
        "coalesce(decided_at, now())",
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

SUITE(baseline_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
