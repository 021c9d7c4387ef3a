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

static const char NEXT_LINK[] = "@odata.nextLink";

/* One member that is read page by page. */
struct part {
    size_t draft;
    const char *member;
    const char *url; /* of its next page; NULL: complete */
    struct graph_cursor cursor;
    struct strbuf items; /* elements, joined by commas */
};

struct parts {
    struct part *items;
    size_t count;
    size_t capacity;
};

static struct part *add_part(struct cx *cx, struct parts *parts, size_t draft, const char *member, const char *url)
{
    struct part *part;

    parts->items = arena_grow(cx->mem, parts->items, parts->count, &parts->capacity, sizeof *parts->items);
    part = &parts->items[parts->count++];
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
static enum rc add_incomplete(struct cx *cx, const struct graph *graph, const struct graph_draft *drafts, size_t index,
                              struct parts *parts, struct provider_failure *why)
{
    struct bytes key;
    struct bytes value;
    struct bytes so_far;
    size_t at = 0;

    while (graph_scan_pair(drafts[index].raw, &at, &key, &value)) {
        const char *name = graph_scan_text(cx->mem, key);
        const char *link = graph_scan_text(cx->mem, value);
        struct part *part;

        if (name == NULL || !text_ends(name, NEXT_LINK) || name[0] == '@') {
            continue;
        }
        name = arena_strndup(cx->mem, name, strlen(name) - (sizeof NEXT_LINK - 1));
        if (!is_word(name) || link == NULL || !graph_link_allowed(graph->target.base_url, link)) {
            return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "a nested nextLink that leads elsewhere");
        }
        part = add_part(cx, parts, index, name, link);
        if (graph_scan_member(drafts[index].raw, name, &so_far)) {
            add_items(part, so_far);
        }
    }
    return RC_OK;
}

static enum rc add_parts(struct cx *cx, const struct graph *graph, const struct graph_collection *collection,
                         const struct graph_draft *drafts, size_t count, struct parts *parts,
                         struct provider_failure *why)
{
    for (size_t i = 0; i < count; i++) {
        enum rc rc = add_incomplete(cx, graph, drafts, i, parts, why);

        if (rc != RC_OK) {
            return rc;
        }
        if (*collection->nested != '\0') {
            add_part(cx, parts, i, collection->nested,
                     arena_printf(cx->mem, "%s%s/%s/%s", graph->target.base_url, collection->path,
                                  url_encode(cx->mem, drafts[i].id), collection->nested));
        }
    }
    return RC_OK;
}

static enum rc take_page(struct cx *cx, const struct graph *graph, struct part *part, struct bytes body,
                         struct provider_failure *why)
{
    struct bytes array;
    const char *link = graph_scan_member_text(cx->mem, body, NEXT_LINK);

    if (!graph_scan_member(body, "value", &array) || !graph_scan_is_array(array)) {
        return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "%s: a page without a value", part->member);
    }
    add_items(part, array);
    if (strbuf_done(&part->items) != RC_OK) {
        return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "%s: more than %d bytes", part->member, PART_MAX);
    }
    part->url = link;
    if (link != NULL && graph_cursor_next(graph->target.base_url, &part->cursor, link, &part->cursor) != RC_OK) {
        return graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "%s: a nextLink that loops or leads elsewhere",
                          part->member);
    }
    return RC_OK;
}

/* Reads one page each of a few parts; *first moves past those that are complete. */
static enum rc read_some(struct cx *cx, struct graph *graph, enum graph_rate rate, struct parts *parts, size_t *first,
                         struct graph_draft *drafts, struct provider_failure *why)
{
    struct graph_call calls[PARTS_AT_ONCE];
    struct part *asked[PARTS_AT_ONCE];
    size_t count = 0;
    enum rc rc;

    for (size_t i = *first; i < parts->count && count < PARTS_AT_ONCE; i++) {
        if (parts->items[i].url != NULL) {
            calls[count] = (struct graph_call){ .url = parts->items[i].url, .may_be_gone = true };
            asked[count++] = &parts->items[i];
        }
    }
    rc = graph_call_all(cx, graph, rate, calls, count, why);
    for (size_t i = 0; i < count && rc == RC_OK; i++) {
        if (calls[i].gone) {
            drafts[asked[i]->draft].gone = true;
            asked[i]->url = NULL;
        } else {
            rc = take_page(cx, graph, asked[i], calls[i].body, why);
        }
    }
    while (*first < parts->count && parts->items[*first].url == NULL) {
        (*first)++;
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

enum rc graph_nested_fill(struct cx *cx, struct graph *graph, enum graph_rate rate,
                          const struct graph_collection *collection, struct graph_draft *drafts, size_t count,
                          struct provider_failure *why)
{
    struct parts parts = { .count = 0 };
    size_t first = 0;
    enum rc rc = add_parts(cx, graph, collection, drafts, count, &parts, why);

    while (rc == RC_OK && first < parts.count) {
        rc = read_some(cx, graph, rate, &parts, &first, drafts, why);
    }
    for (size_t i = 0, part = 0; i < count && rc == RC_OK; i++) {
        size_t from = part;

        while (part < parts.count && parts.items[part].draft == i) {
            part++;
        }
        if (rebuild(cx, collection, &drafts[i], parts.items + from, part - from) != RC_OK) {
            rc = graph_fail(cx, why, RUN_REASON_VALIDATION_FAILED, "an object of more than %d bytes", PART_MAX);
        }
    }
    return rc;
}
