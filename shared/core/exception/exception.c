#include "core/exception/exception.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/exception/exception_store.h"
#include "core/finding/finding.h"
#include "core/timer/timer.h"
#include "ext/crypt.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [EXCEPTION_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/exception/exception_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { EXCEPTION_##from, EXCEPTION_##to, CAP_##by },
#include "core/exception/exception_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table exception_states = STATE_TABLE("exception", states, changes);

/* One notice each, this long before the end (domain.md 1). */
static const int64_t lead_times_us[] = { 30 * DAY_US, 7 * DAY_US, 1 * DAY_US };

enum { LEAD_TIMES = sizeof lead_times_us / sizeof lead_times_us[0] };

static enum rc audit(struct cx *cx, const struct actor *who, const struct exception *ex, enum exception_state from,
                     enum exception_state to, const char *note)
{
    return audit_write(
        cx, who,
        &(struct audit_entry){ .action = arena_printf(cx->mem, "exception.%s", state_code(&exception_states, to)),
                               .object_type = "exception",
                               .object = ex->id.v,
                               .tenant = ex->tenant,
                               .from = state_code(&exception_states, from),
                               .to = state_code(&exception_states, to),
                               .note = text_empty(note) ? NULL : note,
                               .seen = ex->frozen_hash });
}

/* The state alone, if the table lets `by` make the change, with its event. */
static enum rc move(struct cx *cx, const struct actor *who, const struct exception *ex, enum exception_state to,
                    enum capability by, const char *note)
{
    enum rc rc;

    if (!state_allows(&exception_states, (int)ex->state, (int)to, by)) {
        return fail_set(cx, RC_CONFLICT,
                        N_("This is no longer in the state that you saw. Reload the page to see what changed."),
                        "exception %s may not go from '%s' to '%s'", id_text(cx, ex->id.v),
                        state_code(&exception_states, ex->state), state_code(&exception_states, to));
    }
    rc = exception_store_move(cx, who, ex, to);
    return rc == RC_OK ? audit(cx, who, ex, ex->state, to, note) : rc;
}

/* The results of the control that the finding is of are no longer what they were. */
static enum rc reassess(struct cx *cx, const struct actor *who, const struct exception *ex)
{
    return text_equal(ex->finding_kind, "control") ? timer_evaluate_soon(cx, who, ex->tenant) : RC_OK;
}

enum rc exception_get(struct cx *cx, const struct actor *who, struct exception_id id, struct exception *out)
{
    return exception_store_get(cx, who, id, out);
}

enum rc exception_list(struct cx *cx, const struct actor *who, const struct exception_filter *filter,
                       struct exception_list *out)
{
    return exception_store_list(cx, who, filter, out);
}

/* ---- asking ---- */

static enum rc check_terms(struct cx *cx, enum severity severity, const char *justification, int64_t starts_us,
                           int64_t expires_us)
{
    int days = severity_max_days(severity);

    if (text_empty(justification) || utf8_length(justification) < EXCEPTION_JUSTIFICATION_MIN) {
        return fail_set(cx, RC_INVALID, N_("Give a reason of at least 20 characters."), "justification is too short");
    }
    if (utf8_length(justification) > EXCEPTION_JUSTIFICATION_MAX) {
        return fail_set(cx, RC_INVALID, N_("The reason is too long."), "justification is too long");
    }
    if (expires_us <= clock_now_us(cx->clock) || expires_us <= starts_us || expires_us - starts_us > days * DAY_US) {
        enum rc rc = fail_set(cx, RC_INVALID, N_("A risk of this severity can be accepted for at most %(days)s days."),
                              "expiry is outside of %d days", days);

        fail_arg(cx, "days", arena_printf(cx->mem, "%d", days));
        return rc;
    }
    return RC_OK;
}

/* The finding must wait for somebody, or be covered by the active exception that this one extends. */
static enum rc check_finding(struct cx *cx, const struct actor *who, const struct finding *finding,
                             const struct exception_request *in)
{
    struct exception old;
    enum rc rc;

    if (uuid_is_nil(in->supersedes.v)) {
        return finding_is_live(finding->state)
                   ? RC_OK
                   : fail_set(cx, RC_CONFLICT, N_("This finding does not wait for a decision any more."),
                              "finding %s is '%s'", id_text(cx, finding->id.v),
                              state_code(&finding_states, finding->state));
    }
    rc = exception_store_get(cx, who, in->supersedes, &old);
    if (rc == RC_OK && ((old.state != EXCEPTION_ACTIVE && old.state != EXCEPTION_EXPIRING) ||
                        !uuid_equal(old.finding.v, finding->id.v))) {
        return fail_set(cx, RC_CONFLICT, N_("Only an active exception can be extended."), "exception %s is '%s'",
                        id_text(cx, old.id.v), state_code(&exception_states, old.state));
    }
    return rc;
}

