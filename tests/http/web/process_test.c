/* The processes of a web program, shown on the account program: the others differ in their routes alone. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/fcgi_client.h"
#include "support/suite.h"

static struct scratch *s;
static struct served *p;

static void start(int workers)
{
    s = scratch_new();
    p = served_start("account", s, workers);
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

/* A child of the master; 0: none. */
static pid_t a_worker(pid_t not_this)
{
    char path[64];
    FILE *file;
    int pid = 0;

    (void)snprintf(path, sizeof path, "/proc/%d/task/%d/children", (int)p->pid, (int)p->pid);
    file = fopen(path, "re");
    ck_assert_ptr_nonnull(file);
    while (fscanf(file, "%d", &pid) == 1 && pid == not_this) { /* NOLINT(cert-err34-c) */
        pid = 0;
    }
    (void)fclose(file);
    return pid;
}

START_TEST(it_answers_and_stops)
{
    struct answer answer;

    start(2);
    answer = served_get(p, "/signin?lang=de");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "<html lang=\"de\""));
    ck_assert_int_eq(served_get(p, "/readyz").status, 200);
    ck_assert_int_eq(served_get(p, "/nowhere").status, 404);
    ck_assert_int_eq(served_stop(p), 0);
    ck_assert_ptr_nonnull(strstr(served_log(p), "\"event\":\"stopped\""));
    end();
}

END_TEST

/* ---- the log: one line a request ---- */

#define REQUEST "0123456789abcdef0123456789abcdef"

/* The number after "name": in a line; ends the test if it is not there. */
static long number_in(const char *line, const char *name)
{
    const char *at = strstr(line, arena_printf(p->mem, "\"%s\":", name));

    ck_assert_msg(at != NULL, "no %s in %s", name, line);
    return strtol(at + strlen(name) + 3, NULL, 10);
}

/* The one line that names the request. */
static const char *only_line_of(const char *request)
{
    const char *log = served_log(p);
    const char *at = strstr(log, request);
    const char *from;

    ck_assert_ptr_nonnull(at);
    ck_assert_ptr_null(strstr(at + 1, request));
    for (from = at; from > log && from[-1] != '\n'; from--) {
    }
    return arena_strndup(p->mem, from, strcspn(from, "\n"));
}

START_TEST(each_request_is_one_line_with_its_figures)
{
    struct account_id anna;
    const char *line;

    start(1);
    anna = scratch_member(s, scratch_workspace(s, "mine"), "anna", ROLE_OWNER);
    served_sign_in(p, s, anna, "operator");
    (void)served_ask(p, &(struct ask){ .uri = "/account/settings?token=canary", .request_id = REQUEST });
    line = only_line_of(REQUEST);
    ck_assert(line[0] == '{' && line[strlen(line) - 1] == '}');
    ck_assert_ptr_nonnull(strstr(line, "\"program\":\"account\",\"event\":\"request\",\"request\":\"" REQUEST "\""));
    ck_assert_ptr_nonnull(strstr(line, "\"method\":\"GET\",\"route\":\"settings_show\",\"status\":200"));
    ck_assert_int_gt(number_in(line, "duration_us"), 0);
    ck_assert_int_eq(number_in(line, "queries"), 2); /* the session's look-up, and the account */
    ck_assert_int_eq(number_in(line, "round_trips"), 3); /* and the end of the transaction */
    ck_assert_int_gt(number_in(line, "bytes"), 1000);
    ck_assert_ptr_null(strstr(served_log(p), "canary")); /* addresses can hold secrets */
    end();
}

END_TEST

/* ---- crashes, stopping, reloading: with requests that cannot go on before the test lets them ---- */

/* From now on whoever looks up a session waits. */
static void hold_requests(void)
{
    scratch_exec(s, "BEGIN; LOCK TABLE session IN ACCESS EXCLUSIVE MODE");
}

static void let_go(void)
{
    scratch_exec(s, "COMMIT");
}

static int send_signed_in(void)
{
    return served_send(p, &(struct ask){ .uri = "/account/settings", .cookie = "__Host-operator=nobody" });
}

