#include <string.h>

#include "base/text.h"
#include "modules/graphsim/bearer.h"
#include "modules/graphsim/fault.h"
#include "modules/graphsim/listing.h"
#include "modules/graphsim/routes.h"
#include "modules/graphsim/sim.h"
#include "modules/graphsim/speak.h"

enum { ITEMS_MAX = 20, ANSWER_BYTES_MAX = 64 << 20 };

const struct param graph_version[] = { PARAM_CODE("version", "v1.0 beta"), PARAM_END };
const struct param graph_path[] = { PARAM_CODE("version", "v1.0 beta"), PARAM_TEXT("path", 1, 2000), PARAM_END };

/* One read, alone or as a batch's item: who asks, of whom, for what. */
struct asking {
    const struct answer_ids *ids;
    const char *tenant;
    const struct estate *estate;
    const struct scenario *failure;
    struct listing listing;
};

/* Is the token good? False: *out is the refusal. */
static bool admit(struct cx *cx, const struct request *req, const struct answer_ids *ids, struct asking *out,
                  struct answer *refusal)
{
    struct bearer bearer;

    if (bearer_check(cx, sim_key(), request_header(req, "authorization"), &bearer) != RC_OK ||
        sim_estate(cx, bearer.tenant, &out->estate) != RC_OK) {
        fail_clear(cx);
        *refusal = answer_error(cx, ids, 401, "InvalidAuthenticationToken", "Access token validation failure.", NULL);
        return false;
    }
    out->ids = ids;
    out->tenant = bearer.tenant;
    out->failure = sim_failure(bearer.tenant);
    out->listing = (struct listing){ .origin = arena_printf(cx->mem, "https://%s", req->host) };
    if (out->failure != NULL) {
        out->listing.twist = tree_member_text(cx->mem, out->failure->root, "twist");
    }
    return true;
}

/* 403s as the service writes them; false: the area may be read. */
static bool refuse(struct cx *cx, const struct asking *asking, struct answer *out)
{
    const char *path = asking->listing.path;
    struct endpoint_target target;
    const char *permission;

    if (!endpoint_find(cx->mem, path, &target)) {
        return false;
    }
    permission = endpoints[target.endpoint].permission;
    if (fault_denies(asking->failure, permission)) {
        bool directory = !text_starts(path, "device");

        *out = answer_error(cx, asking->ids, 403, directory ? "Authorization_RequestDenied" : "Forbidden",
                            "Insufficient privileges to complete the operation.", NULL);
        return true;
    }
    if (fault_unlicensed(asking->failure, path)) {
        *out = answer_error(cx, asking->ids, 403, "Forbidden",
                            "{\"Message\":\"Request not applicable to target tenant. - Activity ID: 0\"}", NULL);
        return true;
    }
    return false;
}

static struct answer read_one(struct cx *cx, const struct asking *asking)
{
    const struct listing *listing = &asking->listing;
    const struct fault_asked asked = {
        .tenant = asking->tenant,
        .path = listing->path,
        .full = arena_printf(cx->mem, "%s?%s", listing->path, listing->query),
        .failure = asking->failure,
    };
    struct answer answer;

    if (fault_strikes(cx, asking->ids, &asked, &answer) || refuse(cx, asking, &answer)) {
        return answer;
    }
    return listing_read(cx, asking->ids, asking->estate, listing);
}

enum rc graph_read(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct answer_ids ids = speak_ids(cx, req);
    struct asking asking;
    struct answer answer;

    if (admit(cx, req, &ids, &asking, &answer)) {
        asking.listing.version = param_code(req, "version");
        asking.listing.path = param_text(req, "path");
        asking.listing.query = req->query;
        answer = read_one(cx, &asking);
    }
    return speak(reply, &ids, &answer);
}

/* ---- $batch ---- */

/* "/deviceManagement/x?y": its path decoded, its query as it is. False: not relative. */
static bool split_url(struct cx *cx, const char *url, struct listing *out)
{
    size_t len = url == NULL ? 0 : strcspn(url, "?");
    struct bytes path;

    if (len == 0 || url_decode(cx->mem, bytes_of(url, len), false, &path) != RC_OK) {
        return false;
    }
    out->path = arena_strndup(cx->mem, (const char *)path.data, path.len);
    out->path += out->path[0] == '/';
    out->query = url[len] == '?' ? url + len + 1 : "";
    return text_starts(url, "/");
}

static void write_item(struct strbuf *out, const char *id, const struct answer *answer)
{
    strbuf_puts(out, "{\"id\":");
    tree_write_text(out, id, strlen(id));
    strbuf_printf(out, ",\"status\":%d,\"headers\":{\"Content-Type\":\"application/json\"", answer->status);
    if (answer->retry_after != NULL) {
        strbuf_printf(out, ",\"Retry-After\":\"%s\"", answer->retry_after);
    }
    strbuf_puts(out, "},\"body\":");
    strbuf_bytes(out, answer->body);
    strbuf_putc(out, '}');
}

static struct answer item_answer(struct cx *cx, struct asking *asking, const struct node *item)
{
    if (!text_equal(tree_member_text(cx->mem, item, "method"), "GET") ||
        !split_url(cx, tree_member_text(cx->mem, item, "url"), &asking->listing)) {
        return answer_error(cx, asking->ids, 400, "BadRequest", "Only relative GETs can be batched.", NULL);
    }
    return read_one(cx, asking);
}

/* NULL: fit to be answered; else what is wrong with the envelope. */
static const char *batch_problem(struct cx *cx, const struct node *requests)
{
    if (requests == NULL || requests->kind != DOCUMENT_ARRAY || requests->len == 0) {
        return "Invalid batch payload format.";
    }
    if (requests->len > ITEMS_MAX) {
        return "Number of batch request steps exceeds the maximum value of 20.";
    }
    for (uint32_t i = 0; i < requests->len; i++) {
        const char *id = tree_member_text(cx->mem, &requests->items[i], "id");

        for (uint32_t j = 0; id != NULL && j < i; j++) {
            id = text_equal(tree_member_text(cx->mem, &requests->items[j], "id"), id) ? NULL : id;
        }
        if (id == NULL) {
            return "Every request needs an id of its own.";
        }
    }
    return NULL;
}

/* Last request first: the order of answers is not promised, and nobody may count on it. */
static struct answer batch(struct cx *cx, struct asking *asking, const struct node *requests)
{
    struct strbuf out;

    strbuf_init(&out, cx->mem, ANSWER_BYTES_MAX);
    strbuf_puts(&out, "{\"responses\":[");
    for (uint32_t i = requests->len; i-- > 0;) {
        struct answer answer = item_answer(cx, asking, &requests->items[i]);

        write_item(&out, tree_member_text(cx->mem, &requests->items[i], "id"), &answer);
        strbuf_puts(&out, i == 0 ? "]}" : ",");
    }
    return (struct answer){ .status = 200, .body = strbuf_view(&out) };
}

enum rc graph_batch(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct answer_ids ids = speak_ids(cx, req);
    struct asking asking;
    struct answer answer;
    struct node *root = NULL;

    if (admit(cx, req, &ids, &asking, &answer)) {
        const struct node *requests =
            tree_parse(cx->mem, req->body, &root) == RC_OK ? document_member(root, "requests") : NULL;
        const char *problem = batch_problem(cx, requests);

        asking.listing.version = param_code(req, "version");
        answer =
            problem == NULL ? batch(cx, &asking, requests) : answer_error(cx, &ids, 400, "BadRequest", problem, NULL);
    }
    return speak(reply, &ids, &answer);
}
