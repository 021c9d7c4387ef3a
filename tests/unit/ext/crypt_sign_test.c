#include <sys/stat.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "support/bench.h"
#include "support/suite.h"

#define NAME_SPACE "tenantpilot-pack"

static struct sign_secret *new_key(struct bench *bench, const char *name)
{
    struct sign_secret *key;

    ck_assert_int_eq(sign_key_create(&bench->cx, bench_path(bench, name)), RC_OK);
    ck_assert_int_eq(sign_secret_load(&bench->cx, bench->mem, bench_path(bench, name), &key), RC_OK);
    return key;
}

START_TEST(ssh_keygen_accepts_our_signature_and_signers)
{
    struct bench bench;
    struct sign_secret *key;
    struct signer signer = { .principal = "tenantpilot",
                             .name_spaces = NAME_SPACE,
                             .valid_after_us = INT64_C(1700000000) * SECOND_US };
    struct bytes data = bytes_text("{\"schema\":\"tenantpilot.pack/1\"}");

    bench_open(&bench);
    key = new_key(&bench, "key");
    signer.key = sign_public_of(key);
    bench_write(&bench, "signers", bytes_text(signer_write(bench.mem, &signer)));
    bench_write(&bench, "public", bytes_text(sign_public_text(bench.mem, &signer.key)));
    bench_write(&bench, "manifest", data);
    bench_write(&bench, "sig", bytes_text(sshsig_write(&bench.cx, key, NAME_SPACE, data)));
    ck_assert_int_eq(
        bench_run(&bench, "ssh-keygen -Y verify -f signers -I tenantpilot -n %s -s sig < manifest", NAME_SPACE), 0);
    ck_assert_int_ne(bench_run(&bench, "ssh-keygen -Y verify -f signers -I tenantpilot -n other -s sig < manifest"), 0);
    ck_assert_int_ne(
        bench_run(&bench, "ssh-keygen -Y verify -f signers -I tenantpilot -n %s -s sig < public", NAME_SPACE), 0);
    ck_assert_int_eq(bench_run(&bench, "ssh-keygen -l -f public | cut -d' ' -f2 | tr -d '\\n'"), 0);
    ck_assert_str_eq((const char *)bench_read(&bench, "out").data, sign_fingerprint(bench.mem, &signer.key));
    bench_close(&bench);
}

END_TEST

START_TEST(we_accept_what_ssh_keygen_signs_and_nothing_else)
{
    struct bench bench;
    struct sshsig sig;
    struct sign_public key;
    struct bytes armoured;

    bench_open(&bench);
    bench_write(&bench, "data", bytes_text("content"));
    ck_assert_int_eq(
        bench_run(&bench, "ssh-keygen -q -t ed25519 -N '' -C some.comment -f id && ssh-keygen -Y sign -f id -n %s data",
                  NAME_SPACE),
        0);
    ck_assert_int_eq(sign_public_parse(&bench.cx, (const char *)bench_read(&bench, "id.pub").data, &key), RC_OK);
    armoured = bench_read(&bench, "data.sig");
    ck_assert_int_eq(sshsig_parse(&bench.cx, armoured, &sig), RC_OK);
    ck_assert(sign_public_equal(&sig.key, &key));
    ck_assert_str_eq(sig.hash, "sha512");
    ck_assert(sshsig_valid(&bench.cx, &sig, NAME_SPACE, bytes_text("content")));
    ck_assert(!sshsig_valid(&bench.cx, &sig, NAME_SPACE, bytes_text("Content")));
    ck_assert(!sshsig_valid(&bench.cx, &sig, "file", bytes_text("content")));
    sig.signature[3] ^= 1;
    ck_assert(!sshsig_valid(&bench.cx, &sig, NAME_SPACE, bytes_text("content")));
    for (size_t cut = 0; cut + 2 < armoured.len; cut++) {
        ck_assert_int_eq(sshsig_parse(&bench.cx, bytes_of(armoured.data, cut), &sig), RC_INVALID);
    }
    bench_close(&bench);
}

END_TEST

START_TEST(a_signer_counts_for_its_name_space_and_time_alone)
{
    static const char content[] =
        "# our keys\n\n"
        "tenantpilot namespaces=\"file,tenantpilot-pack\",valid-after=\"20260101Z\",valid-before="
        "\"202607011200Z\" ssh-ed25519 "
        "AAAAC3NzaC1lZDI1NTE5AAAAIJKLEzT2qYhZ4IAW6YpjUF/LqMCYkSLvJ0PAHZ8vIlz2 note\r\n"
        "other ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJKLEzT2qYhZ4IAW6YpjUF/LqMCYkSLvJ0PAHZ8vIlz2\n";
    const int64_t may = INT64_C(1777593600) * SECOND_US; /* 2026-05-01 */
    struct bench bench;
    struct signer *signers;
    size_t count;
    const struct sign_public *key;
    struct sign_public foreign = { { 1 } };

    bench_open(&bench);
    ck_assert_int_eq(signers_parse(&bench.cx, bytes_text(content), &signers, &count), RC_OK);
    ck_assert_uint_eq(count, 2);
    key = &signers[0].key;
    ck_assert_ptr_eq(signers_find(signers, count, "tenantpilot", key, NAME_SPACE, may), &signers[0]);
    ck_assert_ptr_eq(signers_find(signers, count, "tenantpilot", key, NAME_SPACE, 0), &signers[0]);
    ck_assert_ptr_null(signers_find(signers, count, "tenantpilot", key, "pack", may));
    ck_assert_ptr_null(signers_find(signers, count, "tenantpilot", key, NAME_SPACE, may - 200 * DAY_US));
    ck_assert_ptr_null(signers_find(signers, count, "tenantpilot", key, NAME_SPACE, may + 100 * DAY_US));
    ck_assert_ptr_null(signers_find(signers, count, "tenantpilot", &foreign, NAME_SPACE, may));
    ck_assert_ptr_eq(signers_find(signers, count, "other", key, NAME_SPACE, may), &signers[1]);
    ck_assert_int_eq(
        signers_parse(&bench.cx, bytes_text("tenantpilot valid-after=\"2026\" ssh-ed25519 AAAA\n"), &signers, &count),
        RC_INVALID);
    bench_close(&bench);
}

