#include <stdio.h>

#include "base/text.h"
#include "ext/archive.h"
#include "ext/crypt.h"
#include "reports/pack.h"
#include "support/bench.h"
#include "support/review_fixture.h"
#include "support/suite.h"

enum { FILES_MAX = 64 };

/* A sound pack, unpacked, to be changed and packed again. */
struct forgery {
    struct bench b;
    struct review_fixture *f;
    struct archive_entry files[FILES_MAX];
    size_t count;
    struct pack_report report;
};

static void forge(struct forgery *x)
{
    struct pack_result result = { .size = 0 };
    struct archive *archive = NULL;
    const char *path;

    bench_open(&x->b);
    x->f = review_fixture(&x->b.cx, x->b.folder);
    path = bench_path(&x->b, "pack.zip");
    ck_assert_int_eq(pack_build(&x->b.cx, &x->f->model, &x->f->signer, path, NULL, &result), RC_OK);
    ck_assert_int_eq(archive_open(&x->b.cx, path, &archive_limits_pack, &archive), RC_OK);
    for (x->count = 0; x->count < archive_count(archive); x->count++) {
        x->files[x->count].path = archive_path(archive, x->count);
        ck_assert_int_eq(archive_read(&x->b.cx, archive, x->count, &x->files[x->count].content), RC_OK);
    }
}

static struct archive_entry *file(struct forgery *x, const char *path)
{
    for (size_t i = 0; i < x->count; i++) {
        if (text_equal(x->files[i].path, path)) {
            return &x->files[i];
        }
    }
    ck_abort_msg("no %s", path);
}

static void verify(struct forgery *x, const char *signers)
{
    const char *path = bench_path(&x->b, "forged.zip");

    ck_assert_int_eq(archive_write(&x->b.cx, path, x->files, x->count), RC_OK);
    ck_assert_int_eq(pack_verify(&x->b.cx, path, signers, &x->report), RC_OK);
}

/* Exactly these problems, "code path" each, in order; NULL ends them. */
static void expect(const struct forgery *x, enum pack_verdict verdict, const char *const *problems)
{
    size_t i = 0;

    ck_assert_int_eq(x->report.verdict, verdict);
    for (; problems[i] != NULL && i < x->report.problem_count; i++) {
        char line[400];
        const struct pack_problem *problem = &x->report.problems[i];

        (void)snprintf(line, sizeof line, "%s %s", problem->code, problem->where == NULL ? "-" : problem->where);
        ck_assert_str_eq(line, problems[i]);
    }
    ck_assert_ptr_null(problems[i]);
    ck_assert_uint_eq(i, x->report.problem_count);
}

/* Builds the changed model by its own key, and verifies that. */
static void build_again(struct forgery *x)
{
    const char *path = bench_path(&x->b, "again.zip");
    struct pack_result result = { .size = 0 };

    ck_assert_int_eq(pack_build(&x->b.cx, &x->f->model, &x->f->signer, path, NULL, &result), RC_OK);
    ck_assert_int_eq(pack_verify(&x->b.cx, path, x->f->signers, &x->report), RC_OK);
}

static void expect_codes(const struct forgery *x, const char *const *codes)
{
    ck_assert_int_eq(x->report.verdict, PACK_INVALID);
    for (size_t i = 0; i < x->report.problem_count; i++) {
        ck_assert_msg(codes[i] != NULL && text_equal(x->report.problems[i].code, codes[i]), "problem %zu is %s %s", i,
                      x->report.problems[i].code, x->report.problems[i].where);
    }
    ck_assert_ptr_null(codes[x->report.problem_count]);
}

#define CODES(...)    ((const char *const[]){ __VA_ARGS__, NULL })
#define PROBLEMS(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define NO_PROBLEM    ((const char *const[]){ NULL })

static struct bytes flipped(struct forgery *x, struct bytes content, size_t at)
{
    struct bytes copy = arena_bytes(x->b.mem, content);
    uint8_t *data = arena_alloc(x->b.mem, copy.len);

    memcpy(data, copy.data, copy.len);
    data[at] ^= 1;
    return bytes_of(data, copy.len);
}

