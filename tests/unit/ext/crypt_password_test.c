#include <fcntl.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "support/bench.h"
#include "support/suite.h"

START_TEST(a_password_matches_its_own_hash_alone)
{
    const struct password_cost cost = password_cost_of_tests();
    struct bench bench;
    struct password_check check;
    const char *hash;
    const char *again;

    bench_open(&bench);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text("correct horse"), &hash), RC_OK);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text("correct horse"), &again), RC_OK);
    ck_assert_str_ne(hash, again);
    ck_assert(text_starts(hash, "$argon2id$v=19$"));
    ck_assert_int_eq(password_verify(&bench.cx, &cost, hash, bytes_text("correct horse"), &check), RC_OK);
    ck_assert(check.matches && !check.is_stale);
    ck_assert_int_eq(password_verify(&bench.cx, &cost, hash, bytes_text("correct horsf"), &check), RC_OK);
    ck_assert(!check.matches && !check.is_stale);
    ck_assert_int_eq(password_verify(&bench.cx, &cost, NULL, bytes_text("correct horse"), &check), RC_OK);
    ck_assert(!check.matches);
    bench_close(&bench);
}

END_TEST

START_TEST(the_products_cost_is_three_passes_over_64_mib)
{
    const struct password_cost cheap = password_cost_of_tests();
    struct bench bench;
    struct password_cost cost;
    struct password_check check;
    const char *hash;

    bench_open(&bench);
    cost = password_cost(bench_path(&bench, "gate"));
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text("correct horse"), &hash), RC_OK);
    ck_assert(text_starts(hash, "$argon2id$v=19$m=65536,t=3,p=1$"));
    ck_assert_int_eq(password_hash(&bench.cx, &cheap, bytes_text("correct horse"), &hash), RC_OK);
    ck_assert_int_eq(password_verify(&bench.cx, &cost, hash, bytes_text("correct horse"), &check), RC_OK);
    ck_assert(check.matches && check.is_stale);
    bench_close(&bench);
}

END_TEST

static int64_t cpu_us(void)
{
    struct timespec now;

    ck_assert_int_eq(clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now), 0);
    return now.tv_sec * SECOND_US + now.tv_nsec / 1000;
}

/* Otherwise the time of an answer would say who has an account. */
START_TEST(a_person_that_is_not_there_takes_as_long_as_one_that_is)
{
    struct bench bench;
    struct password_cost cost;
    struct password_check check;
    const char *hash;
    int64_t there_us;
    int64_t not_there_us;

    bench_open(&bench);
    cost = password_cost(bench_path(&bench, "gate"));
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text("correct horse"), &hash), RC_OK);
    there_us = -cpu_us();
    ck_assert_int_eq(password_verify(&bench.cx, &cost, hash, bytes_text("another horse"), &check), RC_OK);
    there_us += cpu_us();
    not_there_us = -cpu_us();
    ck_assert_int_eq(password_verify(&bench.cx, &cost, NULL, bytes_text("another horse"), &check), RC_OK);
    not_there_us += cpu_us();
    ck_assert_int_gt(not_there_us, there_us / 2);
    ck_assert_int_lt(not_there_us, there_us * 2);
    bench_close(&bench);
}

END_TEST

START_TEST(a_password_of_129_bytes_is_refused_not_cut)
{
    const struct password_cost cost = password_cost_of_tests();
    struct bench bench;
    struct password_check check;
    const char *hash;
    char text[130];

    bench_open(&bench);
    memset(text, 'a', sizeof text);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_of(text, 128), &hash), RC_OK);
    ck_assert_int_eq(password_verify(&bench.cx, &cost, hash, bytes_of(text, 129), &check), RC_OK);
    ck_assert(!check.matches);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_of(text, 129), &hash), RC_INVALID);
    fail_clear(&bench.cx);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text(""), &hash), RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(a_full_gate_turns_the_next_away)
{
    struct bench bench;
    struct password_cost cost = password_cost_of_tests();
    struct flock all = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 0, .l_len = 2 };
    const char *hash;
    int fd;

    bench_open(&bench);
    cost.gate = bench_path(&bench, "gate");
    cost.parallel = 2;
    fd = open(cost.gate, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    ck_assert_int_eq(fcntl(fd, F_OFD_SETLK, &all), 0);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text("correct horse"), &hash), RC_LIMITED);
    fail_clear(&bench.cx);
    all.l_type = F_UNLCK;
    all.l_len = 1;
    ck_assert_int_eq(fcntl(fd, F_OFD_SETLK, &all), 0);
    ck_assert_int_eq(password_hash(&bench.cx, &cost, bytes_text("correct horse"), &hash), RC_OK);
    (void)close(fd);
    bench_close(&bench);
}

END_TEST

START_TEST(a_box_opens_for_its_key_and_context_alone)
{
    struct bench bench;
    struct box_public public;
    struct box_secret *secret;
    struct box_secret *other;
    struct bytes sealed;
    struct bytes opened;

    bench_open(&bench);
    ck_assert_int_eq(box_key_create(&bench.cx, bench_path(&bench, "a"), bench_path(&bench, "a.pub")), RC_OK);
    ck_assert_int_eq(box_key_create(&bench.cx, bench_path(&bench, "b"), bench_path(&bench, "b.pub")), RC_OK);
    ck_assert_int_eq(box_public_load(&bench.cx, bench_path(&bench, "a.pub"), &public), RC_OK);
    ck_assert_int_eq(box_secret_load(&bench.cx, bench.mem, bench_path(&bench, "a"), &secret), RC_OK);
    ck_assert_int_eq(box_secret_load(&bench.cx, bench.mem, bench_path(&bench, "b"), &other), RC_OK);
    ck_assert_int_eq(box_seal(&bench.cx, &public, "connection/1", bytes_text("s3cret"), &sealed), RC_OK);
    ck_assert_int_eq(box_open(&bench.cx, secret, "connection/1", sealed, &opened), RC_OK);
    ck_assert(bytes_equal(opened, bytes_text("s3cret")));
    ck_assert_int_eq(box_open(&bench.cx, secret, "connection/2", sealed, &opened), RC_INVALID);
    fail_clear(&bench.cx);
    ck_assert_int_eq(box_open(&bench.cx, other, "connection/1", sealed, &opened), RC_INVALID);
    for (size_t i = 0; i < sealed.len; i++) {
        struct bytes copy = arena_bytes(bench.mem, sealed);

        ((uint8_t *)(uintptr_t)copy.data)[i] ^= 1;
        fail_clear(&bench.cx);
        ck_assert_int_eq(box_open(&bench.cx, secret, "connection/1", copy, &opened), RC_INVALID);
        ck_assert_int_eq(box_open(&bench.cx, secret, "connection/1", bytes_of(sealed.data, i), &opened), RC_INVALID);
    }
    ck_assert_int_eq(box_seal(&bench.cx, &public, "", bytes_text(""), &sealed), RC_OK);
    ck_assert_int_eq(box_open(&bench.cx, secret, "", sealed, &opened), RC_OK);
    ck_assert_uint_eq(opened.len, 0);
    bench_close(&bench);
}

END_TEST

SUITE(ext_crypt_password, a_password_matches_its_own_hash_alone, the_products_cost_is_three_passes_over_64_mib,
      a_person_that_is_not_there_takes_as_long_as_one_that_is, a_password_of_129_bytes_is_refused_not_cut,
      a_full_gate_turns_the_next_away, a_box_opens_for_its_key_and_context_alone);
