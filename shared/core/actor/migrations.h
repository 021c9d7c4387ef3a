/* The numbered scripts that make the schema: those that came with a program, and those that the database has had.
 *
 * They go forward only. One that was applied is never changed: its SHA-256 stands in the database, and a program whose scripts are
 * not the database's refuses to work on it. */
#ifndef CORE_ACTOR_MIGRATIONS_H
#define CORE_ACTOR_MIGRATIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/cx.h"

struct migration {
    int version; /* 1 to 9999, of the file's name */
    const char *name; /* "0002_audit.sql" */
    const char *text;
};

struct migrations {
    struct migration *items; /* by version */
    size_t count;
};

/* Reads `folder`/NNNN_slug.sql. RC_INVALID: a file of another name, or two of one version. RC_UNAVAILABLE: there are none, or one
 * cannot be read. */
MUST_CHECK enum rc migrations_read(struct cx *cx, const char *folder, struct migrations *out);

/* Reads one SQL script whole. RC_UNAVAILABLE: it cannot be. */
MUST_CHECK enum rc migration_script_read(struct cx *cx, const char *path, const char **out);

/* What a program does when it starts: compares `scripts` with what the database has had, and looks at whom the database takes the
 * program for. RC_CONFLICT: not the same, or a role that row-level security does not hold; fail's detail says which and what to do. */
MUST_CHECK enum rc migrations_require(struct cx *cx, const struct migrations *scripts);

/* The same by the newest version alone: what a program that is at work asks again and again. */
MUST_CHECK enum rc migrations_check_version(struct cx *cx, const struct migrations *scripts);

/* ---- for jobs/migrate.c ---- */

/* Makes the table of migrations if it is not there. */
MUST_CHECK enum rc migration_init(struct cx *cx);

/* Whether `script` has been applied. RC_CONFLICT: with another text, or it is older than one that has been. */
MUST_CHECK enum rc migration_is_applied(struct cx *cx, const struct migration *script, bool *out);

MUST_CHECK enum rc migration_add(struct cx *cx, const struct migration *script);

/* The highest version that has been applied; 0: none. */
MUST_CHECK enum rc migration_latest(struct cx *cx, int *out);

#endif
