/* The states of releases, typed from domain.md 1, "Tenant review".
 *
 * A release follows its review: it is built unseen, shown, superseded by the next or withdrawn; one that was never shown may be abandoned. */
#include "core/release/release.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "building", "shown", "superseded", "withdrawn", "abandoned" };

static const struct state_pair pairs[] = {
    { "", "building", CAP_SEALER },
    { "building", "shown", CAP_SEALER },
    { "building", "abandoned", CAP_SEALER },
    { "shown", "superseded", CAP_SEALER },
    { "shown", "withdrawn", CAP_REVIEW_WITHDRAW },
    { "superseded", "withdrawn", CAP_REVIEW_WITHDRAW },
};

static const struct state_machine machine = {
    .table = &release_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "release",
    .insert =
        "INSERT INTO release (workspace_id, release_id, review_id, tenant_id, review_version, state, title, "
        "tenant_name, period_from, period_to, compliant, by_exception, non_compliant, not_assessed, pack_id, "
        "created_at, checkpoint, proofs, product_version, frozen_hash, step, pack_sha256, pack_size, shown_at) "
        "SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, s.state, 't', 't', "
        "'2026-01-01', '2026-01-31', 0, 0, 0, 0, gen_random_uuid(), now(), '', '{}', '1', sha256('f'), CASE WHEN "
        "s.state = 'building' THEN 'built' ELSE 'shown' END, sha256('p'), 1, CASE WHEN s.state <> 'building' THEN "
        "now() END FROM (SELECT '%s'::text AS state) AS s",
    .update = "UPDATE release SET step = 'shown', shown_at = coalesce(shown_at, now()), state = '%s'",
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

SUITE(release_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
