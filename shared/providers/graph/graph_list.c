#include "providers/graph/graph_list.h"

#include <string.h>

#include "base/text.h"
#include "providers/graph/graph_batch.h"
#include "providers/graph/graph_call.h"
#include "providers/graph/graph_link.h"
#include "providers/graph/graph_nested.h"
#include "providers/graph/graph_scan.h"

/* One page on its way through the steps below. */
struct reading {
    struct graph *graph;
    const struct graph_collection *collection;
    struct graph_cursor at;
    struct bytes body;
    struct graph_draft *drafts;
    size_t count;
    size_t capacity;
    struct provider_failure *why;
};

static bool is_true(struct bytes object, const char *member)
{
    struct bytes value;

    return *member != '\0' && graph_scan_member(object, member, &value) && bytes_equal(value, bytes_text("true"));
}

/* What people know it by; an object without a name goes by its id. */
static const char *name_of(struct cx *cx, const struct reading *r, struct bytes object, const char *otherwise)
{
    const char *name = graph_scan_member_text(cx->mem, object, r->collection->name);

    return text_empty(name) ? otherwise : name;
}

static enum rc add_draft(struct cx *cx, struct reading *r, struct bytes object)
{
    const char *id = graph_scan_member_text(cx->mem, object, "id");
    struct graph_draft *draft;

    if (text_empty(id) || strlen(id) > GRAPH_OBJECT_ID_MAX) {
        return graph_fail(cx, r->why, RUN_REASON_VALIDATION_FAILED, "%s: an object without an id", r->collection->path);
    }
    r->drafts = arena_grow(cx->mem, r->drafts, r->count, &r->capacity, sizeof *r->drafts);
    draft = &r->drafts[r->count++];
    *draft = (struct graph_draft){ .id = id, .name = name_of(cx, r, object, id), .raw = object };
    return RC_OK;
}

static enum rc split(struct cx *cx, struct reading *r)
{
    struct bytes array;
    struct bytes object;
    size_t at = 0;

