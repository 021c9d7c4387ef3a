/* Links and cursors, as a provider or a forged checkpoint might write them.
 * covers: shared/providers/graph/graph_link.c */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "fuzz/fuzz.h"
#include "providers/graph/graph_link.h"

static const char BASE[] = "https://graph.example:8443";

/* Only this may ever be sent the token. */
static void check_allowed(const char *link)
{
    FUZZ_ASSERT(strncasecmp(link, BASE, strlen(BASE)) == 0 && link[strlen(BASE)] == '/');
    FUZZ_ASSERT(strlen(link) <= GRAPH_LINK_MAX && strpbrk(link, " \t\r\n\\#") == NULL);
    FUZZ_ASSERT(strstr(link + strlen(BASE), "/../") == NULL || strchr(link, '?') != NULL);
}

static void check_cursor(struct cx *cx, const char *text)
{
    struct graph_cursor cursor;
    struct graph_cursor again;
    struct graph_cursor next;

    if (graph_cursor_parse(cx->mem, BASE, text, &cursor) != RC_OK) {
        return;
    }
    FUZZ_ASSERT(*cursor.link == '\0' || graph_link_allowed(BASE, cursor.link));
    FUZZ_ASSERT(graph_cursor_parse(cx->mem, BASE, graph_cursor_write(cx->mem, &cursor), &again) == RC_OK);
    FUZZ_ASSERT(again.collection == cursor.collection && again.page == cursor.page && again.mark == cursor.mark &&
                strcmp(again.link, cursor.link) == 0);
    FUZZ_ASSERT(*cursor.link == '\0' || graph_cursor_next(BASE, &cursor, cursor.link, &next) == RC_INVALID);
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    const char *text = arena_strndup(cx->mem, (const char *)input.data, input.len);
    struct graph_cursor start = { .link = "" };
    struct graph_cursor next;

    if (graph_link_check_base(text) == RC_OK) {
        FUZZ_ASSERT(graph_link_allowed(text, arena_printf(cx->mem, "%s/v1.0/x", text)));
        FUZZ_ASSERT(!graph_link_allowed(BASE, arena_printf(cx->mem, "%s/x", text)) || strcasecmp(text, BASE) == 0);
    }
    if (graph_link_allowed(BASE, text)) {
        check_allowed(text);
        FUZZ_ASSERT(graph_cursor_next(BASE, &start, text, &next) == RC_OK);
        check_cursor(cx, graph_cursor_write(cx->mem, &next));
    } else {
        FUZZ_ASSERT(graph_cursor_next(BASE, &start, text, &next) == RC_INVALID);
    }
    check_cursor(cx, text);
}
