#include "modules/graphsim/listing.h"

#include <inttypes.h>
#include <string.h>

#include "base/text.h"

enum { PAGE_BYTES_MAX = 64 << 20 };

static const char token_mark[] = "p~"; /* opaque to clients: "p~<offset>" in base64url */

/* The decoded value of a query's parameter; NULL: not given. */
static const char *param(struct arena *mem, const char *query, const char *name)
{
    while (*query != '\0') {
        size_t len = strcspn(query, "&");
        struct bytes pair;
        const char *text;

        if (url_decode(mem, bytes_of(query, len), true, &pair) == RC_OK) {
            text = arena_strndup(mem, (const char *)pair.data, pair.len);
            if (text_starts(text, name) && text[strlen(name)] == '=') {
                return text + strlen(name) + 1;
            }
        }
        query += len + (query[len] == '&');
    }
    return NULL;
}

/* ---- what of an object is shown ---- */

struct shape {
    const struct endpoint *endpoint;
    const char *select; /* NULL: all */
    const char *expand; /* "": nothing */
    bool whole; /* content that a list hides */
};

static bool is_shown(const struct shape *shape, const char *name)
{
    if (endpoint_has_word(shape->endpoint->parts, name)) {
        return endpoint_has_word(shape->expand, name);
    }
    if (shape->endpoint->shape == ENDPOINT_HIDDEN && !shape->whole && strcmp(name, "scriptContent") == 0) {
        return false;
    }
    return shape->select == NULL || strcmp(name, "id") == 0 || name[0] == '@' || endpoint_has_word(shape->select, name);
}

static void write_object(struct arena *mem, struct strbuf *out, const struct shape *shape, const struct node *object)
{
    bool first = true;

    strbuf_putc(out, '{');
    for (uint32_t i = 0; i < object->len; i++) {
        const struct node *member = &object->items[i];

        if (!is_shown(shape, arena_strndup(mem, member->name, member->name_len))) {
            continue;
        }
        strbuf_puts(out, first ? "" : ",");
        tree_write_text(out, member->name, member->name_len);
        strbuf_putc(out, ':');
        tree_write(out, member);
        first = false;
    }
    strbuf_putc(out, '}');
}

/* The names in $expand, without what stands in brackets. */
static const char *expand_words(struct arena *mem, const char *expand)
{
    struct strbuf out;
    int depth = 0;

    strbuf_init(&out, mem, 4096);
    for (; expand != NULL && *expand != '\0'; expand++) {
        depth -= *expand == ')';
        if (depth == 0 && *expand != ')' && *expand != '(') {
            strbuf_putc(&out, *expand);
        }
        depth += *expand == '(';
    }
    return out.data;
}

static struct shape shape_of(struct arena *mem, const struct endpoint *endpoint, const struct listing *asked)
{
    return (struct shape){
        .endpoint = endpoint,
        .select = param(mem, asked->query, "$select"),
        .expand = expand_words(mem, param(mem, asked->query, "$expand")),
    };
}

/* ---- which objects ---- */

/* `<member> eq <value>`; every other filter is passed over. */
static bool passes(struct arena *mem, const char *filter, const struct node *object)
{
    const char *eq = filter == NULL ? NULL : strstr(filter, " eq ");
    const struct node *member;
    struct strbuf text;
    char *wanted;

    if (eq == NULL || strchr(filter, '(') != NULL) {
        return true;
    }
    member = document_member(object, arena_strndup(mem, filter, (size_t)(eq - filter)));
    wanted = text_trim(mem, eq + 4);
    if (member == NULL) {
        return strcmp(wanted, "false") == 0 || strcmp(wanted, "null") == 0;
    }
    if (member->kind == DOCUMENT_STRING) {
        return strcmp(wanted, arena_printf(mem, "'%s'", document_text(mem, member))) == 0;
    }
    strbuf_init(&text, mem, 4096);
    tree_write(&text, member);
    return strcmp(wanted, text.data) == 0;
}

static enum rc offset_of(struct arena *mem, const char *token, int64_t *out)
{
    struct bytes plain;
    const char *text;

    *out = 0;
    if (token == NULL) {
        return RC_OK;
    }
    if (base64_decode(mem, bytes_text(token), &plain) != RC_OK) {
        return RC_INVALID;
    }
    text = arena_strndup(mem, (const char *)plain.data, plain.len);
    return text_starts(text, token_mark) ? parse_i64(text + 2, 0, INT32_MAX, out) : RC_INVALID;
}

static void write_next_link(struct arena *mem, struct strbuf *out, const struct listing *asked, int64_t offset)
{
    const char *origin = text_equal(asked->twist, "foreign") ? "https://elsewhere.example" : asked->origin;
    const char *plain = arena_printf(mem, "%s%" PRId64, token_mark, offset);
    const char *token = base64url_encode(mem, bytes_text(plain));
    const char *old = strstr(asked->query, "$skiptoken=");
    size_t keep = old == NULL ? strlen(asked->query) : (size_t)(old - asked->query);
    const char *kept = arena_strndup(mem, asked->query, keep);
    const char *link = arena_printf(mem, "%s/%s/%s?%s%s$skiptoken=%s", origin, asked->version, asked->path, kept,
                                    keep == 0 || kept[keep - 1] == '&' ? "" : "&", token);

    strbuf_puts(out, "\"@odata.nextLink\":");
    tree_write_text(out, link, strlen(link));
    strbuf_putc(out, ',');
}

