#include "core/audit/audit_event.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "ext/crypt.h"

#define SCHEMA "tenantpilot.audit/1"

enum { EVENT_MAX = 64 * 1024 };

/* RFC 8785 3.2.2.2: only what must be escaped, and the short forms where there are any. */
static void put_string(struct strbuf *buf, const char *text)
{
    strbuf_putc(buf, '"');
    for (const char *p = text; *p != '\0'; p++) {
        static const char plain[] = "\b\t\n\f\r\"\\";
        static const char letters[] = "btnfr\"\\";
        const char *found = strchr(plain, *p);

        if (found != NULL) {
            strbuf_printf(buf, "\\%c", letters[found - plain]);
        } else if ((unsigned char)*p < 0x20) {
            strbuf_printf(buf, "\\u%04x", (unsigned)(unsigned char)*p);
        } else {
            strbuf_putc(buf, *p);
        }
    }
    strbuf_putc(buf, '"');
}

static void put_member(struct strbuf *buf, const char *name, const char *text)
{
    strbuf_printf(buf, "%c\"%s\":", buf->len == 0 ? '{' : ',', name);
    if (text == NULL) {
        strbuf_puts(buf, "null");
    } else {
        put_string(buf, text);
    }
}

static void put_id(struct strbuf *buf, const char *name, struct uuid id)
{
    put_member(buf, name, uuid_is_nil(id) ? NULL : uuid_text(buf->arena, id));
}

static void put_digest(struct strbuf *buf, const char *name, struct bytes digest)
{
    put_member(buf, name, digest.data == NULL ? NULL : hex_encode(buf->arena, digest));
}

static void put_evidence(struct strbuf *buf, const struct audit_event *event)
{
    strbuf_puts(buf, ",\"evidence\":[");
    for (size_t i = 0; i < event->evidence_count; i++) {
        strbuf_printf(buf, "%s\"%s\"", i == 0 ? "" : ",", uuid_text(buf->arena, event->evidence[i]));
    }
    strbuf_putc(buf, ']');
}

static enum rc finish(struct cx *cx, struct strbuf *buf, struct bytes *out)
{
    strbuf_putc(buf, '}');
    if (strbuf_done(buf) != RC_OK) {
        return fail_set(cx, RC_INVALID, NULL, "audit event: longer than %d bytes", EVENT_MAX);
    }
    if (!utf8_valid(strbuf_view(buf))) {
        return fail_set(cx, RC_INVALID, NULL, "audit event: a text is not UTF-8");
    }
    *out = strbuf_view(buf);
    return RC_OK;
}

enum rc audit_event_write(struct cx *cx, const struct audit_event *event, struct bytes *out)
{
    struct strbuf buf;

    strbuf_init(&buf, cx->mem, EVENT_MAX);
    put_member(&buf, "action", event->action);
    put_id(&buf, "actor", event->actor);
    put_member(&buf, "actor_kind", event->actor_kind);
    put_evidence(&buf, event);
    put_member(&buf, "from", event->from);
    put_id(&buf, "id", event->id);
    put_id(&buf, "object", event->object);
    put_member(&buf, "object_type", event->object_type);
    put_digest(&buf, "personal", event->personal);
    put_member(&buf, "reason_code", event->reason_code);
    put_member(&buf, "request_id", event->request_id);
    put_member(&buf, "schema", SCHEMA);
    put_digest(&buf, "seen", event->seen);
    put_id(&buf, "tenant", event->tenant);
    put_member(&buf, "time", time_iso(cx->mem, event->occurred_at_us));
    put_member(&buf, "to", event->to);
    put_id(&buf, "workspace", event->workspace);
    return finish(cx, &buf, out);
}

enum rc audit_personal_write(struct cx *cx, const struct audit_personal *personal, struct bytes *out)
{
    struct strbuf buf;

    *out = bytes_of(NULL, 0);
    strbuf_init(&buf, cx->mem, EVENT_MAX);
    if (!text_empty(personal->name)) {
        put_member(&buf, "name", personal->name);
    }
    if (!text_empty(personal->note)) {
        put_member(&buf, "note", personal->note);
    }
    if (!text_empty(personal->on_behalf_of)) {
        put_member(&buf, "on_behalf_of", personal->on_behalf_of);
    }
    return buf.len == 0 ? RC_OK : finish(cx, &buf, out);
}

/* The four digits behind \u; only control characters are ever written so. */
static int control_character(const char *digits)
{
    int high = hex_value(digits[2]);
    int low = high < 0 ? -1 : hex_value(digits[3]);

    return digits[0] == '0' && digits[1] == '0' && (high == 0 || high == 1) && low >= 0 ? high * 16 + low : -1;
}

/* Undoes put_string; *at is behind the opening quote, afterwards behind the closing one. NULL: it is not one. */
static const char *take_string(struct cx *cx, const char **at)
{
    struct strbuf buf;
    const char *p = *at;

    strbuf_init(&buf, cx->mem, EVENT_MAX);
    for (; *p != '"'; p++) {
        static const char letters[] = "btnfr\"\\";
        static const char plain[] = "\b\t\n\f\r\"\\";
        const char *found;
        int code;

        if (*p != '\\') {
            if (*p == '\0') {
                return NULL;
            }
            strbuf_putc(&buf, *p);
            continue;
        }
        p++;
        found = *p == '\0' ? NULL : strchr(letters, *p);
        code = *p == 'u' && strlen(p) > 4 ? control_character(p + 1) : -1;
        if (found == NULL && code < 0) {
            return NULL;
        }
        if (found != NULL) {
            strbuf_putc(&buf, plain[found - letters]);
        } else {
            strbuf_putc(&buf, (char)code);
            p += 4;
        }
    }
    *at = p + 1;
    return buf.data;
}

enum rc audit_personal_parse(struct cx *cx, struct bytes data, struct audit_personal *out)
{
    const char *at = arena_strndup(cx->mem, (const char *)data.data, data.len);

    struct {
        const char *head;
        const char **value;
    } members[] = { { "\"name\":\"", &out->name },
                    { "\"note\":\"", &out->note },
                    { "\"on_behalf_of\":\"", &out->on_behalf_of } };

    *out = (struct audit_personal){ .name = NULL };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        if ((*at != '{' && *at != ',') || !text_starts(at + 1, members[i].head)) {
            continue;
        }
        at += 1 + strlen(members[i].head);
        *members[i].value = take_string(cx, &at);
        if (*members[i].value == NULL) {
            return RC_INVALID;
        }
    }
    return text_equal(at, "}") ? RC_OK : RC_INVALID;
}

struct bytes audit_commitment(struct cx *cx, struct bytes salt, struct bytes data)
{
    const struct bytes parts[] = { salt, data };
    uint8_t *digest = arena_alloc(cx->mem, SHA256_LEN);

    sha256_joined(parts, 2, digest);
    return bytes_of(digest, SHA256_LEN);
}
