#include "support/drift_case.h"

#include <check.h>

#include "base/clock.h"
#include "base/strbuf.h"
#include "providers/graph/rules/rules.h"

static const struct drift_key key = { .bytes = { 1, 2, 3, 4 } };

struct drift_case drift_case_new(const char *family)
{
    struct drift_case c = { .rules = graph_rules_find(family) };

    ck_assert_msg(c.rules != NULL, "no rules for %s", family);
    c.cx = (struct cx){ .mem = arena_new(), .clock = &clock_system, .loc = &locale_source };
    return c;
}

void drift_case_free(struct drift_case *c)
{
    arena_free(c->cx.mem);
}

struct drift_canonical drift_case_canonical(struct drift_case *c, const char *json)
{
    struct drift_canonical out;
    enum rc rc;

    c->cx.fail = &c->fail;
    rc = drift_canonicalize(&c->cx, c->rules, bytes_text(json), &key, &out);
    ck_assert_msg(rc == RC_OK, "%s: %s", c->fail.msgid == NULL ? "" : c->fail.msgid, json);
    return out;
}

const char *drift_case_text(struct drift_case *c, const char *json)
{
    return (const char *)drift_case_canonical(c, json).bytes.data;
}

struct drift_changes drift_case_changes(struct drift_case *c, const char *before, const char *after)
{
    struct drift_canonical a = drift_case_canonical(c, before);
    struct drift_canonical b = drift_case_canonical(c, after);
    struct drift_changes changes;
    struct bytes applied;

    ck_assert_int_eq(drift_diff(&c->cx, c->rules, a.bytes, b.bytes, &changes), RC_OK);
    ck_assert_msg(drift_apply(&c->cx, c->rules, a.bytes, &changes, &applied) == RC_OK, "%s", c->fail.detail);
    for (size_t at = 0; at < applied.len || at < b.bytes.len; at++) {
        ck_assert_msg(at < applied.len && at < b.bytes.len && applied.data[at] == b.bytes.data[at],
                      "applied, the changes give something else at byte %zu: %.200s instead of %.200s", at,
                      applied.data + (at < 150 ? 0 : at - 150), b.bytes.data + (at < 150 ? 0 : at - 150));
    }
    return changes;
}

const char *drift_case_diff(struct drift_case *c, const char *before, const char *after)
{
    struct drift_changes changes = drift_case_changes(c, before, after);
    struct strbuf out;

    strbuf_init(&out, c->cx.mem, 1 << 20);
    for (size_t i = 0; i < changes.count; i++) {
        const struct drift_change *change = &changes.items[i];

        strbuf_printf(&out, "%s %s", drift_op_code(change->op), change->path);
        strbuf_puts(&out, change->op == DRIFT_ADD ? "" : " ");
        strbuf_bytes(&out, change->before);
        strbuf_puts(&out, change->op == DRIFT_REMOVE ? "" : " > ");
        strbuf_bytes(&out, change->after);
        strbuf_putc(&out, '\n');
    }
    return out.data;
}

bool drift_case_equal(struct drift_case *c, const char *before, const char *after)
{
    return bytes_equal(drift_case_canonical(c, before).bytes, drift_case_canonical(c, after).bytes);
}
