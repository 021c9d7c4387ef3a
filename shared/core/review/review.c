#include "core/review/review.h"

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/review/review_store.h"
#include "core/run/run.h"
#include "core/timer/timer.h"
#include "ext/crypt.h"

static const struct state_def states[] = {
#define STATE(constant, code, label) [REVIEW_##constant] = { code, label },
#define CHANGE(from, to, by)
#include "core/review/review_states.def"
#undef STATE
#undef CHANGE
};

static const struct state_change changes[] = {
#define STATE(constant, code, label)
#define CHANGE(from, to, by) { REVIEW_##from, REVIEW_##to, CAP_##by },
#include "core/review/review_states.def"
#undef STATE
#undef CHANGE
};

const struct state_table review_states = STATE_TABLE("review", states, changes);

static const struct {
    const char *code;
    const char *label;
} sections[REVIEW_SECTION_COUNT] = {

#define SECTION(constant, code, label) [REVIEW_SECTION_##constant] = { (code), (label) },
#include "core/review/sections.def"
#undef SECTION
};

const char *review_section_code(size_t index)
{
    return sections[index].code;
}

const char *review_section_label(const char *code)
{
    for (size_t i = 0; i < REVIEW_SECTION_COUNT; i++) {
        if (text_equal(sections[i].code, code)) {
            return sections[i].label;
        }
    }
    return code;
}

static enum rc audit(struct cx *cx, const struct actor *who, const struct review *review, const char *action,
                     enum review_state from, enum review_state to, const char *note)
{
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = action,
                                              .object_type = "review",
                                              .object = review->id.v,
                                              .tenant = review->tenant,
                                              .from = state_code(&review_states, from),
                                              .to = state_code(&review_states, to),
                                              .note = text_empty(note) ? NULL : note,
                                              .seen = review->frozen_hash });
}

enum rc review_get(struct cx *cx, const struct actor *who, struct review_id id, struct review *out,
                   struct review_signoffs *signoffs)
{
    enum rc rc = review_store_get(cx, who, id, out);

    return rc == RC_OK ? review_store_signoffs(cx, who, id, signoffs) : rc;
}

enum rc review_list(struct cx *cx, const struct actor *who, const struct review_filter *filter, struct review_list *out)
{
    return review_store_list(cx, who, filter, out);
}

enum rc review_preview(struct cx *cx, const struct actor *who, const struct review *review, struct bytes *facts)
{
    return review_store_facts(cx, who, review->id, facts);
}

/* ---- composing ---- */

static enum rc check_text(struct cx *cx, const struct review_text *text)
{
    int64_t from_us;
    int64_t to_us;

    if (text_empty(text->title) || utf8_length(text->title) > 200) {
        return fail_set(cx, RC_INVALID, N_("Give the review a title of at most 200 characters."), "review title");
    }
    if (text_empty(text->period_from) || text_empty(text->period_to) ||
        time_parse(arena_printf(cx->mem, "%sT00:00:00Z", text->period_from), &from_us) != RC_OK ||
        time_parse(arena_printf(cx->mem, "%sT00:00:00Z", text->period_to), &to_us) != RC_OK || from_us > to_us) {
        return fail_set(cx, RC_INVALID, N_("The period must start before it ends."), "review period '%s' to '%s'",
                        text->period_from == NULL ? "" : text->period_from,
                        text->period_to == NULL ? "" : text->period_to);
    }
    return RC_OK;
}

enum rc review_compose(struct cx *cx, const struct actor *who, const struct review_text *text, struct review_id *out)
{
    struct review draft = { .id = { uuid_new(cx->clock) }, .tenant = text->tenant };
    enum rc rc = actor_require(cx, who, CAP_REVIEW_COMPOSE);

    if (rc == RC_OK) {
        rc = check_text(cx, text);
    }
    if (rc == RC_OK) {
        rc = review_store_add(cx, who, draft.id, text);
    }
    if (rc == RC_NOT_FOUND) {
        return fail_set(cx, RC_CONFLICT, N_("This tenant was never evaluated. Capture it first."),
                        "tenant %s has no posture", id_text(cx, text->tenant.v));
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, &draft, "review.composed", REVIEW_NONE, REVIEW_DRAFT, NULL);
    }
    if (rc == RC_OK) {
        *out = draft.id;
    }
    return rc;
}

