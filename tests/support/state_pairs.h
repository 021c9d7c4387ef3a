/* A state machine tried pair by pair: what the documents allow is typed by hand in the test, and every other change must be refused,
 * by the table in C and by the trigger in the database. */
#ifndef TESTS_SUPPORT_STATE_PAIRS_H
#define TESTS_SUPPORT_STATE_PAIRS_H

#include <stddef.h>

#include "core/actor/states.h"
#include "support/scratch.h"

struct state_pair {
    const char *from; /* "": it does not exist yet */
    const char *to;
    enum capability by;
};

struct state_machine {
    const struct state_table *table;
    const char *const *states;
    size_t state_count;
    const struct state_pair *pairs;
    size_t pair_count;
    const char *relation;
    const char *insert; /* one row that any state may have; its state is the only %s */
    const char *update; /* to the state in its only %s, with what else that needs; NULL: that column alone */
};

/* Every (from, to) with every capability: state_allows() says what the pairs say, and the table has no other states. */
void state_pairs_in_code(const struct state_machine *machine);

/* Every (from, to) as a statement of the superuser: refused with TP001 unless some pair lists it. Somebody acts, tp_account(), who
 * is one of two accounts. */
void state_pairs_in_database(const struct state_machine *machine);

#endif
