/* Where programs refuse to start: as root, and on a database that was not made by the scripts that they came with. */
#include <string.h>
#include <unistd.h>

#include "support/fcgi_client.h"
#include "support/suite.h"

static const char *const programs[] = { "account", "inbox",  "reviews", "reports", "system",
                                        "portal",  "sealer", "worker",  "graphsim" };

enum { PROGRAMS = sizeof programs / sizeof programs[0] };

START_TEST(nothing_runs_as_root)
{
    struct scratch *s;

    if (geteuid() != 0) {
        suite_skip("who is not root cannot start a program as root");
    }
    s = scratch_new();
    for (size_t i = 0; i < PROGRAMS; i++) {
        const char *said;
        int code = served_refused(programs[i], s, true, &said);

        ck_assert_msg(code == 1 && strstr(said, "refuses to run as root") != NULL, "%s: %d %s", programs[i], code,
                      said);
    }
    scratch_free(s);
}

END_TEST

START_TEST(nothing_runs_on_another_schema)
{
    struct scratch *s = scratch_new();

    scratch_exec(s, "UPDATE schema_migration SET checksum = 'another' WHERE version = 2");
    for (size_t i = 0; i < PROGRAMS - 1; i++) { /* the simulator has no database */
        const char *said;
        int code = served_refused(programs[i], s, false, &said);

        ck_assert_msg(code == 1 && strstr(said, "0002_audit.sql is not the script that the database was made with"),
                      "%s: %d %s", programs[i], code, said);
    }
    scratch_free(s);
}

END_TEST

SUITE(http_start, nothing_runs_as_root, nothing_runs_on_another_schema);