static enum rc get_as_seen(struct cx *cx, const struct actor *who, const struct review_change *change,
                           struct review *out)
{
    enum rc rc = review_store_get(cx, who, change->id, out);

    if (rc == RC_OK && out->row_version != change->row_version) {
        return fail_set(cx, RC_CONFLICT, N_("Somebody else has changed this review in the meantime."),
                        "review %s: seen at version %d, is at %d", id_text(cx, out->id.v), change->row_version,
                        out->row_version);
    }
    return rc;
}

static enum rc refuse_state(struct cx *cx, const struct review *review)
{
    return fail_set(cx, RC_CONFLICT,
                    N_("This is no longer in the state that you saw. Reload the page to see what changed."),
                    "review %s is '%s'", id_text(cx, review->id.v), state_code(&review_states, review->state));
}

enum rc review_edit(struct cx *cx, const struct actor *who, const struct review_change *change,
                    const struct review_text *text, struct review *out)
{
    struct review from;
    struct review to;
    enum rc rc = actor_require(cx, who, CAP_REVIEW_COMPOSE);

    if (rc == RC_OK) {
        rc = get_as_seen(cx, who, change, &from);
    }
    if (rc == RC_OK) {
        rc = from.state == REVIEW_DRAFT ? check_text(cx, text) : refuse_state(cx, &from);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.title = text->title;
    to.period_from = text->period_from;
    to.period_to = text->period_to;
    to.summary = text_empty(text->summary) ? "" : text->summary;
    to.limitations = text_empty(text->limitations) ? "" : text->limitations;
    rc = review_store_change(cx, who, &from, &to);
    if (rc == RC_OK) {
        rc = audit(cx, who, &from, "review.edited", from.state, from.state, NULL);
    }
    return rc == RC_OK ? review_store_get(cx, who, change->id, out) : rc;
}

/* The facts as they are now, with when they were frozen, so that freezing again never gives the same hash. */
static enum rc freeze(struct cx *cx, const struct actor *who, struct review *review)
{
    uint8_t *hash = arena_alloc(cx->mem, 32);
    struct bytes facts;
    struct strbuf text;
    enum rc rc = review_store_facts(cx, who, review->id, &facts);

    if (rc != RC_OK) {
        return rc;
    }
    review->frozen_us = clock_now_us(cx->clock);
    strbuf_init(&text, cx->mem, facts.len + 200);
    strbuf_printf(&text, "{\"frozen_us\": %lld, ", (long long)review->frozen_us);
    strbuf_put(&text, facts.data + 1, facts.len - 1);
    review->frozen = strbuf_view(&text);
    sha256(review->frozen, hash);
    review->frozen_hash = bytes_of(hash, 32);
    return strbuf_done(&text);
}

enum rc review_hand_in(struct cx *cx, const struct actor *who, const struct review_change *change, struct review *out)
{
    struct review from;
    struct review to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK) {
        rc = state_require(cx, &review_states, from.state, REVIEW_IN_REVIEW, who);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (text_trim(cx->mem, from.summary)[0] == '\0' || text_trim(cx->mem, from.limitations)[0] == '\0') {
        return fail_set(cx, RC_INVALID, N_("Write the summary and the limitations first."),
                        "review %s: a section is missing", id_text(cx, from.id.v));
    }
    to = from;
    to.state = REVIEW_IN_REVIEW;
    rc = freeze(cx, who, &to);
    if (rc == RC_OK) {
        rc = review_store_change(cx, who, &from, &to);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, &to, "review.handed_in", from.state, to.state, change->note);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, from.tenant);
    }
    return rc == RC_OK ? review_store_get(cx, who, change->id, out) : rc;
}

/* A release that did not come about may be taken back; one that is being made may not. */
static enum rc refuse_while_releasing(struct cx *cx, const struct actor *who, const struct review *review)
{
    const struct run_request release = { .operation = OPERATION_RELEASE,
                                         .tenant = review->tenant,
                                         .object = review->id.v };
    struct run_id run;
    enum rc rc = review->release_wanted_us == 0 ? RC_NOT_FOUND : run_under_way(cx, who, &release, &run);

    return rc == RC_NOT_FOUND ? RC_OK : rc == RC_OK ? refuse_state(cx, review) : rc;
}

