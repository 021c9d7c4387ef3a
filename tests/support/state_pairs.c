#include "support/state_pairs.h"

#include <check.h>
#include <string.h>

#include "base/text.h"

static bool listed(const struct state_machine *m, const char *from, const char *to)
{
    for (size_t i = 0; i < m->pair_count; i++) {
        if (text_equal(m->pairs[i].from, from) && text_equal(m->pairs[i].to, to)) {
            return true;
        }
    }
    return false;
}

static bool listed_for(const struct state_machine *m, const char *from, const char *to, enum capability by)
{
    for (size_t i = 0; i < m->pair_count; i++) {
        if (text_equal(m->pairs[i].from, from) && text_equal(m->pairs[i].to, to) && m->pairs[i].by == by) {
            return true;
        }
    }
    return false;
}

static int state_of(const struct state_machine *m, const char *code)
{
    int state = STATE_NONE;

    if (code[0] != '\0') {
        ck_assert_msg(state_parse(m->table, code, &state) == RC_OK, "%s has no state '%s'", m->relation, code);
    }
    return state;
}

/* The states that an object can be changed from: "" first. */
static const char *from_at(const struct state_machine *m, size_t i)
{
    return i == 0 ? "" : m->states[i - 1];
}

void state_pairs_in_code(const struct state_machine *m)
{
    ck_assert_uint_eq(m->table->state_count, m->state_count);
    for (size_t i = 0; i <= m->state_count; i++) {
        const char *from = from_at(m, i);

        for (size_t j = 0; j < m->state_count; j++) {
            const char *to = m->states[j];

            for (int by = 0; by < CAP_COUNT; by++) {
                bool expected = listed_for(m, from, to, (enum capability)by);

                ck_assert_msg(state_allows(m->table, state_of(m, from), state_of(m, to), (enum capability)by) ==
                                  expected,
                              "%s: '%s' to '%s' by capability %d should be %s", m->relation, from, to, by,
                              expected ? "allowed" : "refused");
            }
        }
    }
}

/* `statement` with `state` in its one %s. */
static const char *with_state(struct scratch *s, const char *statement, const char *state)
{
    const char *at = strstr(statement, "%s");

    ck_assert_ptr_nonnull(at);
    return arena_printf(s->cx.mem, "%.*s%s%s", (int)(at - statement), statement, state, at + 2);
}

/* Past all triggers and references. */
static void place(struct scratch *s, const struct state_machine *m, const char *state)
{
    scratch_exec(s, "SET session_replication_role = replica; DELETE FROM %s", m->relation);
    if (state[0] != '\0') {
        scratch_exec(s, "%s", with_state(s, m->insert, state));
    }
    scratch_exec(s, "SET session_replication_role = DEFAULT");
}

static void try_pair(struct scratch *s, const struct state_machine *m, const char *from, const char *to)
{
    const char *update =
        m->update != NULL ? m->update : arena_printf(s->cx.mem, "UPDATE %s SET state = '%%s'", m->relation);
    bool is_new = from[0] == '\0';
    char code[6] = "";
    bool refused;

    scratch_exec(s, "BEGIN");
    refused = scratch_refused(s, code, "%s", with_state(s, is_new ? m->insert : update, to));
    scratch_exec(s, "ROLLBACK");
    if (!listed(m, from, to)) {
        ck_assert_msg(refused && text_equal(code, "TP001"), "%s: '%s' to '%s' must be refused with TP001, got '%s'",
                      m->relation, from, to, code);
        return;
    }
    /* the row of a new object refers to nothing that exists: past the states, its references refuse it */
    ck_assert_msg(!refused || (is_new && text_equal(code, "23503")), "%s: '%s' to '%s' must be allowed, got '%s'",
                  m->relation, from, to, code);
}

/* Somebody acts, and somebody else is there. */
static void act(struct scratch *s)
{
    struct workspace_id workspace = scratch_workspace(s, "msp");
    struct account_id id = scratch_member(s, workspace, "olga", ROLE_OWNER);

    (void)scratch_member(s, workspace, "anna", ROLE_OWNER);
    scratch_exec(s, "SELECT set_config('app.account', '%s', false)", id_text(&s->cx, id.v));
}

void state_pairs_in_database(const struct state_machine *m)
{
    struct scratch *s = scratch_new();

    act(s);
    for (size_t i = 0; i <= m->state_count; i++) {
        const char *from = from_at(m, i);

        place(s, m, from);
        for (size_t j = 0; j < m->state_count; j++) {
            if (!text_equal(from, m->states[j])) {
                try_pair(s, m, from, m->states[j]);
            }
        }
    }
    scratch_free(s);
}
