/* The estate at a glance: each tenant with its connection, its last capture and what it holds. */
#ifndef CORE_SUBJECT_ESTATE_H
#define CORE_SUBJECT_ESTATE_H

#include <stddef.h>
#include <stdint.h>

#include "core/connection/connection.h"
#include "core/run/run.h"
#include "core/tenant/tenant.h"

struct estate_row {
    struct tenant tenant;
    enum connection_state connection; /* CONNECTION_NONE: it has none */
    int64_t subjects; /* present */
    struct run_id last_run; /* the last completed capture; nil: none */
    enum run_outcome last_outcome;
    enum run_reason last_reason;
    int64_t last_us; /* when it ended */
    int64_t next_us; /* when the schedule captures it next; 0: never */
};

/* As tenant_list, with what each row shows. */
MUST_CHECK enum rc estate_list(struct cx *cx, const struct actor *who, const struct tenant_filter *filter,
                               struct estate_row **out, size_t *count);

/* One of them. RC_NOT_FOUND: as tenant_get. */
MUST_CHECK enum rc estate_get(struct cx *cx, const struct actor *who, struct tenant_id id, struct estate_row *out);

#endif
