#include "core/finding/finding.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/finding/finding_store.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [FINDING_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/finding/finding_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { FINDING_##from, FINDING_##to, CAP_##by },
#include "core/finding/finding_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table finding_states = STATE_TABLE("finding", states, changes);

bool finding_is_live(enum finding_state state)
{
    return state == FINDING_OPEN || state == FINDING_TRIAGED || state == FINDING_ASSIGNED;
}

enum rc finding_get(struct cx *cx, const struct actor *who, struct finding_id id, struct finding *out)
{
    return finding_store_get(cx, who, id, out);
}

enum rc finding_get_with_history(struct cx *cx, const struct actor *who, struct finding_id id, struct finding *out,
                                 struct finding_history *history)
{
    return finding_store_get_with_history(cx, who, id, out, history);
}

enum rc finding_list(struct cx *cx, const struct actor *who, const struct finding_filter *filter,
                     struct finding_list *out)
{
    return finding_store_list(cx, who, filter, out);
}

enum rc finding_list_of_subject(struct cx *cx, const struct actor *who, struct profile_id profile, const char *family,
                                const char *object_id, struct finding_list *out)
{
    return finding_store_list_of_subject(cx, who, profile, family, object_id, out);
}

enum rc finding_list_beside(struct cx *cx, const struct actor *who, struct finding_id id, struct finding_list *out)
{
    return finding_store_list_beside(cx, who, id, out);
}

/* The finding as the person saw it; RC_CONFLICT if it has moved on since. */
static enum rc get_as_seen(struct cx *cx, const struct actor *who, const struct finding_change *change,
                           struct finding *out)
{
    enum rc rc = finding_store_get(cx, who, change->id, out);

    if (rc == RC_OK && out->row_version != change->row_version) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this finding in the meantime."),
                        "finding %s: seen at version %d, is at %d", id_text(cx, change->id.v), change->row_version,
                        out->row_version);
    }
    return rc;
}

/* Writes `to` over `from` with the audit event, and reads it back. */
static enum rc move(struct cx *cx, const struct actor *who, const struct finding *from, struct finding *to,
                    const char *action, const char *reason_code, const char *note)
{
    const struct audit_entry entry = {
        .action = action,
        .object_type = "finding",
        .object = from->id.v,
        .tenant = from->tenant,
        .from = state_code(&finding_states, from->state),
        .to = state_code(&finding_states, to->state),
        .reason_code = reason_code,
        .note = text_empty(note) ? NULL : note,
        .seen = from->value_hash,
    };
    struct bytes dismissed = to->state == FINDING_FALSE_POSITIVE ? from->value_hash : bytes_of(NULL, 0);
    enum rc rc = finding_store_change(cx, who, from, to, dismissed);

    if (rc == RC_OK) {
        rc = audit_write(cx, who, &entry);
    }
    return rc == RC_OK ? finding_store_get(cx, who, from->id, to) : rc;
}

static enum rc require_member(struct cx *cx, const struct actor *who, struct account_id account)
{
    bool member = false;
    enum rc rc = finding_store_is_member(cx, who, account, &member);

    if (rc == RC_OK && !member) {
        return fail_set(cx, RC_INVALID, N_("This person is no member of the workspace."), "account %s is no member",
                        id_text(cx, account.v));
    }
    return rc;
}

enum rc finding_triage(struct cx *cx, const struct actor *who, const struct finding_change *change,
                       enum severity severity, struct account_id owner, struct finding *out)
{
    struct finding from;
    struct finding to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK) {
        rc = state_require(cx, &finding_states, from.state, FINDING_TRIAGED, who);
    }
    if (rc == RC_OK && !uuid_is_nil(owner.v) && !account_is(owner, actor_account(who)) &&
        !account_is(owner, from.owner)) {
        rc = require_member(cx, who, owner);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = FINDING_TRIAGED;
    to.severity = severity;
    to.owner = uuid_is_nil(owner.v) ? actor_account(who) : owner;
    rc = move(cx, who, &from, &to, "finding.triaged", NULL, change->note);
    if (rc == RC_OK) {
        *out = to;
    }
    return rc;
}

/* An open finding becomes a triaged one on the way: the first of two audited changes. */
static enum rc triage_first(struct cx *cx, const struct actor *who, struct finding *finding)
{
    struct finding_change change = { .id = finding->id, .row_version = finding->row_version, .note = NULL };
    enum rc rc;

    if (finding->state != FINDING_OPEN) {
        return RC_OK;
    }
    rc = finding_triage(cx, who, &change, finding->severity, finding->owner, finding);
    return rc;
}

