#include "base/text.h"
#include "core/review/review.h"
#include "core/tenant/tenant.h"
#include "modules/reviews/review_page.h"
#include "modules/reviews/routes.h"
#include "web/list.h"

#define TEXT_FIELDS                                                                                                    \
    FIELD_TEXT("title", 1, 200), FIELD_DATE("period_from"), FIELD_DATE("period_to"),                                   \
        FIELD_TEXT("summary", 0, PARAM_TEXT_MAX), FIELD_TEXT("limitations", 0, PARAM_TEXT_MAX)

const struct param review_new_params[] = { PARAM_UUID_OPT("tenant"), PARAM_END };
const struct param review_compose_form[] = { FIELD_UUID("tenant"), TEXT_FIELDS, PARAM_END };
const struct param review_edit_form[] = { PARAM_UUID("id"), PARAM_INT("row_version", 1, INT32_MAX), TEXT_FIELDS,
                                          PARAM_END };

/* What the form's fields hold. */
struct filled {
    const char *title;
    const char *period_from;
    const char *period_to;
    const char *summary;
    const char *limitations;
};

static void fill(struct view *view, const struct filled *in)
{
    view_mark(view, K_TYPED_TITLE, in->title);
    view_mark(view, K_TYPED_FROM, in->period_from);
    view_mark(view, K_TYPED_TO, in->period_to);
    view_mark(view, K_TYPED_SUMMARY, in->summary);
    view_mark(view, K_TYPED_LIMITATIONS, in->limitations);
}

static struct filled typed(const struct request *req)
{
    return (struct filled){
        .title = param_typed(req, "title"),
        .period_from = param_typed(req, "period_from"),
        .period_to = param_typed(req, "period_to"),
        .summary = param_typed(req, "summary"),
        .limitations = param_typed(req, "limitations"),
    };
}

/* The days are kept as they were typed: a period has no time zone. */
static struct review_text text_of(const struct request *req, struct tenant_id tenant)
{
    const char *summary = param_text(req, "summary");
    const char *limitations = param_text(req, "limitations");

    return (struct review_text){
        .tenant = tenant,
        .title = param_text(req, "title"),
        .period_from = param_typed(req, "period_from"),
        .period_to = param_typed(req, "period_to"),
        .summary = summary == NULL ? "" : summary,
        .limitations = limitations == NULL ? "" : limitations,
    };
}

/* ---- composing ---- */

enum { TENANTS_MAX = 200 };

static enum rc show_tenants(struct cx *cx, const struct request *req, struct view *view)
{
    const struct tenant_filter filter = { .state = "active", .limit = TENANTS_MAX };
    struct uuid chosen = param_uuid(req, "tenant");
    struct tenant *tenants;
    size_t count;
    enum rc rc = tenant_list(cx, req->who, &filter, &tenants, &count);

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        struct view *row = view_html_row(view, K_REVIEWABLE);

        view_mark(row, K_CHOICE_ID, id_text(cx, tenants[i].id.v));
        view_mark(row, K_CHOICE_NAME, tenants[i].name);
        view_show_if(row, K_CHOICE_CURRENT, uuid_equal(tenants[i].id.v, chosen));
    }
    return rc;
}

static enum rc show_new(struct cx *cx, const struct request *req, struct reply *reply, struct view *view,
                        const struct filled *in)
{
    enum rc rc = show_tenants(cx, req, view);

    reply_title(reply, N_("Compose a review"));
    errors_show(view, req);
    fill(view, in);
    return rc;
}

/* "2026-10-01" and "2026-12-31": the quarter that `now` is in. */
static void quarter_of(struct cx *cx, struct filled *out)
{
    static const char *const starts[] = { "01-01", "04-01", "07-01", "10-01" };
    static const char *const ends[] = { "03-31", "06-30", "09-30", "12-31" };
    const char *now = time_iso(cx->mem, clock_now_us(cx->clock));
    int quarter = ((now[5] - '0') * 10 + (now[6] - '0') - 1) / 3;

    out->period_from = arena_printf(cx->mem, "%.4s-%s", now, starts[quarter]);
    out->period_to = arena_printf(cx->mem, "%.4s-%s", now, ends[quarter]);
}

