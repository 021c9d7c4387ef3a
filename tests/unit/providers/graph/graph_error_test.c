#include "providers/graph/graph_error.h"

#include "support/suite.h"

static void expect(int status, const char *body, enum run_reason reason, const char *code)
{
    struct arena *mem = arena_new();
    const char *found = NULL;

    ck_assert_int_eq(graph_error_reason(mem, status, bytes_text(body), &found), reason);
    ck_assert_str_eq(found, code);
    arena_free(mem);
}

START_TEST(codes_decide_and_messages_never)
{
    expect(403, "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"AadPremiumLicenseRequired\"}}",
           RUN_REASON_PERMISSION_MISSING, "Authorization_RequestDenied");
    expect(403, "{\"error\":{\"code\":\"AadPremiumLicenseRequired\",\"message\":\"Forbidden\"}}",
           RUN_REASON_LICENCE_MISSING, "AadPremiumLicenseRequired");
    expect(401, "{\"error\":{\"code\":\"InvalidAuthenticationToken\",\"message\":\"\"}}", RUN_REASON_TOKEN_ERROR,
           "InvalidAuthenticationToken");
}

END_TEST

START_TEST(the_innermost_known_code_counts)
{
    expect(403,
           "{\"error\":{\"code\":\"Forbidden\",\"innererror\":{\"code\":\"TenantNotLicensed\","
           "\"innerError\":{\"request-id\":\"x\",\"date\":\"y\"}}}}",
           RUN_REASON_LICENCE_MISSING, "TenantNotLicensed");
    expect(403, "{\"error\":{\"code\":\"Forbidden\",\"innerError\":{\"code\":\"whatever\"}}}",
           RUN_REASON_PERMISSION_MISSING, "Forbidden");
}

END_TEST

START_TEST(throttling_is_told_by_its_status_whatever_the_code)
{
    expect(
        429,
        "{\"error\":{\"code\":\"TooManyRequests\",\"innerError\":{\"code\":\"429\",\"message\":\"Please retry after\","
        "\"status\":\"429\"},\"message\":\"Please retry again later.\"}}",
        RUN_REASON_THROTTLED, "TooManyRequests");
    expect(429, "{\"error\":{\"code\":\"Forbidden\"}}", RUN_REASON_THROTTLED, "Forbidden");
}

END_TEST

/* Intune writes a JSON string with an activity id into the message, and nothing at all on a long list's timeout. */
START_TEST(odd_bodies_fall_back_on_the_status)
{
    expect(403, "{\"error\":{\"code\":\"Forbidden\",\"message\":\"{\\\"_version\\\":3,\\\"Message\\\":\\\"x\\\"}\"}}",
           RUN_REASON_PERMISSION_MISSING, "Forbidden");
    expect(504, "{\"error\":{\"code\":\"UnknownError\",\"message\":\"\"}}", RUN_REASON_TIMEOUT, "UnknownError");
    expect(502, "<html>Bad Gateway</html>", RUN_REASON_DEPENDENCY_FAILED, "status 502");
    expect(403, "", RUN_REASON_PERMISSION_MISSING, "status 403");
    expect(400, "{\"error\":\"text\"}", RUN_REASON_VALIDATION_FAILED, "status 400");
    expect(404, "{\"error\":{\"code\":7}}", RUN_REASON_DEPENDENCY_FAILED, "status 404");
}

END_TEST

static void expect_sign_in(int status, const char *body, enum run_reason reason)
{
    struct arena *mem = arena_new();
    const char *code;

    ck_assert_int_eq(graph_error_sign_in_reason(mem, status, bytes_text(body), &code), reason);
    arena_free(mem);
}

START_TEST(sign_in_is_told_by_its_numbers)
{
    expect_sign_in(401, "{\"error\":\"invalid_client\",\"error_codes\":[7000215]}", RUN_REASON_TOKEN_ERROR);
    expect_sign_in(400, "{\"error\":\"unauthorized_client\",\"error_codes\":[700016]}", RUN_REASON_CONSENT_REVOKED);
    expect_sign_in(400, "{\"error\":\"invalid_grant\",\"error_codes\":[65001]}", RUN_REASON_CONSENT_REVOKED);
    expect_sign_in(400, "{\"error\":\"x\",\"error_codes\":[1]}", RUN_REASON_TOKEN_ERROR);
    expect_sign_in(400, "{}", RUN_REASON_TOKEN_ERROR);
    expect_sign_in(503, "down", RUN_REASON_DEPENDENCY_FAILED);
}

END_TEST

SUITE(graph_error, codes_decide_and_messages_never, the_innermost_known_code_counts,
      throttling_is_told_by_its_status_whatever_the_code, odd_bodies_fall_back_on_the_status,
      sign_in_is_told_by_its_numbers);
