/* Connections: one tenant's credentials and consent for a provider.
 *
 * A page seals the credential for the worker's public key and cannot read it back; the worker alone opens it. What the
 * provider was found to grant is kept beside the connection, so that pages and the dispatch gate know what is missing. */
#ifndef CORE_CONNECTION_CONNECTION_H
#define CORE_CONNECTION_CONNECTION_H

#include <stdbool.h>
#include <stddef.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"

enum connection_state {
    CONNECTION_NONE = STATE_NONE,

#define STATE(constant, code, label) CONNECTION_##constant,
#define CHANGE(from, to, by)
#include "core/connection/connection_states.def"
#undef STATE
#undef CHANGE
    CONNECTION_STATE_COUNT
};

extern const struct state_table connection_states;

struct connection {
    struct connection_id id;
    struct tenant_id tenant;
    const char *provider; /* its code */
    const char *external_tenant; /* the provider's id of the tenant */
    const char *client; /* as whom the worker signs in */
    const char *base_url; /* "": the provider's public cloud */
    const char *login_url;
    enum connection_state state;
    const char *reason; /* code of a run reason; NULL: none */
    int64_t tested_us; /* 0: never */
    int64_t secret_set_us;
    int32_t row_version;
};

struct connection_new {
    struct tenant_id tenant;
    const char *provider;
    const char *external_tenant;
    const char *client;
    const char *base_url; /* NULL or "": public cloud */
    const char *login_url;
    const char *secret; /* sealed before it goes anywhere; the caller wipes its own copy */
};

/* What a permission was found to be. */
struct connection_permission {
    const char *permission;
    const char *purpose; /* msgid */
    const char *families; /* codes of the areas that need it, comma-separated */
    const char *standing; /* "granted" "missing" "unlicensed" "unknown"; "unknown" too before the first test */
    int64_t seen_us; /* 0: never */
};

/* ---- for pages and the CLI ---- */

/* Adds a tenant's connection, sealed; audited. Needs TX_WRITE.
 * RC_INVALID: a field; fail says which. RC_NOT_FOUND: no such tenant. RC_CONFLICT: it has one for this provider.
 * RC_UNAVAILABLE: the worker has not announced its public key yet. */
MUST_CHECK enum rc connection_add(struct cx *cx, const struct actor *who, const struct connection_new *in,
                                  struct connection *out);

/* Replaces the credential (and the client's id unless it is NULL): the connection is untested again. Audited. Needs TX_WRITE.
 * RC_CONFLICT: changed since `row_version`. */
MUST_CHECK enum rc connection_rotate(struct cx *cx, const struct actor *who, struct connection_id id,
                                     int32_t row_version, const char *client, const char *secret,
                                     struct connection *out);

/* RC_NOT_FOUND: there is none, or it is another workspace's. */
MUST_CHECK enum rc connection_get(struct cx *cx, const struct actor *who, struct connection_id id,
                                  struct connection *out);

/* The tenant's connection; RC_NOT_FOUND: it has none. */
MUST_CHECK enum rc connection_of_tenant(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                        struct connection *out);

/* Every permission that the provider's families need, with what the last test found. */
MUST_CHECK enum rc connection_permissions(struct cx *cx, const struct actor *who, const struct connection *connection,
                                          struct connection_permission **out, size_t *count);

/* ---- for the worker ---- */

struct box_secret; /* ext/crypt.h */

/* Loads the worker's key pair from `folder`, making it the first time. *out lives as long as `arena`. */
MUST_CHECK enum rc worker_key_load(struct cx *cx, struct arena *arena, const char *folder, struct box_secret **out);

/* Tells the pages for which key to seal. Needs TX_WRITE as the worker. Again: nothing happens. */
MUST_CHECK enum rc worker_key_announce(struct cx *cx, const char *folder);

/* Opens the connection's credential, as a text that is wiped when cx->mem is reset. */
MUST_CHECK enum rc connection_secret(struct cx *cx, const struct actor *who, const struct box_secret *key,
                                     struct connection_id id, const char **out);

/* The key under which this tenant's secrets are digested: made the first time, the same for ever. Needs TX_WRITE as the worker. */
MUST_CHECK enum rc connection_digest_key(struct cx *cx, const struct actor *who, const struct box_secret *key,
                                         struct tenant_id tenant, struct bytes *out);

/* What a test, or a run that could not sign in, found. */
struct connection_finding {
    enum connection_state state;
    const char *reason; /* NULL: none */
    const char *const *permissions; /* of one test: all that it asked about; none leaves what is known as it is */
    const char *const *standings;
    const char *const *reasons;
    size_t count;
};

/* Notes it, audited when the state changed. Needs TX_WRITE as the worker; `who` holds CAP_WORKER. */
MUST_CHECK enum rc connection_note(struct cx *cx, const struct actor *who, const struct connection *connection,
                                   const struct connection_finding *found);

/* The provider said when to come back: no run goes to it before that, whoever asks for one. Needs TX_WRITE; `who` holds CAP_WORKER. */
MUST_CHECK enum rc connection_pause(struct cx *cx, const struct actor *who, struct connection_id id, int64_t until_us);

/* ---- reference data, by migrate ---- */

struct family_row {
    const char *provider;
    const char *family;
    const char *label;
    const char *severity;
    const char *licence; /* may be NULL */
    const char *rate_class;
    int position;
};

struct permission_row {
    const char *provider;
    const char *family;
    const char *permission;
    const char *purpose;
};

/* Adds or changes the provider and its families, and replaces its permissions. Needs TX_WRITE as the schema's owner. */
MUST_CHECK enum rc provider_rows_load(struct cx *cx, const char *provider, const char *label,
                                      const struct family_row *families, size_t family_count,
                                      const struct permission_row *permissions, size_t permission_count);

struct provider_row {
    const char *code;
    const char *label; /* msgid */
};

/* All providers, for choosing one. */
MUST_CHECK enum rc provider_list(struct cx *cx, const struct actor *who, struct provider_row **out, size_t *count);

/* The families of a provider in their order, for pages and coverage. */
MUST_CHECK enum rc provider_families(struct cx *cx, const struct actor *who, const char *provider,
                                     struct family_row **out, size_t *count);

#endif
