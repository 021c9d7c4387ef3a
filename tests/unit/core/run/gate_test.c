#include "core/run/gate.h"

#include "support/suite.h"

/* A request of a capture that nothing stands against. */
static struct gate_facts clear_way(void)
{
    return (struct gate_facts){
        .needs = NEEDS_PROVIDER, .moment = GATE_EXECUTION, .tenant_active = true, .connected = true, .readable = true
    };
}

static void refused(const struct gate_facts *facts, enum run_reason reason)
{
    struct gate_verdict verdict = gate_judge(facts);

    ck_assert_int_eq(verdict.answer, GATE_REFUSE);
    ck_assert_int_eq(verdict.reason, reason);
}

static void passes(const struct gate_facts *facts)
{
    ck_assert_int_eq(gate_judge(facts).answer, GATE_PASS);
    ck_assert_int_eq(gate_judge(facts).reason, RUN_REASON_NONE);
}

START_TEST(nothing_in_the_way_passes)
{
    struct gate_facts facts = clear_way();

    passes(&facts);
}

END_TEST

START_TEST(each_reason_refuses)
{
    struct gate_facts facts = clear_way();

    facts.switched_off = true;
    refused(&facts, RUN_REASON_KILL_SWITCH);
    facts = clear_way();
    facts.tenant_active = false;
    refused(&facts, RUN_REASON_TENANT_SUSPENDED);
    facts = clear_way();
    facts.maintenance = true;
    refused(&facts, RUN_REASON_MAINTENANCE_WINDOW);
    facts = clear_way();
    facts.connected = false;
    refused(&facts, RUN_REASON_DEPENDENCY_FAILED);
    facts = clear_way();
    facts.broken = true;
    facts.broken_reason = RUN_REASON_CONSENT_REVOKED;
    refused(&facts, RUN_REASON_CONSENT_REVOKED);
    facts.broken_reason = RUN_REASON_TOKEN_ERROR;
    refused(&facts, RUN_REASON_TOKEN_ERROR);
    facts = clear_way();
    facts.readable = false;
    refused(&facts, RUN_REASON_PERMISSION_MISSING);
    facts = clear_way();
    facts.moment = GATE_REQUEST;
    facts.live = GATE_LIVE_WORKSPACE;
    refused(&facts, RUN_REASON_ENTITLEMENT_EXCEEDED);
}

END_TEST

START_TEST(a_freeze_stops_changes_and_not_reading)
{
    struct gate_facts facts = clear_way();

    facts.freeze = true;
    passes(&facts);
    facts.needs = NEEDS_CHANGE;
    refused(&facts, RUN_REASON_FREEZE_WINDOW);
}

END_TEST

START_TEST(a_trial_may_use_what_is_known_not_to_work)
{
    struct gate_facts facts = clear_way();

    facts.needs = NEEDS_TRIAL;
    facts.broken = true;
    facts.broken_reason = RUN_REASON_CONSENT_REVOKED;
    facts.readable = false;
    passes(&facts);
    facts.switched_off = true;
    refused(&facts, RUN_REASON_KILL_SWITCH);
}

END_TEST

START_TEST(local_work_asks_nothing_of_the_provider)
{
    struct gate_facts facts = {
        .needs = NEEDS_TENANT, .tenant_active = true, .switched_off = true, .maintenance = true
    };

    passes(&facts);
    facts.tenant_active = false;
    refused(&facts, RUN_REASON_TENANT_SUSPENDED);
    facts.needs = NEEDS_NOTHING;
    passes(&facts);
}

END_TEST

START_TEST(too_many_at_once_wait_and_are_not_refused)
{
    struct gate_facts facts = clear_way();

    facts.running = GATE_PARALLEL_WORKSPACE - 1;
    passes(&facts);
    facts.running = GATE_PARALLEL_WORKSPACE;
    ck_assert_int_eq(gate_judge(&facts).answer, GATE_WAIT);
    facts.moment = GATE_REQUEST; /* it may be queued all the same */
    passes(&facts);
}

END_TEST

START_TEST(a_provider_that_named_a_time_is_waited_for_and_not_refused)
{
    struct gate_facts facts = clear_way();

    facts.pause_us = 1;
    ck_assert_int_eq(gate_judge(&facts).answer, GATE_WAIT);
    ck_assert_int_eq(gate_judge(&facts).wait_us, 1);
    facts.needs = NEEDS_TRIAL;
    ck_assert_int_eq(gate_judge(&facts).answer, GATE_WAIT);
    facts.moment = GATE_REQUEST;
    passes(&facts);
    facts = clear_way();
    facts.pause_us = 1;
    facts.needs = NEEDS_TENANT; /* nothing of the provider's */
    passes(&facts);
}

END_TEST

START_TEST(the_kill_switch_is_named_first)
{
    struct gate_facts facts = clear_way();

    facts.switched_off = true;
    facts.maintenance = true;
    facts.broken = true;
    facts.broken_reason = RUN_REASON_TOKEN_ERROR;
    refused(&facts, RUN_REASON_KILL_SWITCH);
}

END_TEST

SUITE(core_run_gate, nothing_in_the_way_passes, each_reason_refuses, a_freeze_stops_changes_and_not_reading,
      a_trial_may_use_what_is_known_not_to_work, local_work_asks_nothing_of_the_provider,
      too_many_at_once_wait_and_are_not_refused, a_provider_that_named_a_time_is_waited_for_and_not_refused,
      the_kill_switch_is_named_first);
