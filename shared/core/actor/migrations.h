/* Which migrations the database has, and the schema's version that programs compare with their own. */
#ifndef CORE_ACTOR_MIGRATIONS_H
#define CORE_ACTOR_MIGRATIONS_H

#include "base/cx.h"

/* Makes the table of migrations if it is not there. */
MUST_CHECK enum rc migration_init(struct cx *cx);

/* SHA-256 of a text, in hexadecimal, as the database computes it. */
MUST_CHECK enum rc migration_checksum(struct cx *cx, const char *text, const char **out);

/* The checksum under which `version` was applied. RC_NOT_FOUND: it has not been. */
MUST_CHECK enum rc migration_get(struct cx *cx, int version, const char **checksum);

MUST_CHECK enum rc migration_add(struct cx *cx, int version, const char *slug, const char *checksum);

/* The highest version that has been applied; 0: none. */
MUST_CHECK enum rc migration_latest(struct cx *cx, int *out);

#endif
