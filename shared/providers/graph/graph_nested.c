#include "providers/graph/graph_nested.h"

#include <string.h>

#include "base/log.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "providers/graph/graph_call.h"
#include "providers/graph/graph_link.h"
#include "providers/graph/graph_scan.h"

enum {
    PART_MAX = 64 << 20, /* bytes of one nested member */
    PARTS_AT_ONCE = HTTP_PARALLEL_MAX
};

static const char next_link[] = "@odata.nextLink";

/* One member that is read page by page. */
struct part {
    size_t draft;
    const char *member;
    const char *url; /* of its next page; NULL: complete */
    struct graph_cursor cursor;
    struct strbuf items; /* elements, joined by commas */
};

/* The drafts of a page and all their parts. */
struct filling {
    struct graph *graph;
    const struct graph_collection *collection;
    struct graph_draft *drafts;
    size_t draft_count;
    struct part *parts;
    size_t count;
    size_t capacity;
    size_t first; /* the parts before it are complete */
    struct provider_failure *why;
};

static struct part *add_part(struct cx *cx, struct filling *f, size_t draft, const char *member, const char *url)
{
    struct part *part;

    f->parts = arena_grow(cx->mem, f->parts, f->count, &f->capacity, sizeof *f->parts);
    part = &f->parts[f->count++];
    *part = (struct part){ .draft = draft, .member = member, .url = url, .cursor = { .link = "" } };
    strbuf_init(&part->items, cx->mem, PART_MAX);
    return part;
}

static void add_items(struct part *part, struct bytes array)
{
    struct bytes item;
    size_t at = 0;

    while (graph_scan_item(array, &at, &item)) {
        if (part->items.len > 0) {
            strbuf_putc(&part->items, ',');
        }
        strbuf_bytes(&part->items, item);
    }
}

/* A member's name that needs no escapes where it is written again. */
static bool is_word(const char *name)
{
    return *name != '\0' &&
           name[strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_")] == '\0';
}

/* "assignments@odata.nextLink": the member came with its first page only. */
static enum rc add_incomplete(struct cx *cx, struct filling *f, size_t draft)
{
    struct bytes raw = f->drafts[draft].raw;
    struct bytes key;
    struct bytes value;
    struct bytes so_far;
    size_t at = 0;

    while (graph_scan_pair(raw, &at, &key, &value)) {
        const char *name = graph_scan_text(cx->mem, key);
        const char *link = graph_scan_text(cx->mem, value);
        struct part *part;

        if (name == NULL || !text_ends(name, next_link) || name[0] == '@') {
            continue;
        }
        name = arena_strndup(cx->mem, name, strlen(name) - (sizeof next_link - 1));
        if (!is_word(name) || link == NULL || !graph_link_allowed(f->graph->target.base_url, link)) {
            return graph_fail(cx, f->why, RUN_REASON_VALIDATION_FAILED, "a nested nextLink that leads elsewhere");
        }
        part = add_part(cx, f, draft, name, link);
        if (graph_scan_member(raw, name, &so_far)) {
            add_items(part, so_far);
        }
    }
    return RC_OK;
}

static enum rc add_parts(struct cx *cx, struct filling *f)
{
    for (size_t i = 0; i < f->draft_count; i++) {
        enum rc rc = add_incomplete(cx, f, i);

        if (rc != RC_OK) {
            return rc;
        }
        if (*f->collection->nested != '\0') {
            add_part(cx, f, i, f->collection->nested,
                     arena_printf(cx->mem, "%s%s/%s/%s", f->graph->target.base_url, f->collection->path,
                                  url_encode(cx->mem, f->drafts[i].id), f->collection->nested));
        }
    }
    return RC_OK;
}

static enum rc take_page(struct cx *cx, const struct filling *f, struct part *part, struct bytes body)
{
    struct bytes array;
    const char *base = f->graph->target.base_url;
    const char *link = graph_scan_member_text(cx->mem, body, next_link);

    if (!graph_scan_member(body, "value", &array) || !graph_scan_is_array(array)) {
        return graph_fail(cx, f->why, RUN_REASON_VALIDATION_FAILED, "%s: a page without a value", part->member);
    }
    add_items(part, array);
    if (strbuf_done(&part->items) != RC_OK) {
        return graph_fail(cx, f->why, RUN_REASON_VALIDATION_FAILED, "%s: more than %d bytes", part->member, PART_MAX);
    }
    part->url = link;
    if (link != NULL && graph_cursor_next(base, &part->cursor, link, &part->cursor) != RC_OK) {
        return graph_fail(cx, f->why, RUN_REASON_VALIDATION_FAILED, "%s: a nextLink that loops or leads elsewhere",
                          part->member);
    }
    return RC_OK;
}

/* Reads one page each of a few parts. */
static enum rc read_some(struct cx *cx, struct filling *f)
{
    struct graph_call calls[PARTS_AT_ONCE];
    struct part *asked[PARTS_AT_ONCE];
    size_t count = 0;
    enum rc rc;

    for (size_t i = f->first; i < f->count && count < PARTS_AT_ONCE; i++) {
        if (f->parts[i].url != NULL) {
            calls[count] = (struct graph_call){ .url = f->parts[i].url, .may_be_gone = true };
            asked[count++] = &f->parts[i];
        }
    }
    rc = graph_call_all(cx, f->graph, calls, count, f->why);
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        if (calls[i].gone) {
            f->drafts[asked[i]->draft].gone = true;
            asked[i]->url = NULL;
        } else {
            rc = take_page(cx, f, asked[i], calls[i].body);
        }
    }
    while (f->first < f->count && f->parts[f->first].url == NULL) {
        f->first++;
    }
    return rc;
}