START_TEST(a_sound_pack_is_valid)
{
    struct forgery x;

    forge(&x);
    verify(&x, x.f->signers);
    expect(&x, PACK_VALID, NO_PROBLEM);
    ck_assert_str_eq(x.report.tenant, "Nordwind Logistik GmbH");
    ck_assert_str_eq(x.report.signer, x.f->model.key_fingerprint);
    ck_assert_uint_eq(x.report.proofs, FIXTURE_PROOFS);
    bench_close(&x.b);
}

END_TEST

START_TEST(a_pack_never_vouches_for_itself)
{
    struct forgery x;

    forge(&x);
    verify(&x, NULL);
    expect(&x, PACK_SIGNER_UNKNOWN, PROBLEMS("signer_unknown -"));
    ck_assert_str_eq(x.report.problems[0].detail, x.f->model.key_fingerprint);
    bench_close(&x.b);
}

END_TEST

START_TEST(a_flipped_byte_is_named)
{
    struct forgery x;
    struct archive_entry *findings;

    forge(&x);
    findings = file(&x, "data/findings.json");
    findings->content = flipped(&x, findings->content, 200);
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID, PROBLEMS("file_changed data/findings.json", "checksums_differ SHA256SUMS"));
    bench_close(&x.b);
}

END_TEST

START_TEST(any_flipped_byte_of_the_file_is_found)
{
    struct forgery x;
    struct bytes zip;
    uint8_t *copy;

    forge(&x);
    zip = bench_read(&x.b, "pack.zip");
    copy = arena_alloc(x.b.mem, zip.len);
    /* every byte of a small step; each run is a whole verification */
    for (size_t i = 0; i < zip.len; i += zip.len / 97 + 1) {
        struct cx cx = x.b.cx;

        cx.mem = arena_new();
        memcpy(copy, zip.data, zip.len);
        copy[i] ^= 0x10;
        bench_write(&x.b, "flipped.zip", bytes_of(copy, zip.len));
        ck_assert_int_eq(pack_verify(&cx, bench_path(&x.b, "flipped.zip"), x.f->signers, &x.report), RC_OK);
        ck_assert_msg(x.report.verdict == PACK_INVALID, "byte %zu of %zu", i, zip.len);
        arena_free(cx.mem);
    }
    bench_close(&x.b);
}

END_TEST

START_TEST(a_missing_file_is_named)
{
    struct forgery x;

    forge(&x);
    *file(&x, "csv/controls.csv") = x.files[--x.count];
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID, PROBLEMS("file_missing csv/controls.csv", "checksums_differ SHA256SUMS"));
    bench_close(&x.b);
}

END_TEST

START_TEST(an_added_file_is_named)
{
    struct forgery x;

    forge(&x);
    x.files[x.count++] = (struct archive_entry){ "data/more.json", bytes_text("{}") };
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID, PROBLEMS("file_added data/more.json", "checksums_differ SHA256SUMS"));
    bench_close(&x.b);
}

END_TEST

START_TEST(a_renamed_file_is_named)
{
    struct forgery x;

    forge(&x);
    file(&x, "report.de.pdf")->path = "bericht.pdf";
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID,
           PROBLEMS("file_renamed report.de.pdf", "file_added bericht.pdf", "checksums_differ SHA256SUMS"));
    bench_close(&x.b);
}

END_TEST

START_TEST(a_swapped_manifest_is_named)
{
    struct forgery x;
    struct archive_entry *manifest;
    char *text;
    char *digit;

    forge(&x);
    manifest = file(&x, "manifest.json");
    text = arena_strndup(x.b.mem, (const char *)manifest->content.data, manifest->content.len);
    digit = strstr(text, "\"created_at\": \"2025");
    ck_assert_ptr_nonnull(digit);
    digit[strlen("\"created_at\": \"202")] = '4';
    manifest->content = bytes_text(text);
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID, PROBLEMS("signature_invalid manifest.json.sig"));
    bench_close(&x.b);
}

END_TEST

