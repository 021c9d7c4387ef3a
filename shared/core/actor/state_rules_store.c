#include "core/actor/states.h"

#include "ext/pq.h"

static const struct query CLEAR = {
    "state_rule_clear",
    "DELETE FROM state_rule WHERE object = $1",
    "text",
    "",
};

static const struct query INSERT = {
    "state_rule_insert",
    "INSERT INTO state_rule (object, from_state, to_state, moved_by)"
    " SELECT $1, f, t, b FROM unnest($2::text[], $3::text[], $4::text[]) AS rule (f, t, b)",
    "text,text[],text[],text[]",
    "",
};

enum rc state_rules_replace(struct cx *cx, const struct state_table *table)
{
    const char **from = arena_calloc(cx->mem, table->change_count, sizeof *from);
    const char **to = arena_calloc(cx->mem, table->change_count, sizeof *to);
    const char **by = arena_calloc(cx->mem, table->change_count, sizeof *by);
    enum rc rc = query_exec(cx, &CLEAR, NULL, ARGS(arg_text(table->object)));

    if (rc != RC_OK) {
        return rc;
    }
    for (size_t i = 0; i < table->change_count; i++) {
        from[i] = state_code(table, table->changes[i].from);
        to[i] = state_code(table, table->changes[i].to);
        by[i] = capability_code(table->changes[i].by);
    }
    return query_exec(cx, &INSERT, NULL,
                      ARGS(arg_text(table->object), arg_texts(from, table->change_count),
                           arg_texts(to, table->change_count), arg_texts(by, table->change_count)));
}

QUERIES(state_rules, &CLEAR, &INSERT);