enum rc review_return(struct cx *cx, const struct actor *who, const struct review_change *change, struct review *out)
{
    struct review from;
    struct review to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK) {
        rc = state_require(cx, &review_states, from.state, REVIEW_DRAFT, who);
    }
    if (rc == RC_OK) {
        rc = refuse_while_releasing(cx, who, &from);
    }
    if (rc == RC_OK && text_empty(change->note) && !account_is(from.author, actor_account(who))) {
        rc = fail_set(cx, RC_INVALID, N_("Say what should change."), "review %s: returned without a note",
                      id_text(cx, from.id.v));
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = REVIEW_DRAFT;
    to.frozen = bytes_of(NULL, 0);
    to.frozen_hash = bytes_of(NULL, 0);
    to.frozen_us = 0;
    to.release_wanted_us = 0;
    rc = review_store_change(cx, who, &from, &to);
    if (rc == RC_OK) {
        rc = audit(cx, who, &from, "review.returned", from.state, to.state, change->note);
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, from.tenant);
    }
    return rc == RC_OK ? review_store_get(cx, who, change->id, out) : rc;
}

/* ---- signing and releasing ---- */

static bool is_signed(const struct review_signoffs *signoffs, const char *section)
{
    for (size_t i = 0; i < signoffs->count; i++) {
        if (text_equal(signoffs->items[i].section, section)) {
            return true;
        }
    }
    return false;
}

bool review_is_releasable(const struct review *review, const struct review_signoffs *signoffs)
{
    uint8_t hash[32];
    bool releasable = review->state == REVIEW_IN_REVIEW && !text_empty(review->limitations);

    for (size_t i = 0; i < signoffs->count; i++) {
        releasable = releasable && !account_is(review->author, signoffs->items[i].signer);
    }
    for (size_t i = 0; i < REVIEW_SECTION_COUNT; i++) {
        releasable = releasable && is_signed(signoffs, sections[i].code);
    }
    sha256(review->frozen, hash);
    return releasable && bytes_equal(review->frozen_hash, bytes_of(hash, sizeof hash));
}

static enum rc sign_one(struct cx *cx, const struct actor *who, const struct review *review, const char *section,
                        const char *note)
{
    enum rc rc = review_store_sign(cx, who, review, section, text_empty(note) ? "" : note);

    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = "review.signed",
                                              .object_type = "review",
                                              .object = review->id.v,
                                              .tenant = review->tenant,
                                              .reason_code = section,
                                              .note = text_empty(note) ? NULL : note,
                                              .seen = review->frozen_hash });
}

/* Whoever has written in it is an author too. */
static enum rc refuse_editor(struct cx *cx, const struct actor *who, const struct review *review)
{
    bool edited = false;
    enum rc rc = review_store_has_edited(cx, who, review->id, &edited);

    if (rc == RC_OK && edited) {
        return fail_set(cx, RC_FORBIDDEN, N_("The author of a review cannot sign it off."),
                        "review %s: signer has edited it", id_text(cx, review->id.v));
    }
    return rc;
}

enum rc review_sign(struct cx *cx, const struct actor *who, const struct review_change *change, const char *section,
                    struct review *out)
{
    struct review review;
    struct review_signoffs signoffs;
    enum rc rc = actor_require(cx, who, CAP_REVIEW_SIGN);

    if (rc == RC_OK) {
        rc = get_as_seen(cx, who, change, &review);
    }
    if (rc == RC_OK && review.state != REVIEW_IN_REVIEW) {
        rc = refuse_state(cx, &review);
    }
    if (rc == RC_OK && account_is(review.author, actor_account(who))) {
        rc = fail_set(cx, RC_FORBIDDEN, N_("The author of a review cannot sign it off."),
                      "review %s: signer is its author", id_text(cx, review.id.v));
    }
    if (rc == RC_OK) {
        rc = refuse_editor(cx, who, &review);
    }
    if (rc == RC_OK) {
        rc = review_store_signoffs(cx, who, review.id, &signoffs);
    }
    for (size_t i = 0; rc == RC_OK && i < REVIEW_SECTION_COUNT; i++) {
        bool wanted = section == NULL || text_equal(section, sections[i].code);

        if (wanted && !is_signed(&signoffs, sections[i].code)) {
            rc = sign_one(cx, who, &review, sections[i].code, change->note);
        }
    }
    if (rc == RC_OK) {
        rc = timer_detect_soon(cx, who, review.tenant);
    }
    return rc == RC_OK ? review_store_get(cx, who, change->id, out) : rc;
}

