#include "modules/graphsim/bearer.h"

#include <inttypes.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "ext/crypt.h"
#include "modules/graphsim/tree.h"

static const char scheme[] = "Bearer ";

static const char *mac_of(struct arena *mem, const char *key, const char *head, size_t len)
{
    uint8_t mac[SHA256_LEN];

    hmac_sha256(bytes_text(key), bytes_of(head, len), mac);
    return base64url_encode(mem, bytes_of(mac, sizeof mac));
}

const char *bearer_make(struct cx *cx, const char *key, const char *tenant, int64_t until_us,
                        const char *const *permissions, size_t count)
{
    const char *header = base64url_encode(cx->mem, bytes_text("{\"typ\":\"JWT\",\"alg\":\"HS256\"}"));
    struct strbuf claims;
    const char *head;

    strbuf_init(&claims, cx->mem, 8192);
    strbuf_printf(&claims, "{\"aud\":\"https://graph.microsoft.com\",\"tid\":\"%s\",\"exp\":%" PRId64, tenant,
                  until_us / SECOND_US);
    for (size_t i = 0; i < count; i++) {
        strbuf_printf(&claims, "%s\"%s\"", i == 0 ? ",\"roles\":[" : ",", permissions[i]);
    }
    strbuf_puts(&claims, count == 0 ? "}" : "]}");
    head = arena_printf(cx->mem, "%s.%s", header, base64url_encode(cx->mem, strbuf_view(&claims)));
    return arena_printf(cx->mem, "%s.%s", head, mac_of(cx->mem, key, head, strlen(head)));
}

enum rc bearer_check(struct cx *cx, const char *key, const char *authorization, struct bearer *out)
{
    const char *token = authorization == NULL || !text_starts(authorization, scheme) ? "" : authorization + 7;
    const char *first = strchr(token, '.');
    const char *last = strrchr(token, '.');
    struct bytes claims;
    struct node *root;

    if (first == NULL || first == last ||
        !constant_time_equal(bytes_text(mac_of(cx->mem, key, token, (size_t)(last - token))), bytes_text(last + 1)) ||
        base64_decode(cx->mem, bytes_of(first + 1, (size_t)(last - first - 1)), &claims) != RC_OK ||
        tree_parse(cx->mem, claims, &root) != RC_OK) {
        return RC_INVALID;
    }
    out->tenant = tree_member_text(cx->mem, root, "tid");
    out->until_us = tree_member_int(cx->mem, root, "exp", 0) * SECOND_US;
    return out->tenant != NULL && out->until_us > clock_now_us(cx->clock) ? RC_OK : RC_INVALID;
}
