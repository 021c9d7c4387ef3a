/* tenantpilot(1) as a person or a script meets it: exit codes, settings, and the supervisor. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/door.h"
#include "support/suite.h"

enum { OUTPUT_MAX = 64 * 1024, WAIT_S = 60 };

static char output[OUTPUT_MAX];
static char folder[] = "/tmp/tp-cli.XXXXXX";

static void remove_folder(void)
{
    char command[8192];

    /* a test that failed may have left a supervisor behind */
    (void)snprintf(command, sizeof command, "cd %s && %.4000s/../bin/tenantpilot down >/dev/null 2>&1; rm -rf %s",
                   folder, door_share(), folder);
    (void)!system(command);
}

static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)atexit(remove_folder);
    ck_assert_int_eq(unsetenv("TP_DB"), 0);
}

/* Runs `tenantpilot <words>` by the shell, in the test's folder; what it prints is in `output`. */
static int tenantpilot(const char *words)
{
    char command[8192];
    FILE *pipe;
    size_t len;
    int status;

    (void)snprintf(command, sizeof command, "cd %s && %.4000s/../bin/tenantpilot %s 2>&1", folder, door_share(), words);
    pipe = popen(command, "r");
    ck_assert_ptr_nonnull(pipe);
    len = fread(output, 1, sizeof output - 1, pipe);
    output[len] = '\0';
    status = pclose(pipe);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static bool printed(const char *text)
{
    return strstr(output, text) != NULL;
}

START_TEST(exit_codes_are_those_of_the_contract)
{
    make_folder();
    ck_assert_int_eq(tenantpilot("--help"), 0);
    ck_assert(printed("usage: tenantpilot VERB"));
    ck_assert_int_eq(tenantpilot(""), 2);
    ck_assert_int_eq(tenantpilot("no-such-verb"), 2);
    ck_assert(printed("no-such-verb"));
    ck_assert_int_eq(tenantpilot("status too many"), 2);
    ck_assert(printed("usage: tenantpilot status"));
    ck_assert_int_eq(tenantpilot("audit verify --help"), 0);
    ck_assert(printed("usage: tenantpilot audit verify"));
    ck_assert_int_eq(tenantpilot("status"), 3);
    ck_assert_int_eq(tenantpilot("version"), 0);
}

END_TEST

START_TEST(settings_come_from_the_environment_and_then_from_a_file)
{
    char path[64];
    FILE *file;

    make_folder();
    (void)snprintf(path, sizeof path, "%s/.env", folder);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    (void)fputs("# a comment\n\nPATH=/nowhere\nTP_PORT=\"seven\"\n", file);
    (void)fclose(file);
    ck_assert_int_eq(tenantpilot("version"), 3);
    ck_assert(printed("TP_PORT is \"seven\", but must be a number from 1 to 65535"));
    ck_assert_int_eq(setenv("TP_PORT", "19999", 1), 0);
    ck_assert_int_eq(tenantpilot("version"), 0);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    (void)fputs("TP_PORT 19999\n", file);
    (void)fclose(file);
    ck_assert_int_eq(tenantpilot("version"), 3);
    ck_assert(printed(".env, line 1"));
}

END_TEST

START_TEST(the_example_lists_every_setting)
{
    make_folder();
    ck_assert_int_eq(tenantpilot("settings > settings; cmp settings \"$OLDPWD/.env.example\""), 0);
}

END_TEST

/* The process of a unit as `status` shows it, and how often it was started again; false if it does not run. */
static bool unit(const char *name, int *pid, int *restarts)
{
    char state[32] = "";
    const char *line;
    char start[64];

    (void)tenantpilot("status");
    (void)snprintf(start, sizeof start, "\n%s ", name);
    line = strstr(output, start);
    return line != NULL && sscanf(line + strlen(start), "%31s %d %d", state, pid, restarts) == 3 &&
           strcmp(state, "running") == 0;
}

static bool wait_for_unit(const char *name, int *pid, int restarts)
{
    int seen = 0;

    for (int i = 0; i < WAIT_S * 4; i++) {
        if (unit(name, pid, &seen) && seen >= restarts) {
            return true;
        }
        (void)usleep(250 * 1000);
    }
    return false;
}

START_TEST(what_dies_is_started_again_and_what_was_started_is_stopped)
{
    char var[64];
    int pid = 0;
    int first = 0;

    make_folder();
    ck_assert_int_eq(system("chmod 755 /tmp/tp-cli.*"), 0);
    (void)snprintf(var, sizeof var, "%s/var", folder);
    ck_assert_int_eq(setenv("TP_VAR", var, 1), 0);
    ck_assert_int_eq(setenv("TP_WORKERS", "1", 1), 0);
    door_free_ports();
    (void)tenantpilot("up > up.log & true");
    ck_assert_msg(wait_for_unit("sealer", &first, 0), "%s", output);
    ck_assert_int_eq(kill(first, SIGKILL), 0);
    ck_assert_msg(wait_for_unit("sealer", &pid, 1), "%s", output);
    ck_assert_int_ne(pid, first);
    ck_assert(printed("signal 9"));
    ck_assert_int_eq(tenantpilot("down"), 0);
    ck_assert_int_ne(kill(pid, 0), 0);
    ck_assert_int_eq(tenantpilot("status"), 3);
    ck_assert(printed("nothing runs"));
    (void)snprintf(output, sizeof output, "%s/pgdata/PG_VERSION", var);
    ck_assert_int_eq(access(output, F_OK), 0);
}

END_TEST

START_TEST(a_taken_port_is_named_with_its_setting)
{
    char var[64];
    char expected[64];
    int taken;
    int fd = door_take_port(&taken);

    make_folder();
    ck_assert_int_eq(system("chmod 755 /tmp/tp-cli.*"), 0);
    (void)snprintf(var, sizeof var, "%s/var", folder);
    ck_assert_int_eq(setenv("TP_VAR", var, 1), 0);
    door_free_ports();
    (void)snprintf(expected, sizeof expected, "%d", taken);
    ck_assert_int_eq(setenv("TP_PORTAL_PORT", expected, 1), 0);
    ck_assert_int_eq(tenantpilot("up"), 3);
    (void)snprintf(expected, sizeof expected, "port %d on 127.0.0.1 is taken", taken);
    ck_assert_msg(printed(expected) && printed("set TP_PORTAL_PORT in .env"), "%s", output);
    (void)close(fd);
}

END_TEST

SUITE(cli, exit_codes_are_those_of_the_contract, settings_come_from_the_environment_and_then_from_a_file,
      the_example_lists_every_setting, what_dies_is_started_again_and_what_was_started_is_stopped,
      a_taken_port_is_named_with_its_setting);
