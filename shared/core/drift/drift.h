/* The drift engine: one canonical form of every governed object, and the differences between two of them.
 *
 * Nothing here knows a provider: what is volatile, a set, embedded or secret is told by a struct family_rules. Documents go in as the
 * provider wrote them; canonical documents are stored, hashed and compared. Canonicalising a canonical document gives the same
 * bytes again, so that a later version can start from what is stored. */
#ifndef CORE_DRIFT_DRIFT_H
#define CORE_DRIFT_DRIFT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/drift/document.h"
#include "core/drift/rules.h"
#include "core/ids.h"

enum { DRIFT_SHA256_LEN = 32, DRIFT_KEY_LEN = 32 };

/* Secrets are compared by HMAC-SHA-256 under a key of the tenant, never rotated. Offline: random, per process. */
struct drift_key {
    uint8_t bytes[DRIFT_KEY_LEN];
};

struct drift_reference {
    enum drift_reference_kind kind;
    const char *id;
    const char *path; /* where it stands in the canonical document */
};

struct drift_canonical {
    struct bytes bytes; /* the canonical document, one line of UTF-8 */
    uint8_t sha256[DRIFT_SHA256_LEN]; /* of it */
    struct bytes raw_safe; /* the input with every secret replaced; itself where it had none */
    const char *id; /* the provider's; NULL if the document has none */
    const char *name; /* for people; NULL if the document has none */
    const char *type; /* the subtype's name; NULL if the document has none */
    struct drift_reference *references; /* in the order of the document; one entry per place */
    size_t reference_count;
    size_t secret_count; /* how many secrets were replaced */
};

/* The canonical form of one object. *out lives in cx->mem and may point into `raw`. No transaction.
 * RC_INVALID: not a JSON object, or refused; fail's msgid says why. RC_TOO_LARGE: past document_limits_default. */
MUST_CHECK enum rc drift_canonicalize(struct cx *cx, const struct family_rules *rules, struct bytes raw,
                                      const struct drift_key *key, struct drift_canonical *out);

/* The same of a document that was parsed already: `root` is that of `raw` and is used up. What only the store needs, raw_safe and
 * references, is left out. RC_INVALID: not an object. */
MUST_CHECK enum rc drift_canonicalize_tree(struct cx *cx, const struct family_rules *rules, struct bytes raw,
                                           struct node *root, const struct drift_key *key, struct drift_canonical *out);

enum drift_op { DRIFT_ADD, DRIFT_REMOVE, DRIFT_REPLACE };

struct drift_change {
    enum drift_op op;
    const char *path; /* core/drift/path.h; of an addition in `after`, else in `before` */
    struct bytes before; /* canonical JSON text; no bytes for an addition */
    struct bytes after; /* no bytes for a removal */
    const char *severity; /* "critical" "high" "medium" "low" */
    const char *label; /* msgid: the place's name for people; NULL if no rule has one */
};

struct drift_changes {
    struct drift_change *items; /* in the order of `before`'s document */
    size_t count;
};

/* What must be done to canonical document `before` to get `after`: keyed elements aligned, fewest operations within that, none for
 * a set's order. Both must be canonical under `rules`. *out lives in cx->mem.
 * RC_INVALID: one of them is not a document. */
MUST_CHECK enum rc drift_diff(struct cx *cx, const struct family_rules *rules, struct bytes before, struct bytes after,
                              struct drift_changes *out);

/* The document that `changes` make of canonical document `before`. RC_INVALID: a path does not lead anywhere in it, or what is
 * to be replaced or removed is not what the change says. */
MUST_CHECK enum rc drift_apply(struct cx *cx, const struct family_rules *rules, struct bytes before,
                               const struct drift_changes *changes, struct bytes *out);

/* The code of an operation in exports: "add", "remove", "replace". */
const char *drift_op_code(enum drift_op op);

/* The code of a kind of reference: "group", "user" ...; "none" for REFERENCE_NONE. */
const char *drift_reference_code(enum drift_reference_kind kind);

/* Canonical JSON text for people and exports: each secret's digest becomes "[secret]". Lives in `arena`, or is `text` itself. */
struct bytes drift_masked(struct arena *arena, struct bytes text);

#endif
