#include "core/review/review_facts.h"

#include "base/text.h"
#include "core/drift/document.h"

struct reading {
    struct cx *cx;
    struct bytes source;
    const struct node *root;
    bool broken; /* a code that we do not know, or an id that is none */
};

/* ---- values ---- */

static const char *text_opt(struct reading *r, const struct node *object, const char *name)
{
    return document_text(r->cx->mem, document_member(object, name));
}

static const char *text(struct reading *r, const struct node *object, const char *name)
{
    const char *value = text_opt(r, object, name);

    return value == NULL ? "" : value;
}

static int64_t number(struct reading *r, const struct node *object, const char *name)
{
    const struct node *node = document_member(object, name);
    int64_t value = 0;

    if (node == NULL || node->kind == DOCUMENT_NULL) {
        return 0;
    }
    if (node->kind != DOCUMENT_NUMBER ||
        parse_i64(arena_strndup(r->cx->mem, node->text, node->len), INT64_MIN, INT64_MAX, &value) != RC_OK) {
        r->broken = true;
    }
    return value;
}

static int32_t count(struct reading *r, const struct node *object, const char *name)
{
    int64_t value = number(r, object, name);

    r->broken = r->broken || value < 0 || value > INT32_MAX;
    return (int32_t)value;
}

static struct uuid id(struct reading *r, const struct node *object, const char *name)
{
    struct uuid value = { { 0 } };

    if (uuid_parse(text(r, object, name), &value) != RC_OK) {
        r->broken = true;
    }
    return value;
}

static bool truth(const struct node *object, const char *name)
{
    const struct node *node = document_member(object, name);

    return node != NULL && node->kind == DOCUMENT_TRUE;
}

/* A member's own bytes, as JSON; NULL for null and absent ones. */
static const char *raw(struct reading *r, const struct node *object, const char *name)
{
    const struct node *node = document_member(object, name);

    if (node == NULL || node->kind == DOCUMENT_NULL) {
        return NULL;
    }
    return arena_strndup(r->cx->mem, (const char *)r->source.data + node->start, node->end - node->start);
}

static enum severity severity(struct reading *r, const struct node *object)
{
    enum severity value = SEVERITY_INFO;

    if (severity_parse(text(r, object, "severity"), &value) != RC_OK) {
        r->broken = true;
    }
    return value;
}

static int state(struct reading *r, const struct state_table *table, const struct node *object)
{
    int value = 0;

    if (state_parse(table, text(r, object, "state"), &value) != RC_OK) {
        r->broken = true;
    }
    return value;
}

static enum run_reason reason(struct reading *r, const struct node *object)
{
    const char *code = text(r, object, "reason");
    enum run_reason value = RUN_REASON_NONE;

    if (code[0] != '\0' && run_reason_parse(code, &value) != RC_OK) {
        r->broken = true;
    }
    return value;
}

/* The elements of a list; none if it is absent. */
static const struct node *list(const struct node *object, const char *name, size_t *count_out)
{
    const struct node *node = document_member(object, name);

    *count_out = node == NULL || node->kind != DOCUMENT_ARRAY ? 0 : node->len;
    return *count_out == 0 ? NULL : node->items;
}

static struct review_numbers numbers(struct reading *r, const struct node *object)
{
    return (struct review_numbers){
        .compliant = number(r, object, "compliant"),
        .by_exception = number(r, object, "by_exception"),
        .non_compliant = number(r, object, "non_compliant"),
        .not_assessed = number(r, object, "not_assessed"),
    };
}

/* ---- sections ---- */

static void read_findings(struct reading *r, struct review_facts *out)
{
    const struct node *items = list(r->root, "findings", &out->finding_count);

    out->findings = arena_calloc(r->cx->mem, out->finding_count, sizeof *out->findings);
    for (size_t i = 0; i < out->finding_count; i++) {
        const struct node *item = &items[i];
        enum finding_state standing = (enum finding_state)state(r, &finding_states, item);

        out->findings[i] = (struct fact_finding){
            .id = { id(r, item, "id") },
            .state = standing,
            .severity = severity(r, item),
            .control_code = text(r, item, "control"),
            .family = text(r, item, "family"),
            .family_label = text(r, item, "family_label"),
            .object_name = text(r, item, "object_name"),
            .path = text(r, item, "path"),
            .label = text(r, item, "label"),
            .before = raw(r, item, "before"),
            .after = raw(r, item, "after"),
            .since = text(r, item, "since"),
            .first_seen_us = number(r, item, "first_seen_us"),
            .due_us = number(r, item, "due_us"),
            .open = standing == FINDING_OPEN || standing == FINDING_TRIAGED || standing == FINDING_ASSIGNED,
        };
    }
}

