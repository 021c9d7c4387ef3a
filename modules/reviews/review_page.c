#include "modules/reviews/review_page.h"

#include <string.h>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/run/run.h"
#include "modules/reviews/facts_view.h"
#include "modules/reviews/release_view.h"
#include "web/list.h"

enum { RELEASE_RUNS = 20, HISTORY_MAX = 100 };

struct review_id review_page_id(const struct request *req)
{
    return (struct review_id){ param_uuid(req, "id") };
}

void review_page_row(struct view *row, const struct review *review)
{
    view_id(row, K_ID, review->id.v);
    view_mark(row, K_REVIEW_TITLE, review->title); /* in a page TITLE is the frame's */
    if (view_is_json(row)) {
        view_text(row, K_TITLE, review->title);
    }
    view_int(row, K_VERSION, review->version);
    view_code(row, K_STATE, state_code(&review_states, (int)review->state),
              state_label(&review_states, (int)review->state));
    view_id(row, K_TENANT_ID, review->tenant.v);
    view_text(row, K_TENANT, review->tenant_name);
    view_day(row, K_PERIOD_FROM, review->period_from);
    view_day(row, K_PERIOD_TO, review->period_to);
    view_text(row, K_AUTHOR, review->author_name);
    view_int(row, K_SIGNED_COUNT, review->signed_count);
    view_int(row, K_SECTION_COUNT, REVIEW_SECTION_COUNT);
    view_show_if(row, K_IS_IN_REVIEW, review->state == REVIEW_IN_REVIEW);
    view_time(row, K_CREATED, review->created_us);
}

/* ---- the release's run ---- */

enum rc review_page_run(struct cx *cx, const struct request *req, const struct review *review, struct run *out)
{
    const struct run_filter filter = { .tenant = review->tenant,
                                       .operation = operation_code(OPERATION_RELEASE),
                                       .limit = RELEASE_RUNS };
    struct run *runs;
    size_t count;
    enum rc rc = review->release_wanted_us == 0 ? RC_NOT_FOUND : run_list(cx, req->who, &filter, &runs, &count);

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        if (uuid_equal(runs[i].object, review->id.v)) {
            *out = runs[i];
            return RC_OK;
        }
    }
    return rc == RC_OK ? RC_NOT_FOUND : rc;
}

static bool under_way(const struct run *run)
{
    return run != NULL && run->state != RUN_COMPLETED;
}

void review_page_live(struct view *view, const struct request *req, const struct review *review, const struct run *run)
{
    struct cx *cx = view_cx(view);
    bool there = run != NULL;
    bool ended = there && run->state == RUN_COMPLETED;

    view_show_if(view, K_HAS_RELEASE_RUN, there && review->state == REVIEW_IN_REVIEW);
    view_show_if(view, K_RUN_OPEN, under_way(run));
    view_show_if(view, K_RUN_ENDED, ended);
    if (!there) {
        return;
    }
    view_id(view, K_RUN_ID, run->id.v);
    view_code(view, K_RUN_STATE, ended ? run_outcome_code(run->outcome) : state_code(&run_states, (int)run->state),
              ended ? run_outcome_label(run->outcome) : state_label(&run_states, (int)run->state));
    if (!view_is_json(view)) {
        const struct run_sentence sentence = run_summary(cx, run, NULL, 0);
        const char *advice = run_advice(run, NULL, 0);

        view_mark(view, K_RUN_SENTENCE, run_sentence_text(cx, &sentence));
        view_msg(view, K_RUN_ADVICE, advice == NULL ? "" : advice);
        view_show_if(view, K_RUN_HAS_ADVICE, advice != NULL);
    }
    view_url(view, K_POLL_URL, "/w/%s/reviews/%s/live?seen=%d", req->workspace, id_text(cx, review->id.v),
             run->row_version + run->steps);
}

/* ---- sign-offs, and what comes next ---- */

static const struct review_signoff *signoff_of(const struct review_signoffs *signoffs, const char *section)
{
    for (size_t i = 0; i < signoffs->count; i++) {
        if (text_equal(signoffs->items[i].section, section)) {
            return &signoffs->items[i];
        }
    }
    return NULL;
}

static void show_signoffs(struct view *view, const struct review *review, const struct review_signoffs *signoffs)
{
    view_show_if(view, K_HAS_SIGNOFFS, review->state != REVIEW_DRAFT);
    view_rows(view, K_SIGNOFF);
    for (size_t i = 0; i < REVIEW_SECTION_COUNT; i++) {
        const char *section = review_section_code(i);
        const struct review_signoff *signoff = signoff_of(signoffs, section);
        struct view *row = view_row(view, K_SIGNOFF);

        view_code(row, K_SECTION, section, review_section_label(section));
        view_bool(row, K_IS_SIGNED, signoff != NULL);
        view_show_if(row, K_IS_UNSIGNED, signoff == NULL);
        view_text(row, K_SIGNER, signoff == NULL ? NULL : signoff->signer_name);
        view_time(row, K_SIGNED, signoff == NULL ? 0 : signoff->signed_us);
        view_text(row, K_SIGN_NOTE, signoff == NULL || signoff->note[0] == '\0' ? NULL : signoff->note);
        view_show_if(row, K_HAS_SIGN_NOTE, signoff != NULL && signoff->note[0] != '\0');
    }
}

