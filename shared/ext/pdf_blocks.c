#include <math.h>
#include <string.h>

#include "base/strbuf.h"
#include "ext/pdf_internal.h"

static void open_document(struct pdf *pdf)
{
    if (!pdf->document_open) {
        pdf_tag(pdf, "Document");
        pdf->document_open = true;
    }
}

/* cairo reads attributes as name='value' with \ before ' and \. */
static char *attribute(struct pdf *pdf, const char *name, const char *value)
{
    struct strbuf buf;

    strbuf_init(&buf, pdf->cx->mem, 8192);
    strbuf_printf(&buf, "%s='", name);
    for (; *value != '\0'; value++) {
        if (*value == '\'' || *value == '\\') {
            strbuf_putc(&buf, '\\');
        }
        strbuf_putc(&buf, *value);
    }
    strbuf_putc(&buf, '\'');
    return strbuf_done(&buf) == RC_OK ? buf.data : arena_printf(pdf->cx->mem, "%s=''", name);
}

void pdf_cover(struct pdf *pdf, const char *over, const char *title, const char *under)
{
    static const struct pdf_colour white = { 1, 1, 1 };
    static const struct pdf_colour pale = { 0.745, 0.812, 0.886 };
    static const struct pdf_colour night = { 0.071, 0.125, 0.200 };
    const double top = 46;
    const double width = PDF_WIDTH - 40;
    double heights[3];
    double y = top;

    if (!pdf_ok(pdf)) {
        return;
    }
    open_document(pdf);
    heights[0] = pdf_lay(pdf, PDF_FONT_STRONG, over, width);
    heights[1] = pdf_lay(pdf, PDF_FONT_COVER, title, width);
    heights[2] = pdf_lay(pdf, PDF_FONT_BODY, under, width);
    pdf_colour(pdf, night);
    cairo_rectangle(pdf->cairo, 0, 0, PDF_PAGE_WIDTH, top + heights[0] + heights[1] + heights[2] + 50);
    cairo_fill(pdf->cairo);
    pdf_colour(pdf, (struct pdf_colour){ 0.259, 0.600, 0.882 });
    cairo_rectangle(pdf->cairo, PDF_MARGIN, top + heights[0] + 10, 34, 2.4);
    cairo_fill(pdf->cairo);
    pdf_tag(pdf, "P");
    pdf_lay(pdf, PDF_FONT_STRONG, over, width);
    pdf_draw(pdf, pdf->layout, PDF_MARGIN, y, pale);
    pdf_untag(pdf, "P");
    y += heights[0] + 22;
    pdf_tag(pdf, "H1");
    pdf_lay(pdf, PDF_FONT_COVER, title, width);
    pdf_draw(pdf, pdf->layout, PDF_MARGIN, y, white);
    pdf_untag(pdf, "H1");
    y += heights[1] + 4;
    pdf_tag(pdf, "P");
    pdf_lay(pdf, PDF_FONT_BODY, under, width);
    pdf_draw(pdf, pdf->layout, PDF_MARGIN, y, pale);
    pdf_untag(pdf, "P");
    pdf->y = top + heights[0] + heights[1] + heights[2] + 50 + 22;
    pdf->fresh = false;
}

static void open_section(struct pdf *pdf, int level)
{
    open_document(pdf);
    if (level == 1) {
        if (pdf->section_open) {
            pdf_untag(pdf, "Sect");
        }
        pdf_tag(pdf, "Sect");
        pdf->section_open = true;
    }
}

void pdf_heading(struct pdf *pdf, int level, const char *text, const char *dest)
{
    enum pdf_font font = level == 1 ? PDF_FONT_H1 : PDF_FONT_H2;
    const char *tag = level == 1 ? "H1" : "H2";
    char *place;
    double height;
    int item;

    if (!pdf_ok(pdf)) {
        return;
    }
    height = pdf_lay(pdf, font, text, PDF_WIDTH);
    pdf_need(pdf, height + (level == 1 ? 110 : 76));
    pdf->y += pdf->fresh ? 0 : level == 1 ? 20 : 10;
    open_section(pdf, level);
    place = arena_printf(pdf->cx->mem, "page=%d pos=[%.1f %.1f]", pdf->page, PDF_MARGIN, pdf->y - 8);
    if (dest != NULL) {
        place = attribute(pdf, "dest", dest);
        cairo_tag_begin(pdf->cairo, CAIRO_TAG_DEST, attribute(pdf, "name", dest));
    }
    pdf_lay(pdf, font, text, PDF_WIDTH);
    pdf_tag(pdf, tag);
    pdf_draw(pdf, pdf->layout, PDF_MARGIN, pdf->y, pdf_ink);
    pdf_untag(pdf, tag);
    if (dest != NULL) {
        cairo_tag_end(pdf->cairo, CAIRO_TAG_DEST);
    }
    item = cairo_pdf_surface_add_outline(pdf->surface, level == 1 ? CAIRO_PDF_OUTLINE_ROOT : pdf->outline, text, place,
                                         CAIRO_PDF_OUTLINE_FLAG_OPEN);
    if (level == 1) {
        pdf->outline = item;
    }
    pdf->y += height + (level == 1 ? 8 : 4);
    pdf->fresh = false;
}

