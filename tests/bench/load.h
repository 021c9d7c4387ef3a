/* Requests at full speed from one thread and 16 connections (wrk). */
#ifndef TESTS_BENCH_LOAD_H
#define TESTS_BENCH_LOAD_H

struct load_result {
    double rps;
    double p50_ms;
    double p99_ms;
};

/* Asks http://127.0.0.1:`port``path` with Host `host` and that Cookie (NULL: none) for `seconds`. Ends the test when any answer is
 * not 200, or wrk is missing. */
struct load_result load_run(int port, const char *host, const char *path, const char *cookie, int seconds);

#endif