END_TEST

START_TEST(a_note_of_another_implementation_is_valid)
{
    /* the example of Go's golang.org/x/mod/sumdb/note */
    static const char text[] =
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "\xe2\x80\x94 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    struct bench bench;
    struct note note;
    struct bytes blob;
    struct sign_public key;

    bench_open(&bench);
    ck_assert_int_eq(base64_decode(bench.mem, bytes_text("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"), &blob),
                     RC_OK);
    ck_assert_uint_eq(blob.len, 1 + sizeof key.key);
    memcpy(key.key, blob.data + 1, sizeof key.key);
    ck_assert_int_eq(note_parse(&bench.cx, bytes_text(text), &note), RC_OK);
    ck_assert(note_valid(&note, "PeterNeumann", &key));
    ck_assert(!note_valid(&note, "EnochRoot", &key));
    bench_close(&bench);
}

END_TEST

START_TEST(a_checkpoint_survives_the_round_trip_and_no_flipped_bit)
{
    struct bench bench;
    struct sign_secret *key;
    struct sign_public public;
    struct sign_public foreign;
    struct checkpoint in = { .origin = "tenantpilot/audit/test", .size = 20852163, .root = { { 0xa7, 1, 2 } } };
    struct checkpoint out;
    struct note note;
    char *text;

    bench_open(&bench);
    key = new_key(&bench, "key");
    public = sign_public_of(key);
    foreign = sign_public_of(new_key(&bench, "other"));
    text = checkpoint_write(&bench.cx, key, &in);
    ck_assert_int_eq(checkpoint_parse(&bench.cx, bytes_text(text), &out, &note), RC_OK);
    ck_assert_str_eq(out.origin, in.origin);
    ck_assert_uint_eq(out.size, in.size);
    ck_assert(merkle_equal(&out.root, &in.root));
    ck_assert(note_valid(&note, in.origin, &public));
    ck_assert(!note_valid(&note, in.origin, &foreign));
    ck_assert(!note_valid(&note, "tenantpilot/audit/other", &public));
    for (size_t i = 0; i < strlen(text) - 1; i++) {
        text[i] ^= 1;
        fail_clear(&bench.cx);
        ck_assert(note_parse(&bench.cx, bytes_text(text), &note) == RC_INVALID ||
                  !note_valid(&note, in.origin, &public));
        text[i] ^= 1;
    }
    bench_close(&bench);
}

END_TEST

START_TEST(a_secret_key_that_others_can_read_is_refused)
{
    struct bench bench;
    struct sign_secret *key;

    bench_open(&bench);
    (void)new_key(&bench, "key");
    ck_assert_int_eq(sign_key_create(&bench.cx, bench_path(&bench, "key")), RC_CONFLICT);
    fail_clear(&bench.cx);
    ck_assert_int_eq(chmod(bench_path(&bench, "key"), 0640), 0);
    ck_assert_int_eq(sign_secret_load(&bench.cx, bench.mem, bench_path(&bench, "key"), &key), RC_FORBIDDEN);
    fail_clear(&bench.cx);
    ck_assert_int_eq(sign_secret_load(&bench.cx, bench.mem, bench_path(&bench, "none"), &key), RC_NOT_FOUND);
    fail_clear(&bench.cx);
    ck_assert_int_eq(bench_run(&bench, "ln -s key link && chmod 600 key"), 0);
    ck_assert_int_eq(sign_secret_load(&bench.cx, bench.mem, bench_path(&bench, "link"), &key), RC_UNAVAILABLE);
    fail_clear(&bench.cx);
    ck_assert_int_eq(box_key_create(&bench.cx, bench_path(&bench, "box"), bench_path(&bench, "box.pub")), RC_OK);
    ck_assert_int_eq(sign_secret_load(&bench.cx, bench.mem, bench_path(&bench, "box"), &key), RC_INVALID);
    bench_close(&bench);
}

END_TEST

SUITE(ext_crypt_sign, ssh_keygen_accepts_our_signature_and_signers, we_accept_what_ssh_keygen_signs_and_nothing_else,
      a_signer_counts_for_its_name_space_and_time_alone, a_note_of_another_implementation_is_valid,
      a_checkpoint_survives_the_round_trip_and_no_flipped_bit, a_secret_key_that_others_can_read_is_refused);
