/* Canonical forms: stable, the same from what is stored raw, and without what a secret's row names. The first line is the
 * family's code; a NUL divides two documents, whose difference must lead from one to the other.
 * covers: shared/core/drift/canonical.c shared/core/drift/document_write.c shared/core/drift/embedded.c shared/core/drift/secret.c shared/core/drift/script.c shared/core/drift/set.c shared/core/drift/path.c shared/core/drift/diff.c shared/core/drift/align.c shared/core/drift/apply.c shared/core/drift/instant.c shared/core/drift/reference.c shared/ext/xml.c shared/ext/xml_plist.c */
#include <string.h>

#include "core/drift/drift.h"
#include "fuzz/fuzz.h"
#include "providers/graph/rules/rules.h"

static const struct drift_key key = { .bytes = { 7 } };

static bool canonical(struct cx *cx, const struct family_rules *rules, struct bytes raw, struct drift_canonical *out)
{
    struct drift_canonical again;

    fail_clear(cx);
    if (drift_canonicalize(cx, rules, raw, &key, out) != RC_OK) {
        FUZZ_ASSERT(cx->fail->msgid != NULL);
        return false;
    }
    if (out->bytes.len > document_limits_default.bytes / 2) {
        return true;
    }
    FUZZ_ASSERT(drift_canonicalize(cx, rules, out->bytes, &key, &again) == RC_OK);
    FUZZ_ASSERT(bytes_equal(out->bytes, again.bytes));
    FUZZ_ASSERT(drift_canonicalize(cx, rules, out->raw_safe, &key, &again) == RC_OK);
    FUZZ_ASSERT(bytes_equal(out->bytes, again.bytes));
    FUZZ_ASSERT(again.secret_count == 0);
    (void)drift_masked(cx->mem, out->bytes);
    return true;
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    const struct family_rules *rules;
    const uint8_t *line;
    const uint8_t *divider;
    struct drift_canonical before;
    struct drift_canonical after;
    struct drift_changes changes;
    struct bytes applied;

    line = input.len == 0 ? NULL : memchr(input.data, '\n', input.len);
    if (line == NULL) {
        return;
    }
    rules = graph_rules_find(arena_strndup(cx->mem, (const char *)input.data, (size_t)(line - input.data)));
    rules = rules == NULL ? &rules_unknown : rules;
    input = bytes_of(line + 1, input.len - (size_t)(line - input.data) - 1);
    if (input.len == 0) {
        return;
    }
    divider = memchr(input.data, 0, input.len);
    if (divider == NULL) {
        (void)canonical(cx, rules, input, &before);
        return;
    }
    if (!canonical(cx, rules, bytes_of(input.data, (size_t)(divider - input.data)), &before) ||
        !canonical(cx, rules, bytes_of(divider + 1, input.len - (size_t)(divider - input.data) - 1), &after)) {
        return;
    }
    FUZZ_ASSERT(drift_diff(cx, rules, before.bytes, after.bytes, &changes) == RC_OK);
    FUZZ_ASSERT((changes.count == 0) == (bytes_equal(before.bytes, after.bytes) != 0));
    FUZZ_ASSERT(drift_apply(cx, rules, before.bytes, &changes, &applied) == RC_OK);
    FUZZ_ASSERT(bytes_equal(applied, after.bytes));
}
