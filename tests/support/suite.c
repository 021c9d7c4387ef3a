/* Runs every registered suite, or those named on the command line; writes "passed failed skipped" to $TP_TEST_COUNTS. */
#include "support/suite.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SUITES_MAX = 512, TESTS_MAX = 8192, TEST_TIMEOUT_S = 120 };

static SRunner *runner;

static struct {
    Suite *suite;
    const char *name;
} suites[SUITES_MAX];

static size_t suite_count;

void suite_register(const char *name, const TTest *const *tests, size_t count)
{
    Suite *suite = suite_create(name);
    TCase *group = tcase_create(name);

    tcase_set_timeout(group, TEST_TIMEOUT_S);
    for (size_t i = 0; i < count; i++) {
        tcase_add_test(group, tests[i]);
    }
    suite_add_tcase(suite, group);
    if (suite_count == SUITES_MAX) {
        abort();
    }
    suites[suite_count].suite = suite;
    suites[suite_count].name = name;
    suite_count++;
}

static const char *skip_file(void)
{
    const char *file = getenv("TP_TEST_SKIPS");

    return file == NULL ? "/dev/null" : file;
}

void suite_skip(const char *reason)
{
    const char *require = getenv("TP_REQUIRE_DATA");
    FILE *skips;

    if (require != NULL && strcmp(require, "1") == 0) {
        ck_abort_msg("must not be skipped: %s", reason);
    }
    (void)fprintf(stderr, "skipped: %s\n", reason);
    skips = fopen(skip_file(), "a");
    if (skips != NULL) {
        (void)fprintf(skips, "%s\n", reason);
        (void)fclose(skips);
    }
    exit(0);
}

static int skipped(void)
{
    FILE *skips = fopen(skip_file(), "r");
    int lines = 0;
    int c;

    while (skips != NULL && (c = fgetc(skips)) != EOF) {
        lines += c == '\n';
    }
    if (skips != NULL) {
        (void)fclose(skips);
    }
    return lines;
}

static int wanted(const char *name, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strstr(name, argv[i]) != NULL) {
            return 1;
        }
    }
    return argc == 1;
}

int main(int argc, char **argv)
{
    const char *counts = getenv("TP_TEST_COUNTS");
    int failed;
    int run;
    int skips;

    (void)setvbuf(stdout, NULL, _IOLBF, 0); /* tests fork: nothing may be left to be printed twice */
    for (size_t i = 0; i < suite_count; i++) {
        if (!wanted(suites[i].name, argc, argv)) {
            continue;
        }
        if (runner == NULL) {
            runner = srunner_create(suites[i].suite);
        } else {
            srunner_add_suite(runner, suites[i].suite);
        }
    }
    if (runner == NULL) {
        (void)fprintf(stderr, "no suite of that name\n");
        return 2;
    }
    srunner_run_all(runner, CK_NORMAL);
    failed = srunner_ntests_failed(runner);
    run = srunner_ntests_run(runner);
    skips = skipped();
    if (counts != NULL) {
        FILE *out = fopen(counts, "w");

        if (out == NULL || fprintf(out, "%d %d %d\n", run - failed - skips, failed, skips) < 0 || fclose(out) != 0) {
            return 1;
        }
    }
    srunner_free(runner);
    return failed == 0 && run > 0 ? 0 : 1;
}
