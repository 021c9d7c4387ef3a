#include "ext/archive.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <zip.h>

#include "base/text.h"
#include "support/sandbox.h"
#include "support/suite.h"

static const struct archive_entry two[] = {
    { "b/second.txt", { (const uint8_t *)"second", 6 } },
    { "a.txt", { (const uint8_t *)"first", 5 } },
};

/* An archive made by somebody else: a name, a content, unix attributes and a method. */
struct foreign {
    const char *name;
    const char *content;
    mode_t mode;
    zip_int32_t method;
};

static const char *foreign_zip(struct sandbox *s, const struct foreign *files, size_t count)
{
    const char *path = sandbox_path(s, "foreign.zip");
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

    for (size_t i = 0; i < count; i++) {
        zip_source_t *source = zip_source_buffer(zip, files[i].content, strlen(files[i].content), 0);
        zip_int64_t index = zip_file_add(zip, files[i].name, source, ZIP_FL_ENC_UTF_8);

        ck_assert_int_ge(index, 0);
        zip_set_file_compression(zip, (zip_uint64_t)index, files[i].method, 9);
        zip_file_set_external_attributes(zip, (zip_uint64_t)index, 0, ZIP_OPSYS_UNIX,
                                         (zip_uint32_t)files[i].mode << 16);
    }
    ck_assert_int_eq(zip_close(zip), 0);
    return path;
}

START_TEST(what_is_written_is_sorted_exact_and_read_back)
{
    struct sandbox *s = sandbox_new();
    const char *path = sandbox_path(s, "a.zip");
    struct archive *archive = NULL;
    struct bytes content;

    ck_assert_int_eq(archive_write(&s->cx, path, two, 2), RC_OK);
    ck_assert_ptr_null(archive_exact_problem(sandbox_read(s, path)));
    ck_assert_int_eq(archive_open(&s->cx, path, &archive_limits_pack, &archive), RC_OK);
    ck_assert_uint_eq(archive_count(archive), 2);
    ck_assert_str_eq(archive_path(archive, 0), "a.txt");
    ck_assert_int_eq(archive_read(&s->cx, archive, 1, &content), RC_OK);
    ck_assert(bytes_equal(content, bytes_text("second")));
    sandbox_free(s);
}

END_TEST

START_TEST(umask_and_folder_do_not_change_a_byte)
{
    struct sandbox *s = sandbox_new();
    const char *one = sandbox_path(s, "one.zip");
    const char *other = sandbox_path(s, "other.zip");
    mode_t before;

    ck_assert_int_eq(archive_write(&s->cx, one, two, 2), RC_OK);
    before = umask(077);
    ck_assert_int_eq(archive_write(&s->cx, other, two, 2), RC_OK);
    umask(before);
    ck_assert(bytes_equal(sandbox_read(s, one), sandbox_read(s, other)));
    sandbox_free(s);
}

END_TEST

START_TEST(every_flipped_byte_outside_the_content_is_seen)
{
    struct sandbox *s = sandbox_new();
    const char *path = sandbox_path(s, "a.zip");
    struct bytes zip;
    uint8_t *copy;
    size_t undetected = 0;

    ck_assert_int_eq(archive_write(&s->cx, path, two, 2), RC_OK);
    zip = sandbox_read(s, path);
    copy = arena_alloc(s->cx.mem, zip.len);
    for (size_t i = 0; i < zip.len * 8; i++) {
        struct archive *archive = NULL;
        struct bytes content[2];
        bool same;

        memcpy(copy, zip.data, zip.len);
        copy[i / 8] ^= (uint8_t)(1U << (i % 8));
        fail_clear(&s->cx);
        same = archive_exact_problem(bytes_of(copy, zip.len)) == NULL &&
               archive_open_bytes(&s->cx, bytes_of(copy, zip.len), &archive_limits_pack, &archive) == RC_OK &&
               strcmp(archive_path(archive, 0), "a.txt") == 0 &&
               strcmp(archive_path(archive, 1), "b/second.txt") == 0 &&
               archive_read(&s->cx, archive, 0, &content[0]) == RC_OK &&
               archive_read(&s->cx, archive, 1, &content[1]) == RC_OK;
        undetected += same ? 1 : 0;
    }
    ck_assert_uint_eq(undetected, 0);
    sandbox_free(s);
}

END_TEST

START_TEST(bad_paths_are_refused)
{
    static const char *const bad[] = { "",     "/etc/passwd", "../x",   "a/../b", "a//b", "a/./b", "a\\b", "c:x",
                                       "a\nb", "\xff",        "a/b/..", "..",     ".",    "a/",    "a./b", "a " };
    struct sandbox *s = sandbox_new();

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct archive_entry entry = { bad[i], bytes_text("x") };

        ck_assert_msg(archive_path_problem(bad[i]) != NULL, "'%s' was let through", bad[i]);
        fail_clear(&s->cx);
        ck_assert_int_eq(archive_write(&s->cx, sandbox_path(s, "bad.zip"), &entry, 1), RC_INVALID);
    }
    ck_assert_ptr_null(archive_path_problem("evidence/0a/Richtlinie ä.json"));
    sandbox_free(s);
}

