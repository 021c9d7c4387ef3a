#include "ext/pdf.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/text.h"
#include "ext/pdf_internal.h"

const struct pdf_colour pdf_ink = { 0.106, 0.141, 0.200 };
const struct pdf_colour pdf_muted = { 0.369, 0.424, 0.494 };
const struct pdf_colour pdf_rule = { 0.863, 0.886, 0.914 };
const struct pdf_colour pdf_accent = { 0.024, 0.380, 0.678 };

const struct pdf_tones pdf_tones[PDF_TONE_COUNT] = {
    [PDF_PLAIN] = { { 0.106, 0.141, 0.200 }, { 0.957, 0.965, 0.976 } },
    [PDF_MUTED] = { { 0.310, 0.365, 0.435 }, { 0.937, 0.949, 0.961 } },
    [PDF_GOOD] = { { 0.063, 0.408, 0.204 }, { 0.898, 0.965, 0.918 } },
    [PDF_CAUTION] = { { 0.510, 0.318, 0.000 }, { 0.996, 0.953, 0.867 } },
    [PDF_BAD] = { { 0.714, 0.141, 0.141 }, { 0.992, 0.918, 0.918 } },
    [PDF_CRITICAL] = { { 0.490, 0.039, 0.184 }, { 0.984, 0.882, 0.922 } },
};

static const char *const font_names[PDF_FONT_COUNT] = {
    [PDF_FONT_BODY] = "Inter 9.5",
    [PDF_FONT_LEAD] = "Inter Medium 13",
    [PDF_FONT_SMALL] = "Inter 8",
    [PDF_FONT_MONO] = "DejaVu Sans Mono 7.6",
    [PDF_FONT_COVER] = "Inter Semi-Bold 26",
    [PDF_FONT_H1] = "Inter Semi-Bold 16",
    [PDF_FONT_H2] = "Inter Semi-Bold 11",
    [PDF_FONT_NUMBER] = "Inter Semi-Bold 25",
    [PDF_FONT_STRONG] = "Inter Semi-Bold 9.5",
    [PDF_FONT_CELL] = "Inter 8",
    [PDF_FONT_CELL_MONO] = "DejaVu Sans Mono 6.6",
    [PDF_FONT_CELL_HEAD] = "Inter Semi-Bold 7",
    [PDF_FONT_CELL_NOTE] = "Inter 7",
    [PDF_FONT_BADGE] = "Inter Semi-Bold 7",
};

bool pdf_ok(struct pdf *pdf)
{
    cairo_status_t status = cairo_status(pdf->cairo);

    if (pdf->rc == RC_OK && status != CAIRO_STATUS_SUCCESS) {
        pdf->rc = fail_set(pdf->cx, status == CAIRO_STATUS_WRITE_ERROR ? RC_UNAVAILABLE : RC_INTERNAL, NULL,
                           "pdf: page %d: %s", pdf->page, cairo_status_to_string(status));
    }
    return pdf->rc == RC_OK;
}

void pdf_colour(struct pdf *pdf, struct pdf_colour colour)
{
    cairo_set_source_rgb(pdf->cairo, colour.r, colour.g, colour.b);
}

PangoLayout *pdf_layout(struct pdf *pdf, float spacing)
{
    PangoLayout *layout = pango_layout_new(pdf->context);
    PangoAttrList *attributes = pango_attr_list_new();

    /* a hyphen inside a broken hash or path would be taken for a part of it */
    pango_attr_list_insert(attributes, pango_attr_insert_hyphens_new(FALSE));
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(layout, spacing);
    return layout;
}

double pdf_lay_in(struct pdf *pdf, PangoLayout *layout, enum pdf_font font, const char *text, double width)
{
    int height;

    if (!utf8_valid(bytes_text(text))) {
        text = "\xef\xbf\xbd";
    }
    pango_layout_set_font_description(layout, pdf->fonts[font]);
    pango_layout_set_width(layout, (int)(width * PANGO_SCALE));
    pango_layout_set_text(layout, text, -1);
    pango_layout_get_size(layout, NULL, &height);
    return (double)height / PANGO_SCALE;
}

double pdf_lay(struct pdf *pdf, enum pdf_font font, const char *text, double width)
{
    pango_layout_set_alignment(pdf->layout, PANGO_ALIGN_LEFT);
    return pdf_lay_in(pdf, pdf->layout, font, text, width);
}

