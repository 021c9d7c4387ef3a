/* The worker as a program, capturing from the simulator: whatever becomes of its processes, the end is that of an undisturbed run.
 *
 * tests/db/jobs tries every fault point of a runner; here the processes around it are tried: leases, heartbeats, restarts, stopping. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "http/graphsim/cloud.h"
#include "support/estate.h"
#include "support/fcgi_client.h"
#include "support/suite.h"

enum { WAIT_S = 90, LEASE_S = 5 };

static struct cloud *cloud;
static struct scratch *s;
static struct served *worker;
static struct workspace_id workspace;
static struct account_id olga;
static const struct actor *who;

/* ---- beginning ---- */

static void set(const char *name, const char *value)
{
    ck_assert_int_eq(setenv(name, value, 1), 0);
}

static void wait_for(const char *what, const char *sql)
{
    const char *log;

    for (int i = 0; i < WAIT_S * 20; i++) {
        if (scratch_int(s, "SELECT (%s)::int", sql) == 1) {
            return;
        }
        (void)usleep(50000);
    }
    log = served_log(worker);
    ck_abort_msg("%s: not after %d s\n%s", what, WAIT_S, strlen(log) > 2000 ? log + strlen(log) - 2000 : log);
}

static void start(void)
{
    cloud = cloud_start();
    s = scratch_new();
    s->cx.clock = &clock_system;
    workspace = scratch_workspace(s, "msp");
    olga = scratch_member(s, workspace, "olga", ROLE_OPERATOR);
    who = scratch_actor(s, workspace, olga, ROLE_OPERATOR);
    set("TP_PROVIDER_CA", cloud->ca);
    set("TP_JOB_WORKERS", "2");
    set("TP_JOB_LEASE_S", "5");
    set("TP_FAULT", "0");
    worker = served_spawn("worker", s);
    wait_for("the key", "SELECT count(*) = 1 FROM worker_key");
}

/* Without a last word. Its children go with it. */
static void kill_all(void)
{
    ck_assert_int_eq(kill(worker->pid, SIGKILL), 0);
    ck_assert_int_eq(waitpid(worker->pid, NULL, 0), worker->pid);
    worker->pid = 0;
}

static void end(void)
{
    served_free(worker);
    scratch_free(s);
    cloud_stop(cloud);
}

/* ---- tenants and runs ---- */

static void commit(enum rc rc)
{
    ck_assert_msg(rc == RC_OK, "%s", s->fail.detail);
    scratch_commit(s);
}

static struct tenant_id add_tenant(const char *slug)
{
    const struct actor *owner = scratch_actor(s, workspace, olga, ROLE_OWNER);
    struct connection_new how = { .provider = "graph",
                                  .external_tenant = CONTOSO,
                                  .client = CONTOSO_CLIENT,
                                  .base_url = cloud->origin,
                                  .login_url = cloud->origin,
                                  .secret = CONTOSO_SECRET };
    struct connection connection;
    struct tenant tenant;

    scratch_begin(s, "tp_inbox", TX_WRITE, workspace, olga);
    commit(tenant_add(&s->cx, owner, slug, slug, &tenant));
    how.tenant = tenant.id;
    scratch_begin(s, "tp_inbox", TX_WRITE, workspace, olga);
    commit(connection_add(&s->cx, who, &how, &connection));
    return tenant.id;
}

static void ask_for_capture(struct tenant_id tenant)
{
    const struct run_request request = { .operation = OPERATION_CAPTURE, .tenant = tenant, .origin = RUN_BY_PERSON };
    struct run run;

    scratch_begin(s, "tp_inbox", TX_WRITE, workspace, olga);
    commit(run_request(&s->cx, who, &request, &run));
}

static const char *of_capture(struct tenant_id tenant, const char *condition)
{
    return arena_printf(
        s->cx.mem, "SELECT coalesce(bool_and(%s), false) FROM run WHERE operation = 'capture' AND tenant_id = '%s'",
        condition, id_text(&s->cx, tenant.v));
}

static void wait_for_end(struct tenant_id tenant)
{
    wait_for("the capture", of_capture(tenant, "state = 'completed'"));
}

/* How often its workers began. */
static int64_t attempts(struct tenant_id tenant)
{
    return scratch_int(s, "SELECT attempt FROM run WHERE operation = 'capture' AND tenant_id = '%s'",
                       id_text(&s->cx, tenant.v));
}

/* Of the steps that are noted, the number of attempts alone may differ. */
static const char *left_behind(struct tenant_id tenant)
{
    struct estate estate = { .s = s };

    return estate_dump(&estate, tenant);
}

static const char *undisturbed(void)
{
    struct tenant_id tenant = add_tenant("undisturbed");
    const char *dump;

    ask_for_capture(tenant);
    wait_for_end(tenant);
    ck_assert_int_eq(attempts(tenant), 1);
    dump = left_behind(tenant);
    ck_assert_ptr_nonnull(strstr(dump, "run: completed succeeded"));
    return dump;
}

/* Names the first line that differs: the whole is too long for a message. */
static void as_undisturbed(struct tenant_id tenant, const char *expected)
{
    const char *found = left_behind(tenant);

    while (*found != '\0' && strcspn(found, "\n") == strcspn(expected, "\n") &&
           strncmp(found, expected, strcspn(found, "\n")) == 0) {
        found += strcspn(found, "\n");
        expected += strcspn(expected, "\n");
        found += *found == '\n';
        expected += *expected == '\n';
    }
    ck_assert_msg(*found == *expected && *found == '\0', "%.600s\n, not\n%.600s", found, expected);
}

