/* The file of checkpoints outside the database: signed notes, one behind the other, each followed by an empty line. It is only
 * ever appended to; whoever copies it elsewhere can show later that the log was cut off. */
#ifndef CORE_AUDIT_AUDIT_FILE_H
#define CORE_AUDIT_AUDIT_FILE_H

#include <stdio.h>

#include "base/cx.h"
#include "ext/crypt.h"

/* *last: the last checkpoint (size 0: the file is empty or not there). An entry that a crash left incomplete at the end is cut off.
 * RC_CONFLICT: the end of the file is no checkpoint. RC_UNAVAILABLE: it cannot be read. */
MUST_CHECK enum rc audit_file_mend(struct cx *cx, const char *path, struct checkpoint *last);

/* Appends notes and syncs file and folder. RC_UNAVAILABLE: it cannot be written. */
MUST_CHECK enum rc audit_file_append(struct cx *cx, const char *path, const char *const *notes, size_t count);

/* Reads on from `file`: the next note with its checkpoint, in cx->mem. RC_NOT_FOUND: there are no more (no cause noted).
 * An incomplete entry at the end does not count. RC_INVALID: what follows is not a checkpoint. RC_UNAVAILABLE: it cannot be read. */
MUST_CHECK enum rc audit_file_next(struct cx *cx, FILE *file, struct checkpoint *out, struct note *note);

#endif
