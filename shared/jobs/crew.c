#include "jobs/crew.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/log.h"
#include "base/random.h"
#include "core/connection/connection.h"
#include "jobs/runner.h"
#include "jobs/schema.h"
#include "jobs/tick.h"
#include "jobs/transact.h"
#include "providers/provider.h"

enum { CREW_MAX = 65, IDLE_MS = 1000, BEATS_PER_LEASE = 4, RESTART_FIRST_S = 1, RESTART_MAX_S = 30, WATCH_S = 60 };

/* What a worker holds, told to the parent through shared memory. Two words that are read in the middle of a change make a lease that
 * nobody has, and a beat for it touches no row. */
struct slot {
    _Atomic uint64_t high;
    _Atomic uint64_t low;
    _Atomic int64_t moved_us; /* monotonic; when it last said so, after each step */
};

struct member {
    pid_t pid; /* 0: not running */
    int failures;
    int64_t start_at_us; /* monotonic; not before */
};

struct crew {
    const struct config *config;
    const struct box_secret *key;
    struct slot *slots; /* shared */
    struct member members[CREW_MAX]; /* the last one schedules */
    int workers;
    struct db *db; /* the parent's */
    struct cx cx;
    struct fail fail;
};

static volatile sig_atomic_t stopping;

static void on_stop(int number)
{
    (void)number;
    stopping = 1;
}

static void on_child(int number)
{
    (void)number; /* its coming ends the parent's sleep */
}

static void handle_signals(void)
{
    struct sigaction stop = { .sa_handler = on_stop }; /* no SA_RESTART: waits end */
    struct sigaction child = { .sa_handler = on_child };

    (void)sigaction(SIGTERM, &stop, NULL);
    (void)sigaction(SIGINT, &stop, NULL);
    (void)sigaction(SIGCHLD, &child, NULL);
    (void)signal(SIGPIPE, SIG_IGN);
}

/* Credentials must not reach a core file or a debugger of the same account. */
static void hide_memory(void)
{
    const struct rlimit none = { 0, 0 };

    (void)setrlimit(RLIMIT_CORE, &none);
    (void)prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static int64_t monotonic_us(void)
{
    return clock_system.monotonic_us(&clock_system);
}

static void nap(int64_t ms)
{
    const struct timespec time = { .tv_sec = ms / 1000, .tv_nsec = (ms % 1000) * 1000000 };

    (void)nanosleep(&time, NULL);
}

/* ---- slots ---- */

static void slot_put(void *context, struct uuid lease)
{
    struct slot *slot = context;
    uint64_t words[2];

    memcpy(words, lease.b, sizeof words);
    atomic_store(&slot->high, words[0]);
    atomic_store(&slot->low, words[1]);
    atomic_store(&slot->moved_us, monotonic_us());
}

static struct uuid slot_get(const struct slot *slot)
{
    const uint64_t words[2] = { atomic_load(&slot->high), atomic_load(&slot->low) };
    struct uuid lease;

    memcpy(lease.b, words, sizeof words);
    return lease;
}

/* ---- the children ---- */

static struct cx fresh_cx(struct fail *fail)
{
    *fail = (struct fail){ .rc = RC_OK };
    return (struct cx){ .mem = arena_new(), .fail = fail, .clock = &clock_system, .loc = &locale_source };
}

static void rest_after(struct cx *cx, enum rc rc)
{
    LOG_WARN("worker_waits", log_text("rc", rc_name(rc)), log_text("detail", cx->fail->detail));
    nap(IDLE_MS + (int64_t)random_below(IDLE_MS));
}

static int work(struct crew *crew, struct slot *slot)
{
    const struct job_env env = {
        .config = crew->config, .key = crew->key, .provider = provider_find, .stopping = &stopping
    };
    struct runner_spec spec = {
        .db = db_new(config_conninfo(crew->cx.mem, crew->config), "tp_worker", "worker"),
        .env = &env,
        .clock = &clock_system,
        .type = job_type_find,
        .lease_s = crew->config->job_lease_s,
        .fault_at = crew->config->fault,
        .leased = slot_put,
        .context = slot,
    };
    struct fail fail;
    struct cx cx = fresh_cx(&fail);
    struct runner *runner;

    spec.kinds = job_kinds(JOB_BY_WORKER, &spec.kind_count);
    runner = runner_new(crew->cx.mem, &spec);
    while (!stopping) {
        bool worked = false;
        enum rc rc = runner_once(runner, &worked);

        if (rc != RC_OK) {
            rest_after(&cx, rc);
        } else if (!worked) {
            (void)db_wait(&cx, spec.db, "job", IDLE_MS);
        }
        fail_clear(&cx);
        arena_reset(cx.mem);
    }
    runner_free(runner);
    db_free(spec.db);
    arena_free(cx.mem);
    return EXIT_SUCCESS;
}

static int schedule(struct crew *crew)
{
    struct db *db = db_new(config_conninfo(crew->cx.mem, crew->config), "tp_worker", "scheduler");
    struct uuid holder = uuid_new(&clock_system);
    int64_t watch_at_us = 0;
    struct fail fail;
    struct cx cx = fresh_cx(&fail);

    while (!stopping) {
        int64_t late_s;
        int acted;
        enum rc rc = tick_once(&cx, db, holder, &acted);

        if (rc == RC_OK && monotonic_us() >= watch_at_us) {
            rc = tick_watch(&cx, db, &late_s);
            watch_at_us = monotonic_us() + WATCH_S * SECOND_US;
        }
        if (rc != RC_OK) {
            rest_after(&cx, rc);
        } else {
            nap(IDLE_MS);
        }
        fail_clear(&cx);
        arena_reset(cx.mem);
    }
    db_free(db);
    arena_free(cx.mem);
    return EXIT_SUCCESS;
}

static void start_member(struct crew *crew, int i)
{
    pid_t parent = getpid();
    pid_t pid = fork();

    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (getppid() != parent) {
            _exit(EXIT_FAILURE);
        }
        _exit(i == crew->workers ? schedule(crew) : work(crew, &crew->slots[i]));
    }
    crew->members[i].pid = pid > 0 ? pid : 0;
    crew->members[i].start_at_us = monotonic_us() + RESTART_FIRST_S * SECOND_US;
}