/* Until `count` requests are with workers and wait there. */
static void wait_for_held(int count)
{
    for (int i = 0; i < 1000; i++) {
        if (scratch_int(s, "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'session'::regclass") ==
            count) {
            return;
        }
        (void)usleep(5000);
    }
    ck_abort_msg("%d requests are not under way", count);
}

START_TEST(a_crash_loses_the_request_that_the_worker_had_and_no_other)
{
    int connections[3];
    int lost = 0;

    start(2);
    hold_requests();
    for (int i = 0; i < 3; i++) {
        connections[i] = send_signed_in();
    }
    wait_for_held(2); /* the third has no worker yet */
    ck_assert_int_eq(kill(a_worker(0), SIGKILL), 0);
    let_go();
    for (int i = 0; i < 3; i++) {
        int status = served_take(p, connections[i]).status;

        ck_assert_msg(status == 303 || status == 0, "request %d: %d", i, status);
        lost += status == 0;
    }
    ck_assert_int_eq(lost, 1);
    end();
}

END_TEST

START_TEST(what_runs_when_it_is_told_to_stop_is_finished)
{
    int connection;
    int status;

    start(2);
    hold_requests();
    connection = send_signed_in();
    wait_for_held(1);
    ck_assert_int_eq(kill(p->pid, SIGTERM), 0);
    (void)usleep(200000);
    ck_assert_int_eq(waitpid(p->pid, &status, WNOHANG), 0); /* it waits for it */
    let_go();
    ck_assert_int_eq(served_take(p, connection).status, 303);
    ck_assert_int_eq(waitpid(p->pid, &status, 0), p->pid);
    ck_assert_int_eq(status, 0);
    ck_assert_int_eq(served_get(p, "/healthz").status, 0);
    p->pid = 0;
    end();
}

END_TEST

START_TEST(what_runs_when_it_is_reloaded_is_finished_while_others_are_answered)
{
    int connection;

    start(1);
    hold_requests();
    connection = send_signed_in();
    wait_for_held(1);
    ck_assert_int_eq(kill(p->pid, SIGHUP), 0);
    ck_assert_int_eq(served_get(p, "/healthz").status, 200); /* by the new worker: the only old one is busy */
    let_go();
    ck_assert_int_eq(served_take(p, connection).status, 303);
    ck_assert_int_eq(served_stop(p), 0);
    end();
}

END_TEST

START_TEST(a_dead_worker_is_replaced_and_the_others_go_on)
{
    pid_t victim;

    start(2);
    victim = a_worker(0);
    ck_assert_int_gt(victim, 0);
    ck_assert_int_eq(kill(victim, SIGKILL), 0);
    for (int i = 0; i < 20; i++) {
        ck_assert_int_eq(served_get(p, "/healthz").status, 200);
        (void)usleep(20000);
    }
    ck_assert_ptr_nonnull(strstr(served_log(p), "\"event\":\"worker_died\""));
    ck_assert_ptr_nonnull(strstr(served_get(p, "/metrics").body, "tp_worker_respawns_total{program=\"account\"} 1"));
    ck_assert_int_ne(a_worker(victim), 0);
    end();
}

END_TEST

START_TEST(a_reload_keeps_the_socket_and_the_process_number)
{
    pid_t before;

    start(2);
    before = a_worker(0);
    ck_assert_int_eq(kill(p->pid, SIGHUP), 0);
    for (int i = 0; i < 1000 && kill(before, 0) == 0; i++) {
        ck_assert_int_eq(served_get(p, "/healthz").status, 200); /* nobody is refused meanwhile */
        (void)usleep(10000);
    }
    ck_assert_int_eq(waitpid(p->pid, NULL, WNOHANG), 0);
    ck_assert_int_ne(kill(before, 0), 0);
    ck_assert_int_eq(served_stop(p), 0);
    end();
}

END_TEST