/* A paragraph longer than the rest of the page goes on, line by line, in a paragraph of the next. */
static void flow(struct pdf *pdf, struct pdf_colour colour, double x)
{
    PangoLayoutIter *iter = pango_layout_get_iter(pdf->layout);
    double origin = pdf->y;
    bool open = false;

    do {
        PangoRectangle line;
        double bottom;

        pango_layout_iter_get_line_extents(iter, NULL, &line);
        bottom = origin + (double)(line.y + line.height) / PANGO_SCALE;
        if (bottom > PDF_BOTTOM && !pdf->fresh) {
            PangoLayout *kept = g_object_ref(pdf->layout);

            if (open) {
                pdf_untag(pdf, "P");
                open = false;
            }
            /* the header and the footer are laid out on the way */
            pdf->layout = pango_layout_copy(kept);
            pdf_next_page(pdf);
            g_object_unref(pdf->layout);
            pdf->layout = kept;
            g_object_unref(kept);
            origin = pdf->y - (double)line.y / PANGO_SCALE;
        }
        if (!open) {
            pdf_tag(pdf, "P");
            open = true;
        }
        pdf_colour(pdf, colour);
        cairo_move_to(pdf->cairo, x + (double)line.x / PANGO_SCALE,
                      origin + (double)pango_layout_iter_get_baseline(iter) / PANGO_SCALE);
        pango_cairo_show_layout_line(pdf->cairo, pango_layout_iter_get_line_readonly(iter));
        pdf->y = origin + (double)(line.y + line.height) / PANGO_SCALE;
        pdf->fresh = false;
    } while (pango_layout_iter_next_line(iter));
    if (open) {
        pdf_untag(pdf, "P");
    }
    pango_layout_iter_free(iter);
}

void pdf_paragraph(struct pdf *pdf, enum pdf_style style, const char *text)
{
    static const enum pdf_font fonts[PDF_STYLE_COUNT] = {
        [PDF_BODY] = PDF_FONT_BODY,
        [PDF_LEAD] = PDF_FONT_LEAD,
        [PDF_SMALL] = PDF_FONT_SMALL,
        [PDF_MONO] = PDF_FONT_MONO,
    };

    if (!pdf_ok(pdf)) {
        return;
    }
    open_document(pdf);
    pdf_need(pdf, 24);
    pdf_lay(pdf, fonts[style], text, PDF_WIDTH);
    flow(pdf, style == PDF_SMALL ? pdf_muted : pdf_ink, PDF_MARGIN);
    pdf->y += style == PDF_LEAD ? 10 : 6;
}

void pdf_callout(struct pdf *pdf, enum pdf_tone tone, const char *heading, const char *text)
{
    const struct pdf_tones *tones = &pdf_tones[tone];
    const double width = PDF_WIDTH - 36;
    double head;
    double height;

    if (!pdf_ok(pdf)) {
        return;
    }
    open_document(pdf);
    head = heading == NULL ? 0 : pdf_lay(pdf, PDF_FONT_STRONG, heading, width) + 4;
    height = pdf_lay(pdf, PDF_FONT_LEAD, text, width);
    pdf_need(pdf, head + height + 34);
    pdf_box(pdf, &(struct pdf_rect){ PDF_MARGIN, pdf->y, PDF_WIDTH, head + height + 24 }, 4, tones->tint);
    pdf_box(pdf, &(struct pdf_rect){ PDF_MARGIN, pdf->y, 4, head + height + 24 }, 2, tones->ink);
    pdf_tag(pdf, "P");
    if (heading != NULL) {
        pdf_lay(pdf, PDF_FONT_STRONG, heading, width);
        pdf_draw(pdf, pdf->layout, PDF_MARGIN + 18, pdf->y + 11, tones->ink);
    }
    pdf_lay(pdf, PDF_FONT_LEAD, text, width);
    pdf_draw(pdf, pdf->layout, PDF_MARGIN + 18, pdf->y + 12 + head, pdf_ink);
    pdf_untag(pdf, "P");
    pdf->y += head + height + 24 + 12;
    pdf->fresh = false;
}

static void draw_tile(struct pdf *pdf, const struct pdf_tile *tile, double x, double width, double height)
{
    const struct pdf_tones *tones = &pdf_tones[tile->tone];
    double y = pdf->y + 12;

    pdf_box(pdf, &(struct pdf_rect){ x, pdf->y, width, height }, 4, tones->tint);
    pdf_box(pdf, &(struct pdf_rect){ x, pdf->y, width, 3 }, 1.5, tones->ink);
    pdf_tag(pdf, "P");
    y += pdf_lay(pdf, PDF_FONT_NUMBER, tile->number, width - 24);
    pdf_draw(pdf, pdf->layout, x + 12, pdf->y + 12, tones->ink);
    pdf_lay(pdf, PDF_FONT_STRONG, tile->label, width - 24);
    pdf_draw(pdf, pdf->layout, x + 12, y, pdf_ink);
    if (tile->note != NULL) {
        y += pdf_lay(pdf, PDF_FONT_STRONG, tile->label, width - 24) + 1;
        pdf_lay(pdf, PDF_FONT_CELL_NOTE, tile->note, width - 24);
        pdf_draw(pdf, pdf->layout, x + 12, y, pdf_muted);
    }
    pdf_untag(pdf, "P");
}