/* ---- the parent ---- */

static enum rc announce_key(void *context, struct cx *cx)
{
    return worker_key_announce(cx, context);
}

struct leases {
    struct uuid held[CREW_MAX];
    size_t count;
    int64_t lease_s;
};

static enum rc beat(void *context, struct cx *cx)
{
    const struct leases *leases = context;

    return queue_beat(cx, leases->held, leases->count, leases->lease_s, NULL);
}

static enum rc give_back(void *context, struct cx *cx)
{
    const struct leases *leases = context;

    return queue_expire(cx, leases->held, leases->count);
}

/* A beat that fails is only late: the lease is several beats long. */
static void tell(struct crew *crew, const char *what, enum rc (*body)(void *context, struct cx *cx),
                 struct leases *leases)
{
    enum rc rc = leases->count == 0 ? RC_OK : transact(&crew->cx, crew->db, TX_WRITE, NULL, body, leases);

    if (rc != RC_OK) {
        LOG_WARN(what, log_text("rc", rc_name(rc)), log_text("detail", crew->fail.detail));
        fail_clear(&crew->cx);
    }
}

/* A process that is there and does not get on would keep its job for ever: it is ended, and reap() gives the job back. */
static bool end_if_stuck(const struct crew *crew, int i)
{
    int64_t still_us = monotonic_us() - atomic_load(&crew->slots[i].moved_us);

    if (still_us <= crew->config->job_stuck_s * SECOND_US || crew->members[i].pid == 0) {
        return false;
    }
    LOG_ERROR("worker_stuck", log_int("member", i), log_int("pid", crew->members[i].pid),
              log_int("seconds", still_us / SECOND_US));
    (void)kill(crew->members[i].pid, SIGKILL);
    return true;
}

static void beat_all(struct crew *crew)
{
    struct leases leases = { .lease_s = crew->config->job_lease_s };

    for (int i = 0; i < crew->workers; i++) {
        struct uuid lease = slot_get(&crew->slots[i]);

        if (!uuid_is_nil(lease) && !end_if_stuck(crew, i)) {
            leases.held[leases.count++] = lease;
        }
    }
    tell(crew, "beat_failed", beat, &leases);
}

