#include "support/sandbox.h"

#include <check.h>
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct sandbox *sandbox_new(void)
{
    struct arena *mem = arena_new();
    struct sandbox *sandbox = arena_alloc(mem, sizeof *sandbox);
    char *folder = arena_strdup(mem, "/tmp/tp-sandbox-XXXXXX");

    ck_assert_ptr_nonnull(mkdtemp(folder));
    sandbox->folder = folder;
    sandbox->cx = (struct cx){ .mem = mem, .fail = &sandbox->fail, .clock = &clock_system, .loc = &locale_source };
    return sandbox;
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *place)
{
    (void)stat;
    (void)kind;
    (void)place;
    return remove(path);
}

void sandbox_free(struct sandbox *sandbox)
{
    nftw(sandbox->folder, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    arena_free(sandbox->cx.mem);
}

const char *sandbox_path(struct sandbox *sandbox, const char *name)
{
    return arena_printf(sandbox->cx.mem, "%s/%s", sandbox->folder, name);
}

struct bytes sandbox_read(struct sandbox *sandbox, const char *path)
{
    FILE *file = fopen(path, "rb");
    struct stat stat;
    char *content;

    ck_assert_msg(file != NULL, "cannot read %s", path);
    ck_assert_int_eq(fstat(fileno(file), &stat), 0);
    content = arena_alloc(sandbox->cx.mem, (size_t)stat.st_size + 1);
    ck_assert_uint_eq(fread(content, 1, (size_t)stat.st_size, file), (size_t)stat.st_size);
    fclose(file);
    return bytes_of(content, (size_t)stat.st_size);
}

void sandbox_write(struct sandbox *sandbox, const char *path, struct bytes content)
{
    FILE *file = fopen(path, "wb");

    (void)sandbox;
    ck_assert_msg(file != NULL, "cannot write %s", path);
    ck_assert_uint_eq(fwrite(content.data, 1, content.len, file), content.len);
    ck_assert_int_eq(fclose(file), 0);
}
