/* The frame's numbers: decisions that wait, and the tenants that a list can be narrowed to. */
#ifndef CORE_DECISION_SHELL_H
#define CORE_DECISION_SHELL_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/auth/shell.h"

enum { SHELL_TENANTS_MAX = 200, SHELL_WAITING_MAX = 999 };

/* Of the actor's workspace, in one round trip; any transaction. At most SHELL_TENANTS_MAX tenants. Each number is counted up to
 * SHELL_WAITING_MAX + 1 items of the queue. */
MUST_CHECK enum rc decision_shell(struct cx *cx, const struct actor *who, struct shell *out);

#endif
