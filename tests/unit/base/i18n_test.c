#include "base/i18n.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n_plural.h"
#include "support/bench.h"
#include "support/suite.h"

static const char source[] =
    "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n"
    "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n\n"
    "msgid \"Findings\"\nmsgstr \"Feststellungen\"\n\n"
    "msgctxt \"month\"\nmsgid \"May\"\nmsgstr \"Mai\"\n\n"
    "msgid \"%(count)s file\"\nmsgid_plural \"%(count)s files\"\n"
    "msgstr[0] \"eins\"\nmsgstr[1] \"wenige\"\nmsgstr[2] \"viele\"\n";

static struct locale open_catalogue(struct bench *bench, const char *endianness)
{
    struct catalogue *catalogue = NULL;

    bench_write(bench, "a.po", bytes_text(source));
    ck_assert_int_eq(bench_run(bench, "msgfmt --endianness=%s -o a.mo a.po", endianness), 0);
    ck_assert_int_eq(catalogue_open(bench->mem, bench_path(bench, "a.mo"), &catalogue), RC_OK);
    ck_assert_uint_eq(catalogue_size(catalogue), 3);
    return (struct locale){ .tag = "xx", .catalogue = catalogue, .time_zone = "UTC" };
}

START_TEST(both_byte_orders_are_read)
{
    static const char *const orders[] = { "little", "big" };

    for (int i = 0; i < 2; i++) {
        struct bench bench;
        struct locale loc;

        bench_open(&bench);
        loc = open_catalogue(&bench, orders[i]);
        ck_assert_str_eq(tr(&loc, "Findings"), "Feststellungen");
        ck_assert_str_eq(tr(&loc, "Nothing"), "Nothing");
        ck_assert_str_eq(tr(&loc, ""), "");
        ck_assert_str_eq(tr(&loc, "May"), "May");
        ck_assert_str_eq(trc(&loc, "month", "May"), "Mai");
        ck_assert_str_eq(trc(&loc, "verb", "May"), "May");
        ck_assert_str_eq(trn(&loc, "%(count)s file", "%(count)s files", 1), "eins");
        ck_assert_str_eq(trn(&loc, "%(count)s file", "%(count)s files", 3), "wenige");
        ck_assert_str_eq(trn(&loc, "%(count)s file", "%(count)s files", 12), "viele");
        ck_assert_str_eq(trn(&loc, "%(count)s file", "%(count)s files", 22), "wenige");
        ck_assert_str_eq(trn(&loc, "one", "many", 1), "one");
        ck_assert_str_eq(trn(&loc, "one", "many", 0), "many");
        bench_close(&bench);
    }
}

END_TEST

START_TEST(every_cut_catalogue_is_refused_or_harmless)
{
    struct bench bench;
    struct locale loc;
    struct bytes whole;

    bench_open(&bench);
    loc = open_catalogue(&bench, "little");
    whole = bench_read(&bench, "a.mo");
    for (size_t len = 0; len < whole.len; len++) {
        uint8_t *cut = malloc(len + 1); /* so that the sanitiser sees a read past its end */
        struct catalogue *catalogue = NULL;

        ck_assert_ptr_nonnull(cut);
        memcpy(cut, whole.data, len);
        ck_assert_int_eq(catalogue_parse(bench.mem, bytes_of(cut, len), &catalogue), RC_INVALID);
        free(cut);
    }
    (void)loc;
    bench_close(&bench);
}

END_TEST

START_TEST(sentences_take_their_values)
{
    struct bench bench;
    const struct msg_arg args[] = { { "count", "3" }, { "all", "10" }, { "none", NULL } };

    bench_open(&bench);
    ck_assert_str_eq(msg_format(bench.mem, "%(count)s of %(all)s", args, 3), "3 of 10");
    ck_assert_str_eq(msg_format(bench.mem, "100%% %(other)s %(none)s.", args, 3), "100% %(other)s .");
    ck_assert_str_eq(msg_format(bench.mem, "%(count", args, 3), "%(count");
    ck_assert_str_eq(msg_format(bench.mem, "%", args, 3), "%");
    bench_close(&bench);
}

END_TEST

START_TEST(plural_rules_follow_c)
{
    static const struct {
        const char *rule;
        unsigned long n;
        unsigned form;
    } cases[] = {
        { "nplurals=2; plural=(n != 1);", 1, 0 },
        { "nplurals=2; plural=(n != 1);", 0, 1 },
        { "nplurals=1; plural=0;", 7, 0 },
        { "nplurals=2; plural=n>1", 1, 0 },
        { "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;", 103,
          3 },
        { "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5;", 100,
          5 },
        { "nplurals=2; plural=!n", 0, 1 },
        { "nplurals=2; plural=n/0", 5, 0 },
        { "nplurals=2; plural=n+5", 5, 1 }, /* past the last form: the last */
        { "nplurals=6; plural=1+2*2-4/2%3", 9, 3 },
    };

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct plural_rule rule;

        ck_assert_int_eq(plural_rule_parse(cases[i].rule, &rule), RC_OK);
        ck_assert_msg(plural_form(&rule, cases[i].n) == cases[i].form, "%s for %lu", cases[i].rule, cases[i].n);
    }
}

END_TEST

START_TEST(broken_plural_rules_are_refused)
{
    static const char *const bad[] = { "",
                                       "nplurals=0; plural=0",
                                       "nplurals=7; plural=0",
                                       "nplurals=2",
                                       "nplurals=2; plural=",
                                       "nplurals=2; plural=(n",
                                       "nplurals=2; plural=n ?",
                                       "nplurals=2; plural=n 1",
                                       "nplurals=2; plural=x",
                                       "nplurals=2; plural=((((((((((((((((((n))))))))))))))))))" };

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct plural_rule rule;

        ck_assert_msg(plural_rule_parse(bad[i], &rule) == RC_INVALID, "accepted: %s", bad[i]);
    }
}

END_TEST

SUITE(base_i18n, both_byte_orders_are_read, every_cut_catalogue_is_refused_or_harmless, sentences_take_their_values,
      plural_rules_follow_c, broken_plural_rules_are_refused);