    if (!graph_scan_member(r->body, "value", &array) || !graph_scan_is_array(array)) {
        return graph_fail(cx, r->why, RUN_REASON_VALIDATION_FAILED, "%s: a page without a value", r->collection->path);
    }
    while (graph_scan_item(array, &at, &object)) {
        enum rc rc = is_true(object, r->collection->leave_out) ? RC_OK : add_draft(cx, r, object);

        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

static enum rc take_single(struct cx *cx, struct reading *r)
{
    const struct provider_family *family = r->graph->family;

    if (!graph_scan_is_object(r->body)) {
        return graph_fail(cx, r->why, RUN_REASON_VALIDATION_FAILED, "%s: not an object", r->collection->path);
    }
    r->drafts = arena_calloc(cx->mem, 1, sizeof *r->drafts);
    r->drafts[0] = (struct graph_draft){
        .id = family->rules->code,
        .name = name_of(cx, r, r->body, family->rules->label),
        .raw = r->body,
    };
    r->count = 1;
    return RC_OK;
}

/* The listed objects are names only: their content comes by id. */
static enum rc fetch_contents(struct cx *cx, struct reading *r)
{
    struct graph_batch_item *items = arena_calloc(cx->mem, r->count, sizeof *items);
    const char *slash = strchr(r->collection->path + 1, '/');
    char *version = arena_strndup(cx->mem, r->collection->path, (size_t)(slash - r->collection->path));
    enum rc rc;

    for (size_t i = 0; i < r->count; i++) {
        items[i].url =
            arena_printf(cx->mem, "%s/%s?%s", slash, url_encode(cx->mem, r->drafts[i].id), r->collection->query);
    }
    rc = graph_batch_get(cx, r->graph, version, items, r->count, r->why);
    for (size_t i = 0; i < r->count && rc == RC_OK; i++) {
        const char *id = items[i].gone ? NULL : graph_scan_member_text(cx->mem, items[i].body, "id");

        r->drafts[i].raw = items[i].body;
        r->drafts[i].gone = items[i].gone;
        r->drafts[i].name = name_of(cx, r, items[i].body, r->drafts[i].id);
        if (!items[i].gone && !text_equal(id, r->drafts[i].id)) {
            rc = graph_fail(cx, r->why, RUN_REASON_VALIDATION_FAILED, "%s: asked for '%s', got '%s'",
                            r->collection->path, r->drafts[i].id, id == NULL ? "" : id);
        }
    }
    return rc;
}

/* Where the family's reading goes on after this page. */
static enum rc find_next(struct cx *cx, struct reading *r, const char **next)
{
    const char *link = graph_scan_member_text(cx->mem, r->body, "@odata.nextLink");
    struct graph_cursor cursor;

    *next = NULL;
    if (link != NULL && r->collection->shape != GRAPH_ONE) {
        if (graph_cursor_next(r->graph->target.base_url, &r->at, link, &cursor) != RC_OK) {
            return graph_fail(cx, r->why, RUN_REASON_VALIDATION_FAILED,
                              "%s: a nextLink that loops, leads elsewhere, or is one too many", r->collection->path);
        }
        *next = graph_cursor_write(cx->mem, &cursor);
    } else if (graph_family_collection(r->collection->family, r->at.collection + 1) != NULL) {
        cursor = (struct graph_cursor){ .collection = r->at.collection + 1, .link = "" };
        *next = graph_cursor_write(cx->mem, &cursor);
    }
    return RC_OK;
}

static const char *page_url(struct cx *cx, const struct reading *r)
{
    const struct graph_collection *c = r->collection;
    const char *query = c->shape == GRAPH_BY_ID ? "$select=id" : c->query;

    if (*r->at.link != '\0') {
        return r->at.link;
    }
    return arena_printf(cx->mem, "%s%s%s%s", r->graph->target.base_url, c->path, *query == '\0' ? "" : "?", query);
}

static enum rc read_page(struct cx *cx, struct reading *r, const char **next)
{
    enum rc rc = graph_call_get(cx, r->graph, page_url(cx, r), &r->body, r->why);

    if (rc != RC_OK) {
        return rc;
    }
    rc = r->collection->shape == GRAPH_ONE ? take_single(cx, r) : split(cx, r);
    if (rc == RC_OK && r->collection->shape == GRAPH_BY_ID) {
        rc = fetch_contents(cx, r);
    }
    if (rc == RC_OK) {
        rc = find_next(cx, r, next);
    }
    return rc == RC_OK ? graph_nested_fill(cx, r->graph, r->collection, r->drafts, r->count, r->why) : rc;
}

static void hand_over(struct cx *cx, const struct reading *r, const char *next, struct provider_page *out)
{
    struct provider_object *objects = arena_calloc(cx->mem, r->count, sizeof *objects);
    size_t count = 0;
    size_t bytes = 0;

    for (size_t i = 0; i < r->count; i++) {
        if (!r->drafts[i].gone) {
            objects[count++] = (struct provider_object){ r->drafts[i].id, r->drafts[i].name, r->drafts[i].raw };
            bytes += r->drafts[i].raw.len;
        }
    }
    *out = (struct provider_page){ objects, count, next, bytes };
}

enum rc graph_list(struct cx *cx, struct provider_session *session, const struct provider_family *family,
                   const char *cursor, struct provider_page *out, struct provider_failure *why)
{
    struct graph *graph = (struct graph *)session;
    struct reading reading = { .graph = graph, .why = why };
    enum graph_family index = graph_family_index(family);
    const char *next;
    enum rc rc = graph_cursor_parse(cx->mem, graph->target.base_url, cursor, &reading.at);

    reading.collection = graph_family_collection(index, reading.at.collection);
    if (rc != RC_OK || reading.collection == NULL) {
        *why = (struct provider_failure){ .reason = RUN_REASON_VALIDATION_FAILED };
        return fail_set(cx, RC_INVALID, run_reason_label(RUN_REASON_VALIDATION_FAILED),
                        "family %s: not a cursor of this connection", family->rules->code);
    }
    graph->family = family;
    graph->rate = graph_family_rate(index);
    graph->waited_ms = 0;
    rc = graph_open_now(cx, graph, why);
    rc = rc == RC_OK ? read_page(cx, &reading, &next) : rc;
    if (rc == RC_OK) {
        hand_over(cx, &reading, next, out);
    }
    return rc;
}
