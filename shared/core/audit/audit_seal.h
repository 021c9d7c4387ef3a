/* The sequencer: gives events their places in the Merkle trees and signs checkpoints.
 *
 * Every event is a leaf of two RFC 6962 trees: its workspace's (the nil workspace has one too) and the overall one. A batch is one
 * transaction, ordered by event id within itself, with one signed checkpoint per tree that grew; an advisory lock lets one
 * sequencer work at a time. Killed at any point, it leaves a whole batch or none; a checkpoint that was committed but not yet
 * written to the file outside the database is written by the next audit_publish(). */
#ifndef CORE_AUDIT_AUDIT_SEAL_H
#define CORE_AUDIT_AUDIT_SEAL_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "ext/crypt.h"

enum { AUDIT_BATCH_MAX = 1000 };

/* Seals at most `limit` (1 .. AUDIT_BATCH_MAX) waiting events. Needs TX_WRITE. *sealed: how many; 0 if none waits or another
 * sequencer is at it. RC_FORBIDDEN: `who` is not the sealer. */
MUST_CHECK enum rc audit_seal(struct cx *cx, const struct actor *who, const struct sign_secret *key, int32_t limit,
                              int64_t *sealed);

/* Appends to the file at `path` the overall tree's checkpoints that it does not hold yet, oldest first, and syncs it. Any
 * transaction; call it after the one that sealed was committed. A last entry that was torn by a crash is cut off first.
 * RC_CONFLICT: the file's last checkpoint is not the log's: the log was cut off or replaced. RC_UNAVAILABLE: cannot write. */
MUST_CHECK enum rc audit_publish(struct cx *cx, const struct actor *who, const char *path, int64_t *appended);

/* The name of a tree, which signs its checkpoints: "tenantpilot/audit/<log>" for the overall tree (tree == log), with
 * "/<workspace>" behind it for a workspace's. Lives in cx->mem. */
const char *audit_origin(struct cx *cx, struct uuid log, struct uuid tree);

#endif