enum rc review_new(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct filled in = { .title = "", .summary = "", .limitations = "" };

    quarter_of(cx, &in);
    return show_new(cx, req, reply, reply_page(reply, TPL_REVIEWS_REVIEW_NEW), &in);
}

static enum rc new_again(struct cx *cx, const struct request *req, struct reply *reply, const char *field,
                         const char *problem)
{
    const struct filled in = typed(req);
    struct view *view = reply_invalid_page(reply, TPL_REVIEWS_REVIEW_NEW);
    enum rc rc = show_new(cx, req, reply, view, &in);

    if (rc == RC_OK && problem != NULL) {
        errors_add(view, field, problem);
    }
    return rc;
}

/* Whether the two days, which are days, are the wrong way round. */
static bool ends_early(const struct request *req)
{
    return param_time_us(req, "period_from") > param_time_us(req, "period_to");
}

enum rc review_post_compose(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_text text = text_of(req, (struct tenant_id){ param_uuid(req, "tenant") });
    struct tenant tenant;
    struct review_id id;
    enum rc rc;

    if (request_has_errors(req)) {
        return new_again(cx, req, reply, NULL, NULL);
    }
    if (ends_early(req)) {
        return new_again(cx, req, reply, "period_to", N_("The period must start before it ends."));
    }
    rc = tenant_get(cx, req->who, text.tenant, &tenant);
    if (rc == RC_OK) {
        rc = review_compose(cx, req->who, &text, &id);
    }
    if (rc == RC_CONFLICT) {
        fail_clear(cx);
        return new_again(cx, req, reply, "tenant", N_("This tenant was never evaluated. Capture it first."));
    }
    return rc == RC_OK ? reply_see_other(reply, req, "reviews/%s", id_text(cx, id.v)) : rc;
}

/* ---- editing a draft ---- */

static enum rc show_edit(struct cx *cx, const struct request *req, struct reply *reply, bool again)
{
    struct review_signoffs signoffs;
    struct review review;
    struct filled in;
    struct view *view;
    enum rc rc = review_get(cx, req->who, review_page_id(req), &review, &signoffs);

    if (rc == RC_OK && review.state != REVIEW_DRAFT) {
        rc = fail_set(cx, RC_CONFLICT, N_("Only a draft can be edited. Take the review back or send it back first."),
                      "review %s is no draft", id_text(cx, review.id.v));
    }
    if (rc != RC_OK) {
        return rc;
    }
    in = again ? typed(req)
               : (struct filled){ review.title, review.period_from, review.period_to, review.summary,
                                  review.limitations };
    view = again ? reply_invalid_page(reply, TPL_REVIEWS_REVIEW_EDIT) : reply_page(reply, TPL_REVIEWS_REVIEW_EDIT);
    reply_title(reply, N_("Edit the review"));
    errors_show(view, req);
    review_page_row(view, &review);
    fill(view, &in);
    view_mark(view, K_SEEN_VERSION,
              arena_printf(cx->mem, "%d", again ? param_i32(req, "row_version") : review.row_version));
    if (again && !request_has_errors(req)) {
        errors_add(view, "period_to", N_("The period must start before it ends."));
    }
    return RC_OK;
}

enum rc review_edit_page(struct cx *cx, const struct request *req, struct reply *reply)
{
    return show_edit(cx, req, reply, false);
}

enum rc review_post_edit(struct cx *cx, const struct request *req, struct reply *reply)
{
    const struct review_text text = text_of(req, (struct tenant_id){ { { 0 } } });
    const struct review_change change = { .id = review_page_id(req), .row_version = param_i32(req, "row_version") };
    struct review review;
    enum rc rc;

    if (request_has_errors(req) || ends_early(req)) {
        return show_edit(cx, req, reply, true);
    }
    rc = review_edit(cx, req->who, &change, &text, &review);
    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("The draft is saved."));
    return reply_see_other(reply, req, "reviews/%s", id_text(cx, review.id.v));
}