void pdf_tiles(struct pdf *pdf, const struct pdf_tile *tiles, size_t count)
{
    const double gap = 10;
    double width = (PDF_WIDTH - gap * (double)(count - 1)) / (double)count;
    double height = 0;

    if (!pdf_ok(pdf)) {
        return;
    }
    open_document(pdf);
    for (size_t i = 0; i < count; i++) {
        double own = pdf_lay(pdf, PDF_FONT_NUMBER, tiles[i].number, width - 24) +
                     pdf_lay(pdf, PDF_FONT_STRONG, tiles[i].label, width - 24) + 24;

        if (tiles[i].note != NULL) {
            own += pdf_lay(pdf, PDF_FONT_CELL_NOTE, tiles[i].note, width - 24) + 1;
        }
        height = fmax(height, own);
    }
    pdf_need(pdf, height + 12);
    for (size_t i = 0; i < count; i++) {
        draw_tile(pdf, &tiles[i], PDF_MARGIN + (double)i * (width + gap), width, height);
    }
    pdf->y += height + 12;
    pdf->fresh = false;
}

static void draw_value(struct pdf *pdf, const struct pdf_fact *fact, double x, double width)
{
    pdf_tag(pdf, "TD");
    if (fact->link != NULL) {
        bool inside = fact->link[0] == '#';

        cairo_tag_begin(pdf->cairo, CAIRO_TAG_LINK,
                        inside ? attribute(pdf, "dest", fact->link + 1) : attribute(pdf, "uri", fact->link));
    }
    pdf_lay(pdf, fact->mono ? PDF_FONT_MONO : PDF_FONT_BODY, fact->value, width);
    pdf_draw(pdf, pdf->layout, x, pdf->y + (fact->mono ? 1.5 : 0), fact->link != NULL ? pdf_accent : pdf_ink);
    if (fact->link != NULL) {
        cairo_tag_end(pdf->cairo, CAIRO_TAG_LINK);
    }
    pdf_untag(pdf, "TD");
}

void pdf_facts(struct pdf *pdf, const struct pdf_fact *facts, size_t count)
{
    const double left = 142;
    bool open = false;

    if (!pdf_ok(pdf)) {
        return;
    }
    open_document(pdf);
    for (size_t i = 0; i < count; i++) {
        double height =
            fmax(pdf_lay(pdf, PDF_FONT_BODY, facts[i].name, left - 12),
                 pdf_lay(pdf, facts[i].mono ? PDF_FONT_MONO : PDF_FONT_BODY, facts[i].value, PDF_WIDTH - left));

        pdf_need(pdf, height + 5);
        if (!open) {
            pdf_tag(pdf, "Table");
            open = true;
        }
        pdf_tag(pdf, "TR");
        pdf_tag(pdf, "TH");
        pdf_lay(pdf, PDF_FONT_BODY, facts[i].name, left - 12);
        pdf_draw(pdf, pdf->layout, PDF_MARGIN, pdf->y, pdf_muted);
        pdf_untag(pdf, "TH");
        draw_value(pdf, &facts[i], PDF_MARGIN + left, PDF_WIDTH - left);
        pdf_untag(pdf, "TR");
        pdf->y += height + 5;
        pdf->fresh = false;
    }
    if (open) {
        pdf_untag(pdf, "Table");
    }
    pdf->y += 6;
}

void pdf_list(struct pdf *pdf, const char *const *items, size_t count)
{
    bool open = false;

    if (!pdf_ok(pdf)) {
        return;
    }
    open_document(pdf);
    for (size_t i = 0; i < count; i++) {
        double height = pdf_lay(pdf, PDF_FONT_BODY, items[i], PDF_WIDTH - 14);

        pdf_need(pdf, height + 4);
        if (!open) {
            pdf_tag(pdf, "L");
            open = true;
        }
        pdf_colour(pdf, pdf_accent);
        cairo_new_path(pdf->cairo);
        cairo_arc(pdf->cairo, PDF_MARGIN + 3.5, pdf->y + 6.6, 1.8, 0, 6.2832);
        cairo_fill(pdf->cairo);
        pdf_tag(pdf, "LI");
        pdf_tag(pdf, "LBody");
        pdf_draw(pdf, pdf->layout, PDF_MARGIN + 14, pdf->y, pdf_ink);
        pdf_untag(pdf, "LBody");
        pdf_untag(pdf, "LI");
        pdf->y += height + 4;
        pdf->fresh = false;
    }
    if (open) {
        pdf_untag(pdf, "L");
    }
    pdf->y += 4;
}
