#include "modules/graphsim/speak.h"

#include "base/text.h"
#include "modules/graphsim/tree.h"

static const char diagnostic[] =
    "{\"ServerInfo\":{\"DataCenter\":\"Simulated\",\"Slice\":\"E\",\"Ring\":\"1\",\"ScaleUnit\":\"001\"}}";

struct answer_ids speak_ids(struct cx *cx, const struct request *req)
{
    const char *given = request_header(req, "client-request-id");
    struct uuid id;
    bool fit = given != NULL && uuid_parse(given, &id) == RC_OK;

    return (struct answer_ids){
        .request = uuid_text(cx->mem, uuid_new(cx->clock)),
        .client_request = fit ? uuid_text(cx->mem, id) : "",
    };
}

enum rc speak(struct reply *reply, const struct answer_ids *ids, const struct answer *answer)
{
    reply_header(reply, "Cache-Control", "no-store");
    reply_header(reply, "Strict-Transport-Security", "max-age=31536000");
    reply_header(reply, "request-id", ids->request);
    if (!text_empty(ids->client_request)) {
        reply_header(reply, "client-request-id", ids->client_request);
    }
    reply_header(reply, "x-ms-ags-diagnostic", diagnostic);
    if (answer->retry_after != NULL) {
        reply_header(reply, "Retry-After", answer->retry_after);
    }
    return reply_raw(reply, answer->status, "application/json; odata.metadata=minimal; charset=utf-8", answer->body);
}