END_TEST

START_TEST(paths_that_fold_to_one_file_collide)
{
    static const char *const pairs[][2] = {
        { "a.txt", "A.TXT" },
        { "stra\xc3\x9f"
          "e",
          "STRASSE" },
        { "\xef\xbd\x81", "a" },
        { "x", "x/y" },
        { "X", "x/y" },
    };
    struct sandbox *s = sandbox_new();

    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        struct archive_entry entries[] = { { pairs[i][0], bytes_text("1") },
                                           { "w", bytes_text("w") },
                                           { pairs[i][1], bytes_text("2") } };

        fail_clear(&s->cx);
        ck_assert_msg(archive_write(&s->cx, sandbox_path(s, "c.zip"), entries, 3) == RC_INVALID, "%s, %s", pairs[i][0],
                      pairs[i][1]);
    }
    ck_assert(!archive_paths_collide(s->cx.mem, "a", "b"));
    sandbox_free(s);
}

END_TEST

START_TEST(foreign_archives_that_reach_out_are_refused)
{
    static const struct foreign evil[] = {
        { "../../etc/cron.d/x", "x", 0100644, ZIP_CM_STORE },
        { "/etc/passwd", "x", 0100644, ZIP_CM_STORE },
        { "link", "/etc/passwd", 0120777, ZIP_CM_STORE },
        { "pipe", "x", 0010644, ZIP_CM_STORE },
    };
    static const struct foreign fold[] = {
        { "README", "x", 0100644, ZIP_CM_STORE },
        { "readme", "y", 0100644, ZIP_CM_STORE },
    };
    struct sandbox *s = sandbox_new();
    struct archive *archive = NULL;

    for (size_t i = 0; i < sizeof evil / sizeof evil[0]; i++) {
        fail_clear(&s->cx);
        ck_assert_msg(archive_open(&s->cx, foreign_zip(s, &evil[i], 1), &archive_limits_pack, &archive) == RC_INVALID,
                      "%s", evil[i].name);
    }
    fail_clear(&s->cx);
    ck_assert_int_eq(archive_open(&s->cx, foreign_zip(s, fold, 2), &archive_limits_pack, &archive), RC_INVALID);
    sandbox_free(s);
}

END_TEST

START_TEST(bombs_are_refused_before_they_are_unpacked)
{
    struct sandbox *s = sandbox_new();
    char *zeros = calloc(1, (8 << 20) + 1);
    struct foreign bomb = { "zeros", zeros, 0100644, ZIP_CM_DEFLATE };
    struct foreign small[] = { { "a", "aaaa", 0100644, ZIP_CM_STORE }, { "b", "bbbb", 0100644, ZIP_CM_STORE } };
    struct archive_limits tight = archive_limits_pack;
    struct archive *archive = NULL;

    memset(zeros, '0', 8 << 20);
    ck_assert_int_eq(archive_open(&s->cx, foreign_zip(s, &bomb, 1), &archive_limits_pack, &archive), RC_TOO_LARGE);
    tight.entries = 1;
    fail_clear(&s->cx);
    ck_assert_int_eq(archive_open(&s->cx, foreign_zip(s, small, 2), &tight, &archive), RC_TOO_LARGE);
    tight = archive_limits_pack;
    tight.total_bytes = 7;
    fail_clear(&s->cx);
    ck_assert_int_eq(archive_open(&s->cx, foreign_zip(s, small, 2), &tight, &archive), RC_TOO_LARGE);
    free(zeros);
    sandbox_free(s);
}

END_TEST

START_TEST(what_is_no_archive_is_told_from_what_is_not_there)
{
    struct sandbox *s = sandbox_new();
    struct archive *archive = NULL;

    ck_assert_int_eq(archive_open(&s->cx, sandbox_path(s, "nothing"), &archive_limits_pack, &archive), RC_NOT_FOUND);
    fail_clear(&s->cx);
    ck_assert_int_eq(archive_open_bytes(&s->cx, bytes_text("PK\3\4 but no more"), &archive_limits_pack, &archive),
                     RC_INVALID);
    ck_assert_ptr_nonnull(archive_exact_problem(bytes_text("PK")));
    sandbox_free(s);
}

END_TEST

SUITE(ext_archive, what_is_written_is_sorted_exact_and_read_back, umask_and_folder_do_not_change_a_byte,
      every_flipped_byte_outside_the_content_is_seen, bad_paths_are_refused, paths_that_fold_to_one_file_collide,
      foreign_archives_that_reach_out_are_refused, bombs_are_refused_before_they_are_unpacked,
      what_is_no_archive_is_told_from_what_is_not_there);
