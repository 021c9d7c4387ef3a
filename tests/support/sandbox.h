/* A cx and an empty folder for one test, both gone with it. */
#ifndef TESTS_SUPPORT_SANDBOX_H
#define TESTS_SUPPORT_SANDBOX_H

#include "base/cx.h"

struct sandbox {
    struct cx cx; /* the machine's clock, English */
    struct fail fail;
    const char *folder;
};

struct sandbox *sandbox_new(void);
void sandbox_free(struct sandbox *sandbox);

/* The path of `name` in the folder. */
const char *sandbox_path(struct sandbox *sandbox, const char *name);

/* A file's content, in the sandbox's arena; the test fails if it cannot be read. */
struct bytes sandbox_read(struct sandbox *sandbox, const char *path);
void sandbox_write(struct sandbox *sandbox, const char *path, struct bytes content);

#endif
