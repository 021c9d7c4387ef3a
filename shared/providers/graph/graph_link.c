#include "providers/graph/graph_link.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

static const char scheme[] = "https://";

/* The length of "https://host[:port]" at the start of `text`; 0: it does not begin with one. */
static size_t origin_length(const char *text)
{
    size_t at = sizeof scheme - 1;
    size_t host = at;
    size_t port;

    if (strncasecmp(text, scheme, at) != 0) {
        return 0;
    }
    while (isalnum((unsigned char)text[at]) || text[at] == '.' || text[at] == '-') {
        at++;
    }
    if (at == host || at - host > 253) {
        return 0;
    }
    if (text[at] == ':') {
        port = ++at;
        while (isdigit((unsigned char)text[at])) {
            at++;
        }
        if (at == port || at - port > 5) {
            return 0;
        }
    }
    return at;
}

enum rc graph_link_check_base(const char *base)
{
    size_t len = origin_length(base);

    return len > 0 && base[len] == '\0' ? RC_OK : RC_INVALID;
}

static bool is_plain(const char *link)
{
    size_t len = strlen(link);

    if (len > GRAPH_LINK_MAX) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        if (link[i] <= ' ' || link[i] > '~' || strchr("#\\\"<>", link[i]) != NULL) {
            return false;
        }
    }
    return true;
}

/* "/../" would leave the API's part of the host. Escaped dots count: servers undo them first. */
static bool climbs(const char *path)
{
    size_t len = strcspn(path, "?");

    for (size_t i = 0; i + 1 < len; i++) {
        bool first = path[i] == '.' || strncasecmp(&path[i], "%2e", 3) == 0;
        size_t next = i + (path[i] == '.' ? 1 : 3);

        if (first && next < len && (path[next] == '.' || strncasecmp(&path[next], "%2e", 3) == 0)) {
            return true;
        }
    }
    return false;
}

bool graph_link_allowed(const char *base, const char *link)
{
    size_t len = origin_length(link);

    return len > 0 && len == strlen(base) && strncasecmp(base, link, len) == 0 && link[len] == '/' && is_plain(link) &&
           !climbs(link + len);
}

static uint64_t digest(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a: a collision needs a provider that wants to be cut short */

    for (; *text != '\0'; text++) {
        hash = (hash ^ (uint8_t)*text) * UINT64_C(0x100000001b3);
    }
    return hash;
}

static bool take_number(const char **text, int base, uint64_t max, char after, uint64_t *out)
{
    char *end;

    if (!isxdigit((unsigned char)**text)) {
        return false;
    }
    *out = strtoull(*text, &end, base);
    if (end - *text > 16 || *out > max || *end != after) {
        return false;
    }
    *text = end + 1;
    return true;
}

enum rc graph_cursor_parse(struct arena *mem, const char *base, const char *text, struct graph_cursor *out)
{
    uint64_t collection;
    uint64_t page;
    uint64_t mark;

    if (text_empty(text)) {
        *out = (struct graph_cursor){ .link = "" };
        return RC_OK;
    }
    if (!take_number(&text, 10, 15, '.', &collection) || !take_number(&text, 10, GRAPH_PAGES_MAX, '.', &page) ||
        !take_number(&text, 16, UINT64_MAX, ':', &mark) || (*text != '\0' && !graph_link_allowed(base, text))) {
        return RC_INVALID;
    }
    *out = (struct graph_cursor){ (unsigned)collection, (unsigned)page, mark, arena_strdup(mem, text) };
    return RC_OK;
}

char *graph_cursor_write(struct arena *mem, const struct graph_cursor *cursor)
{
    return arena_printf(mem, "%u.%u.%016" PRIx64 ":%s", cursor->collection, cursor->page, cursor->mark, cursor->link);
}

enum rc graph_cursor_next(const char *base, const struct graph_cursor *from, const char *link, struct graph_cursor *out)
{
    bool is_power = (from->page & (from->page - 1)) == 0;
    uint64_t seen = digest(link);

    /* Brent: the mark moves to the page at each power of two, so that a cycle of length n is met within 3n pages */
    if (!graph_link_allowed(base, link) || strcmp(link, from->link) == 0 || (from->page > 0 && seen == from->mark) ||
        from->page + 1 >= GRAPH_PAGES_MAX) {
        return RC_INVALID;
    }
    *out = (struct graph_cursor){ from->collection, from->page + 1, is_power ? digest(from->link) : from->mark, link };
    return RC_OK;
}
