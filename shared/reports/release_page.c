#include "reports/release_page.h"

#include "base/text.h"
#include "core/severity.h"
#include "ext/locale.h"
#include "reports/page_row.h"
#include "reports/report_text.h"

/* A page being filled. */
struct page {
    struct arena *mem;
    const struct review_model *model;
    const struct locale *loc;
    const struct release_links *links;
    struct tmpl_row *root;
};

static const char *const key_names[] = {
#define KEY(name, iso, ago, code) #name,
    TPL_KEY_LIST
#undef KEY
};

/* What a reader calls each language, in that language. */
static const struct {
    const char *tag;
    const char *name;
} language_names[] = { { "en", "English" }, { "de", "Deutsch" }, { "en-XA", "Pseudo" } };

static const char *language_name(const char *tag)
{
    for (size_t i = 0; i < sizeof language_names / sizeof language_names[0]; i++) {
        if (text_equal(language_names[i].tag, tag)) {
            return language_names[i].name;
        }
    }
    return tag;
}

enum rc release_pages_open(struct arena *arena, const char *folder, const char **problem)
{
    static const char *const templates[] = { TPL_FRAME_RELEASE, TPL_REPORT_REVIEW };
    static const char *const languages[] = { "en", "de", "en-XA" };

    tmpl_open(folder, key_names, sizeof key_names / sizeof key_names[0]);
    for (size_t l = 0; l < sizeof languages / sizeof languages[0]; l++) {
        for (size_t i = 0; i < sizeof templates / sizeof templates[0]; i++) {
            if (tmpl_load(languages[l], templates[i]) != RC_OK) {
                *problem =
                    arena_printf(arena, "template %s/%s/%s is missing or broken", folder, languages[l], templates[i]);
                return RC_INVALID;
            }
        }
    }
    return RC_OK;
}

static const char *t(const struct page *p, const char *msgid)
{
    return tr(p->loc, msgid);
}

static void put(const struct page *p, struct tmpl_row *row, enum tpl_key key, const char *text)
{
    page_text(p->mem, row, key, text);
}

static void fill_frame(const struct page *p)
{
    put(p, p->root, K_LANG, p->loc->tag);
    put(p, p->root, K_TITLE, arena_printf(p->mem, "%s: %s", p->model->tenant_name, p->model->title));
    put(p, p->root, K_ASSETS, p->links->assets);
    page_include(p->mem, p->root, K_MAIN, TPL_REPORT_REVIEW);
    for (size_t i = 0; i < p->model->language_count; i++) {
        const char *tag = p->model->languages[i]->tag;
        struct tmpl_row *row = page_child(p->mem, p->root, K_LANG_CHOICE);

        put(p, row, K_CHOICE_URL,
            arena_printf(p->mem, "/reviews/%s/%s/", uuid_text(p->mem, p->links->id), url_encode(p->mem, tag)));
        put(p, row, K_CHOICE_LANG, tag);
        put(p, row, K_CHOICE_NAME, language_name(tag));
        page_show(p->mem, row, K_CHOICE_CURRENT, text_equal(tag, p->loc->tag));
    }
}

static void fill_figure(const struct page *p, const char *label, int64_t now, int64_t before)
{
    struct tmpl_row *row = page_child(p->mem, p->root, K_REVIEW_FIGURE);

    put(p, row, K_FIGURE_NUMBER, locale_number(p->mem, p->loc, now));
    put(p, row, K_FIGURE_LABEL, t(p, label));
    put(p, row, K_FIGURE_CHANGE, report_change(p->mem, p->loc, p->model, now, before));
    page_show(p->mem, row, K_FIGURE_HAS_CHANGE, p->model->has_previous);
}

static void fill_head(const struct page *p)
{
    const struct review_model *m = p->model;
    const struct msg_arg args[] = {
        { "title", m->title },
        { "version", arena_printf(p->mem, "%d", m->version) },
        { "period", report_period(p->mem, p->loc, m) },
    };
    const char *changes[4];
    size_t count = report_changes(p->mem, p->loc, m, changes);

    put(p, p->root, K_REVIEW_WORKSPACE, m->workspace_name);
    put(p, p->root, K_REVIEW_TENANT, m->tenant_name);
    put(p, p->root, K_REVIEW_LINE, msg_format(p->mem, t(p, N_("%(title)s, version %(version)s, %(period)s")), args, 3));
    put(p, p->root, K_REVIEW_JUDGEMENT, review_judgement_text(p->mem, p->loc, &m->numbers));
    fill_figure(p, N_("Compliant"), m->numbers.compliant, m->previous.compliant);
    fill_figure(p, N_("By exception"), m->numbers.by_exception, m->previous.by_exception);
    fill_figure(p, N_("Non-compliant"), m->numbers.non_compliant, m->previous.non_compliant);
    fill_figure(p, N_("Not assessed"), m->numbers.not_assessed, m->previous.not_assessed);
    page_show(p->mem, p->root, K_REVIEW_HAS_SUMMARY, !text_empty(m->summary));
    put(p, p->root, K_REVIEW_SUMMARY, m->summary);
    for (size_t i = 0; i < count; i++) {
        put(p, page_child(p->mem, p->root, K_REVIEW_CHANGE), K_CHANGE_TEXT, changes[i]);
    }
}

