#include "modules/reviews/release_view.h"

#include "base/text.h"
#include "core/release/release.h"

static const char *file_role_label(const char *role)
{
    static const struct {
        const char *code;
        const char *label;
    } roles[] = {
        { "pack", N_("The pack: everything, signed") },
        { "report", N_("The review as a document") },
        { "data", N_("Its data, for programs") },
        { "proof", N_("Proof that the release is in the audit log") },
    };

    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        if (text_equal(roles[i].code, role)) {
            return roles[i].label;
        }
    }
    return role;
}

/* The address of the release on the customers' site. */
static const char *portal_url(struct cx *cx, const struct request *req, struct release_id id)
{
    const struct config *config = request_config(req);
    const char *host = config->portal_host;

    if (!text_equal(config->public_scheme, "https")) {
        host = arena_printf(cx->mem, "%s:%d", host, (int)config->portal_port);
    }
    return arena_printf(cx->mem, "%s://%s/reviews/%s/%s/", config->public_scheme, host, id_text(cx, id.v),
                        text_equal(cx->loc->tag, "de") ? "de" : "en");
}

static void show_file(struct view *row, const struct release_file_row *file)
{
    view_text(row, K_FILE_NAME, file->name);
    view_code(row, K_FILE_ROLE, file->role, file_role_label(file->role));
    view_size(row, K_FILE_SIZE, file->size_bytes);
    view_hex(row, K_FILE_SHA256, file->sha256);
}

static enum rc show_release(struct cx *cx, const struct request *req, struct view *view, const struct release *release)
{
    struct release_file_row *files;
    size_t count;
    const char *pack = "";
    enum rc rc = release_files(cx, req->who, release->id, &files, &count);

    view_rows(view, K_FILE);
    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        show_file(view_row(view, K_FILE), &files[i]);
        pack = text_equal(files[i].role, "pack") ? files[i].name : pack;
    }
    view_id(view, K_RELEASE_ID, release->id.v);
    view_id(view, K_PACK_ID, release->pack);
    view_mark(view, K_PACK_FILE, pack);
    view_text(view, K_KEY_FINGERPRINT, release->key_fingerprint);
    view_text(view, K_PRODUCT_VERSION, release->product_version);
    view_time(view, K_RELEASED, release->shown_us);
    view_text(view, K_PORTAL_LINK, portal_url(cx, req, release->id));
    view_show_if(view, K_IS_ON_PORTAL, release->state == RELEASE_SHOWN || release->state == RELEASE_SUPERSEDED);
    return rc;
}

enum rc release_view(struct cx *cx, const struct request *req, struct view *view, const struct review *review)
{
    bool ever =
        review->state == REVIEW_RELEASED || review->state == REVIEW_SUPERSEDED || review->state == REVIEW_WITHDRAWN;
    struct release release;
    enum rc rc = ever ? release_of_review(cx, req->who, review->id, &release) : RC_NOT_FOUND;

    view_show_if(view, K_HAS_RELEASE, rc == RC_OK);
    if (rc == RC_NOT_FOUND) {
        return RC_OK;
    }
    return rc == RC_OK ? show_release(cx, req, view, &release) : rc;
}
