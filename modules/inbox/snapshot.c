/* One baseline snapshot: what it holds, how it differs from what is in force, and the verdict on it. */
#include "base/text.h"
#include "core/baseline/baseline.h"
#include "modules/inbox/baseline_view.h"
#include "modules/inbox/refusal.h"
#include "modules/inbox/routes.h"
#include "web/list.h"

#define PLACES PARAM_UUID("profile"), PARAM_UUID("id")

const struct param snapshot_one[] = { PLACES, PARAM_CURSOR("after"), PARAM_INT_OPT("limit", 1, 100), PARAM_END };
const struct param snapshot_approve_form[] = { PLACES,
                                               PARAM_CURSOR("after"),
                                               PARAM_INT_OPT("limit", 1, 100),
                                               PARAM_INT("row_version", 1, INT32_MAX),
                                               FIELD_TEXT("note", 0, 4000),
                                               PARAM_END };
const struct param snapshot_reject_form[] = { PLACES,
                                              PARAM_CURSOR("after"),
                                              PARAM_INT_OPT("limit", 1, 100),
                                              PARAM_INT("row_version", 1, INT32_MAX),
                                              FIELD_TEXT("reason", 1, 4000),
                                              PARAM_END };

enum verb { VERB_NONE, VERB_APPROVE, VERB_REJECT };

static const char *op_label(const char *op)
{
    return text_equal(op, "add") ? N_("Added") : text_equal(op, "remove") ? N_("Removed") : N_("Changed");
}

static enum rc show_items(struct cx *cx, const struct request *req, struct view *view, struct snapshot_id id)
{
    const struct cursor *after = param_cursor(req, "after");
    struct cursor last = { .text = "" };
    struct baseline_items list;
    enum rc rc = baseline_snapshot_items(
        cx, req->who, id, baseline_place_parse(cx->mem, after == NULL ? NULL : after->text), list_limit(req), &list);

    view_rows(view, K_ITEMS);
    for (size_t i = 0; rc == RC_OK && i < list.count; i++) {
        struct view *row = view_row(view, K_ITEMS);

        view_id(row, K_SUBJECT_ID, list.items[i].subject.v);
        view_text(row, K_SUBJECT_NAME, text_empty(list.items[i].name) ? list.items[i].object_id : list.items[i].name);
        view_code(row, K_FAMILY, list.items[i].family, list.items[i].family_label);
        view_text(row, K_OBJECT_ID, list.items[i].object_id);
        view_hex(row, K_DOCUMENT_HASH, list.items[i].document_hash);
    }
    if (rc == RC_OK && list.more) {
        const struct baseline_item *item = &list.items[list.count - 1];

        last.id = item->subject.v;
        last.text = arena_printf(cx->mem, "%s %s", item->family, item->object_id);
    }
    list_pager(view, req, rc == RC_OK && list.more ? &last : NULL);
    return rc;
}

/* A proposal against what is in force (nothing: all of it is added). */
static enum rc show_changes(struct cx *cx, const struct request *req, struct view *view,
                            const struct baseline_snapshot *snapshot, struct snapshot_id in_force)
{
    struct baseline_changes changes = { .count = 0 };
    bool proposed = snapshot->state == BASELINE_PROPOSED;
    enum rc rc = RC_OK;

    if (proposed) {
        rc = baseline_compare(cx, req->who, in_force, snapshot->id, &changes);
    }
    view_show_if(view, K_IS_PROPOSED, proposed);
    view_show_if(view, K_HAS_IN_FORCE, !uuid_is_nil(in_force.v));
    view_show_if(view, K_FIRST_PROPOSAL, uuid_is_nil(in_force.v));
    view_show_if(view, K_NO_CHANGES, proposed && changes.count == 0);
    view_show_if(view, K_HAS_CHANGES, proposed && changes.count > 0);
    view_int(view, K_ADDED_COUNT, changes.added);
    view_int(view, K_REMOVED_COUNT, changes.removed);
    view_int(view, K_CHANGED_COUNT, changes.replaced);
    view_show_if(view, K_MORE_CHANGES,
                 changes.count < (size_t)changes.added + (size_t)changes.removed + (size_t)changes.replaced);
    view_rows(view, K_CHANGES);
    for (size_t i = 0; rc == RC_OK && i < changes.count; i++) {
        const struct baseline_change *change = &changes.items[i];
        struct view *row = view_row(view, K_CHANGES);

        view_code(row, K_OP, change->op, op_label(change->op));
        view_id(row, K_SUBJECT_ID, change->subject.v);
        view_text(row, K_SUBJECT_NAME, text_empty(change->name) ? change->object_id : change->name);
        view_code(row, K_FAMILY, change->family, change->family_label);
        view_text(row, K_OBJECT_ID, change->object_id);
    }
    return rc;
}

