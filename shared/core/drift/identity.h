/* Who a finding is: the same difference, seen again, is the same finding for ever.
 *
 * SHA-256 of (tenant, kind, source, family, provider object id, property path); names and values are not in it. */
#ifndef CORE_DRIFT_IDENTITY_H
#define CORE_DRIFT_IDENTITY_H

#include <stdbool.h>
#include <stdint.h>

#include "core/drift/drift.h"

#define DRIFT_IDENTITY_VERSION 1

struct drift_identity {
    uint8_t sha256[DRIFT_SHA256_LEN];
};

struct drift_identity_of {
    struct tenant_id tenant;
    const char *kind; /* "drift", "check" ... */
    const char *source; /* the baseline profile's or interpretation's id */
    const char *family;
    const char *object; /* the provider's id */
    const char *path; /* core/drift/path.h; "" for an object that was added or deleted */
};

/* Fields are length-prefixed, so that no two tuples give the same input. */
void drift_identity(const struct drift_identity_of *of, struct drift_identity *out);

/* Does an open finding at `path` still fail? It passes only if the two documents are equal there: it fails while any change is at
 * the path, above it or below it. */
bool drift_still_fails(const struct drift_changes *changes, const char *path);

/* May a change open a finding of its own? Not while an open finding's path is at, above or below it: then that one goes on failing.
 * `open` are the paths of the object's open findings. */
bool drift_is_covered(const char *path, const char *const *open, size_t count);

#endif