/* One value of a finding: in words where it is short, else folded away as it is. */
static void fill_values(const struct page *p, struct tmpl_row *row, const struct review_finding *finding)
{
    const char *before = report_value(p->mem, p->loc, finding->before);
    const char *after = report_value(p->mem, p->loc, finding->after);
    bool plain = before != NULL && after != NULL;

    page_show(p->mem, row, K_FINDING_PLAIN, plain);
    page_show(p->mem, row, K_FINDING_LONG, !plain);
    put(p, row, K_FINDING_BEFORE, before == NULL ? finding->before : before);
    put(p, row, K_FINDING_AFTER, after == NULL ? finding->after : after);
}

static void fill_finding(const struct page *p, struct tmpl_row *row, const struct review_finding *finding)
{
    put(p, row, K_FINDING_OBJECT, finding->object_name);
    put(p, row, K_FINDING_FAMILY, t(p, finding->family_label));
    put(p, row, K_FINDING_PROPERTY, report_property(p->loc, finding));
    page_show(p->mem, row, K_FINDING_UNMET, text_equal(finding->source, "control"));
    fill_values(p, row, finding);
    page_time(p->mem, row, K_FINDING_SEEN, report_date(p->mem, p->loc, finding->first_seen_us), K_FINDING_SEEN_ISO,
              finding->first_seen_us);
}

/* Those of one severity under its name; returns how many. */
static size_t fill_severity(const struct page *p, enum severity severity)
{
    const char *code = severity_code(severity);
    struct tmpl_row *group = NULL;
    size_t count = 0;

    for (size_t i = 0; i < p->model->finding_count; i++) {
        const struct review_finding *finding = &p->model->findings[i];

        if (!review_finding_is_open(finding) || !text_equal(finding->severity, code)) {
            continue;
        }
        group = group == NULL ? page_child(p->mem, p->root, K_REVIEW_SEVERITY) : group;
        fill_finding(p, page_child(p->mem, group, K_REVIEW_FINDING), finding);
        count++;
    }
    if (group != NULL) {
        put(p, group, K_GROUP_SEVERITY_CODE, code);
        put(p, group, K_GROUP_SEVERITY, t(p, review_severity_label(code)));
        put(p, group, K_GROUP_COUNT, locale_number(p->mem, p->loc, (int64_t)count));
    }
    return count;
}

static void fill_findings(const struct page *p)
{
    size_t count = 0;

    for (enum severity severity = 0; severity < SEVERITY_COUNT; severity++) {
        count += fill_severity(p, severity);
    }
    put(p, p->root, K_FINDING_TOTAL, locale_number(p->mem, p->loc, (int64_t)count));
    page_show(p->mem, p->root, K_REVIEW_HAS_FINDINGS, count > 0);
    page_show(p->mem, p->root, K_REVIEW_NO_FINDING, count == 0);
}

static void fill_risks(const struct page *p)
{
    size_t count = 0;

    for (size_t i = 0; i < p->model->exception_count; i++) {
        const struct review_exception *exception = &p->model->exceptions[i];
        struct tmpl_row *row;

        if (!review_exception_is_active(exception)) {
            continue;
        }
        count++;
        row = page_child(p->mem, p->root, K_REVIEW_RISK);
        put(p, row, K_RISK_SEVERITY_CODE, exception->severity);
        put(p, row, K_RISK_SEVERITY, t(p, review_severity_label(exception->severity)));
        put(p, row, K_RISK_OBJECT, exception->object_name);
        put(p, row, K_RISK_TITLE, exception->title == NULL ? NULL : t(p, exception->title));
        put(p, row, K_RISK_WHY, exception->justification);
        page_show(p->mem, row, K_RISK_STALE, exception->stale);
        page_time(p->mem, row, K_RISK_EXPIRES, report_date(p->mem, p->loc, exception->expires_us), K_RISK_EXPIRES_ISO,
                  exception->expires_us);
    }
    put(p, p->root, K_RISK_TOTAL, locale_number(p->mem, p->loc, (int64_t)count));
    page_show(p->mem, p->root, K_REVIEW_HAS_RISKS, count > 0);
    page_show(p->mem, p->root, K_REVIEW_NO_RISK, count == 0);
}

