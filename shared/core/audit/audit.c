#include "core/audit/audit.h"

#include "base/random.h"
#include "base/text.h"
#include "core/audit/audit_event.h"
#include "core/audit/audit_store.h"

static const char *text_or_none(const char *text)
{
    return text_empty(text) ? NULL : text;
}

static const struct uuid *evidence_ids(struct cx *cx, const struct audit_entry *entry)
{
    struct uuid *ids = arena_calloc(cx->mem, entry->evidence_count, sizeof *ids);

    for (size_t i = 0; i < entry->evidence_count; i++) {
        ids[i] = entry->evidence[i].v;
    }
    return ids;
}

/* Salt, JSON and commitment of what names a person; none of them if nothing does. */
static enum rc add_personal(struct cx *cx, const struct actor *who, const struct audit_entry *entry,
                            struct audit_event *event, struct bytes *salt, struct bytes *data)
{
    const struct audit_personal personal = { .name = actor_name(who),
                                             .note = entry->note,
                                             .on_behalf_of = actor_on_behalf_of(who) };
    uint8_t *random = arena_alloc(cx->mem, AUDIT_SALT_LEN);
    enum rc rc = audit_personal_write(cx, &personal, data);

    *salt = bytes_of(NULL, 0);
    if (rc == RC_OK && data->data != NULL) {
        random_bytes(random, AUDIT_SALT_LEN);
        *salt = bytes_of(random, AUDIT_SALT_LEN);
        event->personal = audit_commitment(cx, *salt, *data);
    }
    return rc;
}

/* An event with its canonical bytes and what lies beside it. */
static enum rc make_row(struct cx *cx, const struct actor *who, int64_t now_us, const struct audit_entry *entry,
                        struct audit_row *out)
{
    enum rc rc;

    *out = (struct audit_row){
        .event = {
            .workspace = actor_workspace(who).v,
            .id = uuid_new(cx->clock),
            .occurred_at_us = now_us,
            .action = entry->action,
            .object_type = entry->object_type,
            .object = entry->object,
            .tenant = entry->tenant.v,
            .actor_kind = actor_kind_code(actor_kind(who)),
            .actor = actor_account(who).v,
            .from = entry->from,
            .to = entry->to,
            .reason_code = text_or_none(entry->reason_code),
            .request_id = text_or_none(actor_request(who)),
            .seen = entry->seen,
            .evidence = evidence_ids(cx, entry),
            .evidence_count = entry->evidence_count,
        },
    };
    rc = add_personal(cx, who, entry, &out->event, &out->salt, &out->data);
    return rc == RC_OK ? audit_event_write(cx, &out->event, &out->canonical) : rc;
}

enum rc audit_write(struct cx *cx, const struct actor *who, const struct audit_entry *entry)
{
    struct audit_row row;
    enum rc rc = make_row(cx, who, clock_now_us(cx->clock), entry, &row);

    return rc == RC_OK ? audit_store_insert(cx, &row) : rc;
}

enum rc audit_write_all(struct cx *cx, const struct actor *who, const struct audit_entry *entries, size_t count)
{
    struct audit_row *rows = arena_calloc(cx->mem, count, sizeof *rows);
    int64_t now_us = clock_now_us(cx->clock);

    for (size_t i = 0; i < count; i++) {
        enum rc rc = make_row(cx, who, now_us, &entries[i], &rows[i]);

        if (rc != RC_OK) {
            return rc;
        }
        if (entries[i].evidence_count > 0) {
            return fail_set(cx, RC_INTERNAL, NULL, "audit: an entry of many cites evidence");
        }
    }
    return count > 0 ? audit_store_insert_all(cx, rows, count) : RC_OK;
}

enum rc audit_list(struct cx *cx, const struct actor *who, const struct audit_filter *filter, struct audit_page *out)
{
    struct audit_filter bounded = *filter;
    struct audit_page page = { .count = 0 };
    enum rc rc;

    bounded.limit = filter->limit < 1 || filter->limit > AUDIT_LIST_MAX ? AUDIT_LIST_MAX : filter->limit;
    bounded.object_type = text_or_none(filter->object_type);
    bounded.action = text_or_none(filter->action);
    rc = audit_store_list(cx, who, &bounded, &page.records, &page.count);
    if (rc != RC_OK) {
        return rc;
    }
    page.has_more = page.count > (size_t)bounded.limit;
    page.count = page.has_more ? (size_t)bounded.limit : page.count;
    *out = page;
    return RC_OK;
}

const char *audit_action_label(const char *action)
{
    static const struct {
        const char *code;
        const char *label;
    } actions[] = {

#define ACTION(code, label) { code, label },
#include "core/audit/actions.def"
#undef ACTION
    };

    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        if (text_equal(action, actions[i].code)) {
            return actions[i].label;
        }
    }
    return action;
}

enum rc audit_erase(struct cx *cx, const struct actor *who, struct account_id account, int64_t *erased)
{
    const struct audit_entry entry = { .action = "audit.erased", .object_type = "account", .object = account.v };
    enum rc rc = audit_store_erase(cx, who, account, erased);

    return rc == RC_OK ? audit_write(cx, who, &entry) : rc;
}
