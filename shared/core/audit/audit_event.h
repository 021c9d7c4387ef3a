/* An event's canonical bytes: JSON with the members in the order of RFC 8785, every member always there.
 *
 * The bytes are a function of struct audit_event alone, so that `audit verify` can make them again from a row's columns. What names
 * a person is not in them: they hold SHA-256(salt || personal JSON), and salt and JSON can be erased. */
#ifndef CORE_AUDIT_AUDIT_EVENT_H
#define CORE_AUDIT_AUDIT_EVENT_H

#include "base/bytes.h"
#include "base/cx.h"

enum { AUDIT_SALT_LEN = 16 };

/* NULL, nil, 0 and "no data" are null in the JSON. */
struct audit_event {
    struct uuid workspace;
    struct uuid id;
    int64_t occurred_at_us;
    const char *action;
    const char *object_type;
    struct uuid object;
    struct uuid tenant;
    const char *actor_kind;
    struct uuid actor;
    const char *from;
    const char *to;
    const char *reason_code;
    const char *request_id;
    struct bytes seen;
    const struct uuid *evidence;
    size_t evidence_count;
    struct bytes personal; /* the commitment, 32 bytes */
};

/* RC_INVALID: a text that is not UTF-8, or more than fits an event (64 KiB). */
MUST_CHECK enum rc audit_event_write(struct cx *cx, const struct audit_event *event, struct bytes *out);

/* What names a person; each may be NULL. */
struct audit_personal {
    const char *name;
    const char *note;
    const char *on_behalf_of;
};

/* The JSON with the members that are given; no data if none is. Errors as audit_event_write. */
MUST_CHECK enum rc audit_personal_write(struct cx *cx, const struct audit_personal *personal, struct bytes *out);

/* Reads what audit_personal_write made. RC_INVALID: something else. */
MUST_CHECK enum rc audit_personal_parse(struct cx *cx, struct bytes data, struct audit_personal *out);

/* SHA-256(salt || data), 32 bytes in cx->mem. */
struct bytes audit_commitment(struct cx *cx, struct bytes salt, struct bytes data);

#endif