START_TEST(another_packs_manifest_with_its_own_signature_is_named)
{
    struct forgery x;
    struct forgery other;
    struct review_model model;
    struct pack_result result = { .size = 0 };
    struct archive *archive = NULL;

    forge(&x);
    forge(&other);
    model = other.f->model;
    model.pack = fixture_id(9);
    model.tenant_name = "Another tenant";
    ck_assert_int_eq(pack_build(&x.b.cx, &model, &x.f->signer, bench_path(&x.b, "other.zip"), NULL, &result), RC_OK);
    ck_assert_int_eq(archive_open(&x.b.cx, bench_path(&x.b, "other.zip"), &archive_limits_pack, &archive), RC_OK);
    for (size_t i = 0; i < archive_count(archive); i++) {
        if (text_starts(archive_path(archive, i), "manifest.json")) {
            ck_assert_int_eq(archive_read(&x.b.cx, archive, i, &file(&x, archive_path(archive, i))->content), RC_OK);
        }
    }
    verify(&x, x.f->signers);
    ck_assert_int_eq(x.report.verdict, PACK_INVALID);
    ck_assert_str_eq(x.report.problems[0].code, "file_changed");
    bench_close(&other.b);
    bench_close(&x.b);
}

END_TEST

START_TEST(a_foreign_key_is_named_and_the_packs_own_is_not_asked)
{
    struct forgery x;
    struct sign_secret *foreign = NULL;
    struct sign_public public;
    struct archive_entry *manifest;
    const char *expected;

    forge(&x);
    ck_assert_int_eq(sign_key_create(&x.b.cx, bench_path(&x.b, "foreign.key")), RC_OK);
    ck_assert_int_eq(sign_secret_load(&x.b.cx, x.b.mem, bench_path(&x.b, "foreign.key"), &foreign), RC_OK);
    public = sign_public_of(foreign);
    expected = sign_fingerprint(x.b.mem, &public);
    manifest = file(&x, "manifest.json");
    file(&x, "manifest.json.sig")->content =
        bytes_text(sshsig_write(&x.b.cx, foreign, PACK_NAMESPACE, manifest->content));
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID, PROBLEMS("signer_foreign manifest.json.sig"));
    ck_assert_str_eq(x.report.problems[0].detail, expected);
    bench_close(&x.b);
}

END_TEST

START_TEST(a_signature_for_another_purpose_does_not_count)
{
    struct forgery x;

    forge(&x);
    file(&x, "manifest.json.sig")->content =
        bytes_text(sshsig_write(&x.b.cx, x.f->key, "git", file(&x, "manifest.json")->content));
    verify(&x, x.f->signers);
    expect(&x, PACK_INVALID, PROBLEMS("signature_invalid manifest.json.sig"));
    bench_close(&x.b);
}

END_TEST

/* A proof whose pack was signed again, by the right key, is still no proof. */
START_TEST(a_proof_that_does_not_lead_to_the_checkpoint_is_named)
{
    struct forgery x;
    struct review_proof broken[FIXTURE_PROOFS];

    forge(&x);
    memcpy(broken, x.f->model.proofs, sizeof broken);
    broken[0].canonical = bytes_text("{\"action\":\"never.happened\"}");
    broken[1].leaf_index = 2;
    broken[2].object = fixture_id(0x999);
    x.f->model.proofs = broken;
    build_again(&x);
    expect_codes(&x, CODES("proof_invalid", "proof_invalid", "proof_invalid", "sign_off_unproved", "sign_off_unproved",
                           "exception_unproved"));
    bench_close(&x.b);
}

END_TEST

/* The publisher's own key does not make it so either: what a pack says was signed and accepted, the audit log must say too. */
START_TEST(a_sign_off_that_the_log_does_not_hold_is_named)
{
    struct forgery x;
    struct review_sign_off claimed[3];

    forge(&x);
    memcpy(claimed, x.f->model.sign_offs, 2 * sizeof *claimed);
    claimed[2] = claimed[1];
    claimed[2].section = "exceptions";
    x.f->model.sign_offs = claimed;
    x.f->model.sign_off_count = 3;
    build_again(&x);
    expect_codes(&x, CODES("sign_off_unproved"));
    ck_assert_str_eq(x.report.problems[0].where, "data/review.json");
    ck_assert_str_eq(x.report.problems[0].detail, "exceptions");
    bench_close(&x.b);
}

END_TEST

