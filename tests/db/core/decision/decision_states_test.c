/* The states of decision items, typed from domain.md 1, "Decision item". */
#include "core/decision/decision.h"

#include "support/state_pairs.h"
#include "support/suite.h"

static const char *const states[] = { "open",      "snoozed",  "approved", "rejected", "done",
                                      "executing", "executed", "failed",   "verified", "obsolete" };

static const struct state_pair pairs[] = {
    { "", "open", CAP_DETECTOR },
    { "open", "snoozed", CAP_DECISION_DECIDE },
    { "snoozed", "open", CAP_SCHEDULER },
    { "snoozed", "open", CAP_OBSERVATION },
    { "open", "approved", CAP_DECISION_APPROVE },
    { "open", "rejected", CAP_DECISION_DECIDE },
    { "open", "done", CAP_DECISION_DECIDE },
    { "approved", "open", CAP_DECISION_APPROVE },
    { "rejected", "open", CAP_DECISION_DECIDE },
    { "done", "open", CAP_DECISION_DECIDE },
    { "approved", "executing", CAP_WORKER },
    { "executing", "executed", CAP_WORKER },
    { "executing", "failed", CAP_WORKER },
    { "executed", "verified", CAP_OBSERVATION },
    { "executed", "failed", CAP_OBSERVATION },
    { "failed", "open", CAP_DETECTOR },
    { "open", "obsolete", CAP_OBSERVATION },
    { "snoozed", "obsolete", CAP_OBSERVATION },
};

static const struct state_machine machine = {
    .table = &decision_item_states,
    .states = states,
    .state_count = sizeof states / sizeof states[0],
    .pairs = pairs,
    .pair_count = sizeof pairs / sizeof pairs[0],
    .relation = "decision_item",
    .insert = "INSERT INTO decision_item (workspace_id, decision_id, kind, source_type, source_key, source_id, "
              "state, severity, reasons, opened_at, updated_at) VALUES (gen_random_uuid(), gen_random_uuid(), "
              "'drift', 'subject', 'k', gen_random_uuid(), '%s', 'high', '{drift}', now(), now())",
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

SUITE(decision_states, the_code_allows_what_the_document_lists, the_database_allows_what_the_document_lists);
