#include "modules/graphsim/fault.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static uint64_t digest(const char *a, const char *b, size_t b_len)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);

    for (; *a != '\0'; a++) {
        hash = (hash ^ (uint8_t)*a) * UINT64_C(0x100000001b3);
    }
    hash = (hash ^ '\n') * UINT64_C(0x100000001b3);
    for (size_t i = 0; i < b_len; i++) {
        hash = (hash ^ (uint8_t)b[i]) * UINT64_C(0x100000001b3);
    }
    return hash == 0 ? 1 : hash;
}

/* "deviceManagement/configurationPolicies" of a longer path. */
static size_t class_length(const char *path)
{
    size_t first = strcspn(path, "/");

    return path[first] == '\0' ? first : first + 1 + strcspn(path + first + 1, "/");
}

static struct ledger_window *window_of(struct ledger *ledger, uint64_t scope, bool make, int64_t now_us)
{
    struct ledger_window *free = NULL;

    for (size_t i = 0; i < LEDGER_WINDOWS_MAX; i++) {
        struct ledger_window *window = &ledger->windows[i];

        if (window->scope == scope) {
            return window;
        }
        if (free == NULL && window->until_us < now_us) {
            free = window;
        }
    }
    if (!make || free == NULL) {
        return NULL;
    }
    *free = (struct ledger_window){ .scope = scope };
    return free;
}

static struct answer too_many(struct cx *cx, const struct answer_ids *ids, const char *retry_after)
{
    struct answer answer =
        answer_error(cx, ids, 429, "TooManyRequests", "Please retry again later.", retry_after == NULL ? NULL : "429");

    answer.retry_after = retry_after;
    return answer;
}

/* Inside a window: another 429, and a note if the client cannot have missed the first. */
static bool still_closed(struct cx *cx, const struct answer_ids *ids, struct ledger *ledger, uint64_t scope,
                         const struct fault_asked *asked, struct answer *out)
{
    int64_t now_us = clock_now_us(cx->clock);
    const struct ledger_window *window = window_of(ledger, scope, false, now_us);
    int64_t left_ms;

    if (window == NULL || window->until_us <= now_us) {
        return false;
    }
    left_ms = (window->until_us - now_us + 999) / 1000;
    if (window->address == digest(asked->tenant, asked->full, strlen(asked->full)) ||
        now_us - window->said_us > FAULT_GRACE_MS * INT64_C(1000)) {
        ledger->early++;
        (void)snprintf(ledger->early_note, sizeof ledger->early_note, "%.120s %" PRId64 " ms too soon", asked->full,
                       left_ms);
    }
    ledger->throttled++;
    *out = too_many(cx, ids, arena_printf(cx->mem, "%" PRId64 ".%03" PRId64, left_ms / 1000, left_ms % 1000));
    return true;
}

static bool rule_meets(struct cx *cx, const struct node *rule, uint32_t *counter, const char *path)
{
    const char *match = tree_member_text(cx->mem, rule, "match");
    int64_t every = tree_member_int(cx->mem, rule, "every", 0);
    int64_t first = tree_member_int(cx->mem, rule, "first", 0);

    if (match == NULL || strstr(path, match) == NULL) {
        return false;
    }
    (*counter)++;
    return every > 0 ? *counter % (uint32_t)every == 0 : *counter <= (uint32_t)first;
}

static struct answer strike(struct cx *cx, const struct answer_ids *ids, struct ledger *ledger, uint64_t scope,
                            const struct fault_asked *asked, const struct node *rule)
{
    int status = (int)tree_member_int(cx->mem, rule, "status", 500);
    const char *code = tree_member_text(cx->mem, rule, "code");
    const char *retry_after = tree_member_text(cx->mem, rule, "retry_after");
    int64_t now_us = clock_now_us(cx->clock);
    struct ledger_window *window;
    struct answer answer;

    if (status == 429) {
        ledger->throttled++;
        answer = too_many(cx, ids, retry_after);
    } else {
        answer = answer_error(cx, ids, status, code == NULL ? "UnknownError" : code, "", NULL);
        answer.retry_after = retry_after;
    }
    if (retry_after != NULL && (window = window_of(ledger, scope, true, now_us)) != NULL) {
        window->address = digest(asked->tenant, asked->full, strlen(asked->full));
        window->said_us = now_us;
        window->until_us = now_us + (int64_t)(strtod(retry_after, NULL) * 1e6);
    }
    return answer;
}

bool fault_strikes(struct cx *cx, const struct answer_ids *ids, const struct fault_asked *asked, struct answer *out)
{
    const struct node *rules = asked->failure == NULL ? NULL : document_member(asked->failure->root, "rules");
    uint64_t scope = digest(asked->tenant, asked->path, class_length(asked->path));
    struct ledger *ledger = ledger_lock();
    struct ledger_tenant *tenant = ledger_find(ledger, asked->tenant);
    bool struck;

    ledger->requests++;
    struck = still_closed(cx, ids, ledger, scope, asked, out);
    for (uint32_t i = 0; !struck && tenant != NULL && rules != NULL && i < rules->len && i < LEDGER_RULES_MAX; i++) {
        if (rule_meets(cx, &rules->items[i], &tenant->counters[i], asked->path)) {
            *out = strike(cx, ids, ledger, scope, asked, &rules->items[i]);
            struck = true;
        }
    }
    ledger_unlock();
    return struck;
}

bool fault_denies(const struct scenario *failure, const char *permission)
{
    const struct node *denied = failure == NULL ? NULL : document_member(failure->root, "deny");

    for (uint32_t i = 0; denied != NULL && i < denied->len; i++) {
        if (document_is(&denied->items[i], permission) || document_is(&denied->items[i], "*")) {
            return true;
        }
    }
    return false;
}

bool fault_unlicensed(const struct scenario *failure, const char *path)
{
    const struct node *areas = failure == NULL ? NULL : document_member(failure->root, "unlicensed");

    for (uint32_t i = 0; areas != NULL && i < areas->len; i++) {
        if (strncmp(path, areas->items[i].text, areas->items[i].len) == 0) {
            return true;
        }
    }
    return false;
}
