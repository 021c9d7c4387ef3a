/* An answer on its way out, with the headers that the service sends. */
#ifndef MODULES_GRAPHSIM_SPEAK_H
#define MODULES_GRAPHSIM_SPEAK_H

#include "modules/graphsim/answer.h"
#include "web/reply.h"

/* The ids of this exchange. */
struct answer_ids speak_ids(struct cx *cx, const struct request *req);

/* Sends it. */
MUST_CHECK enum rc speak(struct reply *reply, const struct answer_ids *ids, const struct answer *answer);

#endif