/* What the person who looks may do now. */
struct verbs {
    bool edit;
    bool hand_in;
    bool take_back;
    bool send_back;
    bool sign;
    bool release;
    bool withdraw;
};

static struct verbs verbs_of(const struct request *req, const struct review *review, const struct run *run)
{
    bool author = account_is(review->author, actor_account(req->who));
    bool composes = actor_may(req->who, CAP_REVIEW_COMPOSE);
    bool signs = actor_may(req->who, CAP_REVIEW_SIGN);
    bool open = review->state == REVIEW_IN_REVIEW && !under_way(run);
    bool whole = !text_empty(review->summary) && !text_empty(review->limitations);
    bool all_signed = review->signed_count >= REVIEW_SECTION_COUNT;

    return (struct verbs){
        .edit = composes && review->state == REVIEW_DRAFT,
        .hand_in = composes && review->state == REVIEW_DRAFT && whole,
        .take_back = composes && author && open,
        .send_back = signs && !author && open,
        .sign = signs && !author && open && !all_signed,
        .release = signs && review->state == REVIEW_IN_REVIEW && all_signed && !under_way(run),
        .withdraw = actor_may(req->who, CAP_REVIEW_WITHDRAW) && review->state == REVIEW_RELEASED,
    };
}

static const char *next_of_draft(const struct review *review, const struct verbs *verbs)
{
    if (text_empty(review->summary)) {
        return N_("Write the summary: what the reader should know first.");
    }
    if (text_empty(review->limitations)) {
        return N_("Write the limitations: what this review does not say.");
    }
    return verbs->hand_in ? N_("Hand it in. Its facts are frozen then, so that others sign exactly what you saw.")
                          : N_("Its author has not handed it in yet.");
}

static const char *next_in_review(const struct request *req, const struct review *review, const struct verbs *verbs,
                                  const struct run *run)
{
    if (under_way(run)) {
        return N_("The pack is being built, signed and verified. Only then does the customer see the release.");
    }
    if (run != NULL) {
        return N_("The release did not come about. See why, and ask for it again.");
    }
    if (review->signed_count >= REVIEW_SECTION_COUNT) {
        return verbs->release ? N_("Every section is signed off. Release the review.")
                              : N_("Every section is signed off. A reviewer releases the review.");
    }
    if (verbs->sign) {
        return N_("Read the review below, then sign off its sections, or send it back.");
    }
    return account_is(review->author, actor_account(req->who))
               ? N_("Somebody else has to sign off every section: an author cannot.")
               : N_("A reviewer has to sign off every section.");
}

static const char *next_step(const struct request *req, const struct review *review, const struct verbs *verbs,
                             const struct run *run)
{
    switch (review->state) {
    case REVIEW_DRAFT:
        return next_of_draft(review, verbs);
    case REVIEW_IN_REVIEW:
        return next_in_review(req, review, verbs, run);
    case REVIEW_RELEASED:
        return N_("Nothing more to do: the customer reads this release on the portal.");
    case REVIEW_SUPERSEDED:
        return N_("A newer review of this tenant has been released. This one stays readable, marked as superseded.");
    case REVIEW_WITHDRAWN:
        return N_("This review was withdrawn. The portal shows that, and why, in its place.");
    case REVIEW_NONE:
    case REVIEW_STATE_COUNT:
        break;
    }
    return "";
}

static void show_verbs(struct view *view, const struct request *req, const struct review *review, const struct run *run)
{
    const struct verbs verbs = verbs_of(req, review, run);

    view_msg(view, K_NEXT_STEP, next_step(req, review, &verbs, run));
    view_show_if(view, K_CAN_EDIT, verbs.edit);
    view_show_if(view, K_CAN_HAND_IN, verbs.hand_in);
    view_show_if(view, K_CAN_TAKE_BACK, verbs.take_back);
    view_show_if(view, K_CAN_SEND_BACK, verbs.send_back);
    view_show_if(view, K_CAN_SIGN, verbs.sign);
    view_show_if(view, K_CAN_RELEASE, verbs.release);
    view_show_if(view, K_CAN_WITHDRAW, verbs.withdraw);
    view_json(view, K_SEEN_VERSION, arena_printf(view_cx(view)->mem, "%d", review->row_version));
}

/* ---- history ---- */

static enum rc show_history(struct cx *cx, const struct request *req, struct view *view)
{
    const struct audit_filter filter = { .object_type = "review",
                                         .object = review_page_id(req).v,
                                         .limit = HISTORY_MAX };
    struct audit_page page;
    enum rc rc = audit_list(cx, req->who, &filter, &page);