static void read_exceptions(struct reading *r, struct review_facts *out)
{
    const struct node *items = list(r->root, "exceptions", &out->exception_count);

    out->exceptions = arena_calloc(r->cx->mem, out->exception_count, sizeof *out->exceptions);
    for (size_t i = 0; i < out->exception_count; i++) {
        const struct node *item = &items[i];

        out->exceptions[i] = (struct fact_exception){
            .id = { id(r, item, "id") },
            .finding = { id(r, item, "finding") },
            .state = (enum exception_state)state(r, &exception_states, item),
            .severity = severity(r, item),
            .object_name = text(r, item, "object_name"),
            .path = text(r, item, "path"),
            .label = text(r, item, "label"),
            .justification = text(r, item, "justification"),
            .requested_by = text_opt(r, item, "requested_by"),
            .approved_by = text_opt(r, item, "approved_by"),
            .expires_us = number(r, item, "expires_us"),
            .original_expires_us = number(r, item, "original_expires_us"),
            .stale = truth(item, "stale"),
        };
    }
}

static void read_controls(struct reading *r, struct review_facts *out)
{
    const struct node *items = list(r->root, "controls", &out->control_count);

    out->controls = arena_calloc(r->cx->mem, out->control_count, sizeof *out->controls);
    for (size_t i = 0; i < out->control_count; i++) {
        const struct node *item = &items[i];
        enum control_result result = CONTROL_NOT_ASSESSED;

        if (control_result_parse(text(r, item, "result"), &result) != RC_OK) {
            r->broken = true;
        }
        out->controls[i] = (struct fact_control){
            .code = text(r, item, "code"),
            .control_title = text(r, item, "control_title"),
            .domain = text(r, item, "domain"),
            .interpretation = text(r, item, "interpretation"),
            .title = text(r, item, "title"),
            .remedy = text(r, item, "remedy"),
            .severity = severity(r, item),
            .result = result,
            .reason = reason(r, item),
            .checked = count(r, item, "checked"),
            .failing = count(r, item, "failing"),
            .evidence = text_opt(r, item, "evidence"),
        };
    }
}

/* The areas of the newest capture: the runs are sorted the newest first. */
static void read_coverage(struct reading *r, struct review_facts *out)
{
    size_t run_count;
    const struct node *runs = list(r->root, "runs", &run_count);
    const struct node *capture = NULL;
    const struct node *items;

    for (size_t i = 0; i < run_count && capture == NULL; i++) {
        capture =
            document_is(document_member(&runs[i], "operation"), operation_code(OPERATION_CAPTURE)) ? &runs[i] : NULL;
    }
    if (capture == NULL) {
        return;
    }
    out->capture.v = id(r, capture, "id");
    out->captured_us = number(r, capture, "finished_us");
    items = list(capture, "areas", &out->area_count);
    out->areas = arena_calloc(r->cx->mem, out->area_count, sizeof *out->areas);
    for (size_t i = 0; i < out->area_count; i++) {
        const struct node *item = &items[i];

        out->areas[i] = (struct fact_area){
            .code = text(r, item, "code"),
            .label = text(r, item, "label"),
            .read = document_is(document_member(item, "state"), area_state_code(AREA_READ)),
            .expected = count(r, item, "expected"),
            .read_count = count(r, item, "read"),
            .skipped = count(r, item, "skipped"),
            .reason = reason(r, item),
        };
    }
}

static void read_head(struct reading *r, struct review_facts *out)
{
    const struct node *previous = document_member(r->root, "previous");

    out->tenant_name = text(r, document_member(r->root, "tenant"), "name");
    out->workspace_name = text(r, document_member(r->root, "workspace"), "name");
    out->numbers = numbers(r, document_member(r->root, "numbers"));
    if (previous != NULL && previous->kind == DOCUMENT_OBJECT) {
        out->previous = numbers(r, previous);
        out->previous_us = number(r, previous, "released_us");
    }
    (void)list(r->root, "decisions", &out->decision_count);
    (void)list(r->root, "evidence", &out->evidence_count);
}

enum rc review_facts_read(struct cx *cx, struct bytes facts, struct review_facts *out)
{
    struct reading r = { .cx = cx, .source = facts };
    struct document_error error;
    struct node *root;

    if (document_parse(cx->mem, facts, &document_limits_default, &root, &error) != RC_OK ||
        root->kind != DOCUMENT_OBJECT) {
        return fail_set(cx, RC_INVALID, NULL, "review facts do not parse");
    }
    r.root = root;
    *out = (struct review_facts){ .area_count = 0 };
    read_head(&r, out);
    read_findings(&r, out);
    read_exceptions(&r, out);
    read_controls(&r, out);
    read_coverage(&r, out);
    return r.broken ? fail_set(cx, RC_INVALID, NULL, "review facts hold a code, number or id that is unknown") : RC_OK;
}

size_t review_facts_open(const struct review_facts *facts, enum severity wanted)
{
    size_t found = 0;

    for (size_t i = 0; i < facts->finding_count; i++) {
        found += facts->findings[i].open && facts->findings[i].severity == wanted ? 1 : 0;
    }
    return found;
}
