/* What an entry of the inbox says to a person. */
#include "modules/inbox/decision_words.h"

#include "base/text.h"
#include "modules/inbox/finding_view.h"

struct words {
    const char *kind;
    const char *source_type; /* NULL: any */
    const char *sentence; /* with %(subject)s, %(who)s */
    const char *recommended;
    const char *otherwise;
    const char *link; /* the plural of the page that decides it; NULL: decided here */
    const char *link_label;
};

static const struct words words[] = {
    { "drift", NULL, N_("%(subject)s is not as the baseline says."),
      N_("If nobody meant this change: set it back at the provider and approve the follow-up, which captures and compares again."
         " If it is meant to stay: propose a new baseline, or accept the risk until a date."),
      N_("The difference stays, its findings stay open, and the tenant counts as non-compliant."), NULL, NULL },
    { "run_blocked", NULL, N_("The newest run for %(subject)s did not do its work."),
      N_("Open the run, mend what it names, and start it again. The entry goes away with the next run that works."),
      N_("What the run should have read is getting old: drift in it is not seen."), "runs", N_("Open the run") },
    { "approval_required", "exception", N_("%(who)s asks to accept a risk of %(subject)s."),
      N_("Read the justification, look at what would stay as it is, and approve or reject."),
      N_("The finding stays open and counts as non-compliant."), "exceptions", N_("Decide on the request") },
    { "approval_required", "baseline_snapshot", N_("%(who)s proposes a new baseline for %(subject)s."),
      N_("Look at what it holds and what it would change, and approve or reject it."),
      N_("The baseline in force stays; the tenant is compared with the old one."), "baselines",
      N_("Look at the proposal") },
    { "approval_required", "review", N_("The review “%(subject)s” waits for a sign-off."),
      N_("Read it and sign it, or ask for changes."), N_("It is not released; the customer keeps the last one."),
      "reviews", N_("Read the review") },
    { "approval_required", "finding", N_("%(who)s proposes to dismiss a finding of %(subject)s: it would be none."),
      N_("Look at the difference and the reason. If you agree, the finding is dismissed until its value changes."),
      N_("The finding stays open."), NULL, NULL },
    { "exception_expiring", NULL, N_("The accepted risk of %(subject)s ends soon."),
      N_("Have the finding resolved before, or ask to extend it with today's reasons."),
      N_("It ends by itself on its date; if the finding still differs then, it is open again."), "exceptions",
      N_("Open the accepted risk") },
};

static const struct words *words_of(const struct decision_item *item)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (text_equal(words[i].kind, item->kind) &&
            (words[i].source_type == NULL || text_equal(words[i].source_type, item->source_type))) {
            return &words[i];
        }
    }
    return &words[0];
}

const char *decision_sentence(struct cx *cx, const struct decision_pack *pack)
{
    const struct decision_item *item = &pack->item;
    const struct finding_list *findings = &pack->findings;
    struct run_sentence summary;

    if (text_equal(item->kind, "drift") && findings->count == 1) {
        return finding_sentence(cx, &findings->items[0]);
    }
    if (text_equal(item->kind, "drift") && findings->count > 1) {
        const struct msg_arg args[] = { { "subject", decision_subject(cx, item) },
                                        { "count", arena_printf(cx->mem, "%zu", findings->count) } };

        return msg_format(cx->mem,
                          trn(cx->loc, "%(count)s setting of %(subject)s is not as the baseline says.",
                              "%(count)s settings of %(subject)s are not as the baseline says.", findings->count),
                          args, 2);
    }
    if (pack->has_run) {
        summary = run_summary(cx, &pack->run, pack->areas, pack->area_count);
        return run_sentence_text(cx, &summary);
    }
    return decision_headline(cx, item);
}

const char *decision_headline(struct cx *cx, const struct decision_item *item)
{
    const struct msg_arg args[] = {
        { "subject", decision_subject(cx, item) },
        { "who", item->requested_by_name == NULL ? tr(cx->loc, N_("Somebody")) : item->requested_by_name },
    };

    return msg_format(cx->mem, tr(cx->loc, words_of(item)->sentence), args, 2);
}

const char *decision_subject(struct cx *cx, const struct decision_item *item)
{
    enum operation operation;

    if (text_equal(item->source_type, "run") && operation_parse(item->subject_name, &operation) == RC_OK) {
        return tr(cx->loc, operation_label(operation));
    }
    if (item->subject_name[0] == '\0') {
        return tr(cx->loc, decision_kind_label(item->kind));
    }
    /* the only object of its area has the area's name */
    return text_equal(item->subject_name, item->family_label) ? tr(cx->loc, item->family_label) : item->subject_name;
}

const char *decision_recommended(const struct decision_item *item)
{
    return words_of(item)->recommended;
}

static bool came_back(const struct finding_list *findings)
{
    for (size_t i = 0; i < findings->count; i++) {
        if (findings->items[i].reopened_count > 0) {
            return true;
        }
    }
    return false;
}

const char *decision_confidence(const struct decision_pack *pack)
{
    if (text_equal(pack->item.kind, "drift")) {
        if (pack->checks.count > 0) {
            return N_("High: the approved baseline and a failed check of a control agree.");
        }
        return came_back(&pack->findings)
                   ? N_("High: the same difference was resolved before, and came back.")
                   : N_("Medium: the approved baseline says so; no check of a control looks at this difference.");
    }
    if (pack->has_run) {
        return pack->run.reason == RUN_REASON_NONE ? N_("Low: the reason is not known.")
                                                   : N_("High: the reason of the run is known.");
    }
    return N_("None: it takes the judgement of a person.");
}

const char *decision_otherwise(const struct decision_item *item)
{
    return words_of(item)->otherwise;
}

const char *decision_page(const struct decision_item *item)
{
    return words_of(item)->link;
}

const char *decision_page_label(const struct decision_item *item)
{
    return words_of(item)->link_label;
}
