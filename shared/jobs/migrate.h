/* Brings the schema to this version of the programs: numbered scripts, each once, then views and reference data.
 *
 * Scripts go forward only. One that was applied is never changed: its checksum is compared, and a difference is refused. */
#ifndef JOBS_MIGRATE_H
#define JOBS_MIGRATE_H

#include "base/cx.h"

struct db;

/* Runs what is missing from `folder`/migrations/NNNN_slug.sql, each in a transaction of its own, then `folder`/views and the references
 * (jobs/references.def) in one. `db` is the schema owner's. *applied (may be NULL) counts the scripts that ran.
 * RC_CONFLICT: an applied script differs from its file, or the database is newer than these programs.
 * RC_UNAVAILABLE: no database, or the folder cannot be read. */
MUST_CHECK enum rc migrate(struct cx *cx, struct db *db, const char *folder, int *applied);

#endif
