/* Drift: every baseline in force against what was captured last, down to one object's differences. */
#include "base/text.h"
#include "modules/inbox/baseline_view.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/diff_view.h"
#include "modules/inbox/finding_view.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

const struct param drift_list_params[] = { PARAM_UUID_OPT("tenant"), PARAM_END };
const struct param drift_one[] = { PARAM_UUID("id"), PARAM_END };
const struct param drift_subject_one[] = { PARAM_UUID("id"), PARAM_UUID("subject"), PARAM_END };

enum { COPY_MAX = 256 * 1024 };

static const char *op_label(const char *op)
{
    return text_equal(op, "add")      ? N_("Is there, but not in the baseline")
           : text_equal(op, "remove") ? N_("Is missing")
                                      : N_("Differs");
}

static void show_drift(struct view *view, const struct finding_drift *drift)
{
    view_id(view, K_ID, drift->snapshot.v);
    view_id(view, K_BASELINE_ID, drift->profile.v);
    view_text(view, K_BASELINE, drift->profile_name);
    view_id(view, K_TENANT_ID, drift->tenant.v);
    view_text(view, K_TENANT, drift->tenant_name);
    view_int(view, K_ITEM_COUNT, drift->item_count);
    view_int(view, K_DIFFERING_COUNT, drift->subjects);
    view_show_if(view, K_IS_EQUAL, drift->subjects == 0 && drift->compared_us != 0);
    view_show_if(view, K_WAS_COMPARED, drift->compared_us != 0);
    view_show_if(view, K_NEVER_COMPARED, drift->compared_us == 0);
    view_time(view, K_COMPARED, drift->compared_us);
    view_time(view, K_APPROVED, drift->approved_us);
    view_id(view, K_RUN_ID, drift->compare.v);
    severity_counts_view(view, drift->severities);
}

static void show_empty(const struct request *req, struct view *view, size_t count)
{
    struct list_empty why = {
        LIST_EMPTY_NEVER, N_("No baseline is in force"),
        N_("Drift is what differs from an approved baseline. Propose one and have another person approve it."),
        list_place(req, view_cx(view), "baselines"), N_("To the baselines")
    };

    if (param_given(req, "tenant")) {
        why = (struct list_empty){ LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                                   N_("This tenant has no baseline in force, but others may have."),
                                   list_place(req, view_cx(view), "drift"), N_("Remove the filter") };
    }
    list_empty(view, count, &why);
}

enum rc drift_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "tenant", N_("Tenant"), NULL } };
    const struct tenant_id tenant = { param_uuid(req, "tenant") };
    const struct list_export export = { .report = "drift" };
    struct finding_drifts list;
    const char *tenant_name;
    struct view *view;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = finding_drifts(cx, req->who, tenant, (struct snapshot_id){ { { 0 } } }, &list);
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_DRIFT);
    reply_title(reply, N_("Drift"));
    rc = tenant_chip(cx, req, list.count > 0 ? list.items[0].tenant_name : NULL, &tenant_name);
    list_chips_named(view, req, filters, 1, &(struct list_name){ "tenant", tenant_name }, 1);
    view_int(view, K_TOTAL, (int64_t)list.count);
    list_csv_link(view, req, export, list.count > 0);
    view_rows(view, K_DRIFT);
    for (size_t i = 0; i < list.count; i++) {
        show_drift(view_row(view, K_DRIFT), &list.items[i]);
    }
    show_empty(req, view, list.count);
    return rc;
}

/* ---- one baseline ---- */

static enum rc drift_of(struct cx *cx, const struct request *req, struct finding_drift *out)
{
    struct finding_drifts list;
    enum rc rc = finding_drifts(cx, req->who, (struct tenant_id){ { { 0 } } },
                                (struct snapshot_id){ param_uuid(req, "id") }, &list);

    if (rc == RC_OK && list.count == 0) {
        return RC_NOT_FOUND;
    }
    if (rc == RC_OK) {
        *out = list.items[0];
    }
    return rc;
}

static void show_subject(struct view *view, const struct finding_drift_subject *subject)
{
    view_id(view, K_SUBJECT_ID, subject->subject.v);
    view_text(view, K_SUBJECT_NAME, text_empty(subject->name) ? subject->object_id : subject->name);
    view_code(view, K_FAMILY, subject->family, subject->family_label);
    view_text(view, K_OBJECT_ID, subject->object_id);
    view_code(view, K_OP, subject->op, op_label(subject->op));
    view_int(view, K_DIFFERENCE_COUNT, subject->count);
    view_show_if(view, K_HAS_ACCEPTED, subject->accepted > 0);
    view_int(view, K_ACCEPTED_COUNT, subject->accepted);
    severity_counts_view(view, subject->severities);
}

