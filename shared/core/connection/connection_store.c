#include "core/connection/connection_store.h"

#include "ext/pq.h"

#define COLUMNS                                                                                                        \
    "connection_id, tenant_id, provider, external_tenant, client, base_url, login_url, state, reason, tested_at,"      \
    " secret_set_at, row_version"
#define SHAPE                                                                                                          \
    "connection_id:uuid,tenant_id:uuid,provider:text,external_tenant:text,client:text,base_url:text,login_url:text,"   \
    "state:text,reason:text?,tested_at:time?,secret_set_at:time,row_version:int4"

static const struct query INSERT = {
    "connection_insert",
    "INSERT INTO connection (workspace_id, connection_id, tenant_id, provider, external_tenant, client, base_url, login_url,"
    " state, secret_set_at, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, coalesce($7, ''), coalesce($8, ''), 'untested', $9, $9) RETURNING " COLUMNS,
    "uuid,uuid,uuid,text,text,text,text,text,time",
    SHAPE,
};

static const struct query GET = {
    "connection_get",
    "SELECT " COLUMNS " FROM connection WHERE workspace_id = $1 AND connection_id = $2",
    "uuid,uuid",
    SHAPE,
};

static const struct query OF_TENANT = {
    "connection_of_tenant",
    "SELECT " COLUMNS " FROM connection WHERE workspace_id = $1 AND tenant_id = $2 ORDER BY created_at LIMIT 1",
    "uuid,uuid",
    SHAPE,
};

static const struct query RESET = {
    "connection_reset",
    "UPDATE connection SET state = 'untested', reason = NULL, tested_at = NULL, client = coalesce($4, client),"
    " secret_set_at = $5, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND connection_id = $2 AND row_version = $3 RETURNING " COLUMNS,
    "uuid,uuid,int4,text,time",
    SHAPE,
};

static const struct query SEAL = {
    "connection_seal",
    "INSERT INTO connection_secret (workspace_id, connection_id, sealed, set_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (workspace_id, connection_id) DO UPDATE SET sealed = $3, set_at = $4",
    "uuid,uuid,bytea,time",
    "",
};

static const struct query SEALED = {
    "connection_sealed",
    "SELECT sealed FROM connection_secret WHERE workspace_id = $1 AND connection_id = $2",
    "uuid,uuid",
    "sealed:bytea",
};

static const struct query NOTE = {
    "connection_note",
    "UPDATE connection SET state = $3, reason = $4, tested_at = $5, row_version = row_version + 1"
    " WHERE workspace_id = $1 AND connection_id = $2",
    "uuid,uuid,text,text,time",
    "",
};

static const struct query PAUSE = {
    "connection_pause",
    "UPDATE connection SET not_before = greatest(not_before, $3) WHERE workspace_id = $1 AND connection_id = $2",
    "uuid,uuid,time",
    "",
};

static const struct query NOTE_PERMISSIONS = {
    "connection_note_permissions",
    "INSERT INTO connection_permission (workspace_id, connection_id, permission, standing, reason, seen_at)"
    " SELECT $1, $2, f.permission, f.standing, f.reason, $6 FROM unnest($3, $4, $5) AS f (permission, standing, reason)"
    " ON CONFLICT (workspace_id, connection_id, permission) DO UPDATE SET standing = excluded.standing,"
    " reason = excluded.reason, seen_at = excluded.seen_at",
    "uuid,uuid,text[],text[],text[],time",
    "",
};

static const struct query PERMISSIONS = {
    "connection_permissions",
    "SELECT p.permission, min(p.purpose) AS purpose, string_agg(p.family, ', ' ORDER BY f.position) AS families,"
    " coalesce(max(c.standing), 'unknown') AS standing, max(c.seen_at) AS seen_at"
    " FROM provider_permission p JOIN provider_family f USING (provider, family)"
    " LEFT JOIN connection_permission c"
    " ON c.workspace_id = $1 AND c.connection_id = $2 AND c.permission = p.permission AND c.seen_at >= $4"
    " WHERE p.provider = $3 GROUP BY p.permission ORDER BY p.permission",
    "uuid,uuid,text,time",
    "permission:text,purpose:text,families:text,standing:text,seen_at:time?",
};

static const struct query PUBLIC_KEY = {
    "worker_public_key",
    "SELECT public_key FROM worker_key ORDER BY created_at DESC LIMIT 1",
    "",
    "public_key:bytea",
};

static const struct query ANNOUNCE = {
    "worker_key_announce",
    "INSERT INTO worker_key (public_key, created_at) VALUES ($1, clock_timestamp()) ON CONFLICT DO NOTHING",
    "bytea",
    "",
};

static const struct query DIGEST_KEY = {
    "tenant_digest_key",
    "SELECT sealed_key FROM tenant_secret WHERE workspace_id = $1 AND tenant_id = $2",
    "uuid,uuid",
    "sealed_key:bytea",
};

static const struct query DIGEST_KEY_ADD = {
    "tenant_digest_key_add",
    "INSERT INTO tenant_secret (workspace_id, tenant_id, sealed_key, created_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT DO NOTHING",
    "uuid,uuid,bytea,time",
    "",
};

static enum rc decode(struct row *row, struct connection *out)
{
    const char *state;
    int parsed = CONNECTION_UNTESTED;

    out->id.v = row_uuid(row);
    out->tenant.v = row_uuid(row);
    out->provider = row_text(row);
    out->external_tenant = row_text(row);
    out->client = row_text(row);
    out->base_url = row_text(row);
    out->login_url = row_text(row);
    state = row_text(row);
    out->reason = row_text_opt(row);
    out->tested_us = row_time_us_opt(row);
    out->secret_set_us = row_time_us(row);
    out->row_version = row_i32(row);
    if (state_parse(&connection_states, state, &parsed) != RC_OK) {
        return fail_set(row->cx, RC_INTERNAL, NULL, "connection: state '%s'", state);
    }
    out->state = (enum connection_state)parsed;
    return row_done(row);
}

