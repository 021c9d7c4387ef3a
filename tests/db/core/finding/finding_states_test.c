/* The states of findings, typed from domain.md 1, "Finding".
 *
 * "Exception active" is the scheduler's, who activates it; "exception ended" is the scheduler's for an expiry and the approver's for a revocation. */
#include "core/finding/finding.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "open",     "triaged",       "assigned",      "resolved",
                                      "verified", "risk_accepted", "false_positive" };

static const struct state_pair pairs[] = {
    { "", "open", CAP_OBSERVATION },
    { "open", "triaged", CAP_FINDING_TRIAGE },
    { "triaged", "assigned", CAP_FINDING_ASSIGN },
    { "assigned", "triaged", CAP_FINDING_ASSIGN },
    { "open", "resolved", CAP_FINDING_RESOLVE },
    { "open", "resolved", CAP_OBSERVATION },
    { "triaged", "resolved", CAP_FINDING_RESOLVE },
    { "triaged", "resolved", CAP_OBSERVATION },
    { "assigned", "resolved", CAP_FINDING_RESOLVE },
    { "assigned", "resolved", CAP_OBSERVATION },
    { "resolved", "verified", CAP_FINDING_VERIFY },
    { "resolved", "verified", CAP_OBSERVATION },
    { "resolved", "open", CAP_OBSERVATION },
    { "verified", "open", CAP_OBSERVATION },
    { "open", "risk_accepted", CAP_SCHEDULER },
    { "triaged", "risk_accepted", CAP_SCHEDULER },
    { "assigned", "risk_accepted", CAP_SCHEDULER },
    { "risk_accepted", "open", CAP_SCHEDULER },
    { "risk_accepted", "open", CAP_EXCEPTION_APPROVE },
    { "risk_accepted", "resolved", CAP_SCHEDULER },
    { "risk_accepted", "resolved", CAP_EXCEPTION_APPROVE },
    { "open", "false_positive", CAP_FINDING_DISMISS },
    { "triaged", "false_positive", CAP_FINDING_DISMISS },
    { "assigned", "false_positive", CAP_FINDING_DISMISS },
    { "false_positive", "open", CAP_OBSERVATION },
};

static const struct state_machine machine = {
    .table = &finding_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "finding",
    .insert = "INSERT INTO finding (workspace_id, finding_id, tenant_id, identity, identity_version, kind, family, "
              "object_id, subject_name, path, op, value_hash, severity, state, first_seen_at, last_seen_at, "
              "first_run_id, last_run_id, last_result, state_changed_at) VALUES (gen_random_uuid(), "
              "gen_random_uuid(), gen_random_uuid(), sha256('x'), 1, 'control', 'f', 'o', 'n', '', 'fail', "
              "sha256('x'), 'high', '%s', now(), now(), gen_random_uuid(), gen_random_uuid(), 'failed', now())",
    /* a person who acts resolves it, or agrees to a dismissal that another has proposed */
    .update =
        "SET LOCAL session_replication_role = replica; INSERT INTO decision_item (workspace_id, decision_id, kind, "
        "source_type, source_key, source_id, state, severity, reasons, value_hash, requested_by, decided_by, "
        "opened_at, updated_at) SELECT workspace_id, gen_random_uuid(), 'approval_required', 'finding', 'k', "
        "finding_id, 'done', 'high', '{}', value_hash, gen_random_uuid(), tp_account(), now(), now() FROM finding; "
        "SET LOCAL session_replication_role = DEFAULT; UPDATE finding SET state = '%s', resolved_by = tp_account()",
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

SUITE(finding_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
