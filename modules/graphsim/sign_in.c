#include <string.h>

#include "base/text.h"
#include "modules/graphsim/bearer.h"
#include "modules/graphsim/fault.h"
#include "modules/graphsim/routes.h"
#include "modules/graphsim/sim.h"
#include "modules/graphsim/speak.h"

enum { WRONG_SECRET = 7000215, NO_SUCH_APPLICATION = 700016, NO_SUCH_TENANT = 90002, MISSING_PARAMETER = 900144 };

const struct param sign_in_tenant[] = { PARAM_TEXT("tenant", 1, 63), PARAM_END };

/* A field of the form; NULL: absent or broken. */
static const char *field(struct arena *mem, struct bytes form, const char *name)
{
    size_t at = 0;
    size_t name_len = strlen(name);

    while (at < form.len) {
        const uint8_t *amp = memchr(form.data + at, '&', form.len - at);
        size_t len = amp == NULL ? form.len - at : (size_t)(amp - form.data) - at;
        struct bytes value;

        if (len > name_len && memcmp(form.data + at, name, name_len) == 0 && form.data[at + name_len] == '=' &&
            url_decode(mem, bytes_of(form.data + at + name_len + 1, len - name_len - 1), true, &value) == RC_OK) {
            return arena_strndup(mem, (const char *)value.data, value.len);
        }
        at += len + 1;
    }
    return NULL;
}

/* Each permission that some collection needs and that is not taken away. */
static size_t granted(const struct scenario *failure, const char *permissions[static ENDPOINT_COUNT])
{
    size_t count = 0;

    for (enum endpoint_id i = 0; i < ENDPOINT_COUNT; i++) {
        bool known = fault_denies(failure, endpoints[i].permission);

        for (size_t j = 0; j < count && !known; j++) {
            known = strcmp(permissions[j], endpoints[i].permission) == 0;
        }
        if (!known) {
            permissions[count++] = endpoints[i].permission;
        }
    }
    return count;
}

static struct answer give_token(struct cx *cx, const struct estate *estate, const struct scenario *failure)
{
    const char *permissions[ENDPOINT_COUNT];
    size_t count = granted(failure, permissions);
    int64_t life_s =
        failure == NULL ? BEARER_LIFE_S : tree_member_int(cx->mem, failure->root, "token_life_s", BEARER_LIFE_S);
    const char *token =
        bearer_make(cx, sim_key(), estate->tenant, clock_now_us(cx->clock) + life_s * SECOND_US, permissions, count);
    const char *body = arena_printf(
        cx->mem, "{\"token_type\":\"Bearer\",\"expires_in\":%lld,\"ext_expires_in\":%lld,\"access_token\":\"%s\"}",
        (long long)life_s, (long long)life_s, token);

    return (struct answer){ .status = 200, .body = bytes_text(body) };
}

static struct answer decide(struct cx *cx, const struct answer_ids *ids, const char *tenant, struct bytes form)
{
    const char *client = field(cx->mem, form, "client_id");
    const char *secret = field(cx->mem, form, "client_secret");
    const struct scenario *failure = sim_failure(tenant);
    const struct estate *estate;
    int64_t number = failure == NULL ? 0 : tree_member_int(cx->mem, failure->root, "sign_in", 0);

    if (!text_equal(field(cx->mem, form, "grant_type"), "client_credentials") || client == NULL || secret == NULL) {
        return answer_sign_in_error(cx, ids, 400, "invalid_request", MISSING_PARAMETER,
                                    "The request body must contain client_id, client_secret and grant_type.");
    }
    if (sim_estate(cx, tenant, &estate) != RC_OK) {
        fail_clear(cx);
        return answer_sign_in_error(cx, ids, 400, "invalid_request", NO_SUCH_TENANT, "Tenant not found.");
    }
    if (number != 0 || strcmp(client, estate->client_id) != 0) {
        return answer_sign_in_error(cx, ids, 400, "unauthorized_client", number != 0 ? number : NO_SUCH_APPLICATION,
                                    "Application was not found in the directory.");
    }
    if (!constant_time_equal(bytes_text(secret), bytes_text(estate->client_secret))) {
        return answer_sign_in_error(cx, ids, 401, "invalid_client", WRONG_SECRET, "Invalid client secret provided.");
    }
    return give_token(cx, estate, failure);
}

enum rc sign_in_token(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct answer_ids ids = speak_ids(cx, req);
    const struct answer answer = decide(cx, &ids, param_text(req, "tenant"), req->body);

    return speak(reply, &ids, &answer);
}
