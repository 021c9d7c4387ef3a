#include "modules/inbox/finding_view.h"

#include "base/text.h"
#include "modules/inbox/diff_view.h"

static const char *kind_label(const char *kind)
{
    if (text_equal(kind, "drift")) {
        return N_("Drift");
    }
    return text_equal(kind, "control") ? N_("Failed check") : N_("Expiry");
}

static struct drift_place place_of(const struct finding *finding)
{
    return (struct drift_place){ finding->path, finding->label, finding->before, finding->after };
}

const char *finding_what(struct cx *cx, const struct finding *finding)
{
    const struct drift_place place = place_of(finding);

    return drift_place_words(cx->mem, cx->loc, &place);
}

void finding_view_change(struct view *group, const struct finding *finding)
{
    const struct drift_place place = place_of(finding);

    diff_view_change(group, &place);
}

void finding_view_row(struct view *view, const struct finding *finding)
{
    struct cx *cx = view_cx(view);

    view_id(view, K_ID, finding->id.v);
    view_id(view, K_TENANT_ID, finding->tenant.v);
    view_text(view, K_TENANT, finding->tenant_name);
    view_code(view, K_SEVERITY, severity_code(finding->severity), severity_label(finding->severity));
    view_code(view, K_STATE, state_code(&finding_states, (int)finding->state),
              state_label(&finding_states, (int)finding->state));
    view_code(view, K_SOURCE, finding->kind, kind_label(finding->kind));
    if (view_is_json(view)) {
        view_hex(view, K_IDENTITY, finding->identity);
    }
    view_text(view, K_CONTROL, text_empty(finding->control_code) ? NULL : finding->control_code);
    view_show_if(view, K_HAS_CONTROL, !text_empty(finding->control_code));
    view_code(view, K_FAMILY, finding->family, finding->family_label);
    view_text(view, K_OBJECT_ID, finding->object_id);
    view_text(view, K_OBJECT_NAME,
              text_empty(finding->subject_name) && !view_is_json(view) ? finding->object_id : finding->subject_name);
    view_text(view, K_PATH, finding->path);
    if (view_is_json(view)) { /* as exports have it; in a page TITLE is the frame's */
        view_text(view, K_TITLE, finding->label);
    }
    view_mark(view, K_WHAT, finding_what(cx, finding));
    view_json(view, K_BEFORE, drift_masked_text(cx->mem, finding->before));
    view_json(view, K_AFTER, drift_masked_text(cx->mem, finding->after));
    view_text(view, K_OWNER, finding->owner_name);
    view_show_if(view, K_HAS_OWNER, finding->owner_name != NULL);
    view_text(view, K_ASSIGNEE, finding->assignee_name);
    view_show_if(view, K_HAS_ASSIGNEE, finding->assignee_name != NULL);
    view_time(view, K_FIRST_SEEN, finding->first_seen_us);
    view_time(view, K_LAST_SEEN, finding->last_seen_us);
    view_time(view, K_DUE, finding->due_us);
    view_show_if(view, K_HAS_DUE, finding->due_us != 0);
    view_int(view, K_REOPENED_COUNT, finding->reopened_count);
    view_show_if(view, K_WAS_REOPENED, finding->reopened_count > 0);
    view_int(view, K_ROW_VERSION, finding->row_version);
    view_mark(view, K_SEEN_VERSION, arena_printf(cx->mem, "%d", finding->row_version));
}

static const char *drift_msgid(const struct finding *finding)
{
    bool whole = finding->path[0] == '\0';

    if (whole && text_equal(finding->op, "remove")) {
        return N_("%(subject)s was deleted; the baseline has it.");
    }
    if (whole && text_equal(finding->op, "add")) {
        return N_("%(subject)s is new; the baseline does not have it.");
    }
    if (text_equal(finding->op, "add")) {
        return N_("%(subject)s: “%(what)s” was added; the baseline does not have it.");
    }
    if (text_equal(finding->op, "remove")) {
        return N_("%(subject)s: “%(what)s” is gone; the baseline has it.");
    }
    return N_("%(subject)s: “%(what)s” is not as the baseline says.");
}

bool finding_is_missing(const struct finding *finding)
{
    return text_equal(finding->kind, "control") && finding->object_id[0] == '\0';
}

const char *finding_sentence(struct cx *cx, const struct finding *finding)
{
    const struct msg_arg args[] = {
        { "subject", finding->subject_name[0] == '\0' ? finding->object_id : finding->subject_name },
        { "what", finding_what(cx, finding) },
    };
    const char *msgid = N_("%(subject)s does not pass the check “%(what)s”.");

    if (finding_is_missing(finding)) {
        msgid = N_("Nothing in this tenant passes the check “%(what)s”.");
    } else if (text_equal(finding->kind, "drift")) {
        msgid = drift_msgid(finding);
    } else if (text_equal(finding->kind, "expiry")) {
        msgid = N_("%(subject)s: “%(what)s” has expired or will soon.");
    }
    return msg_format(cx->mem, tr(cx->loc, msgid), args, sizeof args / sizeof args[0]);
}

void finding_view_diff(struct view *view, const struct finding *finding)
{
    finding_view_change(diff_view_group(view, NULL), finding);
    diff_view_end(view, NULL);
}
