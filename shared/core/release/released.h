/* What customers and auditors see of releases, on the portal.
 *
 * All of it runs as the portal's database role, whose row-level security shows the releases that were granted to the
 * transaction's account, and no other table of the product. A customer holds a tenant: every release of it, pages and files. An auditor holds one
 * release: its files, until the grant ends. Grants are looked at anew each time. */
#ifndef CORE_RELEASE_RELEASED_H
#define CORE_RELEASE_RELEASED_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

enum released_state { RELEASED_SHOWN, RELEASED_SUPERSEDED, RELEASED_WITHDRAWN, RELEASED_STATE_COUNT };

/* "shown", "superseded", "withdrawn", and what pages call them (a msgid). */
const char *released_state_code(enum released_state state);
const char *released_state_label(enum released_state state);

struct released_file {
    const char *name;
    const char *role; /* "pack", "report", "data", "proof" */
    const char *media_type;
    int64_t size_bytes;
    struct bytes sha256;
};

struct released {
    struct release_id id;
    struct workspace_id workspace;
    struct tenant_id tenant;
    const char *tenant_name;
    const char *title;
    enum released_state state;
    int64_t period_from_us; /* noon UTC of the first day */
    int64_t period_to_us; /* noon UTC of the last day */
    int64_t compliant;
    int64_t by_exception;
    int64_t non_compliant;
    int64_t not_assessed;
    int64_t shown_us;
    int64_t ended_us; /* superseded or withdrawn; 0: neither */
    const char *end_reason; /* of a withdrawal, as it was written for the customer */
    bool may_read; /* its pages; false: its files alone */
    const struct released_file *files; /* none of a withdrawn one */
    size_t file_count;
};

struct released_list {
    struct released *items; /* by tenant, the tenant with the latest release first; within it the latest first */
    size_t count; /* at most 500 */
};

/* Everything that was granted to the actor. */
MUST_CHECK enum rc released_list(struct cx *cx, const struct actor *who, struct released_list *out);

/* One release whose pages the actor may read. RC_NOT_FOUND: none of that id, or not granted: the two look the same. */
MUST_CHECK enum rc released_get(struct cx *cx, const struct actor *who, struct release_id id, struct released *out);

/* Whether the actor may read the pages of a release that is not withdrawn: what nginx asks for each page, and keeps for ten
 * seconds. One query. RC_NOT_FOUND: no. */
MUST_CHECK enum rc released_may_read(struct cx *cx, const struct actor *who, struct release_id id);

struct released_download {
    struct workspace_id workspace;
    struct released_file file;
};

/* A file that the actor may download now, audited in the workspace of the release, which becomes the transaction's scope. Needs TX_WRITE.
 * RC_NOT_FOUND: no such file, not granted, or withdrawn. */
MUST_CHECK enum rc released_take(struct cx *cx, const struct actor *who, struct release_id id, const char *name,
                                 struct released_download *out);

#endif
