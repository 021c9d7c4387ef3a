#include "base/log.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "ext/json.h"
#include "support/bench.h"
#include "support/suite.h"

/* What a call writes to standard error. */
static const char *captured(struct bench *bench, const char *text, enum log_level level)
{
    int kept = dup(STDERR_FILENO);
    int file = open(bench_path(bench, "log"), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    struct bytes out;

    ck_assert_int_ge(file, 0);
    (void)dup2(file, STDERR_FILENO);
    log_write(level, "event", LOG_FIELDS(log_text("text", text), log_int("number", -5), log_text("none", NULL)));
    (void)dup2(kept, STDERR_FILENO);
    (void)close(file);
    (void)close(kept);
    out = bench_read(bench, "log");
    return arena_strndup(bench->mem, (const char *)out.data, out.len);
}

START_TEST(no_value_can_forge_a_line)
{
    struct bench bench;
    const struct json *line = NULL;
    const char *text;

    bench_open(&bench);
    log_init("test", LOG_LEVEL_INFO);
    text = captured(&bench, "a\"\n{\"level\":\"error\"}\\\x1b", LOG_LEVEL_WARN);
    ck_assert_ptr_eq(strchr(text, '\n'), text + strlen(text) - 1);
    ck_assert_int_eq(json_parse(&bench.cx, bytes_text(text), &line), RC_OK);
    ck_assert_str_eq(json_text(json_get(line, "level")), "warn");
    ck_assert_str_eq(json_text(json_get(line, "program")), "test");
    ck_assert_str_eq(json_text(json_get(line, "text")), "a\"\n{\"level\":\"error\"}\\\x1b");
    ck_assert_int_eq(json_i64(json_get(line, "number"), 0), -5);
    bench_close(&bench);
}

END_TEST

START_TEST(long_lines_are_cut_and_still_closed)
{
    struct bench bench;
    const struct json *line = NULL;
    char *text;

    bench_open(&bench);
    text = arena_alloc(bench.mem, 40001);
    memset(text, 'x', 40000);
    ck_assert_int_eq(json_parse(&bench.cx, bytes_text(captured(&bench, text, LOG_LEVEL_ERROR)), &line), RC_OK);
    ck_assert_str_eq(json_text(json_get(line, "event")), "event");
    bench_close(&bench);
}

END_TEST

START_TEST(what_is_below_the_level_is_not_written)
{
    struct bench bench;

    bench_open(&bench);
    log_init("test", LOG_LEVEL_WARN);
    ck_assert_str_eq(captured(&bench, "x", LOG_LEVEL_INFO), "");
    log_init("test", LOG_LEVEL_INFO);
    bench_close(&bench);
}

END_TEST

SUITE(base_log, no_value_can_forge_a_line, long_lines_are_cut_and_still_closed, what_is_below_the_level_is_not_written);