enum rc exception_request(struct cx *cx, const struct actor *who, const struct exception_request *in,
                          struct exception *out)
{
    int64_t now_us = clock_now_us(cx->clock);
    struct exception draft = { .requester = actor_account(who), .requested_us = now_us, .supersedes = in->supersedes };
    struct exception requested;
    struct finding finding;
    enum rc rc = actor_require(cx, who, CAP_EXCEPTION_REQUEST);

    if (rc == RC_OK) {
        rc = finding_get(cx, who, in->finding, &finding);
    }
    if (rc == RC_OK) {
        rc = check_finding(cx, who, &finding, in);
    }
    if (rc == RC_OK) {
        draft.starts_us = in->starts_us == 0 ? now_us : in->starts_us;
        rc = check_terms(cx, finding.severity, in->justification, draft.starts_us, in->expires_us);
    }
    if (rc != RC_OK) {
        return rc;
    }
    draft.id.v = uuid_new(cx->clock);
    draft.tenant = finding.tenant;
    draft.finding = finding.id;
    draft.justification = in->justification;
    draft.expires_us = in->expires_us;
    draft.severity = finding.severity;
    rc = exception_store_add(cx, who, &draft);
    if (rc == RC_OK) {
        rc = audit(cx, who, &draft, EXCEPTION_NONE, EXCEPTION_DRAFT, in->justification);
    }
    if (rc == RC_OK) {
        rc = exception_store_get(cx, who, draft.id, &draft);
    }
    if (rc == RC_OK) {
        requested = draft;
        requested.state = EXCEPTION_REQUESTED;
        rc = exception_store_change(cx, who, &draft, &requested);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, &draft, EXCEPTION_DRAFT, EXCEPTION_REQUESTED, NULL);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, draft.tenant);
    }
    return rc == RC_OK ? exception_store_get(cx, who, draft.id, out) : rc;
}

/* ---- deciding ---- */

static enum rc get_as_seen(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                           enum exception_state to, struct exception *out)
{
    enum rc rc = exception_store_get(cx, who, decision->id, out);

    if (rc == RC_OK) {
        rc = state_require(cx, &exception_states, out->state, to, who);
    }
    if (rc == RC_OK && out->row_version != decision->row_version) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has already decided this request"),
                        "exception %s: seen at version %d, is at %d", id_text(cx, out->id.v), decision->row_version,
                        out->row_version);
    }
    return rc;
}

static enum rc refuse_unfit_approver(struct cx *cx, const struct actor *who, const struct exception *ex)
{
    if (account_is(ex->requester, actor_account(who))) {
        return fail_set(cx, RC_FORBIDDEN, N_("You cannot approve your own request"),
                        "exception %s: approver is its requester", id_text(cx, ex->id.v));
    }
    if (account_is(ex->finding_assignee, actor_account(who))) {
        return fail_set(cx, RC_FORBIDDEN, N_("The person who works on a finding cannot accept its risk"),
                        "exception %s: approver is the finding's assignee", id_text(cx, ex->id.v));
    }
    return RC_OK;
}

/* There must be something to accept: a finding that waits, or one whose acceptance this one extends. */
static enum rc refuse_settled(struct cx *cx, const struct exception *ex)
{
    int state = FINDING_OPEN;
    enum rc rc = state_parse(&finding_states, ex->finding_state, &state);

    if (rc == RC_OK && !finding_is_live((enum finding_state)state) &&
        (state != FINDING_RISK_ACCEPTED || uuid_is_nil(ex->supersedes.v))) {
        return fail_set(cx, RC_CONFLICT, N_("This finding does not wait for a decision any more."),
                        "exception %s: its finding is '%s'", id_text(cx, ex->id.v), ex->finding_state);
    }
    return rc;
}

/* What is accepted, as JSON in a fixed order, and its hash. */
static void freeze(struct cx *cx, const struct exception *ex, struct exception *to)
{
    struct finding_id finding = ex->finding;
    uint8_t *hash = arena_alloc(cx->mem, 32);

    to->frozen = arena_printf(
        cx->mem,
        "{\"finding\":\"%s\",\"severity\":\"%s\",\"value_hash\":\"%s\",\"interpretation\":%s,\"interpretation_version\":%d,"
        "\"tenant\":%s,\"subject\":%s,\"path\":%s}",
        id_text(cx, finding.v), severity_code(ex->finding_severity), hex_encode(cx->mem, ex->value_hash),
        json_quoted(cx->mem, ex->interpretation), ex->interpretation_version, json_quoted(cx->mem, ex->tenant_name),
        json_quoted(cx->mem, ex->subject_name), json_quoted(cx->mem, ex->path));
    sha256(bytes_text(to->frozen), hash);
    to->frozen_hash = bytes_of(hash, 32);
}

