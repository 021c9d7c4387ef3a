#include "modules/graphsim/sim.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/config.h"
#include "base/random.h"
#include "base/text.h"
#include "modules/graphsim/folder.h"

enum { DEMO_MAX = 8, KEY_BYTES = 32 };

/* A tenant as this worker has it in memory. */
struct held {
    struct arena *mem;
    struct estate *estate;
    char id[LEDGER_NAME_MAX];
    uint32_t serial;
};

static struct {
    struct config config;
    const char *share;
    const char *key;
    struct scenarios scenarios;
    const char *demo_ids[DEMO_MAX];
    const char *demo_files[DEMO_MAX];
    size_t demo_count;
    struct held held[LEDGER_TENANTS_MAX];
} sim;

const char *sim_key(void)
{
    return sim.key;
}

const struct scenarios *sim_scenarios(void)
{
    return &sim.scenarios;
}

const char *sim_first_tenant(void)
{
    return sim.demo_ids[0];
}

/* ---- starting ---- */

/* <folder of the programs>/../share/graphsim */
static const char *find_share(struct arena *mem)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);
    char *slash;

    for (int up = 0; len > 0 && up < 2; up++) {
        path[len] = '\0';
        slash = strrchr(path, '/');
        len = slash == NULL ? 0 : slash - path;
    }
    return arena_printf(mem, "%.*s/share/graphsim", (int)(len > 0 ? len : 0), path);
}

static enum rc make_folder(struct cx *cx, const char *path)
{
    if (mkdir(path, 0700) != 0 && errno != EEXIST) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
    }
    return RC_OK;
}

/* Workers start at the same time: each writes a key of its own, the first one to link it wins. */
static enum rc make_key(struct cx *cx, const char *path)
{
    uint8_t bytes[KEY_BYTES];
    char *own = arena_printf(cx->mem, "%s.%ld", path, (long)getpid());
    int fd = open(own, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const char *text;
    bool written;

    random_bytes(bytes, sizeof bytes);
    text = hex_encode(cx->mem, bytes_of(bytes, sizeof bytes));
    written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    if (fd >= 0) {
        (void)close(fd);
    }
    if (!written || (link(own, path) != 0 && errno != EEXIST)) {
        (void)unlink(own);
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
    }
    (void)unlink(own);
    return RC_OK;
}

static enum rc load_key(struct cx *cx, const char *folder)
{
    const char *path = arena_printf(cx->mem, "%s/admin", folder);
    struct bytes key;
    enum rc rc = RC_OK;

    if (access(path, F_OK) != 0) {
        rc = make_key(cx, path);
    }
    if (rc == RC_OK) {
        rc = estate_read_file(cx, cx->mem, path, &key);
    }
    if (rc == RC_OK) {
        sim.key = text_trim(cx->mem, (const char *)key.data);
    }
    return rc;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum rc find_demos(struct cx *cx)
{
    const char *folder = arena_printf(cx->mem, "%s/demo", sim.share);
    DIR *dir = opendir(folder);
    struct dirent *entry;

    if (dir == NULL) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: no such folder", folder);
    }
    while ((entry = readdir(dir)) != NULL && sim.demo_count < DEMO_MAX) {
        if (text_ends(entry->d_name, ".json")) {
            sim.demo_files[sim.demo_count++] = arena_printf(cx->mem, "%s/%s", folder, entry->d_name);
        }
    }
    (void)closedir(dir);
    qsort(sim.demo_files, sim.demo_count, sizeof sim.demo_files[0], by_text);
    return sim.demo_count > 0 ? RC_OK : fail_set(cx, RC_UNAVAILABLE, NULL, "%s: empty", folder);
}

/* Each demo tenant is read once at the start, so that a mistake in a description is found here and not by a client. */
static enum rc register_demos(struct cx *cx)
{
    enum rc rc = find_demos(cx);

    for (size_t i = 0; i < sim.demo_count && rc == RC_OK; i++) {
        struct arena *mem = arena_new();
        struct estate *estate;

        rc = estate_load(cx, mem, sim.demo_files[i], &estate);
        if (rc == RC_OK) {
            struct ledger *ledger = ledger_lock();
            bool placed = ledger_add(ledger, estate->tenant, "") != NULL;

            ledger_unlock();
            sim.demo_ids[i] = arena_strdup(cx->mem, estate->tenant);
            rc = placed ? RC_OK : fail_set(cx, RC_INVALID, NULL, "%s: no place left", sim.demo_files[i]);
        }
        arena_free(mem);
    }
    return rc;
}

enum rc sim_start(struct cx *cx)
{
    const char *problem;
    const char *keys;
    const char *state;
    enum rc rc;

