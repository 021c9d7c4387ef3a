/* What the operators' frame shows of the workspace on every page: which tenants there are to choose from, and what waits. The web
 * layer knows this shape and not where it comes from: the programs name the function that fills it (core/decision/shell.h). */
#ifndef CORE_AUTH_SHELL_H
#define CORE_AUTH_SHELL_H

#include <stddef.h>
#include <stdint.h>

#include "core/ids.h"

struct shell_tenant {
    struct tenant_id id;
    const char *name;
};

/* Decisions that wait at a place of the navigation. */
struct shell_waiting {
    const char *place; /* as in web/nav.def: "inbox" */
    int64_t count;
};

struct shell {
    struct shell_tenant *tenants; /* the active ones, by name */
    size_t tenant_count;
    struct shell_waiting *waiting;
    size_t waiting_count;
};

#endif
