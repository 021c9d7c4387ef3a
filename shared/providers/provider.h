/* An adapter to one kind of governed environment, in words that are true of any of them.
 *
 * A provider reads objects family by family, page by page, and says why it could not. It never writes, and never sees the
 * database: a job opens a session, asks for pages in its fetch steps, and stores them in its apply steps. A page's cursor is all
 * that a later process needs to go on. */
#ifndef PROVIDERS_PROVIDER_H
#define PROVIDERS_PROVIDER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/drift/rules.h"
#include "core/run/run_reason.h"

/* What a provider must be allowed to do before a family can be read. */
struct provider_permission {
    const char *code; /* the provider's own name for it: shown to the person who grants it */
    const char *purpose; /* msgid: what it is for */
};

/* One kind of object under governance. */
struct provider_family {
    const struct family_rules *rules; /* its code, name and severity, and how its objects are compared */
    const struct provider_permission *const *permissions; /* all are needed */
    size_t permission_count;
    const char *
        licence; /* a product's name: the licence without which the area cannot be read; NULL: none beyond the basic one */
    const char *rate_class; /* families of one class share one limit on requests */
};

/* Where to connect and as whom. open() copies what it keeps. */
struct provider_target {
    const char *base_url; /* "https://host[:port]", no final slash; NULL or "": the provider's public cloud */
    const char *login_url; /* the same for sign-in */
    const char *external_tenant; /* the provider's id of the tenant */
    const char *client_id;
    const char *client_secret;
    const char *ca_file; /* authorities to trust; NULL or "": the system's */
    bool paced; /* keep to the rate classes here too; always so in the public cloud */
    int64_t wait_max_ms; /* longest wait of one call for a throttling provider, in all; 0: 45,000 */
    bool (*wait)(void *self,
                 int64_t ms); /* instead of sleeping, so that a lease can be renewed; false: give up. NULL: sleep */
    void *wait_self;
};

struct provider_object {
    const char *id; /* stable within (tenant, family); 1 to 400 bytes, UTF-8 */
    const char *name; /* for people; never NULL, never an identity */
    struct bytes raw; /* complete JSON of the object with its nested content, as the provider wrote it */
};

struct provider_page {
    struct provider_object *objects;
    size_t count;
    const char *next_cursor; /* NULL: the family is complete */
    size_t bytes; /* received for it, for the run's figures */
};

/* Why a call failed, when it answered anything but RC_OK. */
struct provider_failure {
    enum run_reason reason;
    int64_t retry_at_us; /* UTC, when the provider named a time; else 0 */
};

enum provider_grant_state { PROVIDER_GRANTED, PROVIDER_MISSING, PROVIDER_UNLICENSED, PROVIDER_UNKNOWN };

struct provider_grant {
    const struct provider_permission *permission;
    enum provider_grant_state state;
    enum run_reason reason; /* why it is not PROVIDER_GRANTED */
};

/* What a connection may do; one entry per permission of the provider's families, in their order. */
struct provider_report {
    struct provider_grant *grants;
    size_t count;
    bool complete; /* every one is PROVIDER_GRANTED */
};

struct provider_session;

struct provider {
    const char *code; /* "graph": stored with the connection */
    const char *label; /* a proper name, not translated */
    const struct provider_family *families;
    size_t family_count;

    /* How objects of that family are made canonical; "unknown" has the general rules; NULL: no such family. */
    const struct family_rules *(*rules)(const char *family);

    /* The rules of all families, in the order in which an object of unknown origin is asked whose it is; "unknown" is not among them. */
    const struct family_rules *const *(*all_rules)(size_t *count);

    /* Checks the target and signs in. *out is independent of cx->mem: give it back with close(). No transaction may be open
     * around any of these calls. RC_INVALID: the target cannot be one (not https, a missing part).
     * RC_UNAVAILABLE: *why says. */
    enum rc (*open)(struct cx *cx, const struct provider_target *target, struct provider_session **out,
                    struct provider_failure *why);
    void (*close)(struct provider_session *session); /* NULL is allowed */

    /* One page of complete objects; *out lives in cx->mem. `cursor` is NULL for the first page, else next_cursor of the one
     * before, from this session or any other of the same target; it is checked, so that it may come from a checkpoint.
     * All of the page, nested content included, was read, or the call fails: an object is never incomplete.
     * RC_INVALID: not a cursor of this family and target. RC_UNAVAILABLE, RC_TOO_LARGE: *why says. */
    enum rc (*list)(struct cx *cx, struct provider_session *session, const struct provider_family *family,
                    const char *cursor, struct provider_page *out, struct provider_failure *why);

    /* One cheap read per permission. *out lives in cx->mem. A permission that is missing is an answer, not a failure.
     * RC_UNAVAILABLE: nothing could be asked; *why says. */
    enum rc (*test)(struct cx *cx, struct provider_session *session, struct provider_report *out,
                    struct provider_failure *why);
};

/* The provider of that code, or NULL. */
const struct provider *provider_find(const char *code);

/* All of them, in the order of providers.def. */
const struct provider *const *provider_all(size_t *count);

/* The family of that code, or NULL. */
const struct provider_family *provider_family_find(const struct provider *provider, const char *code);

#endif
