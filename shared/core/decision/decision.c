#include "core/decision/decision.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/decision/decision_store.h"
#include "core/decision/detect_store.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/run/run.h"
#include "core/timer/timer.h"
#include "ext/crypt.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [DECISION_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/decision/decision_item_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { DECISION_##from, DECISION_##to, CAP_##by },
#include "core/decision/decision_item_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table decision_item_states = STATE_TABLE("decision_item", states, changes);

enum {
    UNDO_DELAY_S = 5, /* an approved follow-up starts this much later */
    SNOOZE_DAYS = 30,
    SNOOZE_DAYS_LOW = 90
};

const char *decision_kind_label(const char *kind)
{
    static const struct {
        const char *kind;
        const char *label;
    } kinds[] = {

#define DETECTOR(kind, label) { #kind, label },
#include "core/decision/detectors.def"
#undef DETECTOR
    };

    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (text_equal(kinds[i].kind, kind)) {
            return kinds[i].label;
        }
    }
    return kind;
}

const char *decision_reason_label(const char *reason)
{
    static const struct {
        const char *code;
        const char *label;
    } reasons[] = {

#define DECISION_REASON(code, label) { code, label },
#include "core/decision/decision_reasons.def"
#undef DECISION_REASON
    };

    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++) {
        if (text_equal(reasons[i].code, reason)) {
            return reasons[i].label;
        }
    }
    return reason;
}

enum rc decision_get(struct cx *cx, const struct actor *who, struct decision_id id, struct decision_item *out)
{
    return decision_store_get(cx, who, id, out);
}

enum rc decision_list(struct cx *cx, const struct actor *who, const struct decision_filter *filter,
                      struct decision_list *out)
{
    return decision_store_list(cx, who, filter, out);
}

enum rc decision_of_source(struct cx *cx, const struct actor *who, struct uuid source, struct decision_item *out)
{
    return decision_store_of_source(cx, who, source, out);
}

enum rc decision_records(struct cx *cx, const struct actor *who, struct decision_id id, struct decision_records *out)
{
    return decision_store_records(cx, who, id, out);
}

struct bytes decision_shown(struct cx *cx, const struct decision_item *item)
{
    uint8_t *hash = arena_alloc(cx->mem, 32);
    const char *text = arena_printf(cx->mem, "%s %d %s %s", id_text(cx, item->id.v), item->row_version,
                                    severity_code(item->severity), hex_encode(cx->mem, item->value_hash));

    sha256(bytes_text(text), hash);
    return bytes_of(hash, 32);
}

int decision_snooze_days(enum severity severity)
{
    return severity >= SEVERITY_LOW ? SNOOZE_DAYS_LOW : SNOOZE_DAYS;
}

bool decision_can_undo(struct cx *cx, const struct decision_item *item)
{
    bool over = item->state == DECISION_REJECTED || item->state == DECISION_DONE;
    bool recent = clock_now_us(cx->clock) <= item->decided_us + DECISION_UNDO_MIN * MINUTE_US;

    /* what a second person has said about a request is not taken back by the first one, nor does it undo what followed */
    if (text_equal(item->kind, "approval_required")) {
        return false;
    }
    return item->state == DECISION_APPROVED || (over && recent);
}

/* ---- verbs ---- */

/* The item as the person saw it, if the table lets `who` move it to `to`. */
static enum rc get_as_seen(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                           enum decision_state to, struct decision_item *out)
{
    enum rc rc = decision_store_get(cx, who, verb->id, out);

    if (rc == RC_OK) {
        rc = state_require(cx, &decision_item_states, out->state, to, who);
    }
    if (rc == RC_OK && (out->row_version != verb->row_version ||
                        (verb->shown.len > 0 && !constant_time_equal(decision_shown(cx, out), verb->shown)))) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has already decided this."),
                        "decision %s: seen at version %d, is at %d", id_text(cx, out->id.v), verb->row_version,
                        out->row_version);
    }
    return rc;
}

static enum rc require_reason(struct cx *cx, const struct decision_verb *verb)
{
    if (text_empty(verb->note)) {
        return fail_set(cx, RC_INVALID, N_("Say why."), "decision %s: without a reason", id_text(cx, verb->id.v));
    }
    return RC_OK;
}

/* Writes `to` over `from`, with the record and the audit event, and reads it back into *out. */
static enum rc record(struct cx *cx, const struct actor *who, const struct decision_item *from,
                      struct decision_item *to, const char *verb, const struct decision_verb *in,
                      struct decision_item *out)
{
    struct bytes seen = decision_shown(cx, from);
    enum rc rc;

