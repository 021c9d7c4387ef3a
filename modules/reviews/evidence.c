#include "core/evidence/evidence.h"

#include "base/text.h"
#include "core/drift/document_pretty.h"
#include "modules/reviews/routes.h"
#include "web/list.h"

enum { PRETTY_MAX = 512 * 1024 };

const struct param evidence_list_params[] = {
    LIST_PARAMS("new"), PARAM_UUID_OPT("tenant"), PARAM_UUID_OPT("run"), PARAM_TEXT("control", 0, 100), PARAM_END,
};
const struct param evidence_one[] = { PARAM_UUID("id"), PARAM_END };

static void show_item(struct view *row, const struct evidence_item *item)
{
    view_id(row, K_ID, item->id.v);
    view_text(row, K_NAME, item->name);
    view_code(row, K_SOURCE, item->source, item->source_label);
    view_id(row, K_TENANT_ID, item->tenant.v);
    view_text(row, K_TENANT, item->tenant_name);
    view_text(row, K_CONTROL, item->control_code);
    view_show_if(row, K_HAS_CONTROL, item->control_code[0] != '\0');
    view_id(row, K_RUN_ID, item->run.v);
    view_text(row, K_MEDIA_TYPE, item->media_type);
    view_time(row, K_COLLECTED, item->collected_us);
    view_hex(row, K_SHA256, item->sha256);
    view_size(row, K_SIZE, item->size_bytes);
}

enum rc evidence_page(struct cx *cx, const struct request *req, struct reply *reply)
{
    static const struct list_filter filters[] = { { "q", N_("Search"), NULL },
                                                  { "control", N_("Control"), NULL },
                                                  { "run", N_("Run"), NULL } };
    const struct cursor *after = param_cursor(req, "after");
    const struct evidence_filter filter = {
        .tenant = { param_uuid(req, "tenant") },
        .run = { param_uuid(req, "run") },
        .control_code = param_text(req, "control"),
        .q = param_text(req, "q"),
        .before_us = after == NULL ? 0 : after->number,
        .before = { after == NULL ? (struct uuid){ { 0 } } : after->id },
        .limit = list_limit(req),
    };
    bool filtered = param_given(req, "tenant") || param_given(req, "run") || filter.control_code != NULL ||
                    filter.q != NULL || after != NULL;
    struct cursor last = { .text = "" };
    const struct list_export export = { .report = "evidence" };
    struct evidence_list list;
    struct view *view;
    enum rc rc;

    if (req->wants == WANTS_CSV) {
        return list_csv(reply, req, export);
    }
    rc = evidence_list(cx, req->who, &filter, &list);
    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_REVIEWS_EVIDENCE);
    reply_title(reply, N_("Evidence"));
    view_mark(view, K_CHOSEN_TENANT, uuid_is_nil(filter.tenant.v) ? "" : id_text(cx, filter.tenant.v));
    view_mark(view, K_CHOSEN_CONTROL, filter.control_code == NULL ? "" : filter.control_code);
    list_chips(view, req, filters, sizeof filters / sizeof filters[0]);
    list_csv_link(view, req, export, list.count > 0);
    view_show_if(view, K_NO_EVIDENCE_YET, list.count == 0 && !filtered);
    view_show_if(view, K_NO_EVIDENCE_HERE, list.count == 0 && filtered);
    view_show_if(view, K_HAS_EVIDENCE, list.count > 0);
    view_rows(view, K_EVIDENCE);
    for (size_t i = 0; i < list.count; i++) {
        show_item(view_row(view, K_EVIDENCE), &list.items[i]);
    }
    if (list.more) {
        last.id = list.items[list.count - 1].id.v;
        last.number = list.items[list.count - 1].collected_us;
    }
    list_pager(view, req, list.more ? &last : NULL);
    return RC_OK;
}

static enum rc get(struct cx *cx, const struct request *req, struct evidence_item *out)
{
    return evidence_get(cx, req->who, (struct evidence_id){ param_uuid(req, "id") }, out);
}

enum rc evidence_show(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct evidence_item item;
    struct view *view;
    char *pretty = NULL;
    enum rc rc = get(cx, req, &item);

    if (rc != RC_OK) {
        return rc;
    }
    view = reply_page(reply, TPL_REVIEWS_EVIDENCE_ITEM);
    reply_title_text(reply, item.name);
    show_item(view, &item);
    if (document_pretty(cx, item.body, PRETTY_MAX, &pretty) != RC_OK) {
        pretty = NULL; /* another format, or too much for a page: there is the download */
    }
    view_json(view, K_EVIDENCE_BODY, pretty);
    view_show_if(view, K_IS_SHOWN, pretty != NULL);
    view_show_if(view, K_NOT_SHOWN, pretty == NULL);
    return RC_OK;
}

/* Exactly the bytes that the hash is of. */
enum rc evidence_file(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct evidence_item item;
    enum rc rc = get(cx, req, &item);

    if (rc != RC_OK) {
        return rc;
    }
    reply_header(reply, "Content-Disposition", arena_printf(cx->mem, "attachment; filename=\"%s\"", item.name));
    return reply_raw(reply, 200, item.media_type, item.body);
}
