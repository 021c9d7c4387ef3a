/* A round of the sealer: what waits is sealed, then the checkpoints leave the database. */
#ifndef JOBS_SEALING_H
#define JOBS_SEALING_H

#include "base/cx.h"

struct db;

/* What a round did, for the log line. */
struct sealing_round {
    int64_t sealed;
    int64_t published;
};

/* Seals everything that waits, batch by batch, each in a transaction of its own, then appends the new checkpoints to the file under
 * `var`. The key is read anew each round, so that a rotation needs no restart. Killed anywhere, the next round goes on from there.
 * Errors as audit_seal, audit_publish and audit_keys_load. */
MUST_CHECK enum rc sealing_run(struct cx *cx, struct db *db, const char *var, struct sealing_round *out);

#endif