    to->decided_by = actor_account(who);
    to->decided_us = clock_now_us(cx->clock);
    to->reason = text_empty(in->note) ? "" : in->note;
    rc = decision_store_change(cx, who, from, to, seen);
    if (rc == RC_OK) {
        rc = decision_store_record(cx, who, from, to, verb, in, seen);
    }
    if (rc == RC_OK) {
        rc = audit_write(cx, who,
                         &(struct audit_entry){ .action = arena_printf(cx->mem, "decision.%s", verb),
                                                .object_type = "decision",
                                                .object = from->id.v,
                                                .tenant = from->tenant,
                                                .from = state_code(&decision_item_states, from->state),
                                                .to = state_code(&decision_item_states, to->state),
                                                .note = text_empty(in->note) ? NULL : in->note,
                                                .seen = seen });
    }
    return rc == RC_OK ? decision_store_get(cx, who, from->id, out) : rc;
}

enum rc decision_approve(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                         struct decision_item *out)
{
    struct decision_item from;
    struct decision_item to;
    enum rc rc = get_as_seen(cx, who, verb, DECISION_APPROVED, &from);

    if (rc == RC_OK && (uuid_is_nil(from.tenant.v) || !text_equal(from.kind, "drift"))) {
        rc = fail_set(cx, RC_INVALID, N_("There is no follow-up for this kind of entry."), "decision %s: kind '%s'",
                      id_text(cx, from.id.v), from.kind);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = DECISION_APPROVED;
    rc = record(cx, who, &from, &to, "approve", verb, out);
    if (rc == RC_OK) {
        rc = timer_set(cx, who,
                       &(struct timer){ .kind = DECISION_FOLLOW_UP_TIMER,
                                        .object = from.id.v,
                                        .due_us = clock_now_us(cx->clock) + UNDO_DELAY_S * SECOND_US });
    }
    return rc;
}

enum rc decision_reject(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                        struct decision_item *out)
{
    struct decision_item from;
    struct decision_item to;
    enum rc rc = get_as_seen(cx, who, verb, DECISION_REJECTED, &from);

    if (rc == RC_OK) {
        rc = require_reason(cx, verb);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = DECISION_REJECTED;
    return record(cx, who, &from, &to, "reject", verb, out);
}

enum rc decision_snooze(struct cx *cx, const struct actor *who, const struct decision_verb *verb, int64_t until_us,
                        struct decision_item *out)
{
    int64_t now_us = clock_now_us(cx->clock);
    struct decision_item from;
    struct decision_item to;
    int days;
    enum rc rc = get_as_seen(cx, who, verb, DECISION_SNOOZED, &from);

    if (rc == RC_OK) {
        rc = require_reason(cx, verb);
    }
    if (rc != RC_OK) {
        return rc;
    }
    days = decision_snooze_days(from.severity);
    if (until_us <= now_us || until_us > now_us + days * DAY_US) {
        rc = fail_set(cx, RC_INVALID, N_("This can be snoozed for at most %(days)s days."),
                      "snooze is outside of %d days", days);
        fail_arg(cx, "days", arena_printf(cx->mem, "%d", days));
        return rc;
    }
    to = from;
    to.state = DECISION_SNOOZED;
    to.snoozed_until_us = until_us;
    rc = record(cx, who, &from, &to, "snooze", verb, out);
    if (rc == RC_OK) { /* the detectors wake it, and whatever else of the tenant is due by then */
        rc =
            timer_set(cx, who, &(struct timer){ .kind = DECISION_WAKE_TIMER, .object = from.id.v, .due_us = until_us });
    }
    return rc;
}

/* The live findings that the item is about. */
static enum rc findings_of(struct cx *cx, const struct actor *who, const struct decision_item *item,
                           struct finding_list *out)
{
    struct finding first;
    enum rc rc;

    if (!text_equal(item->kind, "drift")) {
        return fail_set(cx, RC_INVALID, N_("There are no findings behind this entry."), "decision %s: kind '%s'",
                        id_text(cx, item->id.v), item->kind);
    }
    rc = finding_get(cx, who, (struct finding_id){ item->source }, &first);
    return rc == RC_OK ? finding_list_of_subject(cx, who, first.profile, first.family, first.object_id, out) : rc;
}

enum rc decision_assign(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                        struct account_id assignee, struct decision_item *out)
{
    struct decision_item from;
    struct decision_item to;
    struct finding_list findings;
    enum rc rc = get_as_seen(cx, who, verb, DECISION_DONE, &from);

