#include "base/text.h"
#include "ext/crypt.h"
#include "support/suite.h"

static const char *hex(struct arena *mem, const uint8_t *digest)
{
    return hex_encode(mem, bytes_of(digest, SHA256_LEN));
}

START_TEST(sha256_gives_the_vectors_of_fips_180)
{
    struct arena *mem = arena_new();
    uint8_t out[SHA256_LEN];

    sha256(bytes_text(""), out);
    ck_assert_str_eq(hex(mem, out), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sha256(bytes_text("abc"), out);
    ck_assert_str_eq(hex(mem, out), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    sha256(bytes_text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"), out);
    ck_assert_str_eq(hex(mem, out), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    arena_free(mem);
}

END_TEST

START_TEST(sha256_in_pieces_equals_one_piece_and_starts_anew)
{
    struct arena *mem = arena_new();
    struct sha256 *hash = sha256_new(mem);
    uint8_t out[SHA256_LEN];

    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 10000; i++) {
            sha256_add(hash, bytes_text("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                                        "aaaaaaaaaaaaaaaaaaaaaa"));
        }
        sha256_add(hash, bytes_of(NULL, 0));
        sha256_done(hash, out);
        ck_assert_str_eq(hex(mem, out), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }
    arena_free(mem);
}

END_TEST

START_TEST(hmac_sha256_gives_the_vectors_of_rfc_4231)
{
    struct arena *mem = arena_new();
    uint8_t key[131];
    uint8_t out[SHA256_LEN];

    memset(key, 0x0b, 20);
    hmac_sha256(bytes_of(key, 20), bytes_text("Hi There"), out);
    ck_assert_str_eq(hex(mem, out), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    hmac_sha256(bytes_text("Jefe"), bytes_text("what do ya want for nothing?"), out);
    ck_assert_str_eq(hex(mem, out), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    memset(key, 0xaa, sizeof key);
    hmac_sha256(bytes_of(key, sizeof key), bytes_text("Test Using Larger Than Block-Size Key - Hash Key First"), out);
    ck_assert_str_eq(hex(mem, out), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    hmac_sha256(bytes_of(NULL, 0), bytes_text(""), out);
    ck_assert_str_eq(hex(mem, out), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    arena_free(mem);
}

END_TEST

START_TEST(uuid_v5_gives_the_vector_of_rfc_9562)
{
    struct arena *mem = arena_new();
    struct uuid dns;

    ck_assert_int_eq(uuid_parse("6ba7b810-9dad-11d1-80b4-00c04fd430c8", &dns), RC_OK);
    ck_assert_str_eq(uuid_text(mem, uuid_v5(dns, bytes_text("www.example.com"))),
                     "2ed6657d-e927-568b-95e1-2665a8aea6a2");
    arena_free(mem);
}

END_TEST

SUITE(ext_crypt_hash, sha256_gives_the_vectors_of_fips_180, sha256_in_pieces_equals_one_piece_and_starts_anew,
      hmac_sha256_gives_the_vectors_of_rfc_4231, uuid_v5_gives_the_vector_of_rfc_9562);