    if (config_load(cx->mem, getenv, &sim.config, &problem) != RC_OK) {
        return fail_set(cx, RC_INVALID, NULL, "%s", problem);
    }
    sim.share = find_share(cx->mem);
    keys = arena_printf(cx->mem, "%s/keys", sim.config.var);
    state = arena_printf(cx->mem, "%s/sim", sim.config.var);
    rc = make_folder(cx, keys);
    rc = rc == RC_OK ? make_folder(cx, arena_printf(cx->mem, "%s/sim", keys)) : rc;
    rc = rc == RC_OK ? make_folder(cx, state) : rc;
    rc = rc == RC_OK ? load_key(cx, arena_printf(cx->mem, "%s/sim", keys)) : rc;
    rc = rc == RC_OK ? ledger_open(cx, arena_printf(cx->mem, "%s/ledger", state)) : rc;
    rc =
        rc == RC_OK ? scenario_load(cx, cx->mem, arena_printf(cx->mem, "%s/scenarios", sim.share), &sim.scenarios) : rc;
    return rc == RC_OK ? register_demos(cx) : rc;
}

/* ---- tenants ---- */

/* The three settings that every tenant has, for an export that does not hold them. */
static enum rc add_defaults(struct cx *cx, struct estate *estate)
{
    const char *path = arena_printf(cx->mem, "%s/defaults.json", sim.share);
    struct arena *mem = arena_new();
    struct estate *defaults;
    enum rc rc = estate_load(cx, mem, path, &defaults);

    for (enum endpoint_id i = 0; rc == RC_OK && i < ENDPOINT_COUNT; i++) {
        if (endpoints[i].shape == ENDPOINT_ONE && estate->objects[i].len == 0 && defaults->objects[i].len > 0) {
            struct strbuf text;
            struct node *copy;

            strbuf_init(&text, estate->mem, 1 << 20);
            tree_write(&text, &defaults->objects[i].items[0]);
            rc = tree_parse(estate->mem, strbuf_view(&text), &copy);
            if (rc == RC_OK) {
                estate_add(estate, i, *copy);
            }
        }
    }
    arena_free(mem);
    return rc;
}

static enum rc load(struct cx *cx, struct arena *mem, const struct ledger_tenant *wanted, struct estate **out)
{
    enum rc rc;

    for (size_t i = 0; i < sim.demo_count && wanted->folder[0] == '\0'; i++) {
        if (strcmp(sim.demo_ids[i], wanted->id) == 0) {
            return estate_load(cx, mem, sim.demo_files[i], out);
        }
    }
    if (wanted->folder[0] == '\0') {
        return fail_set(cx, RC_NOT_FOUND, NULL, "tenant %s: no description", wanted->id);
    }
    rc = folder_load(cx, mem, arena_strdup(mem, wanted->id), wanted->folder, out);
    return rc == RC_OK ? add_defaults(cx, *out) : rc;
}

static struct held *place_of(const char *id)
{
    struct held *free = NULL;

    for (size_t i = 0; i < LEDGER_TENANTS_MAX; i++) {
        if (strcmp(sim.held[i].id, id) == 0) {
            return &sim.held[i];
        }
        if (free == NULL && sim.held[i].id[0] == '\0') {
            free = &sim.held[i];
        }
    }
    return free;
}

static enum rc rebuild(struct cx *cx, struct held *held, const struct ledger_tenant *wanted)
{
    struct arena *mem = arena_new();
    struct estate *estate = NULL;
    enum rc rc = load(cx, mem, wanted, &estate);

    if (rc != RC_OK) {
        arena_free(mem);
        return rc;
    }
    for (uint32_t i = 0; i < wanted->drift_count; i++) {
        const struct scenario *drift = scenario_find(&sim.scenarios, wanted->drifts[i]);

        if (drift != NULL) {
            (void)scenario_apply(drift, estate);
        }
    }
    arena_free(held->mem);
    *held = (struct held){ .mem = mem, .estate = estate, .serial = wanted->serial };
    memcpy(held->id, wanted->id, sizeof held->id);
    return RC_OK;
}

enum rc sim_estate(struct cx *cx, const char *tenant, const struct estate **out)
{
    struct ledger_tenant *now = arena_alloc(cx->mem, sizeof *now);
    const struct ledger_tenant *found = ledger_find(ledger_lock(), tenant);
    struct held *held;
    enum rc rc = RC_OK;

    if (found != NULL) {
        *now = *found;
    }
    ledger_unlock();
    held = found == NULL ? NULL : place_of(tenant);
    if (held == NULL) {
        return fail_set(cx, RC_NOT_FOUND, NULL, "tenant %s is not simulated", tenant);
    }
    if (held->id[0] == '\0' || held->serial != now->serial) {
        rc = rebuild(cx, held, now);
    }
    if (rc == RC_OK) {
        *out = held->estate;
    }
    return rc;
}

const struct scenario *sim_failure(const char *tenant)
{
    char name[LEDGER_NAME_MAX] = "";
    const struct ledger_tenant *found = ledger_find(ledger_lock(), tenant);

    if (found != NULL) {
        memcpy(name, found->failure, sizeof name);
    }
    ledger_unlock();
    return name[0] == '\0' ? NULL : scenario_find(&sim.scenarios, name);
}