enum rc review_want_release(struct cx *cx, const struct actor *who, const struct review_change *change,
                            struct review *out, struct run *run)
{
    struct review from;
    struct review to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK && from.state != REVIEW_IN_REVIEW) {
        rc = refuse_state(cx, &from);
    }
    if (rc == RC_OK && from.signed_count < REVIEW_SECTION_COUNT) {
        rc = fail_set(cx, RC_CONFLICT, N_("Not every section is signed off yet."),
                      "review %s: %d of %d sections are signed", id_text(cx, from.id.v), from.signed_count,
                      REVIEW_SECTION_COUNT);
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.release_wanted_us = clock_now_us(cx->clock);
    rc = review_store_change(cx, who, &from, &to);
    if (rc == RC_OK) {
        rc = audit(cx, who, &from, "review.release_wanted", from.state, from.state, change->note);
    }
    if (rc == RC_OK) {
        rc = run_request(
            cx, who,
            &(struct run_request){ .operation = OPERATION_RELEASE,
                                   .tenant = from.tenant,
                                   .object = from.id.v,
                                   .origin = actor_kind(who) == ACTOR_USER ? RUN_BY_PERSON : RUN_BY_COMMAND },
            run);
    }
    return rc == RC_OK ? review_store_get(cx, who, change->id, out) : rc;
}

static enum rc withdraw_release(struct cx *cx, const struct actor *who, const struct review *review, const char *reason)
{
    struct release_id release;
    enum rc rc = review_store_withdraw_release(cx, who, review->id, reason, &release);

    if (rc == RC_NOT_FOUND) {
        return refuse_state(cx, review);
    }
    if (rc != RC_OK) {
        return rc;
    }
    return audit_write(cx, who,
                       &(struct audit_entry){ .action = "release.withdrawn",
                                              .object_type = "release",
                                              .object = release.v,
                                              .tenant = review->tenant,
                                              .from = "shown",
                                              .to = "withdrawn",
                                              .note = reason });
}

enum rc review_withdraw(struct cx *cx, const struct actor *who, const struct review_change *change, struct review *out)
{
    struct review from;
    struct review to;
    enum rc rc = get_as_seen(cx, who, change, &from);

    if (rc == RC_OK) {
        rc = state_require(cx, &review_states, from.state, REVIEW_WITHDRAWN, who);
    }
    if (rc == RC_OK && text_empty(change->note)) {
        rc = fail_set(cx, RC_INVALID, N_("Say why."), "review %s: withdrawn without a reason", id_text(cx, from.id.v));
    }
    if (rc != RC_OK) {
        return rc;
    }
    to = from;
    to.state = REVIEW_WITHDRAWN;
    to.withdrawn_us = clock_now_us(cx->clock);
    to.withdraw_reason = change->note;
    rc = review_store_change(cx, who, &from, &to);
    if (rc == RC_OK) {
        rc = withdraw_release(cx, who, &from, change->note);
    }
    if (rc == RC_OK) {
        rc = audit(cx, who, &from, "review.withdrawn", from.state, to.state, change->note);
    }
    return rc == RC_OK ? review_store_get(cx, who, change->id, out) : rc;
}

enum rc review_released(struct cx *cx, const struct actor *who, struct review_id id)
{
    struct review review;
    struct review old;
    struct review_id old_id;
    enum rc rc = review_store_get(cx, who, id, &review);

    if (rc == RC_OK) {
        rc = state_require(cx, &review_states, review.state, REVIEW_RELEASED, who);
    }
    if (rc != RC_OK) {
        return rc;
    }
    rc = review_store_released(cx, who, &review, &old_id);
    if (rc == RC_OK) {
        rc = review_store_get(cx, who, old_id, &old);
        if (rc == RC_OK) {
            rc = review_store_move(cx, who, &old, REVIEW_SUPERSEDED);
        }
        if (rc == RC_OK) {
            rc = audit(cx, who, &old, "review.superseded", old.state, REVIEW_SUPERSEDED, NULL);
        }
    } else if (rc == RC_NOT_FOUND) {
        rc = RC_OK;
    }
    if (rc == RC_OK) {
        rc = review_store_move(cx, who, &review, REVIEW_RELEASED);
    }
    return rc == RC_OK ? audit(cx, who, &review, "review.released", review.state, REVIEW_RELEASED, NULL) : rc;
}