    view_rows(view, K_EVENT);
    for (size_t i = 0; rc == RC_OK && i < page.count; i++) {
        const struct audit_record *record = &page.records[i];
        struct view *row = view_row(view, K_EVENT);
        const char *section = text_equal(record->action, "review.signed") ? record->reason_code : NULL;

        view_code(row, K_EVENT_ACTION, record->action, audit_action_label(record->action));
        view_text(row, K_EVENT_ACTOR, record->actor_name);
        view_show_if(row, K_HAS_EVENT_ACTOR, record->actor_name != NULL);
        view_time(row, K_EVENT_AT, record->occurred_at_us);
        view_text(row, K_EVENT_NOTE, record->note);
        view_show_if(row, K_HAS_EVENT_NOTE, record->note != NULL);
        view_code(row, K_EVENT_SECTION, section, section == NULL ? NULL : review_section_label(section));
        view_show_if(row, K_HAS_EVENT_SECTION, section != NULL);
    }
    return rc;
}

/* ---- the whole ---- */

/* The author's lines. */
static void show_limitations(struct view *view, const struct review *review)
{
    struct cx *cx = view_cx(view);
    char *rest = NULL;

    view_rows(view, K_LIMITATION);
    for (char *line = strtok_r(arena_strdup(cx->mem, review->limitations), "\n", &rest); line != NULL;
         line = strtok_r(NULL, "\n", &rest)) {
        const char *text = text_trim(cx->mem, line);

        if (text[0] != '\0') {
            view_text(view_row(view, K_LIMITATION), K_LIMITATION_TEXT, text);
        }
    }
    view_show_if(view, K_NO_LIMITATION, text_empty(review->limitations));
}

static void show_head(struct view *view, const struct review *review)
{
    review_page_row(view, review);
    view_text(view, K_SUMMARY, review->summary);
    view_show_if(view, K_HAS_SUMMARY, !text_empty(review->summary));
    view_id(view, K_EVALUATION_RUN, review->run.v);
    view_time(view, K_FROZEN, review->frozen_us);
    view_hex(view, K_FROZEN_HASH, review->frozen_hash);
    view_show_if(view, K_IS_FROZEN, review->state != REVIEW_DRAFT);
    view_show_if(view, K_IS_WITHDRAWN, review->state == REVIEW_WITHDRAWN);
    view_time(view, K_WITHDRAWN, review->withdrawn_us);
    view_text(view, K_WITHDRAW_REASON, review->state == REVIEW_WITHDRAWN ? review->withdraw_reason : NULL);
    show_limitations(view, review);
}

struct page {
    struct review review;
    struct review_signoffs signoffs;
    struct review_facts facts;
    struct run run;
    bool has_run;
};

static enum rc read_page(struct cx *cx, const struct request *req, struct page *out)
{
    struct bytes facts;
    enum rc rc = review_get(cx, req->who, review_page_id(req), &out->review, &out->signoffs);

    if (rc != RC_OK) {
        return rc;
    }
    facts = out->review.frozen;
    if (out->review.state == REVIEW_DRAFT) {
        rc = review_preview(cx, req->who, &out->review, &facts);
    }
    if (rc == RC_OK) {
        rc = review_facts_read(cx, facts, &out->facts);
    }
    if (rc == RC_OK) {
        rc = review_page_run(cx, req, &out->review, &out->run);
        out->has_run = rc == RC_OK;
        rc = rc == RC_NOT_FOUND ? RC_OK : rc;
    }
    return rc;
}

static enum rc show_page(struct cx *cx, const struct request *req, struct view *view, struct reply *reply,
                         const struct page *page)
{
    const struct run *run = page->has_run ? &page->run : NULL;
    enum rc rc;

    reply_title_text(reply, page->review.title);
    errors_show(view, req);
    show_head(view, &page->review);
    show_signoffs(view, &page->review, &page->signoffs);
    show_verbs(view, req, &page->review, run);
    facts_view(view, &page->facts);
    view_include(view, K_RELEASE_LIVE, TPL_REVIEWS_REVIEW_LIVE);
    review_page_live(view, req, &page->review, run);
    rc = release_view(cx, req, view, &page->review);
    return rc == RC_OK ? show_history(cx, req, view) : rc;
}

enum rc review_page(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct page page;
    struct view *view;
    enum rc rc = read_page(cx, req, &page);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_REVIEWS_REVIEW);
    view_mark(view, K_TYPED_NOTE, "");
    view_mark(view, K_TYPED_REASON, "");
    return show_page(cx, req, view, reply, &page);
}

enum rc review_page_again(struct cx *cx, const struct request *req, struct reply *reply, const char *field,
                          const char *problem)
{
    struct page page;
    struct view *view;
    enum rc rc = read_page(cx, req, &page);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_invalid_page(reply, TPL_REVIEWS_REVIEW);
    view_mark(view, K_TYPED_NOTE, text_equal(field, "note") ? param_typed(req, "note") : "");
    view_mark(view, K_TYPED_REASON, text_equal(field, "note") ? "" : param_typed(req, "reason"));
    rc = show_page(cx, req, view, reply, &page);
    if (rc == RC_OK && problem != NULL) {
        errors_add(view, field, problem);
    }
    return rc;
}