static void write_context(struct arena *mem, struct strbuf *out, const struct listing *asked, const char *tail)
{
    const char *context = arena_printf(mem, "%s/%s/$metadata#%s%s", asked->origin, asked->version, asked->path, tail);

    strbuf_puts(out, "\"@odata.context\":");
    tree_write_text(out, context, strlen(context));
    strbuf_putc(out, ',');
}

/* One page of `list`; without a shape, of whole elements. */
static struct answer page(struct cx *cx, const struct answer_ids *ids, const struct listing *asked,
                          const struct node *list, const struct shape *shape, int64_t size)
{
    const char *filter = shape == NULL ? NULL : param(cx->mem, asked->query, "$filter");
    struct strbuf values;
    struct strbuf out;
    int64_t offset;
    int64_t seen = 0;
    int64_t shown = 0;

    if (offset_of(cx->mem, param(cx->mem, asked->query, "$skiptoken"), &offset) != RC_OK) {
        return answer_error(cx, ids, 400, "BadRequest", "The skip token is not valid.", NULL);
    }
    strbuf_init(&values, cx->mem, PAGE_BYTES_MAX);
    strbuf_init(&out, cx->mem, PAGE_BYTES_MAX);
    for (uint32_t i = 0; i < list->len; i++) {
        if (!passes(cx->mem, filter, &list->items[i])) {
            continue;
        }
        if (seen++ < offset || shown == size) {
            continue;
        }
        strbuf_puts(&values, shown++ == 0 ? "" : ",");
        if (shape == NULL) {
            tree_write(&values, &list->items[i]);
        } else {
            write_object(cx->mem, &values, shape, &list->items[i]);
        }
    }
    strbuf_putc(&out, '{');
    write_context(cx->mem, &out, asked, "");
    if (text_equal(asked->twist, "loop")) {
        write_next_link(cx->mem, &out, asked, offset == 0 ? 1 : 0);
    } else if (offset + shown < seen || asked->twist != NULL) {
        write_next_link(cx->mem, &out, asked, offset + shown);
    }
    strbuf_puts(&out, "\"value\":[");
    strbuf_bytes(&out, strbuf_view(&values));
    strbuf_puts(&out, "]}");
    return (struct answer){
        .status = 200,
        .body = bytes_of(out.data, text_equal(asked->twist, "truncated") ? out.len / 2 : out.len),
    };
}

static struct answer whole(struct cx *cx, const struct listing *asked, const struct shape *shape,
                           const struct node *object)
{
    struct strbuf out;

    strbuf_init(&out, cx->mem, PAGE_BYTES_MAX);
    write_object(cx->mem, &out, shape, object);
    if (out.len > 2) {
        struct strbuf framed;

        strbuf_init(&framed, cx->mem, PAGE_BYTES_MAX);
        strbuf_putc(&framed, '{');
        write_context(cx->mem, &framed, asked, "/$entity");
        strbuf_put(&framed, out.data + 1, out.len - 1);
        out = framed;
    }
    return (struct answer){ .status = 200, .body = strbuf_view(&out) };
}

static const struct node *object_of(const struct node *list, const char *id)
{
    for (uint32_t i = 0; i < list->len; i++) {
        if (document_is(document_member(&list->items[i], "id"), id)) {
            return &list->items[i];
        }
    }
    return NULL;
}

static int64_t page_size(struct arena *mem, const struct endpoint *endpoint, const char *query)
{
    const char *top = param(mem, query, "$top");
    int64_t size;

    return top == NULL || parse_i64(top, 1, endpoint->page, &size) != RC_OK ? endpoint->page : size;
}

struct answer listing_read(struct cx *cx, const struct answer_ids *ids, const struct estate *estate,
                           const struct listing *asked)
{
    struct endpoint_target target;
    const struct node *list;
    const struct node *object;
    struct shape shape;

    if (!endpoint_find(cx->mem, asked->path, &target)) {
        return answer_error(cx, ids, 400, "BadRequest", "Resource not found for the segment.", NULL);
    }
    list = &estate->objects[target.endpoint];
    shape = shape_of(cx->mem, &endpoints[target.endpoint], asked);
    if (shape.endpoint->shape != ENDPOINT_ONE && target.id == NULL) {
        return page(cx, ids, asked, list, &shape, page_size(cx->mem, shape.endpoint, asked->query));
    }
    object = target.id == NULL ? (list->len == 0 ? NULL : &list->items[0]) : object_of(list, target.id);
    if (object == NULL) {
        return answer_error(cx, ids, 404, "ResourceNotFound", "The requested resource does not exist.", NULL);
    }
    if (target.part == NULL) {
        shape.whole = true;
        return whole(cx, asked, &shape, object);
    }
    object = document_member(object, target.part);
    return page(cx, ids, asked, object == NULL ? &(struct node){ .kind = DOCUMENT_ARRAY } : object, NULL,
                LISTING_PART_PAGE);
}
