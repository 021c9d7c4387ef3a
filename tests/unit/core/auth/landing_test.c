#include "core/auth/landing.h"

#include <string.h>

#include "support/suite.h"

START_TEST(only_paths_of_this_host_are_followed)
{
    static const char *const local[] = { "/", "/w/acme/findings?state=open&sort=age", "/system", "/reviews/x/de/#top" };
    static const char *const foreign[] = {
        "",
        "w/acme",
        "//evil.example",
        "/\\evil.example",
        "https://evil.example/",
        "/a\nSet-Cookie: x",
        "/w/a b",
        "javascript:x",
        "/w/\x7f",
        "/signin?next=/",
        "/signout",
        "\\/evil",
    };
    char endless[2100];

    for (size_t i = 0; i < sizeof local / sizeof local[0]; i++) {
        ck_assert_msg(path_is_local(local[i]), "'%s' was refused", local[i]);
    }
    for (size_t i = 0; i < sizeof foreign / sizeof foreign[0]; i++) {
        ck_assert_msg(!path_is_local(foreign[i]), "'%s' was taken", foreign[i]);
    }
    memset(endless, 'a', sizeof endless);
    endless[0] = '/';
    endless[sizeof endless - 1] = '\0';
    ck_assert(!path_is_local(endless));
    ck_assert(!path_is_local(NULL));
}

END_TEST

START_TEST(who_only_signs_reviews_lands_there)
{
    struct arena *mem = arena_new();
    struct place place = { .slug = "acme" };

    place.has_role[ROLE_REVIEWER] = true;
    ck_assert_str_eq(place_path(mem, &place), "/w/acme/reviews");
    place.has_role[ROLE_VIEWER] = true;
    ck_assert_str_eq(place_path(mem, &place), "/w/acme/reviews");
    place.has_role[ROLE_OPERATOR] = true;
    ck_assert_str_eq(place_path(mem, &place), "/w/acme/inbox");
    arena_free(mem);
}

END_TEST

SUITE(core_auth_landing, only_paths_of_this_host_are_followed, who_only_signs_reviews_lands_there);
