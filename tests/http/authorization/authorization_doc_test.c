/* modules/AUTHORIZATION.md is the authorisation table itself, rendered: `make authorization` writes it, this test compares. */
#include "base/strbuf.h"
#include "base/text.h"
#include "http/authorization/all_routes.h"
#include "support/document_file.h"
#include "support/suite.h"

enum { DOC_MAX = 512 * 1024 };

static bool is_nature(enum capability capability)
{
    return capability == CAP_PUBLIC || (capability >= CAP_OBSERVATION && capability < CAP_COUNT);
}

static void put_capabilities(struct strbuf *out)
{
    strbuf_puts(out, "## Roles\n\n| capability |");
    for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
        strbuf_printf(out, " %s |", role_code(role));
    }
    strbuf_puts(out, "\n|---|");
    for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
        strbuf_puts(out, "---|");
    }
    strbuf_putc(out, '\n');
    for (enum capability c = CAP_PUBLIC; c < CAP_COUNT; c++) {
        if (is_nature(c)) {
            continue;
        }
        strbuf_printf(out, "| %s |", capability_code(c));
        for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
            strbuf_puts(out, role_grants(role, c) ? " x |" : " |");
        }
        strbuf_putc(out, '\n');
    }
}

static void put_holders(struct strbuf *out, enum capability capability)
{
    const char *separator = "";

    if (capability == CAP_PUBLIC) {
        strbuf_puts(out, "everybody");
        return;
    }
    if (capability == CAP_SELF) {
        strbuf_puts(out, "whoever is signed in");
        return;
    }
    for (enum role role = ROLE_OWNER; role < ROLE_COUNT; role++) {
        if (role_grants(role, capability)) {
            strbuf_printf(out, "%s%s", separator, role_code(role));
            separator = ", ";
        }
    }
}

static void put_routes(struct strbuf *out)
{
    for (size_t i = 0; i < all_routes_count; i++) {
        const struct any_route *route = &all_routes[i];

        if (i == 0 || !text_equal(route->program, all_routes[i - 1].program)) {
            strbuf_printf(out, "\n## Program %s\n\n| method | path | capability | who |\n|---|---|---|---|\n",
                          route->program);
        }
        strbuf_printf(out, "| %s | `%s` | %s | ", route->method, route->path, capability_code(route->capability));
        put_holders(out, route->capability);
        strbuf_puts(out, " |\n");
    }
}

static const char *render(struct arena *mem)
{
    struct strbuf out;

    strbuf_init(&out, mem, DOC_MAX);
    strbuf_puts(
        &out, "# Who may do what\n\nMade from roles.def, capabilities.def and every routes.def by `make authorization`;"
              " a test compares.\nThe dispatcher asks for a route's capability once, before its transaction;"
              " which rows somebody sees follows from their workspace or grants.\n\n");
    put_capabilities(&out);
    put_routes(&out);
    ck_assert_int_eq(strbuf_done(&out), RC_OK);
    return out.data;
}

START_TEST(the_document_is_the_table)
{
    struct arena *mem = arena_new();

    document_file_check("modules/AUTHORIZATION.md", render(mem), "authorization");
    arena_free(mem);
}

END_TEST

SUITE(authorization_doc, the_document_is_the_table);
