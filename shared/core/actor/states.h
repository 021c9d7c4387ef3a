/* State machines as data: a table of states and of the changes that are allowed, made from a domain's *_states.def.
 *
 * In <domain>.c:
 *     static const struct state_def states[] = {
 *     #define STATE(constant, code, label) [FINDING_##constant] = { code, label },
 *     #define CHANGE(from, to, by)
 *     #include "core/finding/finding_states.def"
 *     #undef STATE
 *     #undef CHANGE
 *     };
 *     static const struct state_change changes[] = {
 *     #define STATE(constant, code, label)
 *     #define CHANGE(from, to, by) { FINDING_##from, FINDING_##to, CAP_##by },
 *     #include "core/finding/finding_states.def"
 *     ...
 *     };
 *     const struct state_table finding_states = STATE_TABLE("finding", states, changes);
 * with FINDING_NONE = STATE_NONE in the enum, and a row STATE_TABLE_OF(finding) in core/state_tables.def, from which migrate
 * loads the same rules into the database. */
#ifndef CORE_ACTOR_STATES_H
#define CORE_ACTOR_STATES_H

#include <stddef.h>

#include "base/cx.h"
#include "core/actor/actor.h"

enum {
    STATE_NONE = -1 /* before the object exists */
};

struct state_def {
    const char *code;
    const char *label; /* a msgid */
};

struct state_change {
    int from;
    int to;
    enum capability by;
};

struct state_table {
    const char *object;
    const struct state_def *states;
    size_t state_count;
    const struct state_change *changes;
    size_t change_count;
};

#define STATE_TABLE(object, states, changes)                                                                           \
    {                                                                                                                  \
        object, states, sizeof(states) / sizeof(states)[0], changes, sizeof(changes) / sizeof(changes)[0]              \
    }

/* "" for STATE_NONE. */
const char *state_code(const struct state_table *table, int state);

/* A msgid; "" for STATE_NONE. */
const char *state_label(const struct state_table *table, int state);

/* RC_INVALID: no such code (without noting a cause). */
MUST_CHECK enum rc state_parse(const struct state_table *table, const char *code, int *out);

/* Whether some row allows the change to somebody who holds `by`. */
bool state_allows(const struct state_table *table, int from, int to, enum capability by);

/* RC_OK if `who` holds a capability by which the table allows the change; RC_CONFLICT: nobody may; RC_FORBIDDEN: not `who`. */
MUST_CHECK enum rc state_require(struct cx *cx, const struct state_table *table, int from, int to,
                                 const struct actor *who);

/* Replaces the rules of the table's object in the database by this table. Needs TX_WRITE as the schema's owner. */
MUST_CHECK enum rc state_rules_replace(struct cx *cx, const struct state_table *table);

#endif
