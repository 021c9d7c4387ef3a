/* tenantpilot(1) as a person or a script meets it: exit codes, settings, and the supervisor. */
#include <check.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/door.h"
#include "support/suite.h"

enum { OUTPUT_MAX = 64 * 1024, WAIT_S = 60 };

static char output[OUTPUT_MAX];
static char folder[] = "/tmp/tp-cli.XXXXXX";
static char program[4096]; /* for the shell; empty: the build's */

static const char *the_program(void)
{
    if (program[0] == '\0') {
        (void)snprintf(program, sizeof program, "%.4000s/../bin/tenantpilot", door_share());
    }
    return program;
}

static void remove_folder(void)
{
    char command[8192];

    /* a test that failed may have left a supervisor behind */
    (void)snprintf(
        command, sizeof command,
        "cd %s && %.4000s down >/dev/null 2>&1; rm -rf %s;"
        " find /tmp -maxdepth 2 -path '/tmp/tenantpilot-*/to' -lname '%s/*' -exec sh -c 'rm -r \"${1%%/to}\"' sh {} \\;",
        folder, the_program(), folder, folder);
    (void)!system(command);
}

static void make_folder(void)
{
    ck_assert_ptr_nonnull(mkdtemp(folder));
    (void)atexit(remove_folder);
    ck_assert_int_eq(chmod(folder, 0755), 0); /* root's programs go on as another account */
    ck_assert_int_eq(unsetenv("TP_DB"), 0);
}

/* Runs a command by the shell; what it prints is in `output`. */
static int shell(const char *command)
{
    FILE *pipe = popen(command, "r");
    size_t len;
    int status;

    ck_assert_ptr_nonnull(pipe);
    len = fread(output, 1, sizeof output - 1, pipe);
    output[len] = '\0';
    status = pclose(pipe);
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}

/* Runs `<before> tenantpilot <words>` in the test's folder. */
static int tenantpilot_after(const char *before, const char *words)
{
    char command[8192];

    (void)snprintf(command, sizeof command, "cd %s && %s %.4000s %s 2>&1", folder, before, the_program(), words);
    return shell(command);
}

static int tenantpilot(const char *words)
{
    return tenantpilot_after("", words);
}

/* A copy of the build in a folder whose name nginx, PostgreSQL and the shell would each quote differently. */
static void copy_program_to_an_odd_folder(void)
{
    static const char NAME[] = "an odd's & \xc3\xbc|x";
    char command[8192];

    (void)snprintf(
        command, sizeof command,
        "mkdir \"%s/%s\" && cd %.4000s/.. && { cp -rl bin share \"%s/%s\" 2>/dev/null || cp -r bin share \"%s/%s\"; } 2>&1",
        folder, NAME, door_share(), folder, NAME, folder, NAME);
    ck_assert_msg(shell(command) == 0, "%s", output);
    (void)snprintf(program, sizeof program, "\"%s/%s/bin/tenantpilot\"", folder, NAME);
}

static void set_var(const char *path)
{
    ck_assert_int_eq(setenv("TP_VAR", path, 1), 0);
}

