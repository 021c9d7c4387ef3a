#include "providers/graph/graph_error.h"

#include <strings.h>

#include "providers/graph/graph_scan.h"

static const struct {
    const char *code;
    enum run_reason reason;
} error_rows[] = {

#define ERROR(code, reason) { code, RUN_REASON_##reason },
#define SIGN_IN(number, reason)
#include "providers/graph/errors.def"
#undef ERROR
#undef SIGN_IN
};

static const struct {
    int64_t number;
    enum run_reason reason;
} sign_in_rows[] = {

#define ERROR(code, reason)
#define SIGN_IN(number, reason) { number, RUN_REASON_##reason },
#include "providers/graph/errors.def"
#undef ERROR
#undef SIGN_IN
};

static enum run_reason known_reason(const char *code)
{
    for (size_t i = 0; i < sizeof error_rows / sizeof error_rows[0]; i++) {
        if (strcasecmp(error_rows[i].code, code) == 0) {
            return error_rows[i].reason;
        }
    }
    return RUN_REASON_NONE;
}

static enum run_reason status_reason(int status)
{
    if (status == 401) {
        return RUN_REASON_TOKEN_ERROR;
    }
    if (status == 403) {
        return RUN_REASON_PERMISSION_MISSING;
    }
    if (status == 429) {
        return RUN_REASON_THROTTLED;
    }
    if (status == 408 || status == 504) {
        return RUN_REASON_TIMEOUT;
    }
    return status == 400 ? RUN_REASON_VALIDATION_FAILED : RUN_REASON_DEPENDENCY_FAILED;
}

/* The service writes it both ways. */
static bool inner_error(struct bytes error, struct bytes *inner)
{
    return graph_scan_member(error, "innerError", inner) || graph_scan_member(error, "innererror", inner);
}

enum run_reason graph_error_reason(struct arena *mem, int status, struct bytes body, const char **code)
{
    enum run_reason reason = RUN_REASON_NONE;
    struct bytes error;

    *code = arena_printf(mem, "status %d", status);
    if (graph_scan_check(body, &body) != RC_OK || !graph_scan_member(body, "error", &error)) {
        return status_reason(status);
    }
    do {
        const char *found = graph_scan_member_text(mem, error, "code");
        enum run_reason known = found == NULL ? RUN_REASON_NONE : known_reason(found);

        if (found != NULL && (known != RUN_REASON_NONE || reason == RUN_REASON_NONE)) {
            *code = found;
        }
        reason = known == RUN_REASON_NONE ? reason : known;
    } while (inner_error(error, &error));
    return reason == RUN_REASON_NONE || status == 429 ? status_reason(status) : reason;
}

enum run_reason graph_error_sign_in_reason(struct arena *mem, int status, struct bytes body, const char **code)
{
    struct bytes list;
    struct bytes item;
    size_t at = 0;
    int64_t number;

    *code = arena_printf(mem, "status %d", status);
    if (graph_scan_check(body, &body) != RC_OK || !graph_scan_member(body, "error_codes", &list)) {
        return status == 400 || status == 401 ? RUN_REASON_TOKEN_ERROR : status_reason(status);
    }
    while (graph_scan_item(list, &at, &item)) {
        if (!graph_scan_int(item, &number)) {
            continue;
        }
        *code = arena_printf(mem, "AADSTS%lld", (long long)number);
        for (size_t i = 0; i < sizeof sign_in_rows / sizeof sign_in_rows[0]; i++) {
            if (sign_in_rows[i].number == number) {
                return sign_in_rows[i].reason;
            }
        }
    }
    return RUN_REASON_TOKEN_ERROR;
}

enum run_reason graph_error_transport_reason(enum http_result result)
{
    switch (result) {
    case HTTP_TIMEOUT:
        return RUN_REASON_TIMEOUT;
    case HTTP_OVERSIZED:
    case HTTP_REFUSED:
        return RUN_REASON_VALIDATION_FAILED;
    case HTTP_ANSWERED:
    case HTTP_UNREACHABLE:
    case HTTP_UNTRUSTED:
        break;
    }
    return RUN_REASON_DEPENDENCY_FAILED;
}

bool graph_error_status_is_passing(int status)
{
    return status == 408 || status == 429 || (status >= 500 && status <= 504) || status == 509;
}

bool graph_error_is_passing(const struct http_answer *answer)
{
    if (answer->result == HTTP_ANSWERED) {
        return graph_error_status_is_passing(answer->status);
    }
    return answer->result == HTTP_TIMEOUT || answer->result == HTTP_UNREACHABLE;
}
