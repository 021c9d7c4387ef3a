#include "providers/graph/graph_pace.h"

#include "base/clock.h"
#include "support/suite.h"

/* Mon, 23 Nov 2026 08:00:00 UTC */
#define MORNING (INT64_C(1795420800) * SECOND_US)

START_TEST(retry_after_may_be_fractional)
{
    ck_assert_int_eq(graph_pace_retry_after_ms("2", MORNING), 2000);
    ck_assert_int_eq(graph_pace_retry_after_ms("2.128", MORNING), 2128);
    ck_assert_int_eq(graph_pace_retry_after_ms("0.0001", MORNING), 1);
    ck_assert_int_eq(graph_pace_retry_after_ms("2.", MORNING), 2000);
    ck_assert_int_eq(graph_pace_retry_after_ms("0", MORNING), 0);
}

END_TEST

START_TEST(retry_after_may_be_a_date)
{
    ck_assert_int_eq(graph_pace_retry_after_ms("Mon, 23 Nov 2026 08:00:05 GMT", MORNING), 5000);
    ck_assert_int_eq(graph_pace_retry_after_ms("Mon, 23 Nov 2026 07:00:00 GMT", MORNING), 0);
}

END_TEST

START_TEST(retry_after_is_bounded_and_nonsense_is_none)
{
    ck_assert_int_eq(graph_pace_retry_after_ms("99999999999999999999999999", MORNING), 3600000);
    ck_assert_int_eq(graph_pace_retry_after_ms(NULL, MORNING), -1);
    ck_assert_int_eq(graph_pace_retry_after_ms("", MORNING), -1);
    ck_assert_int_eq(graph_pace_retry_after_ms("-1", MORNING), -1);
    ck_assert_int_eq(graph_pace_retry_after_ms("soon", MORNING), -1);
    ck_assert_int_eq(graph_pace_retry_after_ms("1e9", MORNING), -1);
    ck_assert_int_eq(graph_pace_retry_after_ms("2,5", MORNING), -1);
}

END_TEST

START_TEST(backoff_grows_and_is_never_the_same_for_all)
{
    int64_t first = graph_pace_backoff_ms(3);
    bool varied = false;

    for (unsigned attempt = 0; attempt < 12; attempt++) {
        int64_t full = attempt >= 5 ? 30000 : 1000 << attempt;
        int64_t wait_ms = graph_pace_backoff_ms(attempt);

        ck_assert_int_ge(wait_ms, full / 2);
        ck_assert_int_le(wait_ms, full);
    }
    for (int i = 0; i < 100; i++) {
        varied = varied || graph_pace_backoff_ms(3) != first;
    }
    ck_assert(varied);
}

END_TEST

/* The service allows one request a second to Conditional Access, for all applications of a tenant. */
START_TEST(the_policy_class_sends_one_request_a_second)
{
    struct graph_bucket bucket = { 0 };
    int64_t now_us = MORNING;
    int64_t wait_ms;

    ck_assert_uint_eq(graph_pace_take(&bucket, GRAPH_RATE_POLICY, 8, now_us, &wait_ms), 1);
    ck_assert_int_eq(wait_ms, 0);
    ck_assert_uint_eq(graph_pace_take(&bucket, GRAPH_RATE_POLICY, 8, now_us + 400000, &wait_ms), 1);
    ck_assert_int_eq(wait_ms, 600);
    now_us += 1000000;
    ck_assert_uint_eq(graph_pace_take(&bucket, GRAPH_RATE_POLICY, 1, now_us, &wait_ms), 1);
    ck_assert_int_eq(wait_ms, 1000);
}

END_TEST

START_TEST(other_classes_send_in_bursts_up_to_their_window)
{
    struct graph_bucket bucket = { 0 };
    unsigned sent = 0;
    int64_t wait_ms = 0;

    while (wait_ms == 0) {
        sent += graph_pace_take(&bucket, GRAPH_RATE_DEVICE, 8, MORNING, &wait_ms);
        ck_assert_uint_lt(sent, 2000);
    }
    ck_assert_uint_eq(sent, 501);
}

END_TEST

SUITE(graph_pace, retry_after_may_be_fractional, retry_after_may_be_a_date, retry_after_is_bounded_and_nonsense_is_none,
      backoff_grows_and_is_never_the_same_for_all, the_policy_class_sends_one_request_a_second,
      other_classes_send_in_bursts_up_to_their_window);