void pdf_draw(struct pdf *pdf, PangoLayout *layout, double x, double y, struct pdf_colour colour)
{
    pdf_colour(pdf, colour);
    cairo_move_to(pdf->cairo, x, y);
    pango_cairo_show_layout(pdf->cairo, layout);
}

void pdf_tag(struct pdf *pdf, const char *tag)
{
    cairo_tag_begin(pdf->cairo, tag, NULL);
}

void pdf_untag(struct pdf *pdf, const char *tag)
{
    cairo_tag_end(pdf->cairo, tag);
}

void pdf_box(struct pdf *pdf, const struct pdf_rect *at, double radius, struct pdf_colour fill)
{
    const double quarter = 1.5707963267948966;
    const double left = at->x + radius;
    const double right = at->x + at->width - radius;
    const double top = at->y + radius;
    const double bottom = at->y + at->height - radius;
    cairo_t *c = pdf->cairo;

    cairo_new_sub_path(c);
    cairo_arc(c, right, top, radius, -quarter, 0);
    cairo_arc(c, right, bottom, radius, 0, quarter);
    cairo_arc(c, left, bottom, radius, quarter, 2 * quarter);
    cairo_arc(c, left, top, radius, 2 * quarter, 3 * quarter);
    cairo_close_path(c);
    pdf_colour(pdf, fill);
    cairo_fill(c);
}

/* ---- pages ---- */

static void rule(struct pdf *pdf, double y)
{
    pdf_colour(pdf, pdf_rule);
    cairo_set_line_width(pdf->cairo, 0.6);
    cairo_move_to(pdf->cairo, PDF_MARGIN, y);
    cairo_line_to(pdf->cairo, PDF_PAGE_WIDTH - PDF_MARGIN, y);
    cairo_stroke(pdf->cairo);
}

static void begin_page(struct pdf *pdf)
{
    pdf->page++;
    pdf->y = PDF_TOP;
    pdf->fresh = true;
    if (pdf->page > 1 && pdf->options.header != NULL) {
        pdf_lay(pdf, PDF_FONT_CELL_NOTE, pdf->options.header, PDF_WIDTH);
        pdf_draw(pdf, pdf->layout, PDF_MARGIN, 32, pdf_muted);
        rule(pdf, 46);
    }
}

static void finish_page(struct pdf *pdf)
{
    const double y = PDF_PAGE_HEIGHT - 36;
    struct msg_arg number = { "page", arena_printf(pdf->cx->mem, "%d", pdf->page) };
    char *label = msg_format(pdf->cx->mem, pdf->options.page_label, &number, 1);

    rule(pdf, y - 7);
    if (pdf->options.footer != NULL) {
        pdf_lay(pdf, PDF_FONT_CELL_NOTE, pdf->options.footer, PDF_WIDTH - 90);
        pdf_draw(pdf, pdf->layout, PDF_MARGIN, y, pdf_muted);
    }
    pdf_lay(pdf, PDF_FONT_CELL_NOTE, label, 90);
    pango_layout_set_alignment(pdf->layout, PANGO_ALIGN_RIGHT);
    pdf_draw(pdf, pdf->layout, PDF_PAGE_WIDTH - PDF_MARGIN - 90, y, pdf_muted);
    cairo_show_page(pdf->cairo);
}

void pdf_next_page(struct pdf *pdf)
{
    if (pdf_ok(pdf)) {
        finish_page(pdf);
        begin_page(pdf);
    }
}

void pdf_need(struct pdf *pdf, double points)
{
    if (!pdf->fresh && pdf->y + points > PDF_BOTTOM) {
        pdf_next_page(pdf);
    }
}

/* ---- the document ---- */

static void unref(void *object)
{
    if (object != NULL) {
        g_object_unref(object);
    }
}

static void close_document(void *object)
{
    struct pdf *pdf = object;

    for (size_t i = 0; i < PDF_COLUMNS_MAX; i++) {
        unref(pdf->columns[i].text);
        unref(pdf->columns[i].note);
    }
    for (size_t i = 0; i < PDF_FONT_COUNT; i++) {
        pango_font_description_free(pdf->fonts[i]);
    }
    unref(pdf->layout);
    unref(pdf->context);
    unref(pdf->map);
    cairo_destroy(pdf->cairo);
    cairo_surface_destroy(pdf->surface);
    (void)unlink(pdf->raw);
}

