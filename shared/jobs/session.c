#include "jobs/session.h"

#include <time.h>

#include "base/text.h"

enum { NAP_MS = 200 };

/* Instead of one long sleep: a worker that is told to stop must not keep everybody waiting. The lease is kept by the crew. */
static bool wait_or_stop(void *self, int64_t ms)
{
    const struct execution *x = self;

    while (ms > 0) {
        int64_t now = ms < NAP_MS ? ms : NAP_MS;
        const struct timespec nap = { .tv_sec = 0, .tv_nsec = now * 1000000 };

        if (x->env->stopping != NULL && *x->env->stopping != 0) {
            return false;
        }
        (void)nanosleep(&nap, NULL);
        ms -= now;
    }
    return true;
}

enum rc session_load(struct cx *cx, struct execution *x, struct session *out)
{
    enum rc rc = connection_of_tenant(cx, x->who, x->run->tenant, &out->connection);

    rc = rc == RC_OK ? connection_secret(cx, x->who, x->env->key, out->connection.id, &out->secret) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    out->provider = x->env->provider(out->connection.provider);
    out->open = NULL;
    if (out->provider == NULL) {
        return fail_set(cx, RC_INTERNAL, NULL, "connection: provider '%s' is not known", out->connection.provider);
    }
    return RC_OK;
}

enum rc session_open(struct cx *cx, const struct execution *x, struct session *session, struct provider_failure *why)
{
    union {
        const struct execution *given;
        void *self;
    } context = { .given = x };
    const struct provider_target target = {
        .base_url = session->connection.base_url,
        .login_url = session->connection.login_url,
        .external_tenant = session->connection.external_tenant,
        .client_id = session->connection.client,
        .client_secret = session->secret,
        .ca_file = x->env->config->provider_ca,
        .wait = wait_or_stop,
        .wait_self = context.self,
    };

    *why = (struct provider_failure){ RUN_REASON_NONE, 0 };
    if (session->open != NULL) {
        return RC_OK;
    }
    return session->provider->open(cx, &target, &session->open, why);
}

void session_close(struct session *session)
{
    if (session->provider != NULL) {
        session->provider->close(session->open);
        session->open = NULL;
    }
}

bool session_transient(enum run_reason reason)
{
    return reason == RUN_REASON_THROTTLED || reason == RUN_REASON_TIMEOUT || reason == RUN_REASON_DEPENDENCY_FAILED;
}

bool session_wide(enum run_reason reason)
{
    return reason == RUN_REASON_CONSENT_REVOKED || reason == RUN_REASON_TOKEN_ERROR ||
           reason == RUN_REASON_TENANT_SUSPENDED;
}
