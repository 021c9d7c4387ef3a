/* The inventory: governed subjects, keyed by (tenant, family, provider's id), and what they were seen as.
 *
 * Content is stored once per workspace, under the SHA-256 of its canonical bytes, with the first secret-free body that led to it.
 * A subject gets a version when its content changes, when it goes and when it returns; never because it was merely seen, and never
 * from an area that was not read. */
#ifndef CORE_SUBJECT_SUBJECT_H
#define CORE_SUBJECT_SUBJECT_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"

enum subject_state {
    SUBJECT_NONE = STATE_NONE,

#define STATE(constant, code, label) SUBJECT_##constant,
#define CHANGE(from, to, by)
#include "core/subject/subject_states.def"
#undef STATE
#undef CHANGE
    SUBJECT_STATE_COUNT
};

extern const struct state_table subject_states;

enum subject_change { SUBJECT_ADDED, SUBJECT_CHANGED, SUBJECT_GONE, SUBJECT_RESTORED, SUBJECT_CHANGE_COUNT };

struct subject {
    struct subject_id id;
    struct tenant_id tenant;
    const char *tenant_name;
    const char *family;
    const char *family_label; /* msgid; the code where no provider knows it */
    const char *object; /* the provider's id */
    const char *name;
    enum subject_state state;
    int version;
    struct bytes hash; /* SHA-256 of the canonical document */
    int64_t first_seen_us;
    int64_t changed_us;
    int64_t last_seen_us;
    struct run_id last_seen_run;
};

struct subject_version {
    int version;
    enum subject_change change;
    const char *name;
    struct bytes hash;
    struct run_id run;
    int64_t at_us;
};

struct document {
    struct bytes canonical;
    struct bytes raw; /* free of secrets */
    int rules; /* the version of the canonical form */
};

struct subject_filter {
    struct tenant_id tenant; /* nil: all */
    const char *family; /* NULL: all */
    const char *state; /* a code; NULL: all */
    const char *q; /* part of the name, any case; NULL: all */
    const char *after_name; /* of the last row of the page before; NULL: the first page */
    struct subject_id after;
    int limit; /* 1 to 200 */
};

/* RC_NOT_FOUND: there is none, or it is another workspace's. */
MUST_CHECK enum rc subject_get(struct cx *cx, const struct actor *who, struct subject_id id, struct subject *out);

/* Sorted by name, then id. *count is at most filter->limit. */
MUST_CHECK enum rc subject_list(struct cx *cx, const struct actor *who, const struct subject_filter *filter,
                                struct subject **out, size_t *count);

/* Newest first, at most 200. */
MUST_CHECK enum rc subject_versions(struct cx *cx, const struct actor *who, struct subject_id id,
                                    struct subject_version **out, size_t *count);

/* RC_NOT_FOUND: no document of this workspace has that hash. */
MUST_CHECK enum rc document_get(struct cx *cx, const struct actor *who, struct bytes hash, struct document *out);

const char *subject_change_code(enum subject_change change);
const char *subject_change_label(enum subject_change change); /* msgid */

/* ---- for a capture; `who` holds CAP_OBSERVATION, needs TX_WRITE as the worker ---- */

/* One object as it was seen. */
struct observation {
    const char *object; /* the provider's id */
    const char *name;
    struct bytes hash; /* of `canonical`, 32 bytes; none where the object could not be made sense of */
    struct bytes canonical;
    struct bytes raw; /* free of secrets */
};

struct area_change {
    int64_t read; /* objects that were seen and made sense of */
    int64_t skipped; /* objects that were seen only: they keep what is known of them, and are not taken for deleted */
    int64_t added;
    int64_t changed; /* returned ones included */
    int64_t deleted;
};

/* Keeps one page of a family aside, with the documents that are new. Pages may overlap: an object's last place counts.
 * *fresh is how many were not on an earlier page. `rules` is the version of the canonical form. */
MUST_CHECK enum rc subject_stage(struct cx *cx, const struct actor *who, struct run_id run, const char *family,
                                 int rules, const struct observation *seen, size_t count, int64_t *fresh);

/* The whole family was read: what was kept aside becomes the inventory. A version for each subject that is new, changed, gone or
 * back; no other row is touched but to say when it was seen. */
MUST_CHECK enum rc subject_settle(struct cx *cx, const struct actor *who, struct run_id run, struct tenant_id tenant,
                                  const char *family, struct area_change *out);

/* It was not: what was kept aside is dropped, and the inventory stays as it is. */
MUST_CHECK enum rc subject_unstage(struct cx *cx, const struct actor *who, struct run_id run, const char *family);

/* How many subjects of each family are present, in the order of `families`: what a capture expects. */
MUST_CHECK enum rc subject_counts(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                  const char *const *families, size_t count, int64_t *out);

#endif