static void show_verdict(const struct request *req, struct view *view, const struct baseline_snapshot *snapshot,
                         enum verb verb, const struct refusal *why)
{
    bool mine = account_is(snapshot->proposed_by, actor_account(req->who));
    bool proposed = snapshot->state == BASELINE_PROPOSED;
    bool may = actor_may(req->who, CAP_BASELINE_APPROVE);
    bool rejecting = why != NULL && verb == VERB_REJECT;

    view_show_if(view, K_CAN_DECIDE, proposed && !mine && may);
    view_show_if(view, K_OWN_PROPOSAL, proposed && mine);
    view_show_if(view, K_WAITS_FOR_OTHERS, proposed && !mine && !may);
    view_show_if(view, K_OPEN_REJECT, rejecting);
    view_mark(view, K_TYPED_REASON, rejecting ? param_typed(req, "reason") : "");
    view_mark(view, K_TYPED_NOTE, why != NULL && verb == VERB_APPROVE ? param_typed(req, "note") : "");
    view_mark(view, K_SEEN_VERSION, arena_printf(view_cx(view)->mem, "%d", snapshot->row_version));
}

static enum rc show(struct cx *cx, const struct request *req, struct reply *reply, enum verb verb,
                    const struct refusal *why)
{
    const struct snapshot_id id = { param_uuid(req, "id") };
    struct baseline_snapshot snapshot;
    struct baseline_profile profile;
    struct baseline_snapshots others;
    struct view *view;
    enum rc rc = baseline_snapshot_get(cx, req->who, id, &snapshot);

    if (rc == RC_OK && !uuid_equal(snapshot.profile.v, param_uuid(req, "profile"))) {
        return RC_NOT_FOUND;
    }
    if (rc == RC_OK) {
        rc = baseline_profile_get(cx, req->who, snapshot.profile, &profile, &others);
    }
    if (rc != RC_OK) {
        return rc;
    }
    view = refusal_page(reply, req, why, TPL_INBOX_SNAPSHOT);
    reply_title_text(reply, snapshot.profile_name);
    refusal_view(view, req, why);
    snapshot_view_row(view, &snapshot);
    view_show_if(view, K_IS_IN_FORCE, snapshot.state == BASELINE_APPROVED);
    show_verdict(req, view, &snapshot, verb, why);
    rc = show_changes(cx, req, view, &snapshot, profile.approved);
    return rc == RC_OK ? show_items(cx, req, view, id) : rc;
}

enum rc snapshots_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show(cx, req, reply, VERB_NONE, NULL);
}

static enum rc decide(struct cx *cx, const struct request *req, struct reply *reply, enum verb verb, const char *text)
{
    const struct baseline_decision decision = { .id = { param_uuid(req, "id") },
                                                .row_version = param_i32(req, "row_version"),
                                                .reason = text_empty(text) ? "" : text };
    struct baseline_snapshot out;
    enum rc rc;

    if (request_has_errors(req)) {
        return show(cx, req, reply, verb, &(struct refusal){ .rc = RC_OK });
    }
    rc = baseline_snapshot_get(cx, req->who, decision.id, &out);
    if (rc == RC_OK && !uuid_equal(out.profile.v, param_uuid(req, "profile"))) {
        return RC_NOT_FOUND;
    }
    if (rc == RC_OK) {
        rc = verb == VERB_APPROVE ? baseline_approve(cx, req->who, &decision, &out)
                                  : baseline_reject(cx, req->who, &decision, &out);
    }
    if (refusal_is_shown(rc)) {
        return show(cx, req, reply, verb, &(struct refusal){ .rc = rc, .field = "reason" });
    }
    return rc == RC_OK ? reply_see_other(reply, req, "baselines/%s/snapshots/%s", id_text(cx, out.profile.v),
                                         id_text(cx, out.id.v))
                       : rc;
}

enum rc snapshots_approve(struct cx *cx, const struct request *req, struct reply *reply)
{
    return decide(cx, req, reply, VERB_APPROVE, param_text(req, "note"));
}

enum rc snapshots_reject(struct cx *cx, const struct request *req, struct reply *reply)
{
    return decide(cx, req, reply, VERB_REJECT, param_text(req, "reason"));
}
