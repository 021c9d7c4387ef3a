/* Every domain's state table, together: the only place that knows them all. */
#ifndef CORE_STATE_RULES_H
#define CORE_STATE_RULES_H

#include "core/actor/states.h"

/* The tables of core/state_tables.def, ended by NULL. */
const struct state_table *const *state_tables(void);

#endif
