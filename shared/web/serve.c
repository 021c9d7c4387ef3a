/* A worker: one request at a time, until it is told to stop. */
#include "web/serve.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"
#include "ext/fcgi.h"

enum { BODY_MAX_DEFAULT = 256 * 1024 };

static volatile int stopping;

static void stop(int signal)
{
    (void)signal;
    stopping = 1;
}

static void take_signals(void)
{
    struct sigaction action = { .sa_handler = stop };
    sigset_t blocked;

    (void)sigemptyset(&blocked);
    (void)sigaddset(&blocked, SIGTERM); /* let in only while waiting, so that a request that runs is finished */
    (void)sigaddset(&blocked, SIGHUP);
    (void)sigaddset(&blocked, SIGINT);
    (void)sigprocmask(SIG_SETMASK, &blocked, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
    (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
}

/* Reads the body into `buffer`, which holds body_max + 1 bytes. */
static void read_body(struct fcgi *fcgi, uint8_t *buffer, size_t body_max, struct web_input *in)
{
    const char *announced = input_env(in, "CONTENT_LENGTH");
    int64_t length = 0;
    size_t got = 0;
    size_t piece;

    if (!text_empty(announced) && parse_i64(announced, 0, INT64_MAX, &length) != RC_OK) {
        in->body_broken = true;
        return;
    }
    if ((uint64_t)length > body_max) {
        in->body_refused = true;
        return;
    }
    while (got <= body_max && (piece = fcgi_read(fcgi, buffer + got, body_max + 1 - got)) > 0) {
        got += piece;
    }
    in->body_refused = got > body_max;
    in->body_broken = got != (size_t)length;
    in->body = bytes_of(buffer, got);
}

static void log_answer(const struct web *web, const struct web_input *in, const struct web_output *out,
                       int64_t duration_us)
{
    struct db_counters counters = web->db == NULL ? (struct db_counters){ 0, 0 } : db_counters(web->db);
    const char *method = input_env(in, "REQUEST_METHOD");

    metrics_request(web->metrics, out->route, out->status, duration_us, counters.queries);
    log_write(out->status >= 500 ? LOG_LEVEL_ERROR : LOG_LEVEL_INFO, "request",
              LOG_FIELDS(log_text("request", out->request_id), log_text("method", method),
                         log_text("route", out->route_name), log_int("status", out->status),
                         log_int("duration_us", duration_us), log_int("queries", counters.queries),
                         log_int("round_trips", counters.round_trips),
                         log_int("bytes", (int64_t)(out->head.len + out->body.len)), log_text("detail", out->detail)));
}

static void serve_one(struct web *web, struct fcgi *fcgi, struct arena *mem, uint8_t *buffer, size_t body_max)
{
    int64_t start_us = web->clock->monotonic_us(web->clock);
    struct web_input in = { .env = fcgi_env(fcgi) };
    struct web_output out;

    if (web->db != NULL) {
        db_counters_reset(web->db);
    }
    read_body(fcgi, buffer, body_max, &in);
    web_answer(web, mem, &in, &out);
    if (!fcgi_write(fcgi, out.head) || !fcgi_write(fcgi, out.body)) {
        LOG_INFO("client_gone", log_text("request", out.request_id));
    }
    log_answer(web, &in, &out, web->clock->monotonic_us(web->clock) - start_us);
    fcgi_finish(fcgi);
}

struct db *serve_database(struct arena *mem, const struct web *web)
{
    const struct config *config = &web->config;
    const char *role = config->db_role[0] != '\0' ? config->db_role : arena_printf(mem, "tp_%s", web->program->name);

    return db_new(config_conninfo(mem, config), role, web->program->name);
}

int serve(struct web *web, int listen_fd)
{
    size_t body_max = web->program->body_max == 0 ? BODY_MAX_DEFAULT : web->program->body_max;
    struct arena *lasting = arena_new();
    struct arena *mem = arena_new();
    uint8_t *buffer = arena_alloc(lasting, body_max + 1);
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = lasting, .fail = &fail, .clock = web->clock, .loc = &locale_source };
    struct fcgi *fcgi;

    take_signals();
    web->db = web->program->standalone ? NULL : serve_database(lasting, web);
    if (web->program->start != NULL && web->program->start(&cx) != RC_OK) {
        LOG_ERROR("start_failed", log_text("detail", fail.detail));
        return EXIT_FAILURE;
    }
    fcgi = fcgi_new(listen_fd);
    while (fcgi_accept(fcgi, &stopping)) {
        serve_one(web, fcgi, mem, buffer, body_max);
    }
    fcgi_free(fcgi);
    db_free(web->db);
    arena_free(mem);
    arena_free(lasting);
    return EXIT_SUCCESS;
}
