/* Tenant reviews: the composed judgement on a tenant for a period (domain.md 1, "Tenant review").
 *
 * An author composes a draft over the tenant's newest evaluation; handing it in freezes every fact; another person signs each section of
 * exactly those facts; the sealer then builds, signs and verifies the pack and only then shows it. An edit voids the sign-offs. */
#ifndef CORE_REVIEW_REVIEW_H
#define CORE_REVIEW_REVIEW_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"

enum review_state {
    REVIEW_NONE = STATE_NONE,

#define STATE(constant, code, label) REVIEW_##constant,
#define CHANGE(from, to, by)
#include "core/review/review_states.def"
#undef STATE
#undef CHANGE
    REVIEW_STATE_COUNT
};

extern const struct state_table review_states;

struct review {
    struct review_id id;
    struct tenant_id tenant;
    const char *tenant_name;
    int32_t version; /* of the tenant's reviews: 1, 2 ... */
    enum review_state state;
    const char *title;
    const char *period_from; /* "2026-10-01" */
    const char *period_to;
    const char *summary;
    const char *limitations; /* one a line */
    struct run_id run; /* the evaluation that it judges */
    struct account_id author;
    const char *author_name;
    int64_t created_us;
    int64_t frozen_us; /* 0: a draft */
    struct bytes frozen; /* JSON of sql/views/review_facts.sql; no bytes in lists and drafts */
    struct bytes frozen_hash; /* its SHA-256; no bytes: a draft */
    int32_t signed_count; /* sections signed as they are frozen now */
    int64_t release_wanted_us; /* 0: not asked for */
    int64_t withdrawn_us;
    const char *withdraw_reason;
    int32_t row_version;
};

struct review_filter {
    int state; /* an enum review_state, or STATE_NONE: all */
    struct tenant_id tenant; /* nil: all */
    const char *q; /* a part of the title or of the tenant's name; NULL: all */
    int64_t before_us; /* created_us of the last row of the page before; 0: the first page */
    struct review_id before;
    int32_t limit;
};

struct review_list {
    struct review *items; /* the newest first */
    size_t count;
    bool more;
};

struct review_signoff {
    const char *section; /* code */
    struct account_id signer;
    const char *signer_name;
    int64_t signed_us;
    const char *note;
};

struct review_signoffs {
    struct review_signoff *items; /* of the facts as they are frozen now */
    size_t count;
};

struct review_text {
    struct tenant_id tenant; /* of a new one */
    const char *title; /* 1 to 200 characters */
    const char *period_from; /* "YYYY-MM-DD" */
    const char *period_to;
    const char *summary;
    const char *limitations;
};

struct review_change {
    struct review_id id;
    int32_t row_version; /* what the person saw */
    const char *note;
};

/* RC_NOT_FOUND: none. */
MUST_CHECK enum rc review_get(struct cx *cx, const struct actor *who, struct review_id id, struct review *out,
                              struct review_signoffs *signoffs);
MUST_CHECK enum rc review_list(struct cx *cx, const struct actor *who, const struct review_filter *filter,
                               struct review_list *out);

/* The facts that a draft would freeze now, as JSON: its preview. */
MUST_CHECK enum rc review_preview(struct cx *cx, const struct actor *who, const struct review *review,
                                  struct bytes *facts);

/* All below need TX_WRITE and write audit events. RC_CONFLICT: another state or version. RC_FORBIDDEN: capability, or four eyes. */

/* A new draft over the tenant's newest evaluation. RC_CONFLICT: it was never evaluated. RC_INVALID: title or period. */
MUST_CHECK enum rc review_compose(struct cx *cx, const struct actor *who, const struct review_text *text,
                                  struct review_id *out);

/* Changes a draft. */
MUST_CHECK enum rc review_edit(struct cx *cx, const struct actor *who, const struct review_change *change,
                               const struct review_text *text, struct review *out);

/* Draft -> in review: freezes the facts. RC_INVALID: no summary or no limitations. */
MUST_CHECK enum rc review_hand_in(struct cx *cx, const struct actor *who, const struct review_change *change,
                                  struct review *out);

/* In review -> draft: changes are wanted (by a reviewer, with a note) or the author takes it back; sign-offs are void.
 * RC_CONFLICT also: its release is under way. */
MUST_CHECK enum rc review_return(struct cx *cx, const struct actor *who, const struct review_change *change,
                                 struct review *out);

/* Signs one section (NULL: all that are not signed yet) of the frozen facts. RC_FORBIDDEN: the author. */
MUST_CHECK enum rc review_sign(struct cx *cx, const struct actor *who, const struct review_change *change,
                               const char *section, struct review *out);

/* Asks for the release of a review whose sections are all signed: a run that the sealer executes. *out is the review, *run the run.
 * RC_CONFLICT also: not every section is signed, or a release is under way. */
struct run;
MUST_CHECK enum rc review_want_release(struct cx *cx, const struct actor *who, const struct review_change *change,
                                       struct review *out, struct run *run);

/* Released -> withdrawn, and its release too; a tombstone stays. RC_INVALID: no reason. */
MUST_CHECK enum rc review_withdraw(struct cx *cx, const struct actor *who, const struct review_change *change,
                                   struct review *out);

/* Whether it may be released as it stands: in review, every section signed by others than its author, the limitations written, and the
 * frozen facts those that were signed. */
bool review_is_releasable(const struct review *review, const struct review_signoffs *signoffs);

/* ---- by the sealer, in the transaction that shows the release ---- */

/* In review -> released; the tenant's review that was released before becomes superseded. `who` acts as the sealer. */
MUST_CHECK enum rc review_released(struct cx *cx, const struct actor *who, struct review_id id);

/* ---- sections ---- */

enum review_section {

#define SECTION(constant, code, label) REVIEW_SECTION_##constant,
#include "core/review/sections.def"
#undef SECTION
    REVIEW_SECTION_COUNT
};

/* Loads sections.def into its table: a row of jobs/references.def. */
MUST_CHECK enum rc review_sections_load(struct cx *cx);

const char *review_section_code(size_t index);
const char *review_section_label(const char *code); /* a msgid; the code itself if unknown */

#endif
