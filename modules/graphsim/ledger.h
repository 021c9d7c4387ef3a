/* What the simulator remembers, in one place for all its workers: a small file that every one of them maps.
 *
 * A tenant's content is not in it, but what was done to it: the scenarios that were applied, in their order. */
#ifndef MODULES_GRAPHSIM_LEDGER_H
#define MODULES_GRAPHSIM_LEDGER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cx.h"

enum {
    LEDGER_TENANTS_MAX = 16,
    LEDGER_DRIFTS_MAX = 32,
    LEDGER_RULES_MAX = 8,
    LEDGER_WINDOWS_MAX = 64,
    LEDGER_NAME_MAX = 64,
    LEDGER_PATH_MAX = 512,
    LEDGER_NOTE_MAX = 256
};

struct ledger_tenant {
    char id[LEDGER_NAME_MAX];
    char folder[LEDGER_PATH_MAX]; /* "": a demo tenant */
    char drifts[LEDGER_DRIFTS_MAX][LEDGER_NAME_MAX]; /* applied, in order */
    uint32_t drift_count;
    uint32_t serial; /* grows with every change of `drifts` */
    char failure[LEDGER_NAME_MAX]; /* the failing scenario; "": none */
    uint32_t counters[LEDGER_RULES_MAX]; /* requests that met its rules */
};

/* "Do not come back before": said to one tenant for one class of paths. */
struct ledger_window {
    uint64_t scope; /* digest of tenant and class; 0: free */
    uint64_t address; /* digest of the very request */
    int64_t said_us;
    int64_t until_us;
};

struct ledger {
    uint64_t magic;
    uint32_t tenant_count;
    struct ledger_tenant tenants[LEDGER_TENANTS_MAX];
    struct ledger_window windows[LEDGER_WINDOWS_MAX];
    uint64_t requests;
    uint64_t throttled;
    uint64_t early; /* requests that came back too soon */
    char early_note[LEDGER_NOTE_MAX]; /* the last of them */
};

/* Maps the file, making it if need be. The mapping lasts as long as the process. RC_UNAVAILABLE: it cannot be had. */
MUST_CHECK enum rc ledger_open(struct cx *cx, const char *path);

/* The ledger, for this process alone until ledger_unlock(). Do nothing slow in between. */
struct ledger *ledger_lock(void);
void ledger_unlock(void);

/* The entry of a tenant, or NULL. */
struct ledger_tenant *ledger_find(struct ledger *ledger, const char *id);

/* The same, made if need be; NULL: there is no place left, or the id or folder is too long. */
struct ledger_tenant *ledger_add(struct ledger *ledger, const char *id, const char *folder);

/* Forgets a tenant; others may move. */
void ledger_remove(struct ledger *ledger, const char *id);

#endif
