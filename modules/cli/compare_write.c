#include <stdio.h>

#include "core/drift/document_string.h"
#include "modules/cli/compare.h"

static const char *const status_codes[SUBJECT_STATUS_COUNT] = {
    [SUBJECT_EQUAL] = "equal",     [SUBJECT_CHANGED] = "changed",       [SUBJECT_ADDED] = "added",
    [SUBJECT_REMOVED] = "removed", [SUBJECT_UNREADABLE] = "unreadable", [SUBJECT_AMBIGUOUS] = "ambiguous",
};

/* One subject with its texts, as both forms show it. NULL: none. */
struct shown {
    const char *status;
    const char *family;
    const char *id;
    const char *name;
    const char *left;
    const char *right;
    const char *reason;
};

static const char *text_or_null(const struct side *side, uint32_t offset)
{
    return offset == 0 ? NULL : side_text(side, offset);
}

/* The left's, else the right's; of an unreadable pair that of the one that could be read. */
static struct shown show(const struct comparison *c, const struct subject *s)
{
    bool use_right = s->left == NULL || (s->left->reason != 0 && s->right != NULL && s->right->reason == 0);
    const struct record *r = use_right ? s->right : s->left;
    const struct side *side = use_right ? &c->right : &c->left;
    struct shown shown = { .status = status_codes[s->status], .reason = s->reason };

    shown.family = r->reason != 0 ? NULL : compare_family(r->family)->code;
    shown.id = text_or_null(side, r->id);
    shown.name = text_or_null(side, r->name);
    shown.left = s->left == NULL ? NULL : side_text(&c->left, s->left->file);
    shown.right = s->right == NULL ? NULL : side_text(&c->right, s->right->file);
    if (s->left != NULL && s->left->reason != 0) {
        shown.reason = side_text(&c->left, s->left->reason);
    } else if (s->right != NULL && s->right->reason != 0) {
        shown.reason = side_text(&c->right, s->right->reason);
    }
    return shown;
}

/* Two kinds can only be told apart by the left's rules: a pair has one family. */
static enum rc changes_of(struct cx *cx, const struct comparison *c, const struct subject *s,
                          const struct drift_key *key, struct drift_changes *out)
{
    struct bytes before;
    struct bytes after;
    enum rc rc = RC_OK;

    *out = (struct drift_changes){ .count = 0 };
    if (s->status != SUBJECT_CHANGED) {
        return RC_OK;
    }
    rc = side_canonical(cx, &c->left, s->left, key, &before);
    if (rc == RC_OK) {
        rc = side_canonical(cx, &c->right, s->right, key, &after);
    }
    return rc == RC_OK ? drift_diff(cx, compare_family(s->left->family), before, after, out) : rc;
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

static void put_subject_json(struct strbuf *out, const struct comparison *c, const struct subject *s,
                             const struct drift_changes *changes)
{
    const struct shown shown = show(c, s);

    strbuf_printf(out, "{\"status\":\"%s\"", shown.status);
    put_text(out, "family", shown.family);
    put_text(out, "id", shown.id);
    put_text(out, "name", shown.name);
    put_text(out, "matched_by", s->matched_by);
    put_text(out, "left", shown.left);
    put_text(out, "right", shown.right);
    put_text(out, "reason", shown.reason);
    put_changes(out, changes);
    strbuf_putc(out, '}');
}

static const char *mark_of(enum drift_op op)
{
    return op == DRIFT_ADD ? "+" : op == DRIFT_REMOVE ? "-" : "~";
}

static void put_subject_text(struct strbuf *out, const struct comparison *c, const struct subject *s,
                             const struct drift_changes *changes)
{
    const struct shown shown = show(c, s);

    strbuf_printf(out, "%-10s %s", shown.status, shown.family == NULL ? "-" : shown.family);
    strbuf_printf(out, "  %s", shown.name != NULL ? shown.name : shown.id != NULL ? shown.id : "(no name)");
    strbuf_printf(out, "  [%s%s%s]", shown.left == NULL ? "" : shown.left,
                  shown.left != NULL && shown.right != NULL ? " | " : "", shown.right == NULL ? "" : shown.right);
    strbuf_printf(out, "%s%s\n", shown.reason == NULL ? "" : ": ", shown.reason == NULL ? "" : shown.reason);
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

typedef void (*put_subject)(struct strbuf *out, const struct comparison *c, const struct subject *s,
                            const struct drift_changes *changes);

static enum rc write_subject(struct cli *cli, const struct comparison *c, const struct subject *s,
                             const struct drift_key *key, put_subject put)
{
    struct cx cx = cli->cx;
    struct drift_changes changes;
    struct strbuf out;
    enum rc rc;

    cx.mem = arena_new();
    rc = changes_of(&cx, c, s, key, &changes);
    if (rc == RC_OK) {
        strbuf_init(&out, cx.mem, SIZE_MAX / 4);
        put(&out, c, s, &changes);
        (void)fwrite(out.data, 1, out.len, stdout);
    } else if (cli->fail.detail != NULL) {
        cli->fail.detail = arena_strdup(cli->mem, cli->fail.detail);
    }
    arena_free(cx.mem);
    return rc;
}

static void count(const struct comparison *c, size_t counts[SUBJECT_STATUS_COUNT])
{
    for (size_t i = 0; i < c->count; i++) {
        counts[c->subjects[i].status]++;
    }
}

static enum rc write_subjects(struct cli *cli, const struct comparison *c, const struct drift_key *key, bool all,
                              const char *between, put_subject put)
{
    bool first = true;

    for (size_t i = 0; i < c->count; i++) {
        const struct subject *s = &c->subjects[i];
        enum rc rc;

        if (s->status == SUBJECT_EQUAL && !all) {
            continue;
        }
        (void)fputs(first ? "" : between, stdout);
        first = false;
        rc = write_subject(cli, c, s, key, put);
        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

enum rc compare_write_json(struct cli *cli, const struct comparison *comparison, const struct drift_key *key, bool all)
{
    size_t counts[SUBJECT_STATUS_COUNT] = { 0 };
    enum rc rc;

    count(comparison, counts);
    (void)fputs("{\"schema\":\"tenantpilot.compare/1\",\"summary\":{", stdout);
    for (size_t i = 0; i < SUBJECT_STATUS_COUNT; i++) {
        (void)printf("%s\"%s\":%zu", i == 0 ? "" : ",", status_codes[i], counts[i]);
    }
    (void)fputs("},\"subjects\":[", stdout);
    rc = write_subjects(cli, comparison, key, all, ",\n", put_subject_json);
    (void)fputs("]}\n", stdout);
    return rc;
}

enum rc compare_write_text(struct cli *cli, const struct comparison *comparison, const struct drift_key *key, bool all)
{
    size_t counts[SUBJECT_STATUS_COUNT] = { 0 };
    enum rc rc = write_subjects(cli, comparison, key, all, "", put_subject_text);

    count(comparison, counts);
    for (size_t i = 0; i < SUBJECT_STATUS_COUNT; i++) {
        (void)printf("%s%zu %s", i == 0 ? "" : ", ", counts[i], status_codes[i]);
    }
    (void)putchar('\n');
    return rc;
}