static enum rc decide(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                      enum exception_state state, struct exception *out)
{
    struct exception from;
    struct exception to;
    enum rc rc = get_as_seen(cx, who, decision, state, &from);

    if (rc == RC_OK) {
        rc = refuse_unfit_approver(cx, who, &from);
    }
    if (rc == RC_OK &&
        state == EXCEPTION_APPROVED) { /* the finding may have become worse, or the end have come, since */
        rc = check_terms(cx, from.finding_severity, from.justification, from.starts_us, from.expires_us);
        rc = rc == RC_OK ? refuse_settled(cx, &from) : rc;
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (state != EXCEPTION_APPROVED && text_empty(decision->note)) {
        return fail_set(cx, RC_INVALID, N_("Say why."), "exception %s: decided without a note", id_text(cx, from.id.v));
    }
    to = from;
    to.state = state;
    to.approver = actor_account(who);
    to.decided_us = clock_now_us(cx->clock);
    to.decision_note = text_empty(decision->note) ? "" : decision->note;
    if (state == EXCEPTION_APPROVED) {
        freeze(cx, &from, &to);
    }
    rc = exception_store_change(cx, who, &from, &to);
    if (rc == RC_OK) {
        rc = audit(cx, who, &to, from.state, to.state, decision->note);
    }
    if (rc == RC_OK && state == EXCEPTION_APPROVED) {
        rc = timer_set(cx, who,
                       &(struct timer){ .kind = EXCEPTION_TIMER, .object = from.id.v, .due_us = from.starts_us });
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, from.tenant);
    }
    return rc == RC_OK ? exception_store_get(cx, who, from.id, out) : rc;
}

enum rc exception_approve(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                          struct exception *out)
{
    return decide(cx, who, decision, EXCEPTION_APPROVED, out);
}

enum rc exception_reject(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                         struct exception *out)
{
    return decide(cx, who, decision, EXCEPTION_REJECTED, out);
}

enum rc exception_ask_changes(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                              struct exception *out)
{
    return decide(cx, who, decision, EXCEPTION_CHANGES_REQUESTED, out);
}

/* ---- by the requester ---- */

static enum rc get_own(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                       enum exception_state to, struct exception *out)
{
    enum rc rc = get_as_seen(cx, who, decision, to, out);

    if (rc == RC_OK && !account_is(out->requester, actor_account(who))) {
        return fail_set(cx, RC_FORBIDDEN, N_("Only who asked can do this."), "exception %s: is another person's",
                        id_text(cx, out->id.v));
    }
    return rc;
}

enum rc exception_resubmit(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                           int64_t expires_us, struct exception *out)
{
    struct exception from;
    struct exception to;
    enum rc rc = get_own(cx, who, decision, EXCEPTION_REQUESTED, &from);

    if (rc == RC_OK) {
        rc = check_terms(cx, from.finding_severity, decision->note, from.starts_us, expires_us);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = EXCEPTION_REQUESTED;
    to.justification = decision->note;
    to.expires_us = expires_us;
    to.requested_us = clock_now_us(cx->clock);
    to.approver = (struct account_id){ { { 0 } } };
    to.decided_us = 0;
    to.decision_note = "";
    rc = exception_store_change(cx, who, &from, &to);
    if (rc == RC_OK) {
        rc = audit(cx, who, &to, from.state, to.state, decision->note);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, from.tenant);
    }
    return rc == RC_OK ? exception_store_get(cx, who, from.id, out) : rc;
}

enum rc exception_withdraw(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                           struct exception *out)
{
    struct exception from;
    enum rc rc = get_own(cx, who, decision, EXCEPTION_WITHDRAWN, &from);

    if (rc == RC_OK) {
        rc = move(cx, who, &from, EXCEPTION_WITHDRAWN, CAP_EXCEPTION_REQUEST, decision->note);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, from.tenant);
    }
    return rc == RC_OK ? exception_store_get(cx, who, from.id, out) : rc;
}

enum rc exception_revoke(struct cx *cx, const struct actor *who, const struct exception_decision *decision,
                         struct exception *out)
{
    struct exception from;
    enum rc rc = get_as_seen(cx, who, decision, EXCEPTION_REVOKED, &from);

    if (rc == RC_OK && text_empty(decision->note)) {
        return fail_set(cx, RC_INVALID, N_("Say why."), "exception %s: revoked without a reason",
                        id_text(cx, from.id.v));
    }
    if (rc == RC_OK) {
        rc = move(cx, who, &from, EXCEPTION_REVOKED, CAP_EXCEPTION_APPROVE, decision->note);
    }
    if (rc == RC_OK) {
        rc = finding_end_risk(cx, who, from.finding, from.id, "exception_revoked");
    }
    if (rc == RC_OK) {
        rc = reassess(cx, who, &from);
    }
    if (rc == RC_OK) {
        rc = timer_clear(cx, who, EXCEPTION_TIMER, from.id.v);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, from.tenant);
    }
    return rc == RC_OK ? exception_store_get(cx, who, from.id, out) : rc;
}

