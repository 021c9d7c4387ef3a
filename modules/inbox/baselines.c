/* Baseline profiles: what should be, for which part of a tenant. */
#include "core/baseline/baseline.h"

#include "base/text.h"
#include "modules/inbox/baseline_view.h"
#include "modules/inbox/choices.h"
#include "modules/inbox/refusal.h"
#include "modules/inbox/routes.h"
#include "modules/inbox/run_reply.h"
#include "web/list.h"

const struct param baseline_list_params[] = { PARAM_UUID_OPT("tenant"), PARAM_END };
const struct param baseline_new_params[] = { PARAM_UUID_OPT("tenant"), PARAM_END };
const struct param baseline_form[] = {
    FIELD_UUID("tenant"),
    FIELD_TEXT("name", 1, 200),
    PARAM_CODES_ANY("family"),
    FIELD_TEXT("prefix", 0, 200),
    PARAM_END,
};
const struct param baseline_one[] = { PARAM_UUID("id"), PARAM_END };

static struct profile_id id_of(const struct request *req)
{
    return (struct profile_id){ param_uuid(req, "id") };
}

/* ---- the list ---- */

static void show_profile(struct view *view, const struct baseline_profile *profile, const struct family_labels *labels)
{
    view_id(view, K_ID, profile->id.v);
    view_text(view, K_NAME, profile->name);
    view_id(view, K_TENANT_ID, profile->tenant.v);
    view_text(view, K_TENANT, profile->tenant_name);
    baseline_view_scope(view, profile, labels);
    view_show_if(view, K_IS_IN_FORCE, !uuid_is_nil(profile->approved.v));
    view_show_if(view, K_NONE_IN_FORCE, uuid_is_nil(profile->approved.v));
    view_id(view, K_SNAPSHOT_ID, profile->approved.v);
    view_time(view, K_APPROVED, profile->approved_us);
    view_show_if(view, K_IS_WAITING, profile->proposed_count > 0);
    view_int(view, K_PROPOSED, profile->proposed_count);
    view_time(view, K_CREATED, profile->created_us);
}

static void show_empty(const struct request *req, struct view *view, size_t count)
{
    struct list_empty why = {
        LIST_EMPTY_NEVER, N_("No baseline yet"),
        N_("A baseline says what a tenant should look like. Choose what it covers, propose what was captured, and have another person approve it."),
        list_place(req, view_cx(view), "baselines/new"), N_("New baseline")
    };

    if (param_given(req, "tenant")) {
        why = (struct list_empty){ LIST_EMPTY_FILTERED, N_("Nothing fits the filter"),
                                   N_("This tenant has no baseline, but others have."),
                                   list_place(req, view_cx(view), "baselines"), N_("Remove the filter") };
    } else if (!actor_may(req->who, CAP_BASELINE_PROPOSE)) {
        why.kind = LIST_EMPTY_DENIED;
        why.text = N_("A baseline says what a tenant should look like. Operators set it up; ask one of them.");
        why.url = NULL;
    }
    list_empty(view, count, &why);
}

enum rc baselines_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "tenant", N_("Tenant"), NULL } };
    const struct tenant_id tenant = { param_uuid(req, "tenant") };
    struct baseline_profiles list;
    struct family_labels labels;
    const struct list_export export = { .report = "baselines" };
    const char *tenant_name = NULL;
    struct view *view;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = baseline_profiles(cx, req->who, tenant, &list);
    if (rc == RC_OK) {
        rc = family_labels_get(cx, req, &labels);
    }
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_INBOX_BASELINES);
    reply_title(reply, N_("Baselines"));
    rc = tenant_chip(cx, req, list.count > 0 ? list.items[0].tenant_name : NULL, &tenant_name);
    list_chips_named(view, req, filters, 1, &(struct list_name){ "tenant", tenant_name }, 1);
    view_int(view, K_TOTAL, (int64_t)list.count);
    list_csv_link(view, req, export, list.count > 0);
    view_show_if(view, K_CAN_PROPOSE, actor_may(req->who, CAP_BASELINE_PROPOSE));
    view_rows(view, K_BASELINES);
    for (size_t i = 0; i < list.count; i++) {
        show_profile(view_row(view, K_BASELINES), &list.items[i], &labels);
    }
    show_empty(req, view, list.count);
    return rc;
}

/* ---- a new one ---- */

static bool chosen(const struct request *req, const char *family)
{
    size_t count;
    const char *const *codes = param_codes(req, "family", &count);

    for (size_t i = 0; i < count; i++) {
        if (text_equal(codes[i], family)) {
            return true;
        }
    }
    return false;
}

