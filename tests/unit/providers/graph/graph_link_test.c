#include "providers/graph/graph_link.h"

#include "support/suite.h"

#define BASE "https://graph.example:8443"

START_TEST(a_base_is_scheme_and_host_alone)
{
    ck_assert_int_eq(graph_link_check_base("https://graph.microsoft.com"), RC_OK);
    ck_assert_int_eq(graph_link_check_base(BASE), RC_OK);
    ck_assert_int_eq(graph_link_check_base("http://graph.microsoft.com"), RC_INVALID);
    ck_assert_int_eq(graph_link_check_base("https://graph.microsoft.com/"), RC_INVALID);
    ck_assert_int_eq(graph_link_check_base("https://user@graph.microsoft.com"), RC_INVALID);
    ck_assert_int_eq(graph_link_check_base("https://"), RC_INVALID);
    ck_assert_int_eq(graph_link_check_base("https://host:"), RC_INVALID);
    ck_assert_int_eq(graph_link_check_base("https://[::1]"), RC_INVALID);
    ck_assert_int_eq(graph_link_check_base(""), RC_INVALID);
}

END_TEST

START_TEST(a_link_stays_on_its_origin)
{
    static const char *const ELSEWHERE[] = {
        "https://evil.example/v1.0/x",
        "http://graph.example:8443/v1.0/x",
        "https://graph.example/v1.0/x",
        "https://graph.example:84430/v1.0/x",
        "https://graph.example:8443.evil.example/v1.0/x",
        "https://graph.example:8443@evil.example/v1.0/x",
        "https://graph.example:8443\\@evil.example/v1.0/x",
        "https://graph.example:8443",
        "https://graph.example:8443?x",
        "//graph.example:8443/v1.0/x",
        "/v1.0/x",
        "file:///etc/passwd",
        "https://graph.example:8443/v1.0/../admin",
        "https://graph.example:8443/v1.0/%2e%2E/admin",
        "https://graph.example:8443/v1.0/.%2e/admin",
        "https://graph.example:8443/v1.0/x#y",
        "https://graph.example:8443/v1.0/x\r\nHost: evil",
        "https://graph.example:8443/v1.0/\xc3\xa4",
        "",
    };

    ck_assert(graph_link_allowed(BASE, BASE "/v1.0/x?$skiptoken=a..b%20c"));
    ck_assert(graph_link_allowed(BASE, "HTTPS://Graph.Example:8443/v1.0/x"));
    for (size_t i = 0; i < sizeof ELSEWHERE / sizeof ELSEWHERE[0]; i++) {
        ck_assert_msg(!graph_link_allowed(BASE, ELSEWHERE[i]), "allowed: %s", ELSEWHERE[i]);
    }
}

END_TEST

START_TEST(a_cursor_survives_being_written)
{
    struct arena *mem = arena_new();
    struct graph_cursor start;
    struct graph_cursor next;
    struct graph_cursor again;

    ck_assert_int_eq(graph_cursor_parse(mem, BASE, NULL, &start), RC_OK);
    ck_assert_int_eq(graph_cursor_next(BASE, &start, BASE "/v1.0/x?$skip=100", &next), RC_OK);
    ck_assert_int_eq(graph_cursor_parse(mem, BASE, graph_cursor_write(mem, &next), &again), RC_OK);
    ck_assert_uint_eq(again.page, 1);
    ck_assert_uint_eq(again.mark, next.mark);
    ck_assert_str_eq(again.link, BASE "/v1.0/x?$skip=100");
    arena_free(mem);
}

END_TEST

START_TEST(a_forged_cursor_is_refused)
{
    static const char *const FORGED[] = {
        "0.1.0:https://evil.example/v1.0/x", "99.0.0:", "0.99999.0:", "0.1:", "x", "0.0.zz:", "-1.0.0:", "0.0.0",
    };
    struct arena *mem = arena_new();
    struct graph_cursor cursor;

    for (size_t i = 0; i < sizeof FORGED / sizeof FORGED[0]; i++) {
        ck_assert_msg(graph_cursor_parse(mem, BASE, FORGED[i], &cursor) == RC_INVALID, "taken: %s", FORGED[i]);
    }
    arena_free(mem);
}

END_TEST

/* Follows links that run into a circle of `length` after `lead` pages; the pages read before it is noticed. */
static unsigned pages_until_noticed(struct arena *mem, unsigned lead, unsigned length)
{
    struct graph_cursor cursor = { .link = "" };

    for (unsigned page = 0; page < 10000; page++) {
        unsigned place = page < lead ? page : lead + (page - lead) % length;
        const char *link = arena_printf(mem, BASE "/v1.0/x?$skiptoken=%u", place);

        /* each page in another process: the cursor alone carries what is known */
        if (graph_cursor_next(BASE, &cursor, link, &cursor) != RC_OK) {
            return page;
        }
        ck_assert_int_eq(graph_cursor_parse(mem, BASE, graph_cursor_write(mem, &cursor), &cursor), RC_OK);
    }
    return 10000;
}

START_TEST(a_circle_of_links_is_noticed_soon)
{
    struct arena *mem = arena_new();

    for (unsigned lead = 0; lead < 20; lead++) {
        for (unsigned length = 1; length < 40; length++) {
            unsigned pages = pages_until_noticed(mem, lead, length);

            ck_assert_msg(pages <= 3 * (lead + length) + 3, "lead %u length %u: %u pages", lead, length, pages);
        }
    }
    arena_free(mem);
}

END_TEST

START_TEST(an_endless_collection_ends_at_the_cap)
{
    struct arena *mem = arena_new();
    struct graph_cursor cursor = { .link = "" };
    unsigned page = 0;

    while (graph_cursor_next(BASE, &cursor, arena_printf(mem, BASE "/v1.0/x?$skip=%u", page), &cursor) == RC_OK) {
        page++;
    }
    ck_assert_uint_eq(page, GRAPH_PAGES_MAX - 1);
    arena_free(mem);
}

END_TEST

SUITE(graph_link, a_base_is_scheme_and_host_alone, a_link_stays_on_its_origin, a_cursor_survives_being_written,
      a_forged_cursor_is_refused, a_circle_of_links_is_noticed_soon, an_endless_collection_ends_at_the_cap);
