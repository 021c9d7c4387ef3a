#include "core/auth/limit.h"

#include "support/suite.h"

START_TEST(addresses_are_cut_to_their_network)
{
    struct arena *mem = arena_new();

    ck_assert_str_eq(address_prefix(mem, "192.0.2.77"), "192.0.2.0/24");
    ck_assert_str_eq(address_prefix(mem, "2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
    ck_assert_str_eq(address_prefix(mem, "::1"), "::/48");
    ck_assert_str_eq(address_prefix(mem, "unix:"), "unknown");
    ck_assert_str_eq(address_prefix(mem, ""), "unknown");
    arena_free(mem);
}

END_TEST

START_TEST(the_pause_doubles_up_to_a_bound)
{
    static const struct {
        enum signin_counter counter;
        int failures;
        int64_t seconds;
    } cases[] = {
        { COUNT_LOGIN_NETWORK, 0, 0 },    { COUNT_LOGIN_NETWORK, 5, 0 },
        { COUNT_LOGIN_NETWORK, 6, 1 },    { COUNT_LOGIN_NETWORK, 7, 2 },
        { COUNT_LOGIN_NETWORK, 10, 16 },  { COUNT_LOGIN_NETWORK, 15, 512 },
        { COUNT_LOGIN_NETWORK, 16, 900 }, { COUNT_LOGIN_NETWORK, 1000000, 900 },
        { COUNT_NETWORK, 30, 0 },         { COUNT_NETWORK, 31, 1 },
        { COUNT_NETWORK, 100, 300 },      { COUNT_LOGIN, 50, 0 },
        { COUNT_LOGIN, 51, 1 },           { COUNT_LOGIN, 100, 60 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        ck_assert_int_eq(signin_pause_us(cases[i].counter, cases[i].failures), cases[i].seconds * SECOND_US);
    }
}

END_TEST

SUITE(core_auth_limit, addresses_are_cut_to_their_network, the_pause_doubles_up_to_a_bound);
