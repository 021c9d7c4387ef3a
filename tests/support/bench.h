/* A folder of one test under /tmp, and a cx without a database. */
#ifndef TESTS_SUPPORT_BENCH_H
#define TESTS_SUPPORT_BENCH_H

#include "base/cx.h"

struct bench {
    struct arena *mem;
    struct fail fail;
    struct cx cx;
    char folder[64];
};

/* `bench` must outlive its use; the folder is 0700. */
void bench_open(struct bench *bench);
void bench_close(struct bench *bench); /* removes the folder with its content */

/* The path of `name` in the folder; lives in the bench's arena. */
const char *bench_path(struct bench *bench, const char *name);

/* Writes and reads whole files in the folder; failures end the test. */
void bench_write(struct bench *bench, const char *name, struct bytes content);
struct bytes bench_read(struct bench *bench, const char *name);

/* Runs a command by sh in the folder; its exit code. What it prints goes to the file "out" there. */
int bench_run(struct bench *bench, const char *command, ...) PRINTF_LIKE(2, 3);

#endif
