#include "base/text.h"
#include "core/drift/drift.h"
#include "core/subject/subject.h"
#include "modules/inbox/baseline_view.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

const struct param inventory_params[] = {
    LIST_PARAMS("name"),
    PARAM_UUID_OPT("tenant"),
    PARAM_TEXT("family", 0, 60),
    PARAM_CODE_OPT("state", "present deleted"),
    PARAM_END,
};
const struct param inventory_one[] = { PARAM_UUID("id"), PARAM_END };

static const char *state_label_of(const char *code)
{
    int state;

    return state_parse(&subject_states, code, &state) == RC_OK ? state_label(&subject_states, state) : NULL;
}

/* What a person reads: some objects have no name. */
static const char *display_name(const struct subject *s)
{
    return text_empty(s->name) ? s->object : s->name;
}

static void show_subject(struct view *row, const struct subject *s)
{
    view_id(row, K_ID, s->id.v);
    view_text(row, K_NAME, view_is_json(row) ? s->name : display_name(s));
    view_code(row, K_FAMILY, s->family, s->family_label);
    view_id(row, K_TENANT_ID, s->tenant.v);
    view_text(row, K_TENANT, s->tenant_name);
    view_text(row, K_OBJECT_ID, s->object);
    view_code(row, K_STATE, state_code(&subject_states, (int)s->state), state_label(&subject_states, (int)s->state));
    view_int(row, K_VERSION, s->version);
    view_hex(row, K_CONTENT_SHA256, s->hash);
    view_time(row, K_FIRST_SEEN, s->first_seen_us);
    view_time(row, K_CHANGED, s->changed_us);
    view_time(row, K_LAST_SEEN, s->last_seen_us);
    view_id(row, K_LAST_RUN_ID, s->last_seen_run.v);
}

/* The filter as a form and as chips: areas and the tenant by their names. */
static enum rc show_filter(struct cx *cx, const struct request *req, struct view *view,
                           const struct subject_filter *filter, const char *known)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "state", N_("State"), state_label_of },
                                                  { "family", N_("Area"), NULL },
                                                  { "tenant", N_("Tenant"), NULL } };
    struct list_name names[2] = { { "family", NULL }, { "tenant", NULL } };
    struct family_labels labels;
    enum rc rc = family_labels_get(cx, req, &labels);

    rc = rc == RC_OK ? tenant_chip(cx, req, known, &names[1].name) : rc;
    for (size_t i = 0; rc == RC_OK && i < labels.count; i++) {
        bool chosen = text_equal(labels.items[i].family, filter->family);

        choice_row(view, K_FAMILY_CHOICE, labels.items[i].family, labels.items[i].label, chosen);
        names[0].name = chosen ? tr(cx->loc, labels.items[i].label) : names[0].name;
    }
    for (int state = 0; state < SUBJECT_STATE_COUNT; state++) {
        choice_row(view, K_STATE_CHOICE, state_code(&subject_states, state), state_label(&subject_states, state),
                   text_equal(state_code(&subject_states, state), filter->state));
    }
    view_mark(view, K_TENANT_KEPT, uuid_is_nil(filter->tenant.v) ? "" : id_text(cx, filter->tenant.v));
    view_mark(view, K_TYPED_Q, filter->q == NULL ? "" : filter->q);
    list_chips_named(view, req, filters, sizeof filters / sizeof filters[0], names, 2);
    return rc;
}

static void show_empty(const struct request *req, struct view *view, size_t count)
{
    struct list_empty why = { LIST_EMPTY_NEVER, N_("Nothing was captured yet"),
                              N_("The inventory fills with the first capture of a connected tenant."),
                              list_place(req, view_cx(view), "tenants"), N_("To the tenants") };

    if (param_given(req, "q") || param_given(req, "family") || param_given(req, "state") ||
        param_given(req, "tenant")) {
        why =
            (struct list_empty){ LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                                 N_("There may be subjects that do not fit it."), req->path, N_("Remove the filter") };
    }
    list_empty(view, count, &why);
}

enum rc inventory_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct cursor *after = param_cursor(req, "after");
    int32_t limit = list_limit(req);
    const struct subject_filter filter = {
        .tenant = { param_uuid(req, "tenant") },
        .family = param_text(req, "family"),
        .state = param_code(req, "state"),
        .q = param_text(req, "q"),
        .after_name = after == NULL ? NULL : after->text,
        .after = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = limit + 1,
    };
    const struct list_export export = { .report = "inventory" };
    struct cursor last = { .text = "" };
    struct subject *subjects;
    struct view *view;
    size_t count;
    bool more;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = subject_list(cx, req->who, &filter, &subjects, &count);
    if (rc != RC_OK) {
        return rc;
    }
    more = count > (size_t)limit;
    count = more ? (size_t)limit : count;
    view = reply_page(reply, TPL_INBOX_INVENTORY);
    reply_title(reply, N_("Inventory"));
    list_csv_link(view, req, export, count > 0);
    rc = show_filter(cx, req, view, &filter, count > 0 ? subjects[0].tenant_name : NULL);
    show_empty(req, view, count);
    view_rows(view, K_INVENTORY);
    for (size_t i = 0; i < count; i++) {
        show_subject(view_row(view, K_INVENTORY), &subjects[i]);
    }
    if (more) {
        last.id = subjects[count - 1].id.v;
        last.text = subjects[count - 1].name;
    }
    list_pager(view, req, more ? &last : NULL);
    return rc;
}

static enum rc show_versions(struct cx *cx, const struct request *req, struct view *view, struct subject_id id)
{
    struct subject_version *versions;
    size_t count;
    enum rc rc = subject_versions(cx, req->who, id, &versions, &count);

    view_rows(view, K_VERSIONS);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct view *row = view_row(view, K_VERSIONS);

        view_int(row, K_VERSION_NUMBER, versions[i].version);
        view_code(row, K_VERSION_CHANGE, subject_change_code(versions[i].change),
                  subject_change_label(versions[i].change));
        view_text(row, K_VERSION_NAME, versions[i].name);
        view_time(row, K_VERSION_AT, versions[i].at_us);
        view_id(row, K_VERSION_RUN, versions[i].run.v);
        view_hex(row, K_VERSION_HASH, versions[i].hash);
    }
    return rc;
}

static const char *text_of(struct cx *cx, struct bytes bytes)
{
    return arena_strndup(cx->mem, (const char *)bytes.data, bytes.len);
}

enum rc inventory_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct document document;
    struct subject subject;
    struct view *view;
    enum rc rc = subject_get(cx, req->who, (struct subject_id){ param_uuid(req, "id") }, &subject);

    rc = rc == RC_OK ? document_get(cx, req->who, subject.hash, &document) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_INVENTORY_ITEM);
    reply_title_text(reply, display_name(&subject));
    show_subject(view, &subject);
    view_json(view, K_CANONICAL, text_of(cx, drift_masked(cx->mem, document.canonical)));
    view_text(view, K_RAW, text_of(cx, document.raw));
    return show_versions(cx, req, view, subject.id);
}
