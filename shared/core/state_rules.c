#include "core/state_rules.h"

#define STATE_TABLE_OF(prefix) extern const struct state_table prefix##_states;
#include "core/state_tables.def"
#undef STATE_TABLE_OF

const struct state_table *const *state_tables(void)
{
    static const struct state_table *const tables[] = {
#define STATE_TABLE_OF(prefix) &prefix##_states,
#include "core/state_tables.def"
#undef STATE_TABLE_OF
        NULL,
    };

    return tables;
}
