#include "modules/sealer/sealer.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "base/config.h"
#include "base/cx.h"
#include "base/log.h"
#include "core/audit/audit_keys.h"
#include "ext/pq.h"
#include "jobs/publication.h"
#include "jobs/runner.h"
#include "jobs/schema.h"
#include "jobs/sealing.h"

enum { INTERVAL_MS = 1000, BACKOFF_MAX_MS = 30000 };

static volatile sig_atomic_t stopping;

static void stop(int signal)
{
    (void)signal;
    stopping = 1;
}

static void handle_signals(void)
{
    struct sigaction action = { .sa_handler = stop }; /* no SA_RESTART: a wait ends */

    (void)sigaction(SIGTERM, &action, NULL);
    (void)sigaction(SIGINT, &action, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

/* The key must not reach a core file or a debugger of the same account. */
static void hide_memory(void)
{
    const struct rlimit none = { 0, 0 };

    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

/* One round; how long to wait before the next. */
static int round_once(struct cx *cx, struct db *db, const char *var, int backoff_ms)
{
    struct sealing_round round;
    enum rc rc = sealing_run(cx, db, var, &round);

    if (rc != RC_OK) {
        LOG_ERROR("sealing_failed", log_text("rc", rc_name(rc)), log_text("detail", cx->fail->detail),
                  log_int("next_ms", backoff_ms));
        fail_clear(cx);
        return backoff_ms;
    }
    if (round.sealed > 0 || round.published > 0) {
        LOG_INFO("sealed", log_int("events", round.sealed), log_int("checkpoints", round.published));
    }
    return 0;
}

/* Releases that are asked for: what they prove was sealed a moment ago. */
static void release_once(struct cx *cx, struct runner *runner)
{
    bool worked = true;

    while (worked && !stopping) {
        enum rc rc = runner_once(runner, &worked);

        if (rc != RC_OK) {
            LOG_ERROR("release_failed", log_text("rc", rc_name(rc)), log_text("detail", cx->fail->detail));
            return;
        }
    }
}

static void loop(struct cx *cx, struct db *db, const char *var, struct runner *runner)
{
    int backoff_ms = INTERVAL_MS;

    while (!stopping) {
        int wait_ms = round_once(cx, db, var, backoff_ms);

        if (wait_ms == 0) {
            release_once(cx, runner);
        }

        backoff_ms = wait_ms == 0 ? INTERVAL_MS : backoff_ms * 2;
        backoff_ms = backoff_ms > BACKOFF_MAX_MS ? BACKOFF_MAX_MS : backoff_ms;
        (void)db_wait(cx, db, "sealer", wait_ms == 0 ? INTERVAL_MS : wait_ms);
        fail_clear(cx);
        arena_reset(cx->mem);
    }
}

/* The key and the templates, without which nothing can be sealed or released. */
static enum rc prepare(struct cx *cx, struct arena *lasting, const struct config *config, struct publication *out)
{
    const char *problem = NULL;

    if (publication_open(lasting, config, out, &problem) != RC_OK) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "templates: %s", problem);
    }
    return audit_keys_ensure(cx, config->var);
}

static void work(struct cx *cx, struct arena *lasting, struct db *db, const struct job_env *env)
{
    struct runner_spec spec = {
        .db = db, .env = env, .clock = &clock_system, .type = job_type_find, .lease_s = env->config->job_lease_s
    };
    struct runner *runner;

    spec.kinds = job_kinds(JOB_BY_SEALER, &spec.kind_count);
    runner = runner_new(lasting, &spec);
    LOG_INFO("started", log_text("var", env->config->var));
    loop(cx, db, env->config->var, runner);
    LOG_INFO("stopped", log_int("signal", stopping));
    runner_free(runner);
}

int sealer_run(void)
{
    struct arena *lasting = arena_new();
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = arena_new(), .fail = &fail, .clock = &clock_system, .loc = &locale_source };
    struct config config;
    struct publication publication;
    const struct job_env env = { .config = &config, .publication = &publication, .stopping = &stopping };
    const char *problem;
    struct db *db = NULL;
    enum rc rc = config_start(lasting, "sealer", &config, &problem);

    if (rc != RC_OK) {
        (void)fprintf(stderr, "tenantpilot-sealer: %s\n", problem);
        goto out;
    }
    hide_memory();
    handle_signals();
    db = db_new(config_conninfo(lasting, &config), "tp_sealer", "sealer");
    rc = prepare(&cx, lasting, &config, &publication);
    rc = rc == RC_OK ? schema_await(&cx, db, &config, &stopping) : rc;
    if (rc == RC_OK) {
        work(&cx, lasting, db, &env);
    } else if (!stopping) {
        LOG_ERROR("cannot_start", log_text("rc", rc_name(rc)), log_text("detail", fail.detail));
    }
    db_free(db);
out:
    arena_free(cx.mem);
    arena_free(lasting);
    return rc == RC_OK || stopping ? EXIT_SUCCESS : EXIT_FAILURE;
}
