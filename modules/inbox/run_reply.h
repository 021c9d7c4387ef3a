/* What answers a request for a run: the run's page. */
#ifndef MODULES_INBOX_RUN_REPLY_H
#define MODULES_INBOX_RUN_REPLY_H

#include "core/run/run.h"
#include "web/reply.h"

/* 303 to the run that `rc` and `run` are the answer of, or to the one that is under way already; any other failure is handed on. */
MUST_CHECK enum rc reply_run(struct cx *cx, const struct request *req, struct reply *reply, enum rc rc,
                             const struct run *run);

#endif
