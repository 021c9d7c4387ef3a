#include "support/bench.h"

#include <check.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

void bench_open(struct bench *bench)
{
    memset(bench, 0, sizeof *bench);
    bench->mem = arena_new();
    bench->cx = (struct cx){ .mem = bench->mem, .fail = &bench->fail, .clock = &clock_system, .loc = &locale_source };
    (void)snprintf(bench->folder, sizeof bench->folder, "/tmp/tp-test-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(bench->folder));
}

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *walk)
{
    (void)info;
    (void)type;
    (void)walk;
    return remove(path);
}

void bench_close(struct bench *bench)
{
    (void)nftw(bench->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    arena_free(bench->mem);
}

const char *bench_path(struct bench *bench, const char *name)
{
    return arena_printf(bench->mem, "%s/%s", bench->folder, name);
}

void bench_write(struct bench *bench, const char *name, struct bytes content)
{
    FILE *file = fopen(bench_path(bench, name), "w");

    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(content.data, 1, content.len, file), content.len);
    ck_assert_int_eq(fclose(file), 0);
}

struct bytes bench_read(struct bench *bench, const char *name)
{
    struct stat info;
    uint8_t *data;
    int fd = open(bench_path(bench, name), O_RDONLY | O_CLOEXEC);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(fstat(fd, &info), 0);
    data = arena_alloc(bench->mem, (size_t)info.st_size + 1);
    ck_assert_int_eq(read(fd, data, (size_t)info.st_size), info.st_size);
    ck_assert_int_eq(close(fd), 0);
    return bytes_of(data, (size_t)info.st_size);
}

int bench_run(struct bench *bench, const char *command, ...)
{
    va_list args;
    const char *text;
    int status;

    va_start(args, command);
    text = arena_vprintf(bench->mem, command, args);
    va_end(args);
    status = system(arena_printf(bench->mem, "cd '%s' && (%s) > out 2>&1", bench->folder, text));
    ck_assert(WIFEXITED(status));
    return WEXITSTATUS(status);
}