START_TEST(broken_fastcgi_harms_nobody)
{
    static const uint8_t cut[] = { 1, 1, 0, 1, 0, 8, 0, 0, 0, 1 };
    static const uint8_t lies[] = {
        1, 1, 0, 1, 0,    8,    0,    0,    0,    1,    0,    0,    0, 0, 0, 0, 1, 4, 0, 1,
        0, 8, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 4, 0, 1, 0, 0, 0, 0
    };
    uint8_t noise[512];

    start(1);
    for (int i = 0; i < 50; i++) {
        for (size_t k = 0; k < sizeof noise; k++) {
            noise[k] = (uint8_t)(i * 31 + (int)k * 7);
        }
        ck_assert_int_eq(served_raw(p, bytes_of(noise, (size_t)i * 10 + 1)).status, 0);
    }
    (void)served_raw(p, bytes_of(cut, sizeof cut));
    (void)served_raw(p, bytes_of(lies, sizeof lies));
    ck_assert_int_eq(served_get(p, "/healthz").status, 200);
    ck_assert_ptr_null(strstr(served_log(p), "worker_died"));
    end();
}

END_TEST

START_TEST(bodies_are_bounded_and_whole)
{
    char *body;
    struct answer answer;

    start(1);
    body = arena_alloc(p->mem, 300 * 1024 + 1);
    memset(body, 'a', 300 * 1024);
    answer =
        served_ask(p, &(struct ask){ .uri = "/signin", .method = "POST", .fetch_site = "same-origin", .body = body });
    ck_assert_int_eq(answer.status, 413);
    answer = served_ask(p, &(struct ask){ .uri = "/signin",
                                          .method = "POST",
                                          .fetch_site = "same-origin",
                                          .body = "login=a&password=b",
                                          .body_broken = true });
    ck_assert_int_eq(answer.status, 400);
    end();
}

END_TEST

START_TEST(a_session_opens_what_it_may_and_nothing_else)
{
    struct workspace_id mine;
    struct workspace_id foreign;
    struct account_id anna;
    struct answer answer;

    start(1);
    mine = scratch_workspace(s, "mine");
    foreign = scratch_workspace(s, "foreign");
    anna = scratch_member(s, mine, "anna", ROLE_OWNER);
    (void)scratch_member(s, foreign, "ben", ROLE_OWNER);
    ck_assert_int_eq(served_get(p, "/account/settings").status, 303);
    served_sign_in(p, s, anna, "operator");
    answer = served_get(p, "/account/settings");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_int_eq(served_get(p, "/account/workspaces/mine/members").status, 200);
    ck_assert_int_eq(served_get(p, "/account/workspaces/foreign/members").status, 404);
    ck_assert_int_eq(served_get(p, "/account/workspaces/none/members").status, 404);
    answer = served_ask(p, &(struct ask){ .uri = "/account/settings", .host = "portal.localhost:8081" });
    ck_assert_int_eq(answer.status, 303); /* worth nothing on the other host */
    answer = served_ask(
        p, &(struct ask){
               .uri = "/account/settings", .method = "POST", .fetch_site = "same-origin", .body = "language=de" });
    ck_assert_int_eq(answer.status, 403); /* without the token */
    answer = served_ask(p, &(struct ask){ .uri = "/account/settings", .cookie = "__Host-operator=forged" });
    ck_assert_int_eq(answer.status, 303);
    end();
}

END_TEST

START_TEST(it_survives_the_database_going_away)
{
    start(1);
    ck_assert_int_eq(served_get(p, "/signin").status, 200);
    scratch_exec(s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'account'");
    (void)served_get(p, "/signin"); /* may be lost with its connection */
    ck_assert_int_eq(served_get(p, "/signin").status, 200);
    ck_assert_ptr_null(strstr(served_log(p), "worker_died"));
    end();
}

END_TEST

SUITE(http_process, it_answers_and_stops, each_request_is_one_line_with_its_figures,
      a_crash_loses_the_request_that_the_worker_had_and_no_other, what_runs_when_it_is_told_to_stop_is_finished,
      what_runs_when_it_is_reloaded_is_finished_while_others_are_answered,
      a_dead_worker_is_replaced_and_the_others_go_on, a_reload_keeps_the_socket_and_the_process_number,
      broken_fastcgi_harms_nobody, bodies_are_bounded_and_whole, a_session_opens_what_it_may_and_nothing_else,
      it_survives_the_database_going_away);
