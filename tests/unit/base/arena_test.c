#include "base/arena.h"

#include <stdint.h>

#include "base/strbuf.h"
#include "support/suite.h"

static int order[4];
static int released;

static void note(void *object)
{
    order[released++] = *(int *)object;
}

START_TEST(deferred_calls_run_in_reverse)
{
    struct arena *arena = arena_new();
    int first = 1;
    int second = 2;

    released = 0;
    arena_defer(arena, note, &first);
    arena_defer(arena, note, &second);
    arena_reset(arena);
    ck_assert_int_eq(released, 2);
    ck_assert_int_eq(order[0], 2);
    ck_assert_int_eq(order[1], 1);
    arena_free(arena);
    ck_assert_int_eq(released, 2);
}

END_TEST

START_TEST(memory_is_zeroed_again_after_a_reset)
{
    struct arena *arena = arena_new();

    for (int round = 0; round < 3; round++) {
        uint8_t *block = arena_alloc(arena, 5000);

        for (int i = 0; i < 5000; i++) {
            ck_assert_int_eq(block[i], 0);
            block[i] = 0xff;
        }
        arena_reset(arena);
        ck_assert_uint_eq(arena_used(arena), 0);
    }
    arena_free(arena);
}

END_TEST

START_TEST(a_large_block_does_not_disturb_small_ones)
{
    struct arena *arena = arena_new();
    char *small = arena_strdup(arena, "small");
    char *large = arena_alloc(arena, 1 << 20);

    large[(1 << 20) - 1] = 'x';
    ck_assert_str_eq(small, "small");
    arena_free(arena);
}

END_TEST

START_TEST(strbuf_breaks_at_its_maximum_and_stays_broken)
{
    struct arena *arena = arena_new();
    struct strbuf buf;

    strbuf_init(&buf, arena, 5);
    strbuf_puts(&buf, "12345");
    ck_assert_int_eq(strbuf_done(&buf), RC_OK);
    strbuf_putc(&buf, '6');
    strbuf_clear(&buf);
    strbuf_puts(&buf, "123");
    ck_assert_int_eq(strbuf_done(&buf), RC_OK);
    strbuf_puts(&buf, "456");
    strbuf_puts(&buf, "7");
    ck_assert_int_eq(strbuf_done(&buf), RC_TOO_LARGE);
    ck_assert_str_eq(buf.data, "123");
    arena_free(arena);
}

END_TEST

SUITE(base_arena, deferred_calls_run_in_reverse, memory_is_zeroed_again_after_a_reset,
      a_large_block_does_not_disturb_small_ones, strbuf_breaks_at_its_maximum_and_stays_broken);
