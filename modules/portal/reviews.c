#include "base/text.h"
#include "core/release/released.h"
#include "modules/portal/routes.h"
#include "web/reply.h"

enum { FILE_NAME_MAX = 121 };

const struct param review_page[] = { PARAM_UUID("id"), PARAM_CODE("lang", "en de"), PARAM_END };
const struct param review_file[] = { PARAM_UUID("id"), PARAM_TEXT("name", 1, FILE_NAME_MAX), PARAM_END };

static void show_files(struct view *row, const struct released *release)
{
    view_show_if(row, K_DOWNLOADS, release->file_count > 0);
    view_rows(row, K_RELEASE_FILE);
    for (size_t i = 0; i < release->file_count; i++) {
        const struct released_file *file = &release->files[i];
        struct view *line = view_row(row, K_RELEASE_FILE);

        view_text(line, K_FILE_NAME, file->name);
        view_size(line, K_FILE_SIZE, file->size_bytes);
        view_hex(line, K_FILE_SHA256, file->sha256);
    }
}

static void show_release(struct view *row, const struct released *release)
{
    bool readable = release->may_read && release->state != RELEASED_WITHDRAWN;

    view_id(row, K_RELEASE_ID, release->id.v);
    view_text(row, K_REVIEW_TITLE, release->title);
    view_code(row, K_RELEASE_STATE, released_state_code(release->state), released_state_label(release->state));
    view_date(row, K_PERIOD_FROM, release->period_from_us);
    view_date(row, K_PERIOD_TO, release->period_to_us);
    view_int(row, K_COMPLIANT, release->compliant);
    view_int(row, K_BY_EXCEPTION, release->by_exception);
    view_int(row, K_NON_COMPLIANT, release->non_compliant);
    view_int(row, K_NOT_ASSESSED, release->not_assessed);
    view_time(row, K_SHOWN, release->shown_us);
    view_bool(row, K_READABLE, readable);
    view_bool(row, K_STANDS, release->state != RELEASED_WITHDRAWN);
    view_show_if(row, K_IS_CURRENT, release->state == RELEASED_SHOWN);
    view_show_if(row, K_NOT_READABLE, !readable);
    show_files(row, release);
}

enum rc reviews_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct released_list list;
    struct view *view;
    struct view *tenant = NULL;
    enum rc rc = released_list(cx, req->who, &list);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_PORTAL_REVIEWS);
    reply_title(reply, N_("Tenant reviews"));
    view_show_if(view, K_NO_REVIEW, list.count == 0);
    view_mark(view, K_LANG, cx->loc->tag);
    view_rows(view, K_REVIEW_TENANT);
    for (size_t i = 0; i < list.count; i++) {
        if (i == 0 || !uuid_equal(list.items[i].tenant.v, list.items[i - 1].tenant.v)) {
            tenant = view_row(view, K_REVIEW_TENANT);
            view_text(tenant, K_TENANT_NAME, list.items[i].tenant_name);
            view_rows(tenant, K_REVIEW);
        }
        show_release(view_row(tenant, K_REVIEW), &list.items[i]);
    }
    return RC_OK;
}

static enum rc show_withdrawn(struct reply *reply, const struct released *release)
{
    struct view *view = reply_page(reply, TPL_PORTAL_WITHDRAWN);

    reply_status(reply, 410);
    reply_title(reply, N_("This review was withdrawn"));
    view_text(view, K_REVIEW_TITLE, release->title);
    view_text(view, K_TENANT_NAME, release->tenant_name);
    view_msg(view, K_WITHDRAWN_SENTENCE,
             N_("The review \"%(title)s\" of %(tenant)s was withdrawn. It must not be relied on any more."), "title",
             release->title, "tenant", release->tenant_name);
    view_show_if(view, K_HAS_REASON, release->end_reason[0] != '\0');
    view_text(view, K_END_REASON, release->end_reason);
    return RC_OK;
}

/* What nginx did not give out: withdrawn, not granted, or not there. */
enum rc reviews_page(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct released release;
    enum rc rc = released_get(cx, req->who, (struct release_id){ param_uuid(req, "id") }, &release);

    if (rc != RC_OK) {
        return rc;
    }
    if (release.state == RELEASED_WITHDRAWN) {
        return show_withdrawn(reply, &release);
    }
    return fail_set(cx, RC_NOT_FOUND, NULL, "release %s has no page in '%s'", id_text(cx, release.id.v),
                    param_code(req, "lang"));
}

enum rc reviews_file(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct release_id id = { param_uuid(req, "id") };
    struct released_download download;
    enum rc rc = released_take(cx, req->who, id, param_text(req, "name"), &download);

    if (rc != RC_OK) {
        return rc;
    }
    return reply_file(reply,
                      arena_printf(cx->mem, "/-/releases/%s/%s/%s", id_text(cx, download.workspace.v),
                                   id_text(cx, id.v), url_encode(cx->mem, download.file.name)),
                      download.file.name, download.file.media_type);
}
