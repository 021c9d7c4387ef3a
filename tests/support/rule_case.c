#include "support/rule_case.h"

#include <check.h>
#include <string.h>

#include "base/strbuf.h"
#include "support/drift_case.h"

static const char *json_of(struct arena *mem, const char *text)
{
    char *json = arena_strdup(mem, text);

    for (char *at = json; (at = strchr(at, '\'')) != NULL;) {
        *at = '"';
    }
    return json;
}

static void check_secrets(struct drift_case *c, const struct rule_case *test, const char *json)
{
    static const char secret[] = "s3cret";
    const struct drift_canonical made = drift_case_canonical(c, json);

    ck_assert_msg(memmem(made.bytes.data, made.bytes.len, secret, strlen(secret)) == NULL, "%s shows a secret: %s",
                  test->family, made.bytes.data);
    ck_assert_msg(memmem(made.raw_safe.data, made.raw_safe.len, secret, strlen(secret)) == NULL,
                  "%s stores a secret: %s", test->family, json);
}

static const char *changes_of(struct drift_case *c, const char *before, const char *after)
{
    struct drift_changes changes = drift_case_changes(c, before, after);
    struct strbuf out;

    strbuf_init(&out, c->cx.mem, 1 << 20);
    for (size_t i = 0; i < changes.count; i++) {
        const struct drift_change *change = &changes.items[i];

        strbuf_printf(&out, "%s%s %s %s (%s)", i == 0 ? "" : "\n", change->severity, drift_op_code(change->op),
                      change->path, change->label == NULL ? "" : change->label);
    }
    return out.data;
}

static const char *references_of(struct drift_case *c, const char *json)
{
    const struct drift_canonical made = drift_case_canonical(c, json);
    struct strbuf out;

    strbuf_init(&out, c->cx.mem, 1 << 20);
    for (size_t i = 0; i < made.reference_count; i++) {
        strbuf_printf(&out, "%s%s %s", i == 0 ? "" : "\n", drift_reference_code(made.references[i].kind),
                      made.references[i].id);
    }
    return out.data;
}

void rule_cases_check(const struct rule_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct rule_case *test = &cases[i];
        struct drift_case c = drift_case_new(test->family);
        const char *before = json_of(c.cx.mem, test->before);
        const char *after = json_of(c.cx.mem, test->after == NULL ? test->before : test->after);

        check_secrets(&c, test, before);
        check_secrets(&c, test, after);
        if (test->changes != NULL) {
            const char *changes = changes_of(&c, before, after);

            ck_assert_msg(strcmp(changes, test->changes) == 0,
                          "%s: %s\nto %s\nare said to differ in\n%s\ninstead of\n%s", test->family, test->before,
                          test->after, changes, test->changes);
        }
        if (test->references != NULL) {
            const char *references = references_of(&c, after);

            ck_assert_msg(strcmp(references, test->references) == 0, "%s: %s\nrefers to\n%s\ninstead of\n%s",
                          test->family, test->before, references, test->references);
        }
        drift_case_free(&c);
    }
}