static bool is_met(const struct review_control *control)
{
    return control->outcome == CONTROL_SATISFIED || control->outcome == CONTROL_NOT_APPLICABLE;
}

static void fill_control(const struct page *p, struct tmpl_row *row, const struct review_control *control)
{
    const char *reason = control->reason_label == NULL ? NULL : t(p, control->reason_label);
    const char *observed = control->observed == NULL ? reason : control->observed;

    put(p, row, K_CONTROL_TITLE, t(p, control->title));
    put(p, row, K_CONTROL_CODE, control->code);
    put(p, row, K_CONTROL_RESULT_CODE, control_result_code(control->outcome));
    put(p, row, K_CONTROL_RESULT, t(p, control_result_label(control->outcome)));
    page_show(p->mem, row, K_CONTROL_HAS_OBSERVED, !text_empty(observed));
    put(p, row, K_CONTROL_OBSERVED, observed);
}

/* Those that want something first; the others are folded, and open on paper. */
static void fill_controls(const struct page *p)
{
    size_t met = 0;

    for (size_t i = 0; i < p->model->control_count; i++) {
        const struct review_control *control = &p->model->controls[i];

        met += is_met(control) ? 1 : 0;
        fill_control(p, page_child(p->mem, p->root, is_met(control) ? K_REVIEW_CONTROL_MET : K_REVIEW_CONTROL),
                     control);
    }
    page_show(p->mem, p->root, K_REVIEW_HAS_UNMET, met < p->model->control_count);
    page_show(p->mem, p->root, K_REVIEW_HAS_MET, met > 0);
    put(p, p->root, K_REVIEW_MET_COUNT, locale_number(p->mem, p->loc, (int64_t)met));
}

static void fill_limitations(const struct page *p)
{
    page_show(p->mem, p->root, K_REVIEW_NO_LIMITATION, p->model->limitation_count == 0);
    for (size_t i = 0; i < p->model->limitation_count; i++) {
        put(p, page_child(p->mem, p->root, K_REVIEW_LIMITATION), K_LIMITATION_TEXT, t(p, p->model->limitations[i]));
    }
}

static void fill_verification(const struct page *p)
{
    const struct review_model *m = p->model;
    struct locale local = *p->loc;

    local.time_zone = m->time_zone == NULL ? "UTC" : m->time_zone;
    put(p, p->root, K_REVIEW_PACK, uuid_text(p->mem, m->pack));
    put(p, p->root, K_REVIEW_KEY, m->key_fingerprint);
    page_time(p->mem, p->root, K_REVIEW_CREATED, report_time(p->mem, p->loc, m->created_us), K_REVIEW_CREATED_ISO,
              m->created_us);
    put(p, p->root, K_REVIEW_CREATED_LOCAL,
        arena_printf(p->mem, "%s %s", locale_time(p->mem, &local, m->created_us), local.time_zone));
    put(p, p->root, K_REVIEW_PRODUCT, m->product_version);
    put(p, p->root, K_REVIEW_PACK_FILE, p->links->pack_file);
    for (size_t i = 0; i < p->links->file_count; i++) {
        const struct release_file *file = &p->links->files[i];
        struct tmpl_row *row = page_child(p->mem, p->root, K_REVIEW_FILE);

        put(p, row, K_FILE_URL,
            arena_printf(p->mem, "/reviews/%s/files/%s", uuid_text(p->mem, p->links->id),
                         url_encode(p->mem, file->name)));
        put(p, row, K_FILE_NAME, file->name);
        put(p, row, K_FILE_LABEL, t(p, file->label));
        put(p, row, K_FILE_SIZE, locale_size(p->mem, p->loc, (int64_t)file->size));
        put(p, row, K_FILE_SHA256, file->sha256);
    }
}

static void sink_put(void *context, const char *text, size_t len)
{
    strbuf_put(context, text, len);
}

enum rc release_page_write(struct cx *cx, const struct review_model *model, const struct locale *loc,
                           const struct release_links *links, struct strbuf *out)
{
    const struct page page = {
        .mem = cx->mem, .model = model, .loc = loc, .links = links, .root = page_row_new(cx->mem)
    };
    const struct tmpl_sink sink = { out, sink_put };

    fill_frame(&page);
    fill_head(&page);
    fill_findings(&page);
    fill_risks(&page);
    fill_controls(&page);
    fill_limitations(&page);
    fill_verification(&page);
    if (tmpl_render(loc->tag, TPL_FRAME_RELEASE, page.root, &sink) != RC_OK) {
        return fail_set(cx, RC_INTERNAL, NULL, "template %s/%s cannot be expanded", loc->tag, TPL_FRAME_RELEASE);
    }
    if (strbuf_done(out) != RC_OK) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "the released page is larger than %zu bytes", out->max);
    }
    return RC_OK;
}
