#include "core/actor/states.h"

#include "base/text.h"

const char *state_code(const struct state_table *table, int state)
{
    return state == STATE_NONE ? "" : table->states[state].code;
}

const char *state_label(const struct state_table *table, int state)
{
    return state == STATE_NONE ? "" : table->states[state].label;
}

enum rc state_parse(const struct state_table *table, const char *code, int *out)
{
    for (size_t i = 0; i < table->state_count; i++) {
        if (text_equal(code, table->states[i].code)) {
            *out = (int)i;
            return RC_OK;
        }
    }
    return RC_INVALID;
}

bool state_allows(const struct state_table *table, int from, int to, enum capability by)
{
    for (size_t i = 0; i < table->change_count; i++) {
        const struct state_change *change = &table->changes[i];

        if (change->from == from && change->to == to && change->by == by) {
            return true;
        }
    }
    return false;
}

enum rc state_require(struct cx *cx, const struct state_table *table, int from, int to, const struct actor *who)
{
    bool listed = false;

    for (size_t i = 0; i < table->change_count; i++) {
        const struct state_change *change = &table->changes[i];

        if (change->from == from && change->to == to) {
            listed = true;
            if (actor_may(who, change->by)) {
                return RC_OK;
            }
        }
    }
    if (!listed) {
        return fail_set(
            cx, RC_CONFLICT, N_("This is no longer in the state that you saw. Reload the page to see what changed."),
            "%s may not go from '%s' to '%s'", table->object, state_code(table, from), state_code(table, to));
    }
    return fail_set(cx, RC_FORBIDDEN, NULL, "%s: account %s may not move it from '%s' to '%s'", table->object,
                    id_text(cx, actor_account(who).v), state_code(table, from), state_code(table, to));
}