/* ---- by time ---- */

/* The one that is in force for the finding gives way, as who approved this one has decided. */
static enum rc supersede_other(struct cx *cx, const struct actor *who, const struct exception *next)
{
    struct exception *old;
    size_t count;
    enum rc rc = exception_store_in_force(cx, who, &next->finding.v, 1, &old, &count);

    return rc == RC_OK && count > 0 ? move(cx, who, old, EXCEPTION_SUPERSEDED, CAP_EXCEPTION_APPROVE, NULL) : rc;
}

static enum rc activate(struct cx *cx, const struct actor *who, const struct exception *ex)
{
    enum rc rc = supersede_other(cx, who, ex);

    if (rc == RC_OK) {
        rc = move(cx, who, ex, EXCEPTION_ACTIVE, CAP_SCHEDULER, NULL);
    }
    if (rc == RC_OK) {
        rc = finding_accept_risk(cx, who, ex->finding, ex->id);
    }
    return rc == RC_OK ? reassess(cx, who, ex) : rc;
}

enum rc exception_cover(struct cx *cx, const struct actor *who, const struct finding_moves *moves)
{
    struct uuid *findings = arena_calloc(cx->mem, moves->count, sizeof *findings);
    struct exception *in_force;
    size_t count = 0;
    enum rc rc = RC_OK;

    for (size_t i = 0; i < moves->count; i++) {
        const struct finding_moved *moved = &moves->items[i];

        if (moved->from[0] != '\0' && !text_equal(moved->from, moved->to)) { /* a new one is covered by nothing */
            findings[count++] = moved->id.v;
        }
    }
    if (count > 0) {
        rc = exception_store_in_force(cx, who, findings, count, &in_force, &count);
    }
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        rc = finding_accept_risk(cx, who, in_force[i].finding, in_force[i].id);
    }
    return rc;
}

/* The first lead time that is still to come, else the end itself. */
static int64_t next_due_us(const struct exception *ex, int64_t now_us)
{
    if (now_us < ex->starts_us) {
        return ex->starts_us;
    }
    for (int i = 0; i < LEAD_TIMES; i++) {
        if (now_us < ex->expires_us - lead_times_us[i]) {
            return ex->expires_us - lead_times_us[i];
        }
    }
    return ex->expires_us;
}

static enum rc expire(struct cx *cx, const struct actor *who, const struct exception *ex)
{
    enum rc rc = move(cx, who, ex, EXCEPTION_EXPIRED, CAP_SCHEDULER, NULL);

    if (rc == RC_OK) {
        rc = finding_end_risk(cx, who, ex->finding, ex->id, "exception_expired");
    }
    return rc == RC_OK ? reassess(cx, who, ex) : rc;
}

/* One change that the time asks for; *moved says whether there was one. */
static enum rc step(struct cx *cx, const struct actor *who, const struct exception *ex, int64_t now_us, bool *moved)
{
    bool live = ex->state == EXCEPTION_ACTIVE || ex->state == EXCEPTION_EXPIRING;

    *moved = true;
    if (ex->state == EXCEPTION_APPROVED && now_us >= ex->starts_us) {
        return activate(cx, who, ex);
    }
    if (live && now_us >= ex->expires_us) {
        return expire(cx, who, ex);
    }
    if (ex->state == EXCEPTION_ACTIVE && now_us >= ex->expires_us - lead_times_us[0]) {
        return move(cx, who, ex, EXCEPTION_EXPIRING, CAP_SCHEDULER, NULL);
    }
    *moved = false;
    return RC_OK;
}

enum rc exception_tick(struct cx *cx, const struct actor *who, struct exception_id id)
{
    int64_t now_us = clock_now_us(cx->clock);
    struct exception ex;
    bool moved = true;
    enum rc rc = exception_store_get(cx, who, id, &ex);

    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    while (rc == RC_OK && moved) {
        rc = step(cx, who, &ex, now_us, &moved);
        if (rc == RC_OK && moved) {
            rc = exception_store_get(cx, who, id, &ex);
        }
    }
    if (rc == RC_OK &&
        (ex.state == EXCEPTION_APPROVED || ex.state == EXCEPTION_ACTIVE || ex.state == EXCEPTION_EXPIRING)) {
        rc = timer_set(cx, who,
                       &(struct timer){ .kind = EXCEPTION_TIMER, .object = id.v, .due_us = next_due_us(&ex, now_us) });
    }
    return rc;
}