    if (rc == RC_OK) {
        rc = findings_of(cx, who, &from, &findings);
    }
    for (size_t i = 0; rc == RC_OK && i < findings.count; i++) {
        struct finding assigned;
        const struct finding_change change = { .id = findings.items[i].id,
                                               .row_version = findings.items[i].row_version,
                                               .note = verb->note };

        rc = finding_assign(cx, who, &change, assignee, &assigned);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = DECISION_DONE;
    to.assignee = assignee;
    return record(cx, who, &from, &to, "assign", verb, out);
}

enum rc decision_accept_risk(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                             int64_t expires_us, struct decision_item *out)
{
    struct decision_item from;
    struct decision_item to;
    struct finding_list findings;
    enum rc rc = get_as_seen(cx, who, verb, DECISION_DONE, &from);

    if (rc == RC_OK) {
        rc = findings_of(cx, who, &from, &findings);
    }
    for (size_t i = 0; rc == RC_OK && i < findings.count; i++) {
        struct exception requested;
        const struct exception_request request = { .finding = findings.items[i].id,
                                                   .justification = verb->note,
                                                   .expires_us = expires_us };

        rc = exception_request(cx, who, &request, &requested);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = DECISION_DONE;
    rc = record(cx, who, &from, &to, "accept_risk", verb, out);
    return rc;
}

enum rc decision_undo(struct cx *cx, const struct actor *who, const struct decision_verb *verb,
                      struct decision_item *out)
{
    struct decision_item from;
    struct decision_item to;
    enum rc rc = get_as_seen(cx, who, verb, DECISION_OPEN, &from);

    if (rc != RC_OK) {
        return rc;
    }
    if (!decision_can_undo(cx, &from)) {
        return fail_set(cx, RC_CONFLICT, N_("This can no longer be undone."),
                        "decision %s: decided more than %d minutes ago", id_text(cx, from.id.v), DECISION_UNDO_MIN);
    }
    to = from;
    to.state = DECISION_OPEN;
    return record(cx, who, &from, &to, "undo", verb, out);
}

/* ---- dismissal: a second person agrees that a finding is none ---- */

enum rc decision_propose_dismissal(struct cx *cx, const struct actor *who, struct finding_id finding_id,
                                   const char *reason, struct decision_id *out)
{
    static const char *const reasons[] = { "approval_required" };
    struct decision_item item = {
        .kind = "approval_required", .source_type = "finding", .reasons = reasons, .reason_count = 1
    };
    struct finding finding;
    enum rc rc = actor_require(cx, who, CAP_FINDING_DISMISS);

    if (rc == RC_OK) {
        rc = finding_get(cx, who, finding_id, &finding);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (text_empty(reason)) {
        return fail_set(cx, RC_INVALID, N_("Say why this is not a finding."), "finding %s: dismissed without a reason",
                        id_text(cx, finding_id.v));
    }
    if (!finding_is_live(finding.state)) {
        return fail_set(cx, RC_CONFLICT, N_("This finding does not wait for a decision any more."),
                        "finding %s is '%s'", id_text(cx, finding_id.v), state_code(&finding_states, finding.state));
    }
    item.id.v = uuid_new(cx->clock);
    item.tenant = finding.tenant;
    item.source_key = arena_printf(cx->mem, "dismissal:%s", id_text(cx, finding_id.v));
    item.source = finding_id.v;
    item.severity = finding.severity;
    item.subject_name = finding.subject_name;
    item.family = finding.family;
    item.value_hash = finding.value_hash;
    item.requested_by = actor_account(who);
    item.reason = reason;
    item.opened_us = clock_now_us(cx->clock);
    rc = decision_store_add(cx, who, &item);
    if (rc == RC_OK) {
        rc = audit_write(cx, who,
                         &(struct audit_entry){ .action = "finding.dismissal_proposed",
                                                .object_type = "finding",
                                                .object = finding_id.v,
                                                .tenant = finding.tenant,
                                                .note = reason,
                                                .seen = finding.value_hash });
    }
    if (rc == RC_OK) {
        *out = item.id;
    }
    return rc;
}

enum rc decision_confirm_dismissal(struct cx *cx, const struct actor *who, const struct decision_verb *verb, bool agree,
                                   struct decision_item *out)
{
    struct decision_item from;
    struct decision_item to;
    struct finding finding;
    enum rc rc = decision_store_get(cx, who, verb->id, &from);

    if (rc == RC_OK) {
        rc = actor_require(cx, who, CAP_DECISION_APPROVE);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (from.state != DECISION_OPEN || from.row_version != verb->row_version ||
        !text_equal(from.kind, "approval_required") || !text_equal(from.source_type, "finding")) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has already decided this."),
                        "decision %s: '%s' at version %d", id_text(cx, from.id.v),
                        state_code(&decision_item_states, from.state), from.row_version);
    }
    if (account_is(from.requested_by, actor_account(who))) {
        return fail_set(cx, RC_FORBIDDEN, N_("You cannot approve your own request"),
                        "decision %s: decider is its requester", id_text(cx, from.id.v));
    }
    to = from;
    to.state = agree ? DECISION_DONE : DECISION_REJECTED;
    rc = agree ? RC_OK : require_reason(cx, verb);
    if (rc == RC_OK && agree) {
        rc = finding_get(cx, who, (struct finding_id){ from.source }, &finding);
    }
    if (rc == RC_OK && agree && !bytes_equal(finding.value_hash, from.value_hash)) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this finding in the meantime."),
                        "finding %s: its value is not the one whose dismissal was proposed", id_text(cx, finding.id.v));
    }
    if (rc == RC_OK) {
        rc = record(cx, who, &from, &to, agree ? "confirm" : "reject", verb, out);
    }
    if (rc == RC_OK && agree) { /* the database asks for the second person's word that was just recorded */
        const struct finding_change change = { .id = finding.id,
                                               .row_version = finding.row_version,
                                               .note = from.reason };

        rc = finding_dismiss(cx, who, &change, &finding);
    }
    return rc;
}

/* ---- detectors and the worker ---- */

static enum rc audit_moves(struct cx *cx, const struct actor *who, const struct decision_moves *moves)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; i < moves->count && rc == RC_OK; i++) {
        const struct decision_moved *moved = &moves->items[i];