/* Another font in its place would give other bytes on another machine: better none. */
static enum rc check_font(struct pdf *pdf, enum pdf_font font)
{
    PangoFont *found = pango_context_load_font(pdf->context, pdf->fonts[font]);
    PangoFontDescription *is = found == NULL ? NULL : pango_font_describe(found);
    const char *wanted = pango_font_description_get_family(pdf->fonts[font]);
    bool same = is != NULL && text_equal(pango_font_description_get_family(is), wanted);

    pango_font_description_free(is);
    unref(found);
    return same ? RC_OK : fail_set(pdf->cx, RC_UNAVAILABLE, NULL, "pdf: the font '%s' is not installed", wanted);
}

static enum rc load_fonts(struct pdf *pdf)
{
    cairo_font_options_t *plain = cairo_font_options_create();
    enum rc rc = RC_OK;

    cairo_font_options_set_hint_style(plain, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(plain, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(plain, CAIRO_ANTIALIAS_GRAY);
    /* a font map of its own: the process-wide one would keep every font for ever */
    pdf->map = pango_cairo_font_map_new();
    pdf->context = pango_font_map_create_context(pdf->map);
    pango_cairo_update_context(pdf->cairo, pdf->context);
    pango_cairo_context_set_font_options(pdf->context, plain);
    cairo_font_options_destroy(plain);
    pango_cairo_context_set_resolution(pdf->context, 72);
    pango_context_set_language(pdf->context, pango_language_from_string(pdf->options.lang));
    pango_context_set_base_dir(pdf->context, PANGO_DIRECTION_LTR);
    pango_context_set_round_glyph_positions(pdf->context, FALSE);
    for (size_t i = 0; i < PDF_FONT_COUNT && rc == RC_OK; i++) {
        pdf->fonts[i] = pango_font_description_from_string(font_names[i]);
        rc = check_font(pdf, (enum pdf_font)i);
    }
    pdf->layout = pdf_layout(pdf, 1.25F);
    return rc;
}

static void describe(struct pdf *pdf)
{
    const struct pdf_options *o = &pdf->options;
    char *iso = time_iso(pdf->cx->mem, o->created_us);
    /* the format knows whole seconds */
    char *created = arena_printf(pdf->cx->mem, "%.19sZ", iso);

    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_TITLE, o->title);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_AUTHOR, o->author);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_SUBJECT, o->subject);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATOR, "TenantPilot");
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
    cairo_pdf_surface_set_metadata(pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, created);
}

enum rc pdf_begin(struct cx *cx, const char *path, const struct pdf_options *options, struct pdf **out)
{
    struct pdf *pdf = arena_alloc(cx->mem, sizeof *pdf);
    enum rc rc;

    if (access(path, F_OK) == 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: '%s' exists", path);
    }
    pdf->cx = cx;
    pdf->options = *options;
    pdf->path = arena_strdup(cx->mem, path);
    pdf->raw = arena_printf(cx->mem, "%s.raw", path);
    pdf->surface = cairo_pdf_surface_create(pdf->raw, PDF_PAGE_WIDTH, PDF_PAGE_HEIGHT);
    pdf->cairo = cairo_create(pdf->surface);
    arena_defer(cx->mem, close_document, pdf);
    if (cairo_status(pdf->cairo) != CAIRO_STATUS_SUCCESS) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: cannot write '%s': %s", pdf->raw, strerror(errno));
    }
    rc = load_fonts(pdf);
    if (rc != RC_OK) {
        return rc;
    }
    describe(pdf);
    begin_page(pdf);
    *out = pdf;
    return RC_OK;
}

enum rc pdf_end(struct pdf *pdf, int *pages)
{
    cairo_status_t status;

    if (pdf->table_open) {
        pdf_table_end(pdf);
    }
    if (pdf->section_open) {
        pdf_untag(pdf, "Sect");
    }
    if (pdf->document_open) {
        pdf_untag(pdf, "Document");
    }
    finish_page(pdf);
    if (!pdf_ok(pdf)) {
        return pdf->rc;
    }
    cairo_surface_finish(pdf->surface);
    status = cairo_surface_status(pdf->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        return fail_set(pdf->cx, status == CAIRO_STATUS_WRITE_ERROR ? RC_UNAVAILABLE : RC_INTERNAL, NULL,
                        "pdf: '%s': %s", pdf->raw, cairo_status_to_string(status));
    }
    if (pages != NULL) {
        *pages = pdf->page;
    }
    return pdf_pack(pdf->cx, pdf->raw, pdf->path, pdf->options.lang);
}
