#include "modules/inbox/run_reply.h"

#include "base/text.h"

static const char *under_way(const struct fail *fail)
{
    for (size_t i = 0; i < FAIL_ARGS_MAX && fail->args[i].name != NULL; i++) {
        if (text_equal(fail->args[i].name, "run")) {
            return fail->args[i].value;
        }
    }
    return NULL;
}

enum rc reply_run(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc, const struct run *run)
{
    const char *id = rc == RC_OK ? id_text(cx, run->id.v) : rc == RC_CONFLICT ? under_way(cx->fail) : NULL;

    if (id == NULL) {
        return rc;
    }
    if (rc == RC_CONFLICT) {
        fail_clear(cx);
        reply_flash(reply, N_("This is already waiting or running."));
    }
    return reply_see_other(reply, req, "runs/%s", id);
}