static void put_file(const char *name, const char *text)
{
    char path[256];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s", folder, name);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    (void)fputs(text, file);
    (void)fclose(file);
    ck_assert_int_eq(chmod(path, 0600), 0);
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

START_TEST(what_is_wrong_in_the_words_is_named)
{
    make_folder();
    ck_assert_int_eq(tenantpilot("demo reset"), 2);
    ck_assert(printed("there is no verb \"demo reset\"") && printed("  demo seed") && printed("  demo drift"));
    ck_assert_int_eq(tenantpilot("help demo"), 0);
    ck_assert(printed("  demo seed") && !printed("  user add"));
    ck_assert_int_eq(tenantpilot("backup"), 2);
    ck_assert(printed("there is no verb \"backup\""));
    ck_assert_int_eq(tenantpilot("verify pack.zip --keys FILE"), 2);
    ck_assert(printed("there is no option \"--keys\"") && printed("usage: tenantpilot verify PACK [--key FILE]"));
    ck_assert_int_eq(tenantpilot("verify pack.zip --help"), 0);
    ck_assert(printed("usage: tenantpilot verify"));
    ck_assert_int_eq(tenantpilot("user add --name --role"), 2);
    ck_assert(printed("one e-mail address is wanted"));
    ck_assert_int_eq(tenantpilot("compare nowhere ."), 3);
    ck_assert(printed("\"nowhere\": No such file or directory"));
}

END_TEST

/* Root would give all of it to another account, and `make reset` would drop it. */
START_TEST(a_folder_of_something_else_is_left_alone)
{
    char command[512];

    make_folder();
    put_file("precious", "x");
    set_var(folder);
    ck_assert_int_eq(tenantpilot("init"), 3);
    ck_assert_msg(printed("holds something else"), "%s", output);
    ck_assert_int_eq(shell("MAKEFLAGS= make -s reset 2>&1") == 0, 0);
    ck_assert_msg(printed("is not a state folder"), "%s", output);
    (void)snprintf(command, sizeof command, "test -O %s && ls -A %s", folder, folder);
    ck_assert_int_eq(shell(command), 0);
    ck_assert_str_eq(output, "precious\n");
}

END_TEST

/* Whose folder cannot be looked into says nothing of what runs there. */
START_TEST(the_state_of_another_account_is_not_spoken_of)
{
    make_folder();
    copy_program_to_an_odd_folder();
    set_var("/");
    ck_assert_int_eq(
        tenantpilot_after(geteuid() == 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups" : "", "status"), 3);
    ck_assert_msg(printed("belongs to root") && !printed("nothing runs"), "%s", output);
}

END_TEST

START_TEST(settings_come_from_the_environment_and_then_from_a_file)
{
    make_folder();
    put_file(".env", "# a comment\n\nPATH=/nowhere\nTP_PORT=\"seven\"\n");
    ck_assert_int_eq(tenantpilot("version"), 3);
    ck_assert(printed("TP_PORT is \"seven\", but must be a number from 1 to 65535"));
    ck_assert_int_eq(setenv("TP_PORT", "19999", 1), 0);
    ck_assert_int_eq(tenantpilot("version"), 0);
    put_file(".env", "TP_PORT 19999\n");
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

static bool wait_until_ready(void)
{
    for (int i = 0; i < WAIT_S * 4; i++) {
        if (tenantpilot("status") == 0) {
            return true;
        }
        (void)usleep(250 * 1000);
    }
    return false;
}

/* Of files that only the caller can read, in the folder of the caller: also where root's program goes on as another account. */
static void expect_files_of_the_caller(void)
{
    put_file("secret", "harbour lantern\n");
    put_file("checkpoint", "no checkpoint");
    ck_assert_msg(tenantpilot("workspace add acme") == 0, "%s", output);
    ck_assert_msg(tenantpilot("tenant add north --workspace acme --external-tenant 3f6d1c52-7a0b-4e0e-9d57-1c5f0a7b2e10"
                              " --client a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1001 --secret-file secret") == 0,
                  "%s", output);
    ck_assert_int_eq(tenantpilot("tenant add north --workspace acme"), 3);
    ck_assert_msg(printed("There is already a tenant of this short name."), "%s", output);
    ck_assert_int_eq(tenantpilot("audit verify --since nowhere"), 3);
    ck_assert_msg(printed("\"nowhere\": No such file or directory"), "%s", output);
    ck_assert_int_ne(tenantpilot("audit verify --since checkpoint"), 0);
    ck_assert_msg(!printed("Permission denied") && !printed("No such file"), "%s", output);
    ck_assert_int_eq(tenantpilot("tenant add south --workspace acme"), 0);
    ck_assert_int_eq(tenantpilot("run capture --tenant acme/south"), 3);
    ck_assert_msg(printed("This tenant has no connection yet."), "%s", output);
}

START_TEST(what_dies_is_started_again_and_what_was_started_is_stopped)
{
    char var[64];
    int pid = 0;
    int first = 0;

    make_folder();
    copy_program_to_an_odd_folder();
    (void)snprintf(var, sizeof var, "%s/also 'odd'/var", folder);
    *strrchr(var, '/') = '\0';
    ck_assert_int_eq(mkdir(var, 0755), 0);
    var[strlen(var)] = '/';
    set_var(var);
    ck_assert_int_eq(setenv("TP_WORKERS", "1", 1), 0);
    door_free_ports();
    (void)tenantpilot("up > up.log & true");
    ck_assert_msg(wait_until_ready(), "%s", output);
    expect_files_of_the_caller();
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
    (void)snprintf(var, sizeof var, "%s/var", folder);
    set_var(var);
    door_free_ports();
    (void)snprintf(expected, sizeof expected, "%d", taken);
    ck_assert_int_eq(setenv("TP_PORTAL_PORT", expected, 1), 0);
    ck_assert_int_eq(tenantpilot("up"), 3);
    (void)snprintf(expected, sizeof expected, "port %d on 127.0.0.1 is taken", taken);
    ck_assert_msg(printed(expected) && printed("set TP_PORTAL_PORT in .env"), "%s", output);
    (void)close(fd);
}

END_TEST

SUITE(cli, exit_codes_are_those_of_the_contract, what_is_wrong_in_the_words_is_named,
      a_folder_of_something_else_is_left_alone, the_state_of_another_account_is_not_spoken_of,
      settings_come_from_the_environment_and_then_from_a_file, the_example_lists_every_setting,
      what_dies_is_started_again_and_what_was_started_is_stopped, a_taken_port_is_named_with_its_setting);