        if (!text_equal(moved->from, moved->to)) {
            rc = audit_write(cx, who,
                             &(struct audit_entry){ .action = arena_printf(cx->mem, "decision.%s", moved->to),
                                                    .object_type = "decision",
                                                    .object = moved->id.v,
                                                    .tenant = moved->tenant,
                                                    .from = moved->from,
                                                    .to = moved->to,
                                                    .reason_code = "detector" });
        }
    }
    return rc;
}

enum rc decision_detect(struct cx *cx, const struct actor *who, struct tenant_id tenant)
{
    for (const struct query *const *query = detect_queries_in_order(); *query != NULL; query++) {
        struct decision_moves moves;
        enum rc rc = decision_store_detect(cx, who, *query, tenant, &moves);

        if (rc == RC_OK) {
            rc = audit_moves(cx, who, &moves);
        }
        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

enum rc decision_follow_up(struct cx *cx, const struct actor *who, struct decision_id id)
{
    struct decision_item from;
    struct decision_item to;
    struct run run;
    enum rc rc = decision_store_get(cx, who, id, &from);

    if (rc != RC_OK || from.state != DECISION_APPROVED) {
        return rc == RC_NOT_FOUND ? RC_OK : rc; /* undone in the meantime */
    }
    rc = run_request(
        cx, who,
        &(struct run_request){ .operation = OPERATION_CAPTURE, .tenant = from.tenant, .origin = RUN_BY_FOLLOW_UP },
        &run);
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = DECISION_EXECUTING;
    to.follow_up = run.id;
    rc = decision_store_change(cx, who, &from, &to, decision_shown(cx, &from));
    if (rc == RC_OK) {
        rc = audit_write(cx, who,
                         &(struct audit_entry){ .action = "decision.executing",
                                                .object_type = "decision",
                                                .object = id.v,
                                                .tenant = from.tenant,
                                                .from = state_code(&decision_item_states, from.state),
                                                .to = state_code(&decision_item_states, to.state) });
    }
    return rc;
}

enum rc decision_wake(struct cx *cx, const struct actor *who, struct decision_id id)
{
    struct decision_item item;
    enum rc rc = decision_store_get(cx, who, id, &item);

    if (rc != RC_OK) {
        return rc == RC_NOT_FOUND ? RC_OK : rc;
    }
    return decision_detect(cx, who, item.tenant);
}
