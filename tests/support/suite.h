/* Tests register themselves: a file ends with SUITE(name, a_test, another_test), and is found by the Makefile. */
#ifndef TESTS_SUPPORT_SUITE_H
#define TESTS_SUPPORT_SUITE_H

#include <check.h>
#include <stddef.h>

void suite_register(const char *name, const TTest *const *tests, size_t count);

/* Says why a test does nothing here, and counts it as skipped; a failure where TP_REQUIRE_DATA=1. Ends the test. */
_Noreturn void suite_skip(const char *reason);

#define SUITE(name, ...)                                                                                               \
    __attribute__((constructor)) static void name##_suite(void)                                                        \
    {                                                                                                                  \
        const TTest *const tests[] = { __VA_ARGS__ };                                                                  \
        suite_register(#name, tests, sizeof tests / sizeof tests[0]);                                                  \
    }                                                                                                                  \
    extern int name##_suite_end

#endif
