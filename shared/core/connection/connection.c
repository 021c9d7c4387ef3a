#include "core/connection/connection.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/connection/connection_store.h"
#include "core/connection/seal.h"
#include "core/tenant/tenant.h"

enum { FIELD_MAX = 200, SECRET_MAX = 4000 };

static const struct state_def states[] = {

#define STATE(constant, code, label) [CONNECTION_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/connection/connection_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {

#define STATE(constant, code, label)
#define CHANGE(from, to, by) { CONNECTION_##from, CONNECTION_##to, CAP_##by },
#include "core/connection/connection_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table connection_states = STATE_TABLE("connection", states, changes);

static enum rc check_field(struct cx *cx, const char *what, const char *value)
{
    if (text_empty(value) || strlen(value) > FIELD_MAX) {
        return fail_set(cx, RC_INVALID, N_("The tenant's id and the application's id each have 1 to 200 characters."),
                        "connection: %s of %zu bytes", what, value == NULL ? 0 : strlen(value));
    }
    return RC_OK;
}

static enum rc check_secret(struct cx *cx, const char *secret)
{
    if (text_empty(secret) || strlen(secret) > SECRET_MAX) {
        return fail_set(cx, RC_INVALID, N_("A secret has 1 to 4000 characters."), "connection: secret of %zu bytes",
                        secret == NULL ? 0 : strlen(secret));
    }
    return RC_OK;
}

/* Plain HTTP would show the token to everybody on the way. */
static enum rc check_url(struct cx *cx, const char *url)
{
    if (!text_empty(url) && (!text_starts(url, "https://") || strlen(url) > FIELD_MAX)) {
        return fail_set(cx, RC_INVALID, N_("An address begins with https:// and has at most 200 characters."),
                        "connection: url '%s'", url);
    }
    return RC_OK;
}

static enum rc check(struct cx *cx, const struct connection_new *in)
{
    enum rc rc = check_field(cx, "external tenant", in->external_tenant);

    rc = rc == RC_OK ? check_field(cx, "client", in->client) : rc;
    rc = rc == RC_OK ? check_secret(cx, in->secret) : rc;
    rc = rc == RC_OK ? check_url(cx, in->base_url) : rc;
    return rc == RC_OK ? check_url(cx, in->login_url) : rc;
}

enum rc connection_add(struct cx *cx, const struct actor *who, const struct connection_new *in, struct connection *out)
{
    struct connection_id id = { uuid_new(cx->clock) };
    struct tenant tenant;
    struct bytes sealed;
    enum rc rc = state_require(cx, &connection_states, CONNECTION_NONE, CONNECTION_UNTESTED, who);

    rc = rc == RC_OK ? tenant_get(cx, who, in->tenant, &tenant) : rc;
    rc = rc == RC_OK ? check(cx, in) : rc;
    rc = rc == RC_OK ? seal_credential(cx, who, id, in->secret, &sealed) : rc;
    rc = rc == RC_OK ? connection_store_insert(cx, who, id, in, out) : rc;
    rc = rc == RC_OK ? connection_store_seal(cx, who, id, sealed) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = "connection.added",
                                              .object_type = "connection",
                                              .object = id.v,
                                              .tenant = in->tenant,
                                              .to = state_code(&connection_states, CONNECTION_UNTESTED) });
}

enum rc connection_rotate(struct cx *cx, const struct actor *who, struct connection_id id, int32_t row_version,
                          const char *client, const char *secret, struct connection *out)
{
    struct connection before;
    struct bytes sealed;
    enum rc rc = actor_require(cx, who, CAP_CONNECTION_MANAGE);

    rc = rc == RC_OK ? connection_get(cx, who, id, &before) : rc;
    rc = rc == RC_OK && client != NULL ? check_field(cx, "client", client) : rc;
    rc = rc == RC_OK ? check_secret(cx, secret) : rc;
    rc = rc == RC_OK ? seal_credential(cx, who, id, secret, &sealed) : rc;
    rc = rc == RC_OK ? connection_store_reset(cx, who, id, row_version, client, out) : rc;
    rc = rc == RC_OK ? connection_store_seal(cx, who, id, sealed) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = "connection.rotated",
                                              .object_type = "connection",
                                              .object = id.v,
                                              .tenant = before.tenant,
                                              .from = state_code(&connection_states, (int)before.state),
                                              .to = state_code(&connection_states, CONNECTION_UNTESTED) });
}

enum rc connection_note(struct cx *cx, const struct actor *who, const struct connection *connection,
                        const struct connection_finding *found)
{
    enum rc rc = connection_store_note(cx, who, connection->id, found);

    if (rc != RC_OK || found->state == connection->state) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = "connection.tested",
                                              .object_type = "connection",
                                              .object = connection->id.v,
                                              .tenant = connection->tenant,
                                              .from = state_code(&connection_states, (int)connection->state),
                                              .to = state_code(&connection_states, (int)found->state),
                                              .reason_code = found->reason });
}