enum rc finding_assign(struct cx *cx, const struct actor *who, const struct finding_change *change,
                       struct account_id assignee, struct finding *out)
{
    bool nobody = uuid_is_nil(assignee.v);
    struct finding from;
    struct finding to;
    enum rc rc = actor_require(cx, who, CAP_FINDING_ASSIGN);

    if (rc == RC_OK) {
        rc = get_as_seen(cx, who, change, &from);
    }
    if (rc == RC_OK && !nobody) {
        rc = require_member(cx, who, assignee);
    }
    if (rc == RC_OK && !nobody) {
        rc = triage_first(cx, who, &from);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = nobody ? FINDING_TRIAGED : FINDING_ASSIGNED;
    to.assignee = assignee;
    if (from.state != to.state) {
        rc = state_require(cx, &finding_states, from.state, to.state, who);
    }
    if (rc == RC_OK) {
        rc = move(cx, who, &from, &to, nobody ? "finding.unassigned" : "finding.assigned", NULL, change->note);
    }
    if (rc == RC_OK) {
        *out = to;
    }
    return rc;
}

enum rc finding_resolve(struct cx *cx, const struct actor *who, const struct finding_change *change,
                        struct finding *out)
{
    struct finding from;
    struct finding to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK) {
        rc = state_require(cx, &finding_states, from.state, FINDING_RESOLVED, who);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (text_empty(change->note)) {
        return fail_set(cx, RC_INVALID, N_("Say how it was resolved."), "finding %s: resolved without a note",
                        id_text(cx, change->id.v));
    }
    to = from;
    to.state = FINDING_RESOLVED;
    to.resolved_by = actor_account(who);
    rc = move(cx, who, &from, &to, "finding.resolved", NULL, change->note);
    if (rc == RC_OK) {
        *out = to;
    }
    return rc;
}

enum rc finding_verify(struct cx *cx, const struct actor *who, const struct finding_change *change, struct finding *out)
{
    struct finding from;
    struct finding to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK) {
        rc = state_require(cx, &finding_states, from.state, FINDING_VERIFIED, who);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (account_is(from.resolved_by, actor_account(who))) {
        return fail_set(cx, RC_FORBIDDEN, N_("Who resolved a finding cannot verify it."),
                        "finding %s: verifier is its resolver", id_text(cx, change->id.v));
    }
    to = from;
    to.state = FINDING_VERIFIED;
    rc = move(cx, who, &from, &to, "finding.verified", NULL, change->note);
    if (rc == RC_OK) {
        *out = to;
    }
    return rc;
}

enum rc finding_accept_risk(struct cx *cx, const struct actor *who, struct finding_id id, struct exception_id exception)
{
    struct finding from;
    struct finding to;
    enum rc rc = finding_store_get(cx, who, id, &from);

    if (rc != RC_OK || (!finding_is_live(from.state) && from.state != FINDING_RISK_ACCEPTED)) {
        return rc;
    }
    to = from;
    to.state = FINDING_RISK_ACCEPTED;
    to.exception = exception;
    return move(cx, who, &from, &to, "finding.risk_accepted", NULL, NULL);
}

enum rc finding_end_risk(struct cx *cx, const struct actor *who, struct finding_id id, struct exception_id exception,
                         const char *reason_code)
{
    struct finding from;
    struct finding to;
    enum rc rc = finding_store_get(cx, who, id, &from);

    if (rc != RC_OK || from.state != FINDING_RISK_ACCEPTED || !uuid_equal(from.exception.v, exception.v)) {
        return rc;
    }
    to = from;
    to.state = text_equal(from.last_result, "passed") ? FINDING_RESOLVED : FINDING_OPEN;
    to.exception = (struct exception_id){ { { 0 } } };
    to.resolved_by = (struct account_id){ { { 0 } } };
    return move(cx, who, &from, &to, to.state == FINDING_OPEN ? "finding.reopened" : "finding.resolved", reason_code,
                NULL);
}

enum rc finding_dismiss(struct cx *cx, const struct actor *who, const struct finding_change *change,
                        struct finding *out)
{
    struct finding from;
    struct finding to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc != RC_OK) {
        return rc;
    }
    if (!finding_is_live(from.state)) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this finding in the meantime."),
                        "finding %s: is '%s'", id_text(cx, change->id.v), state_code(&finding_states, from.state));
    }
    to = from;
    to.state = FINDING_FALSE_POSITIVE;
    rc = move(cx, who, &from, &to, "finding.dismissed", NULL, change->note);
    if (rc == RC_OK) {
        *out = to;
    }
    return rc;
}