static void bury_member(struct crew *crew, int i, int status)
{
    struct member *member = &crew->members[i];
    struct leases leases = { .count = 0 };
    int64_t wait_s = INT64_C(1) << (member->failures < 5 ? member->failures : 5);

    member->pid = 0;
    if (stopping) {
        return;
    }
    LOG_ERROR("worker_died", log_int("member", i), log_int("signal", WIFSIGNALED(status) ? WTERMSIG(status) : 0),
              log_int("exit", WIFEXITED(status) ? WEXITSTATUS(status) : 0));
    member->failures = monotonic_us() - member->start_at_us > WATCH_S * SECOND_US ? 0 : member->failures + 1;
    member->start_at_us = monotonic_us() + (wait_s < RESTART_MAX_S ? wait_s : RESTART_MAX_S) * SECOND_US;
    if (i < crew->workers && !uuid_is_nil(slot_get(&crew->slots[i]))) {
        leases.held[leases.count++] = slot_get(&crew->slots[i]);
        slot_put(&crew->slots[i], (struct uuid){ { 0 } });
        tell(crew, "give_back_failed", give_back, &leases);
    }
}

static int reap(struct crew *crew)
{
    int alive = 0;
    int status;
    pid_t pid;

    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        for (int i = 0; i <= crew->workers; i++) {
            if (crew->members[i].pid == pid) {
                bury_member(crew, i, status);
            }
        }
    }
    for (int i = 0; i <= crew->workers; i++) {
        alive += crew->members[i].pid != 0;
    }
    return alive;
}

static void start_missing(struct crew *crew)
{
    for (int i = 0; i <= crew->workers; i++) {
        if (crew->members[i].pid == 0 && monotonic_us() >= crew->members[i].start_at_us) {
            start_member(crew, i);
        }
    }
}

static void tell_to_stop(const struct crew *crew)
{
    for (int i = 0; i <= crew->workers; i++) {
        if (crew->members[i].pid != 0) {
            (void)kill(crew->members[i].pid, SIGTERM);
        }
    }
}

static void keep_alive(struct crew *crew)
{
    int64_t every_us = crew->config->job_lease_s * SECOND_US / BEATS_PER_LEASE;
    int64_t beat_at_us = monotonic_us() + every_us;
    bool told = false;

    while (reap(crew) > 0 || !stopping) {
        if (stopping && !told) {
            tell_to_stop(crew);
            told = true;
        }
        if (!stopping) {
            start_missing(crew);
        }
        if (monotonic_us() >= beat_at_us) {
            beat_all(crew);
            beat_at_us = monotonic_us() + every_us;
        }
        nap(IDLE_MS / 4);
        arena_reset(crew->cx.mem);
    }
}

/* Pages can seal nothing before the key is known, so this waits for the database. */
static enum rc prepare(struct crew *crew, struct arena *forever)
{
    char *folder = arena_printf(forever, "%s/keys", crew->config->var);
    struct box_secret *key = NULL;
    enum rc rc = schema_await(&crew->cx, crew->db, crew->config, &stopping);

    rc = rc == RC_OK ? worker_key_load(&crew->cx, forever, folder, &key) : rc;
    crew->key = key;
    return rc == RC_OK ? transact_patiently(&crew->cx, crew->db, announce_key, folder, &stopping) : rc;
}

int crew_run(const struct config *config)
{
    struct arena *forever = arena_new();
    struct crew crew = { .config = config, .workers = (int)config->job_workers };
    size_t size = CREW_MAX * sizeof *crew.slots;
    enum rc rc;

    handle_signals();
    hide_memory();
    crew.cx = fresh_cx(&crew.fail);
    crew.slots = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (crew.slots == MAP_FAILED) {
        LOG_ERROR("no_memory", log_int("errno", errno));
        return EXIT_FAILURE;
    }
    crew.db = db_new(config_conninfo(forever, config), "tp_worker", "worker-parent");
    rc = prepare(&crew, forever);
    if (rc == RC_OK) {
        LOG_INFO("started", log_int("workers", crew.workers));
        keep_alive(&crew);
    } else if (!stopping) {
        LOG_ERROR("cannot_start", log_text("rc", rc_name(rc)), log_text("detail", crew.fail.detail));
    }
    db_free(crew.db);
    arena_free(crew.cx.mem);
    arena_free(forever);
    (void)munmap(crew.slots, size);
    return rc == RC_OK || stopping ? EXIT_SUCCESS : EXIT_FAILURE;
}
