#include "bench/load.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CONNECTIONS = 16 };

/* "12.34us", "1.20ms", "2.00s" in milliseconds. */
static double ms_of(const char *text)
{
    char *unit;
    double value = strtod(text, &unit);

    if (strncmp(unit, "us", 2) == 0) {
        return value / 1000;
    }
    return strncmp(unit, "ms", 2) == 0 ? value : value * 1000;
}

static void take_line(struct load_result *result, const char *line)
{
    static const char rps[] = "Requests/sec:";
    const char *at = line + strspn(line, " ");

    ck_assert_msg(strstr(line, "Non-2xx") == NULL && strstr(line, "Socket errors") == NULL, "%s", line);
    if (strncmp(at, "50%", 3) == 0) {
        result->p50_ms = ms_of(at + 3);
    } else if (strncmp(at, "99%", 3) == 0) {
        result->p99_ms = ms_of(at + 3);
    } else if (strncmp(at, rps, sizeof rps - 1) == 0) {
        result->rps = strtod(at + sizeof rps - 1, NULL);
    }
}

struct load_result load_run(int port, const char *host, const char *path, const char *cookie, int seconds)
{
    struct load_result result = { 0, 0, 0 };
    char command[4096];
    char line[256];
    FILE *wrk;

    (void)snprintf(command, sizeof command,
                   "wrk -t1 -c%d -d%ds --latency -H 'Host: %s:%d' -H 'Cookie: %s' 'http://127.0.0.1:%d%s'", CONNECTIONS,
                   seconds, host, port, cookie == NULL ? "none=" : cookie, port, path);
    wrk = popen(command, "r"); /* NOLINT(cert-env33-c): a benchmark's own command */
    ck_assert_ptr_nonnull(wrk);
    while (fgets(line, sizeof line, wrk) != NULL) {
        take_line(&result, line);
    }
    ck_assert_msg(pclose(wrk) == 0 && result.rps > 0, "wrk failed: %s", command);
    return result;
}
