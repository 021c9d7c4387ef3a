#include "core/connection/connection.h"
#include "core/run/run.h"
#include "modules/inbox/routes.h"
#include "modules/inbox/run_reply.h"
#include "web/reply.h"

const struct param connection_form[] = {
    PARAM_UUID("id"),
    PARAM_TEXT("provider", 1, 40),
    PARAM_TEXT("external_tenant", 1, 200),
    PARAM_TEXT("client", 1, 200),
    FIELD_SECRET("secret", 1, 4000),
    PARAM_TEXT("base_url", 0, 200),
    PARAM_TEXT("login_url", 0, 200),
    PARAM_END,
};
const struct param connection_secret_form[] = {
    PARAM_UUID("id"),
    PARAM_INT("row_version", 1, INT32_MAX),
    PARAM_TEXT("client", 0, 200),
    FIELD_SECRET("secret", 1, 4000),
    PARAM_END,
};

static struct tenant_id tenant_of(const struct request *req)
{
    return (struct tenant_id){ param_uuid(req, "id") };
}

/* A connection that was added or changed is tested at once: the page that follows is that run's. */
static enum rc test(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct run_request request = { .operation = OPERATION_CONNECTION_TEST,
                                         .tenant = tenant_of(req),
                                         .origin = RUN_BY_PERSON };
    struct run run;
    enum rc rc = run_request(cx, req->who, &request, &run);

    return reply_run(cx, req, reply, rc, &run);
}

static enum rc refuse_field(struct cx *cx, const struct request *req)
{
    return request_has_errors(req)
               ? fail_set(cx, RC_INVALID, N_("A secret has 1 to 4000 characters."), "connection: secret")
               : RC_OK;
}

enum rc connections_add(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct connection_new in = { .tenant = tenant_of(req),
                                       .provider = param_text(req, "provider"),
                                       .external_tenant = param_text(req, "external_tenant"),
                                       .client = param_text(req, "client"),
                                       .base_url = param_text(req, "base_url"),
                                       .login_url = param_text(req, "login_url"),
                                       .secret = param_text(req, "secret") };
    struct connection connection;
    enum rc rc = refuse_field(cx, req);

    rc = rc == RC_OK ? connection_add(cx, req->who, &in, &connection) : rc;
    return rc == RC_OK ? test(cx, req, reply) : rc;
}

enum rc connections_rotate(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct connection connection;
    enum rc rc = refuse_field(cx, req);

    rc = rc == RC_OK ? connection_of_tenant(cx, req->who, tenant_of(req), &connection) : rc;
    rc = rc == RC_OK ? connection_rotate(cx, req->who, connection.id, param_i32(req, "row_version"),
                                         param_text(req, "client"), param_text(req, "secret"), &connection)
                     : rc;
    return rc == RC_OK ? test(cx, req, reply) : rc;
}

enum rc connections_test(struct cx *cx, const struct request *req, struct reply *reply)
{
    return test(cx, req, reply);
}