enum rc drift_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct finding_drift drift;
    struct finding_drift_subjects list;
    struct view *view;
    enum rc rc = drift_of(cx, req, &drift);

    if (rc == RC_OK) {
        rc = finding_drift_subjects(cx, req->who, drift.profile, &list);
    }
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_DRIFT_BASELINE);
    reply_title_text(reply, drift.profile_name);
    show_drift(view, &drift);
    view_show_if(view, K_HAS_ROWS, list.count > 0);
    view_rows(view, K_SUBJECTS);
    for (size_t i = 0; i < list.count; i++) {
        show_subject(view_row(view, K_SUBJECTS), &list.items[i]);
    }
    return RC_OK;
}

/* ---- one object ---- */

static void copy_line(struct cx *cx, struct strbuf *out, const struct finding *finding)
{
    strbuf_printf(out, "%s (%s)\n", finding_what(cx, finding), finding->path);
    if (finding->before != NULL) {
        strbuf_printf(out, "- %s\n", drift_value_words(cx->mem, cx->loc, finding->before));
    }
    if (finding->after != NULL) {
        strbuf_printf(out, "+ %s\n", drift_value_words(cx->mem, cx->loc, finding->after));
    }
}

static void show_finding(struct view *row, const struct finding *finding)
{
    view_id(row, K_FINDING_ID, finding->id.v);
    view_mark(row, K_WHAT, finding_what(view_cx(row), finding));
    view_text(row, K_PATH, finding->path);
    view_code(row, K_SEVERITY, severity_code(finding->severity), severity_label(finding->severity));
    view_code(row, K_STATE, state_code(&finding_states, (int)finding->state),
              state_label(&finding_states, (int)finding->state));
    view_json(row, K_BEFORE, finding->before);
    view_json(row, K_AFTER, finding->after);
    view_time(row, K_FIRST_SEEN, finding->first_seen_us);
}

static void show_differences(struct view *view, const struct finding_list *list)
{
    struct cx *cx = view_cx(view);
    struct view *group = NULL;
    struct strbuf copy;

    strbuf_init(&copy, cx->mem, COPY_MAX);
    view_rows(view, K_DIFFERENCES);
    for (size_t i = 0; i < list->count; i++) {
        const struct finding *finding = &list->items[i];

        if (i == 0 || finding->severity != list->items[i - 1].severity) {
            group = diff_view_group(view, tr(cx->loc, severity_label(finding->severity)));
        }
        finding_view_change(group, finding);
        show_finding(view_row(view, K_DIFFERENCES), finding);
        copy_line(cx, &copy, finding);
    }
    view_mark(view, K_COPY_TEXT, copy.data);
}

static const char *unchanged_text(struct cx *cx, int64_t count)
{
    const struct msg_arg args[] = { { "count", arena_printf(cx->mem, "%lld", (long long)count) } };

    return msg_format(cx->mem,
                      trn(cx->loc, "%(count)s value is as it should be.", "%(count)s values are as they should be.",
                          (unsigned long)count),
                      args, 1);
}

enum rc drift_subject_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct finding_drift drift;
    struct finding_list list;
    const struct finding *first;
    struct view *view;
    int64_t unchanged;
    bool whole;
    enum rc rc = drift_of(cx, req, &drift);

    if (rc == RC_OK) {
        rc = finding_drift_of_subject(cx, req->who, drift.profile, drift.snapshot,
                                      (struct subject_id){ param_uuid(req, "subject") }, &list, &unchanged);
    }
    if (rc != RC_OK) {
        return rc;
    }
    first = &list.items[0];
    whole = first->path[0] == '\0' && !text_equal(first->op, "replace");
    view = reply_page(reply, TPL_INBOX_DRIFT_SUBJECT);
    reply_title_text(reply, first->subject_name);
    show_drift(view, &drift);
    view_id(view, K_SUBJECT_ID, first->subject.v);
    view_text(view, K_SUBJECT_NAME, text_empty(first->subject_name) ? first->object_id : first->subject_name);
    view_code(view, K_FAMILY, first->family, first->family_label);
    view_text(view, K_OBJECT_ID, first->object_id);
    view_code(view, K_OP, whole ? first->op : "replace", op_label(whole ? first->op : "replace"));
    view_int(view, K_DIFFERENCE_COUNT, (int64_t)list.count);
    view_int(view, K_UNCHANGED_COUNT, whole ? 0 : unchanged);
    show_differences(view, &list);
    diff_view_end(view, whole ? NULL : unchanged_text(cx, unchanged));
    return RC_OK;
}