/* True: `key`, with its quotes, is one of the members that were read apart, or an annotation of one. */
static bool is_replaced(const struct part *parts, size_t count, struct bytes key)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(parts[i].member);

        if (key.len > len + 1 && memcmp(key.data + 1, parts[i].member, len) == 0 &&
            (key.data[len + 1] == '"' || key.data[len + 1] == '@')) {
            return true;
        }
    }
    return false;
}

/* The object again, its own bytes untouched, with what was read apart put in. */
static enum rc rebuild(struct cx *cx, const struct graph_collection *collection, struct graph_draft *draft,
                       const struct part *parts, size_t count)
{
    struct strbuf out;
    struct bytes key;
    struct bytes value;
    size_t at = 0;
    bool typed = *collection->type == '\0' || graph_scan_member(draft->raw, "@odata.type", &value);

    if (count == 0 && typed) {
        return RC_OK;
    }
    strbuf_init(&out, cx->mem, PART_MAX);
    strbuf_putc(&out, '{');
    if (!typed) {
        strbuf_printf(&out, "\"@odata.type\":\"%s\",", collection->type);
    }
    while (graph_scan_pair(draft->raw, &at, &key, &value)) {
        if (!is_replaced(parts, count, key)) {
            strbuf_bytes(&out, key);
            strbuf_putc(&out, ':');
            strbuf_bytes(&out, value);
            strbuf_putc(&out, ',');
        }
    }
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&out, "\"%s\":[", parts[i].member);
        strbuf_bytes(&out, strbuf_view(&parts[i].items));
        strbuf_puts(&out, "],");
    }
    out.data[out.len - 1] = '}';
    draft->raw = strbuf_view(&out);
    return strbuf_done(&out);
}

enum rc graph_nested_fill(struct cx *cx, struct graph *graph, const struct graph_collection *collection,
                          struct graph_draft *drafts, size_t count, struct provider_failure *why)
{
    struct filling f = { .graph = graph, .collection = collection, .drafts = drafts, .draft_count = count, .why = why };
    enum rc rc = add_parts(cx, &f);

    while (rc == RC_OK && f.first < f.count) {
        rc = read_some(cx, &f);
    }
    for (size_t i = 0, part = 0; i < count && rc == RC_OK; i++) {
        size_t from = part;

        while (part < f.count && f.parts[part].draft == i) {
            part++;
        }
        if (rebuild(cx, collection, &drafts[i], f.parts + from, part - from) != RC_OK) {
            rc = graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "an object of more than %d bytes", PART_MAX);
        }
    }
    return rc;
}
