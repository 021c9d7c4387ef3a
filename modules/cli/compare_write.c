#include <stdio.h>

#include "core/drift/document_string.h"
#include "modules/cli/compare.h"

static const char *const status_codes[SUBJECT_STATUS_COUNT] = {
    [SUBJECT_EQUAL] = "equal",     [SUBJECT_CHANGED] = "changed",       [SUBJECT_ADDED] = "added",
    [SUBJECT_REMOVED] = "removed", [SUBJECT_UNREADABLE] = "unreadable", [SUBJECT_AMBIGUOUS] = "ambiguous",
};

static const char *const match_codes[] = { [MATCH_NONE] = NULL, [MATCH_ID] = "id", [MATCH_NAME] = "name" };

/* Two kinds can only be told apart by the left's rules: a pair has one family. */
static enum rc changes_of(struct cx *cx, const struct comparison *c, const struct subject *s,
                          const struct drift_key *key, struct drift_changes *out)
{
    const struct record *left = subject_left(c, s);
    struct drift_canonical before;
    struct drift_canonical after;
    enum rc rc = RC_OK;

    *out = (struct drift_changes){ .count = 0 };
    if (s->status != SUBJECT_CHANGED) {
        return RC_OK;
    }
    rc = side_canonical(cx, &c->left, left, key, &before);
    if (rc == RC_OK) {
        rc = side_canonical(cx, &c->right, subject_right(c, s), key, &after);
    }
    return rc == RC_OK ? drift_diff(cx, compare_family(left->family), before.bytes, after.bytes, out) : rc;
}

static void put_text(struct strbuf *out, const char *name, const char *text)
{
    strbuf_printf(out, ",\"%s\":", name);
    if (text == NULL) {
        strbuf_puts(out, "null");
    } else {
        string_write(out, text, strlen(text));
    }
}

static void put_value(struct strbuf *out, const char *name, struct bytes value)
{
    strbuf_printf(out, ",\"%s\":", name);
    if (value.len == 0) {
        strbuf_puts(out, "null");
    } else {
        strbuf_bytes(out, drift_masked(out->arena, value));
    }
}

static void put_changes(struct strbuf *out, const struct drift_changes *changes)
{
    strbuf_puts(out, ",\"changes\":[");
    for (size_t i = 0; i < changes->count; i++) {
        const struct drift_change *change = &changes->items[i];

        strbuf_puts(out, i == 0 ? "{\"path\":" : ",{\"path\":");
        string_write(out, change->path, strlen(change->path));
        put_text(out, "op", drift_op_code(change->op));
        put_value(out, "before", change->before);
        put_value(out, "after", change->after);
        strbuf_putc(out, '}');
    }
    strbuf_putc(out, ']');
}

static void put_subject_json(struct strbuf *out, const struct listed *s, const struct drift_changes *changes)
{
    bool paired = s->subject->status != SUBJECT_AMBIGUOUS;

    strbuf_printf(out, "{\"status\":\"%s\"", status_codes[s->subject->status]);
    put_text(out, "family", s->family);
    put_text(out, "id", s->id);
    put_text(out, "name", s->name);
    put_text(out, "matched_by", paired ? match_codes[s->subject->matched_by] : NULL);
    put_text(out, "left", s->left);
    put_text(out, "right", s->right);
    put_text(out, "reason", s->reason);
    put_changes(out, changes);
    strbuf_putc(out, '}');
}

static const char *mark_of(enum drift_op op)
{
    return op == DRIFT_ADD ? "+" : op == DRIFT_REMOVE ? "-" : "~";
}

static void put_subject_text(struct strbuf *out, const struct listed *s, const struct drift_changes *changes)
{
    strbuf_printf(out, "%-10s %s", status_codes[s->subject->status], s->family == NULL ? "-" : s->family);
    strbuf_printf(out, "  %s", s->name != NULL ? s->name : s->id != NULL ? s->id : "(no name)");
    strbuf_printf(out, "  [%s%s%s]", s->left == NULL ? "" : s->left, s->left != NULL && s->right != NULL ? " | " : "",
                  s->right == NULL ? "" : s->right);
    strbuf_printf(out, "%s%s\n", s->reason == NULL ? "" : ": ", s->reason == NULL ? "" : s->reason);
    for (size_t i = 0; i < changes->count; i++) {
        const struct drift_change *change = &changes->items[i];

        strbuf_printf(out, "    %s %-8s %s\n", mark_of(change->op), change->severity, change->path);
        if (change->before.len > 0) {
            strbuf_puts(out, "        - ");
            strbuf_bytes(out, drift_masked(out->arena, change->before));
            strbuf_putc(out, '\n');
        }
        if (change->after.len > 0) {
            strbuf_puts(out, "        + ");
            strbuf_bytes(out, drift_masked(out->arena, change->after));
            strbuf_putc(out, '\n');
        }
    }
}

typedef void (*put_subject)(struct strbuf *out, const struct listed *s, const struct drift_changes *changes);

static enum rc write_subject(struct cli *cli, const struct comparison *c, const struct listed *s,
                             const struct drift_key *key, put_subject put)
{
    struct cx cx = cli->cx;
    struct drift_changes changes;
    struct strbuf out;
    enum rc rc;

    cx.mem = arena_new();
    rc = changes_of(&cx, c, s->subject, key, &changes);
    if (rc == RC_OK) {
        strbuf_init(&out, cx.mem, SIZE_MAX / 4);
        put(&out, s, &changes);
        (void)fwrite(out.data, 1, out.len, stdout);
    } else if (cli->fail.detail != NULL) {
        cli->fail.detail = arena_strdup(cli->mem, cli->fail.detail);
    }
    arena_free(cx.mem);
    return rc;
}

static enum rc write_subjects(struct cli *cli, const struct comparison *c, const struct drift_key *key,
                              const char *between, put_subject put)
{
    struct listing listing;
    enum rc rc = compare_list(cli, c, key, &listing);

    for (size_t i = 0; rc == RC_OK && i < listing.count; i++) {
        (void)fputs(i == 0 ? "" : between, stdout);
        rc = write_subject(cli, c, &listing.items[i], key, put);
    }
    return rc;
}

enum rc compare_write_json(struct cli *cli, const struct comparison *comparison, const struct drift_key *key)
{
    enum rc rc;

    (void)fputs("{\"schema\":\"tenantpilot.compare/1\",\"summary\":{", stdout);
    for (size_t i = 0; i < SUBJECT_STATUS_COUNT; i++) {
        (void)printf("%s\"%s\":%zu", i == 0 ? "" : ",", status_codes[i], comparison->counts[i]);
    }
    (void)fputs("},\"subjects\":[", stdout);
    rc = write_subjects(cli, comparison, key, ",\n", put_subject_json);
    (void)fputs("]}\n", stdout);
    return rc;
}

enum rc compare_write_text(struct cli *cli, const struct comparison *comparison, const struct drift_key *key)
{
    enum rc rc = write_subjects(cli, comparison, key, "", put_subject_text);

    for (size_t i = 0; i < SUBJECT_STATUS_COUNT; i++) {
        (void)printf("%s%zu %s", i == 0 ? "" : ", ", comparison->counts[i], status_codes[i]);
    }
    (void)putchar('\n');
    return rc;
}