#define KEY(who, id) arg_uuid(actor_workspace(who).v), arg_uuid((id).v)
#define NOW(cx)      arg_time(clock_now_us((cx)->clock))

enum rc connection_store_insert(struct cx *cx, const struct actor *who, struct connection_id id,
                                const struct connection_new *in, struct connection *out)
{
    struct row row;
    enum rc rc =
        query_one(cx, &INSERT, &row,
                  ARGS(KEY(who, id), arg_uuid(in->tenant.v), arg_text(in->provider), arg_text(in->external_tenant),
                       arg_text(in->client), arg_text(in->base_url), arg_text(in->login_url), NOW(cx)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc connection_get(struct cx *cx, const struct actor *who, struct connection_id id, struct connection *out)
{
    struct row row;
    enum rc rc = query_one(cx, &GET, &row, ARGS(KEY(who, id)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc connection_of_tenant(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct connection *out)
{
    struct row row;
    enum rc rc = query_one(cx, &OF_TENANT, &row, ARGS(KEY(who, tenant)));

    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc connection_store_reset(struct cx *cx, const struct actor *who, struct connection_id id, int32_t row_version,
                               const char *client, struct connection *out)
{
    struct row row;
    enum rc rc = query_one(cx, &RESET, &row, ARGS(KEY(who, id), arg_i32(row_version), arg_text(client), NOW(cx)));

    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT,
                        N_("This is no longer in the state that you saw. Reload the page to see what changed."),
                        "connection %s: not at version %d", id_text(cx, id.v), row_version);
    }
    return rc == RC_OK ? decode(&row, out) : rc;
}

enum rc connection_store_seal(struct cx *cx, const struct actor *who, struct connection_id id, struct bytes sealed)
{
    return query_exec(cx, &SEAL, NULL, ARGS(KEY(who, id), arg_bytes(sealed), NOW(cx)));
}

enum rc connection_store_sealed(struct cx *cx, const struct actor *who, struct connection_id id, struct bytes *sealed)
{
    struct row row;
    enum rc rc = query_one(cx, &SEALED, &row, ARGS(KEY(who, id)));

    if (rc != RC_OK) {
        return rc;
    }
    *sealed = row_bytes(&row);
    return row_done(&row);
}

enum rc connection_store_note(struct cx *cx, const struct actor *who, struct connection_id id,
                              const struct connection_finding *found)
{
    enum rc rc = query_exec(cx, &NOTE, NULL,
                            ARGS(KEY(who, id), arg_text(state_code(&connection_states, (int)found->state)),
                                 arg_text(found->reason), NOW(cx)));

    if (rc != RC_OK || found->count == 0) {
        return rc;
    }
    return query_exec(cx, &NOTE_PERMISSIONS, NULL,
                      ARGS(KEY(who, id), arg_texts(found->permissions, found->count),
                           arg_texts(found->standings, found->count), arg_texts(found->reasons, found->count),
                           NOW(cx)));
}

enum rc connection_pause(struct cx *cx, const struct actor *who, struct connection_id id, int64_t until_us)
{
    enum rc rc = actor_require(cx, who, CAP_WORKER);

    return rc == RC_OK ? query_exec(cx, &PAUSE, NULL, ARGS(KEY(who, id), arg_time(until_us))) : rc;
}

enum rc connection_permissions(struct cx *cx, const struct actor *who, const struct connection *connection,
                               struct connection_permission **out, size_t *count)
{
    struct connection_permission *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    /* what was found with an earlier credential says nothing about this one */
    enum rc rc =
        query_rows(cx, &PERMISSIONS, &rows,
                   ARGS(KEY(who, connection->id), arg_text(connection->provider), arg_time(connection->secret_set_us)));

    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        list[n].permission = row_text(&row);
        list[n].purpose = row_text(&row);
        list[n].families = row_text(&row);
        list[n].standing = row_text(&row);
        list[n].seen_us = row_time_us_opt(&row);
        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        n++;
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc connection_store_public_key(struct cx *cx, struct bytes *out)
{
    struct row row;
    enum rc rc = query_one(cx, &PUBLIC_KEY, &row, NO_ARGS);

    if (rc != RC_OK) {
        return rc;
    }
    *out = row_bytes(&row);
    return row_done(&row);
}

enum rc connection_store_announce(struct cx *cx, struct bytes key)
{
    return query_exec(cx, &ANNOUNCE, NULL, ARGS(arg_bytes(key)));
}

enum rc connection_store_digest_key(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                    struct bytes *sealed)
{
    struct row row;
    enum rc rc = query_one(cx, &DIGEST_KEY, &row, ARGS(KEY(who, tenant)));

    if (rc != RC_OK) {
        return rc;
    }
    *sealed = row_bytes(&row);
    return row_done(&row);
}

enum rc connection_store_digest_key_add(struct cx *cx, const struct actor *who, struct tenant_id tenant,
                                        struct bytes sealed)
{
    return query_exec(cx, &DIGEST_KEY_ADD, NULL, ARGS(KEY(who, tenant), arg_bytes(sealed), NOW(cx)));
}

QUERIES(connection, &INSERT, &GET, &OF_TENANT, &RESET, &SEAL, &SEALED, &NOTE, &PAUSE, &NOTE_PERMISSIONS, &PERMISSIONS,
        &PUBLIC_KEY, &ANNOUNCE, &DIGEST_KEY, &DIGEST_KEY_ADD);
