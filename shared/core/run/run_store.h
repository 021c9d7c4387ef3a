/* The rows of runs. Included by this domain and its tests alone. */
#ifndef CORE_RUN_RUN_STORE_H
#define CORE_RUN_RUN_STORE_H

#include "core/run/gate.h"
#include "core/run/run.h"

MUST_CHECK enum rc run_store_insert(struct cx *cx, const struct actor *who, struct run_id id,
                                    const struct run_request *in, struct run *out);

/* One that waits or runs for the same operation, tenant and object. RC_NOT_FOUND: none. */
MUST_CHECK enum rc run_store_live(struct cx *cx, const struct actor *who, const struct run_request *in,
                                  struct run_id *out);

/* `from` -> `to`; RC_CONFLICT: it is not in `from`. An attempt of 0 leaves the count as it is. */
MUST_CHECK enum rc run_store_move(struct cx *cx, const struct actor *who, struct run_id id, enum run_state from,
                                  enum run_state to, int attempt, struct run *out);

/* queued or running -> completed. RC_CONFLICT: it is completed. */
MUST_CHECK enum rc run_store_complete(struct cx *cx, const struct actor *who, struct run_id id,
                                      enum run_outcome outcome, enum run_reason reason, struct run *out);

MUST_CHECK enum rc run_store_ask_cancel(struct cx *cx, const struct actor *who, struct run_id id, struct run *out);

MUST_CHECK enum rc gate_store_facts(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct run_id run,
                                    struct gate_facts *out);

MUST_CHECK enum rc switch_store_insert(struct cx *cx, const struct actor *who, const struct kill_switch *in);
MUST_CHECK enum rc switch_store_delete(struct cx *cx, struct uuid id, const char **scope);

#endif
