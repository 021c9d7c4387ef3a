/* The states of tenant reviews, typed from domain.md 1, "Tenant review". */
#include "core/review/review.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "draft", "in_review", "released", "superseded", "withdrawn" };

static const struct state_pair pairs[] = {
    { "", "draft", CAP_REVIEW_COMPOSE },
    { "draft", "in_review", CAP_REVIEW_COMPOSE },
    { "in_review", "draft", CAP_REVIEW_COMPOSE },
    { "in_review", "draft", CAP_REVIEW_SIGN },
    { "in_review", "released", CAP_SEALER },
    { "released", "superseded", CAP_SEALER },
    { "released", "withdrawn", CAP_REVIEW_WITHDRAW },
};

static const struct state_machine machine = {
    .table = &review_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "review",
    .insert = "INSERT INTO review (workspace_id, review_id, tenant_id, version, state, title, period_from, "
              "period_to, limitations, run_id, author_id, created_at, frozen, frozen_hash) VALUES "
              "(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 1, '%s', 't', '2026-01-01', '2026-01-31', "
              "'one', gen_random_uuid(), tp_account(), now(), 'x', sha256('x'))",
    /* everything is signed by another, and the pack is there */
    .update =
        "SET LOCAL session_replication_role = replica; INSERT INTO review_signoff (workspace_id, review_id, section, "
        "frozen_hash, signer_id, author_id, signed_at) SELECT workspace_id, review_id, section, frozen_hash, "
        "gen_random_uuid(), author_id, now() FROM review, review_section; INSERT INTO release (workspace_id, "
        "release_id, review_id, tenant_id, review_version, state, title, tenant_name, period_from, period_to, "
        "compliant, by_exception, non_compliant, not_assessed, pack_id, created_at, checkpoint, proofs, "
        "product_version, frozen_hash, step, pack_sha256, pack_size, shown_at) SELECT workspace_id, gen_random_uuid(), "
        "review_id, tenant_id, 1, 'shown', 't', 't', period_from, period_to, 0, 0, 0, 0, gen_random_uuid(), now(), '', "
        "'{}', '1', frozen_hash, 'shown', sha256('p'), 1, now() FROM review; SET LOCAL session_replication_role = "
        "DEFAULT; UPDATE review SET state = '%s'",
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

SUITE(review_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