/* Until the capture waits for the provider, in the middle of its areas. */
static void wait_in_the_middle(struct tenant_id tenant)
{
    wait_for(
        "the middle",
        arena_printf(s->cx.mem,
                     "SELECT count(*) > 5 FROM run_area JOIN run USING (workspace_id, run_id) WHERE tenant_id = '%s'"
                     " AND run_area.state = 'read'",
                     id_text(&s->cx, tenant.v)));
}

/* ---- tests ---- */

START_TEST(a_process_that_dies_is_replaced_and_another_goes_on)
{
    static const char *const faults[] = { "30", "41", "52" };
    const char *expected;

    start();
    expected = undisturbed();
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        struct tenant_id tenant = add_tenant(arena_printf(s->cx.mem, "fault-%s", faults[i]));

        ck_assert_int_eq(served_stop(worker), 0);
        set("TP_FAULT", faults[i]);
        set("TP_JOB_LEASE_S", "600"); /* what its parent knows of, nobody has to wait for */
        served_again(worker, "worker", s);
        ask_for_capture(tenant);
        wait_for_end(tenant);
        ck_assert_int_gt(attempts(tenant), 1);
        as_undisturbed(tenant, expected);
        ck_assert_ptr_nonnull(strstr(served_log(worker), "\"event\":\"worker_died\""));
        ck_assert_ptr_nonnull(strstr(served_log(worker), "\"signal\":9"));
    }
    end();
}

END_TEST

START_TEST(when_all_die_at_once_the_next_goes_on)
{
    struct tenant_id tenant;
    const char *expected;

    start();
    expected = undisturbed();
    tenant = add_tenant("killed");
    cloud_scenario(cloud, CONTOSO, "throttle-long");
    ask_for_capture(tenant);
    wait_in_the_middle(tenant);
    kill_all();
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM job WHERE kind = 'capture' AND state = 'running'"), 1);
    cloud_scenario(cloud, CONTOSO, "well");
    served_again(worker, "worker", s);
    wait_for_end(tenant);
    ck_assert_int_eq(attempts(tenant), 2);
    as_undisturbed(tenant, expected);
    end();
}

END_TEST

START_TEST(what_is_told_to_stop_gives_its_job_back_as_it_is)
{
    struct tenant_id tenant;
    const char *expected;

    start();
    expected = undisturbed();
    tenant = add_tenant("stopped");
    cloud_scenario(cloud, CONTOSO, "throttle-long");
    ask_for_capture(tenant);
    wait_in_the_middle(tenant);
    ck_assert_int_eq(served_stop(worker), 0); /* long before the provider's seven seconds are over */
    ck_assert_int_eq(scratch_int(s,
                                 "SELECT count(*) FROM job WHERE kind = 'capture' AND state = 'queued' AND attempt = 0"
                                 " AND lease_token IS NULL AND run_at <= now()"),
                     1);
    ck_assert_int_eq(scratch_int(s, "SELECT (%s)::int", of_capture(tenant, "state = 'queued'")), 1);
    cloud_scenario(cloud, CONTOSO, "well");
    served_again(worker, "worker", s);
    wait_for_end(tenant);
    as_undisturbed(tenant, expected);
    end();
}

END_TEST

/* The fetch takes longer than the lease: the parent's heartbeat keeps it, and the second worker process does not take it away. */
START_TEST(a_long_wait_does_not_lose_the_lease)
{
    struct tenant_id tenant;
    const char *expected;

    start();
    expected = undisturbed();
    tenant = add_tenant("patient");
    cloud_scenario(cloud, CONTOSO, "throttle-long");
    ask_for_capture(tenant);
    wait_for_end(tenant);
    ck_assert_int_ge(scratch_int(s,
                                 "SELECT extract(epoch FROM finished_at - started_at)::int FROM run WHERE operation ="
                                 " 'capture' AND tenant_id = '%s'",
                                 id_text(&s->cx, tenant.v)),
                     LEASE_S + 1);
    ck_assert_int_eq(attempts(tenant), 1);
    as_undisturbed(tenant, expected);
    ck_assert_int_eq(cloud_number(cloud, "early"), 0);
    end();
}

END_TEST

/* The first child of the worker's parent: of one worker process and the scheduler, the former. */
static pid_t first_process(void)
{
    char path[64];
    FILE *file;
    int pid = 0;

    (void)snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)worker->pid, (int)worker->pid);
    file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%d", &pid), 1); /* NOLINT(cert-err34-c) */
    (void)fclose(file);
    return pid;
}

START_TEST(a_process_that_does_not_get_on_is_ended)
{
    struct tenant_id tenant;
    const char *expected;

    start();
    expected = undisturbed();
    ck_assert_int_eq(served_stop(worker), 0);
    set("TP_JOB_WORKERS", "1");
    set("TP_JOB_STUCK_S", "10");
    served_again(worker, "worker", s);
    tenant = add_tenant("stuck");
    cloud_scenario(cloud, CONTOSO, "throttle-long");
    ask_for_capture(tenant);
    wait_in_the_middle(tenant);
    ck_assert_int_eq(kill(first_process(), SIGSTOP), 0);
    wait_for_end(tenant);
    ck_assert_ptr_nonnull(strstr(served_log(worker), "\"event\":\"worker_stuck\""));
    ck_assert_int_eq(attempts(tenant), 2);
    as_undisturbed(tenant, expected);
    end();
}

END_TEST

SUITE(http_worker, a_process_that_dies_is_replaced_and_another_goes_on, when_all_die_at_once_the_next_goes_on,
      what_is_told_to_stop_gives_its_job_back_as_it_is, a_process_that_does_not_get_on_is_ended,
      a_long_wait_does_not_lose_the_lease);
