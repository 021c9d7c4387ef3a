#include "reports/pack.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/archive.h"
#include "support/bench.h"
#include "support/review_fixture.h"
#include "support/suite.h"

/* What domain.md, section 4, lists. */
static const char *const always[] = {
    "SHA256SUMS",
    "VERIFY.txt",
    "checkpoint.txt",
    "csv/controls.csv",
    "csv/decisions.csv",
    "csv/evidence.csv",
    "csv/exceptions.csv",
    "csv/findings.csv",
    "data/controls.json",
    "data/decisions.json",
    "data/exceptions.json",
    "data/findings.json",
    "data/runs.json",
    "keys/allowed_signers",
    "manifest.json",
    "manifest.json.sig",
    "oscal/assessment-results.json",
    "report.de.pdf",
    "report.en.pdf",
};

static const char *build(struct bench *b, const char *name)
{
    struct review_fixture *f = review_fixture(&b->cx, b->folder);
    struct pack_result result = { .size = 0 };
    const char *path = bench_path(b, name);

    ck_assert_int_eq(pack_build(&b->cx, &f->model, &f->signer, path, NULL, &result), RC_OK);
    ck_assert_uint_gt(result.size, 1000);
    ck_assert_uint_eq(result.file_count, 2);
    return path;
}

START_TEST(a_pack_holds_what_the_format_lists)
{
    struct bench b;
    struct archive *archive = NULL;

    bench_open(&b);
    ck_assert_int_eq(archive_open(&b.cx, build(&b, "a.zip"), &archive_limits_pack, &archive), RC_OK);
    for (size_t i = 0; i < sizeof always / sizeof always[0]; i++) {
        bool found = false;

        for (size_t k = 0; k < archive_count(archive); k++) {
            found = found || text_equal(archive_path(archive, k), always[i]);
        }
        ck_assert_msg(found, "no %s", always[i]);
    }
    /* and data/review.json, data/evidence.json, two pieces of evidence, proofs */
    ck_assert_uint_eq(archive_count(archive), sizeof always / sizeof always[0] + 4 + FIXTURE_PROOFS);
    bench_close(&b);
}

END_TEST

/* This test program again, as a process of its own: what a library takes from its surroundings it takes at its first use. */
static void build_elsewhere(struct bench *b, const char *name, const char *settings, const char *folder)
{
    char self[PATH_MAX];
    char here[PATH_MAX];

    ck_assert_ptr_nonnull(realpath("/proc/self/exe", self));
    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    ck_assert_int_eq(mkdir(bench_path(b, folder), 0700), 0);
    ck_assert_msg(bench_run(b,
                            "cd '%s' && umask %s && exec env -u TP_TEST_COUNTS -u TP_TEST_SKIPS %s TP_PACK_CWD='%s/%s'"
                            " TP_PACK_PATH='%s/%s/%s' '%s' reports_pack_elsewhere",
                            here, folder[0] == 'a' ? "022" : "077", settings, b->folder, folder, b->folder, folder,
                            name, self) == 0,
                  "%.2000s", (const char *)bench_read(b, "out").data);
}

START_TEST(the_same_review_gives_the_same_bytes_anywhere)
{
    struct bench b;

    bench_open(&b);
    build_elsewhere(&b, "one.zip", "TZ=UTC LC_ALL=C HOME=/", "a");
    build_elsewhere(&b, "other.zip",
                    "TZ=Pacific/Auckland LC_ALL=de_DE.UTF-8 LANG=ja_JP.UTF-8 LANGUAGE=tr FC_LANG=ar HOME=/nowhere",
                    "b");
    ck_assert_uint_gt(bench_read(&b, "a/one.zip").len, 1000);
    ck_assert(bytes_equal(bench_read(&b, "a/one.zip"), bench_read(&b, "b/other.zip")));
    bench_close(&b);
}

END_TEST

START_TEST(ordinary_tools_agree)
{
    struct bench b;
    struct review_fixture *f;

    bench_open(&b);
    build(&b, "a.zip");
    f = review_fixture(&b.cx, b.folder);
    bench_write(&b, "trusted", bytes_text(f->signers));
    ck_assert_int_eq(bench_run(&b, "mkdir out.d && cd out.d && unzip -q ../a.zip && sha256sum --check --strict --quiet "
                                   "SHA256SUMS"),
                     0);
    ck_assert_int_eq(bench_run(&b,
                               "cd out.d && ssh-keygen -Y verify -f ../trusted -I tenantpilot -n tenantpilot-pack -s "
                               "manifest.json.sig < manifest.json"),
                     0);
    ck_assert_int_eq(bench_run(&b, "cd out.d && ssh-keygen -Y verify -f keys/allowed_signers -I tenantpilot -n "
                                   "tenantpilot-pack -s manifest.json.sig < manifest.json"),
                     0);
    ck_assert_int_ne(bench_run(&b,
                               "cd out.d && echo >> manifest.json && ssh-keygen -Y verify -f ../trusted -I tenantpilot "
                               "-n tenantpilot-pack -s manifest.json.sig < manifest.json"),
                     0);
    bench_close(&b);
}

END_TEST

START_TEST(evidence_that_is_not_its_hash_is_refused)
{
    struct bench b;
    struct review_fixture *f;
    struct pack_result result = { .size = 0 };
    struct review_evidence broken[2];

    bench_open(&b);
    f = review_fixture(&b.cx, b.folder);
    memcpy(broken, f->model.evidence, sizeof broken);
    broken[1].content = bytes_text("something else");
    f->model.evidence = broken;
    ck_assert_int_eq(pack_build(&b.cx, &f->model, &f->signer, bench_path(&b, "a.zip"), NULL, &result), RC_INVALID);
    ck_assert_int_ne(access(bench_path(&b, "a.zip"), F_OK), 0);
    bench_close(&b);
}

END_TEST

/* What the test above starts twice; by itself it builds where it is. */
START_TEST(a_pack_is_built_where_it_is_told)
{
    const char *cwd = getenv("TP_PACK_CWD");
    const char *path = getenv("TP_PACK_PATH");
    struct bench b;
    struct review_fixture *f;
    struct pack_result result = { .size = 0 };

    bench_open(&b);
    f = review_fixture(&b.cx, b.folder);
    ck_assert(cwd == NULL || chdir(cwd) == 0);
    path = path == NULL ? bench_path(&b, "a.zip") : path;
    ck_assert_int_eq(pack_build(&b.cx, &f->model, &f->signer, path, NULL, &result), RC_OK);
    ck_assert_int_eq(access(path, F_OK), 0);
    bench_close(&b);
}

END_TEST

SUITE(reports_pack_elsewhere, a_pack_is_built_where_it_is_told);
SUITE(reports_pack, a_pack_holds_what_the_format_lists, the_same_review_gives_the_same_bytes_anywhere,
      ordinary_tools_agree, evidence_that_is_not_its_hash_is_refused);