static enum rc show_form(struct cx *cx, const struct request *req, struct reply *reply, const struct refusal *why)
{
    struct family_labels labels;
    const char *tenant_name;
    struct view *view;
    enum rc rc = family_labels_get(cx, req, &labels);

    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_BASELINE_NEW);
    reply_title(reply, N_("New baseline"));
    refusal_view(view, req, why);
    for (size_t i = 0; i < labels.count; i++) {
        choice_row(view, K_FAMILY_CHOICE, labels.items[i].family, labels.items[i].label,
                   why != NULL && chosen(req, labels.items[i].family));
    }
    view_mark(view, K_TYPED_NAME, why == NULL ? "" : param_typed(req, "name"));
    view_mark(view, K_TYPED_PREFIX, why == NULL ? "" : param_typed(req, "prefix"));
    return choices_tenant(cx, req, view, param_uuid(req, "tenant"), &tenant_name);
}

enum rc baselines_new(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show_form(cx, req, reply, NULL);
}

enum rc baselines_add(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct baseline_new_profile in = { .tenant = { param_uuid(req, "tenant") }, .name = param_text(req, "name") };
    struct profile_id id;
    enum rc rc;

    if (request_has_errors(req)) {
        return show_form(cx, req, reply, &(struct refusal){ .rc = RC_OK });
    }
    in.families = param_codes(req, "family", &in.family_count);
    in.name_prefix = param_given(req, "prefix") && param_text(req, "prefix") != NULL ? param_text(req, "prefix") : "";
    rc = baseline_profile_add(cx, req->who, &in, &id);
    if (refusal_is_shown(rc)) {
        return show_form(cx, req, reply, &(struct refusal){ .rc = rc, .field = "name" });
    }
    return rc == RC_OK ? reply_see_other(reply, req, "baselines/%s", id_text(cx, id.v)) : rc;
}

/* ---- one profile ---- */

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply, const struct refusal *why)
{
    struct baseline_profile profile;
    struct baseline_snapshots snapshots;
    struct family_labels labels;
    struct view *view;
    enum rc rc = baseline_profile_get(cx, req->who, id_of(req), &profile, &snapshots);

    if (rc == RC_OK) {
        rc = family_labels_get(cx, req, &labels);
    }
    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_BASELINE);
    reply_title_text(reply, profile.name);
    refusal_view(view, req, why);
    show_profile(view, &profile, &labels);
    view_show_if(view, K_CAN_PROPOSE, actor_may(req->who, CAP_BASELINE_PROPOSE));
    view_show_if(view, K_CAN_COMPARE, !uuid_is_nil(profile.approved.v) && actor_may(req->who, CAP_RUN_START));
    view_show_if(view, K_HAS_ROWS, snapshots.count > 0);
    view_show_if(view, K_IS_EMPTY, snapshots.count == 0);
    view_rows(view, K_SNAPSHOTS);
    for (size_t i = 0; i < snapshots.count; i++) {
        snapshot_view_row(view_row(view, K_SNAPSHOTS), &snapshots.items[i]);
    }
    return RC_OK;
}

enum rc baselines_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show(cx, req, reply, NULL);
}

enum rc baselines_propose(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct snapshot_id id;
    enum rc rc = baseline_propose(cx, req->who, id_of(req), &id);

    if (refusal_is_shown(rc)) {
        return show(cx, req, reply, &(struct refusal){ .rc = rc });
    }
    return rc == RC_OK
               ? reply_see_other(reply, req, "baselines/%s/snapshots/%s", id_text(cx, id_of(req).v), id_text(cx, id.v))
               : rc;
}

enum rc baselines_compare(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct baseline_profile profile;
    struct baseline_snapshots snapshots;
    struct run_request request = { .operation = OPERATION_COMPARE, .origin = RUN_BY_PERSON };
    struct run run;
    enum rc rc = baseline_profile_get(cx, req->who, id_of(req), &profile, &snapshots);

    if (rc == RC_OK && uuid_is_nil(profile.approved.v)) {
        rc = fail_set(cx, RC_CONFLICT, N_("There is no approved snapshot to compare with."),
                      "profile %s: nothing is in force", id_text(cx, profile.id.v));
        return show(cx, req, reply, &(struct refusal){ .rc = rc });
    }
    if (rc != RC_OK) {
        return rc;
    }
    request.tenant = profile.tenant;
    request.object = profile.approved.v;
    rc = run_request(cx, req->who, &request, &run);
    return reply_run(cx, req, reply, rc, &run);
}
