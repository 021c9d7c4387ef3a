/* The states of exceptions, typed from domain.md 1, "Exception". */
#include "core/exception/exception.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "draft",  "requested", "changes_requested", "approved", "rejected",  "withdrawn",
                                      "active", "expiring",  "expired",           "revoked",  "superseded" };

static const struct state_pair pairs[] = {
    { "", "draft", CAP_EXCEPTION_REQUEST },
    { "draft", "requested", CAP_EXCEPTION_REQUEST },
    { "changes_requested", "requested", CAP_EXCEPTION_REQUEST },
    { "requested", "approved", CAP_EXCEPTION_APPROVE },
    { "requested", "rejected", CAP_EXCEPTION_APPROVE },
    { "requested", "changes_requested", CAP_EXCEPTION_APPROVE },
    { "draft", "withdrawn", CAP_EXCEPTION_REQUEST },
    { "requested", "withdrawn", CAP_EXCEPTION_REQUEST },
    { "changes_requested", "withdrawn", CAP_EXCEPTION_REQUEST },
    { "approved", "active", CAP_SCHEDULER },
    { "active", "expiring", CAP_SCHEDULER },
    { "active", "expired", CAP_SCHEDULER },
    { "expiring", "expired", CAP_SCHEDULER },
    { "active", "revoked", CAP_EXCEPTION_APPROVE },
    { "expiring", "revoked", CAP_EXCEPTION_APPROVE },
    { "active", "superseded", CAP_EXCEPTION_APPROVE },
    { "expiring", "superseded", CAP_EXCEPTION_APPROVE },
};

static const struct state_machine machine = {
    .table = &exception_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "exception",
    .insert = "INSERT INTO exception (workspace_id, exception_id, tenant_id, finding_id, state, justification, "
              "requester_id, requested_at, approver_id, decided_at, starts_at, expires_at, severity, frozen) SELECT "
              "gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), s.state, 'twenty "
              "characters and more', tp_account(), now(), CASE WHEN s.state <> 'draft' THEN gen_random_uuid() END, "
              "now(), now(), now() + interval '1 day', 'high', '{}' FROM (SELECT '%s'::text AS state) AS s",
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

SUITE(exception_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
