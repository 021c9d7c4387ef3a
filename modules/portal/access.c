#include "core/release/released.h"
#include "modules/portal/routes.h"

const struct param access_one[] = { PARAM_UUID("id"), PARAM_END };

/* The dispatcher has refused strangers and those without the capability; here it is about this release alone. */
enum rc access_check(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum rc rc = released_may_read(cx, req->who, (struct release_id){ param_uuid(req, "id") });

    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_FORBIDDEN, NULL, "release %s was not granted to account %s",
                        id_text(cx, param_uuid(req, "id")), id_text(cx, actor_account(req->who).v));
    }
    return rc == RC_OK ? reply_no_content(reply) : rc;
}
