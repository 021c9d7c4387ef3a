#include "core/run/run_reason.h"

#include "support/suite.h"

/* Typed from the list of reason codes of an operation run in the product's description of its domain. */
static const char *const DOCUMENTED[] = {
    "throttled",          "timeout",           "consent_revoked",
    "permission_missing", "token_error",       "licence_missing",
    "tenant_suspended",   "kill_switch",       "entitlement_exceeded",
    "maintenance_window", "freeze_window",     "precondition_changed",
    "validation_failed",  "dependency_failed", "capability_lost",
    "internal_error",     "user_cancelled",    "superseded",
};

START_TEST(every_documented_reason_is_known)
{
    size_t count = sizeof DOCUMENTED / sizeof DOCUMENTED[0];

    for (size_t i = 0; i < count; i++) {
        enum run_reason reason = RUN_REASON_NONE;

        ck_assert_int_eq(run_reason_parse(DOCUMENTED[i], &reason), RC_OK);
        ck_assert_str_eq(run_reason_code(reason), DOCUMENTED[i]);
        ck_assert_ptr_nonnull(run_reason_label(reason));
    }
    ck_assert_uint_eq(RUN_REASON_COUNT, count + 1);
}

END_TEST

START_TEST(an_unknown_reason_is_refused_and_none_is_no_code)
{
    enum run_reason reason = RUN_REASON_TIMEOUT;

    ck_assert_int_eq(run_reason_parse("Throttled", &reason), RC_INVALID);
    ck_assert_int_eq(reason, RUN_REASON_TIMEOUT);
    ck_assert_int_eq(run_reason_parse(NULL, &reason), RC_OK);
    ck_assert_int_eq(reason, RUN_REASON_NONE);
    ck_assert_ptr_null(run_reason_code(reason));
}

END_TEST

SUITE(core_run_reason, every_documented_reason_is_known, an_unknown_reason_is_refused_and_none_is_no_code);