START_TEST(sign_offs_of_other_facts_are_named)
{
    struct forgery x;

    forge(&x);
    x.f->model.facts_sha256 = x.f->model.evidence[0].sha256;
    build_again(&x);
    expect_codes(&x, CODES("sign_off_unproved", "sign_off_unproved"));
    bench_close(&x.b);
}

END_TEST

START_TEST(an_accepted_risk_that_nobody_approved_is_named)
{
    struct forgery x;
    struct review_exception claimed[2];

    forge(&x);
    memcpy(claimed, x.f->model.exceptions, sizeof claimed);
    claimed[1].state = "expiring";
    x.f->model.exceptions = claimed;
    x.f->model.exception_count = 2;
    build_again(&x);
    expect_codes(&x, CODES("exception_unproved"));
    ck_assert_str_eq(x.report.problems[0].detail, id_text(&x.b.cx, claimed[1].id));
    bench_close(&x.b);
}

END_TEST

/* Between the checkpoint and the pack the key was changed: who trusts both keys finds nothing wrong, who knows none cannot say. */
START_TEST(a_key_may_change_between_checkpoint_and_pack)
{
    struct forgery x;
    struct sign_secret *later = NULL;
    struct sign_public public;
    const char *both;

    forge(&x);
    ck_assert_int_eq(sign_key_create(&x.b.cx, bench_path(&x.b, "later.key")), RC_OK);
    ck_assert_int_eq(sign_secret_load(&x.b.cx, x.b.mem, bench_path(&x.b, "later.key"), &later), RC_OK);
    public = sign_public_of(later);
    both = arena_printf(x.b.mem, "%s" PACK_PRINCIPAL " %s\n", x.f->signers, sign_public_text(x.b.mem, &public));
    x.f->signer.context = later;
    build_again(&x);
    ck_assert_int_eq(pack_verify(&x.b.cx, bench_path(&x.b, "again.zip"), both, &x.report), RC_OK);
    ck_assert_int_eq(x.report.verdict, PACK_VALID);
    ck_assert_int_eq(pack_verify(&x.b.cx, bench_path(&x.b, "again.zip"), NULL, &x.report), RC_OK);
    ck_assert_int_eq(x.report.verdict, PACK_SIGNER_UNKNOWN);
    ck_assert_int_eq(pack_verify(&x.b.cx, bench_path(&x.b, "again.zip"), x.f->signers, &x.report), RC_OK);
    expect_codes(&x, CODES("signer_foreign"));
    bench_close(&x.b);
}

END_TEST

START_TEST(what_is_no_pack_is_invalid_and_what_is_not_there_could_not_be_checked)
{
    struct forgery x;

    forge(&x);
    bench_write(&x.b, "text.zip", bytes_text("no pack"));
    ck_assert_int_eq(pack_verify(&x.b.cx, bench_path(&x.b, "text.zip"), x.f->signers, &x.report), RC_OK);
    ck_assert_int_eq(x.report.verdict, PACK_INVALID);
    ck_assert_str_eq(x.report.problems[0].code, "archive_refused");
    ck_assert_int_eq(pack_verify(&x.b.cx, bench_path(&x.b, "nothing.zip"), NULL, &x.report), RC_NOT_FOUND);
    bench_close(&x.b);
}

END_TEST

SUITE(reports_pack_verify, a_sound_pack_is_valid, a_pack_never_vouches_for_itself, a_flipped_byte_is_named,
      any_flipped_byte_of_the_file_is_found, a_missing_file_is_named, an_added_file_is_named, a_renamed_file_is_named,
      a_swapped_manifest_is_named, another_packs_manifest_with_its_own_signature_is_named,
      a_foreign_key_is_named_and_the_packs_own_is_not_asked, a_signature_for_another_purpose_does_not_count,
      a_proof_that_does_not_lead_to_the_checkpoint_is_named, a_sign_off_that_the_log_does_not_hold_is_named,
      sign_offs_of_other_facts_are_named, an_accepted_risk_that_nobody_approved_is_named,
      a_key_may_change_between_checkpoint_and_pack,
      what_is_no_pack_is_invalid_and_what_is_not_there_could_not_be_checked);
