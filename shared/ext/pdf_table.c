#include <math.h>
#include <string.h>

#include "base/text.h"
#include "ext/pdf_internal.h"

enum { LINES_MAX = 14 };

static const double gap = 9;
static const double pad = 4.5;

static PangoLayout *cell_layout(struct pdf *pdf)
{
    PangoLayout *layout = pdf_layout(pdf, 1.15F);

    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END);
    pango_layout_set_height(layout, -LINES_MAX);
    return layout;
}

static void draw_header(struct pdf *pdf, bool tagged)
{
    double height = 0;

    for (size_t i = 0; i < pdf->column_count; i++) {
        struct pdf_column_state *state = &pdf->columns[i];

        height = fmax(height, pdf_lay_in(pdf, state->text, PDF_FONT_CELL_HEAD, state->column.title, state->width));
    }
    if (tagged) {
        pdf_tag(pdf, "TR");
    }
    for (size_t i = 0; i < pdf->column_count; i++) {
        struct pdf_column_state *state = &pdf->columns[i];

        if (tagged) {
            pdf_tag(pdf, "TH");
        }
        pdf_draw(pdf, state->text, state->x, pdf->y + pad, pdf_muted);
        if (tagged) {
            pdf_untag(pdf, "TH");
        }
    }
    if (tagged) {
        pdf_untag(pdf, "TR");
    }
    pdf->y += height + 2 * pad;
    pdf_colour(pdf, pdf_muted);
    cairo_set_line_width(pdf->cairo, 0.8);
    cairo_move_to(pdf->cairo, PDF_MARGIN, pdf->y);
    cairo_line_to(pdf->cairo, PDF_PAGE_WIDTH - PDF_MARGIN, pdf->y);
    cairo_stroke(pdf->cairo);
    pdf->fresh = false;
}

void pdf_table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count)
{
    double total = 0;
    double x = PDF_MARGIN;

    if (!pdf_ok(pdf) || count == 0 || count > PDF_COLUMNS_MAX) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        total += columns[i].weight;
    }
    for (size_t i = 0; i < count; i++) {
        struct pdf_column_state *state = &pdf->columns[i];
        PangoAlignment side = columns[i].right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;

        state->column = columns[i];
        state->x = x;
        state->width = columns[i].weight / total * (PDF_WIDTH - gap * (double)(count - 1));
        x += state->width + gap;
        if (state->text == NULL) {
            state->text = cell_layout(pdf);
            state->note = cell_layout(pdf);
        }
        pango_layout_set_alignment(state->text, side);
        pango_layout_set_alignment(state->note, side);
    }
    pdf->column_count = count;
    pdf->table_open = true;
    pdf->table_tagged = false;
}

/* Shapes a row's cells; its height. */
static double lay_row(struct pdf *pdf, const struct pdf_cell *cells)
{
    double height = 0;

    for (size_t i = 0; i < pdf->column_count; i++) {
        struct pdf_column_state *state = &pdf->columns[i];
        enum pdf_font font = cells[i].badge ? PDF_FONT_BADGE : state->column.mono ? PDF_FONT_CELL_MONO : PDF_FONT_CELL;
        double inset = cells[i].badge ? 8 : 0;
        double own =
            pdf_lay_in(pdf, state->text, font, cells[i].text == NULL ? "" : cells[i].text, state->width - inset);

        if (cells[i].note != NULL) {
            own += pdf_lay_in(pdf, state->note, PDF_FONT_CELL_NOTE, cells[i].note, state->width) + 1;
        }
        height = fmax(height, own);
    }
    return height;
}

static void draw_cell(struct pdf *pdf, const struct pdf_column_state *state, const struct pdf_cell *cell)
{
    const struct pdf_tones *tones = &pdf_tones[cell->tone];
    int width;
    int height;

    pango_layout_get_size(state->text, &width, &height);
    if (cell->badge && !text_empty(cell->text)) {
        pdf_box(pdf,
                &(struct pdf_rect){ state->x, pdf->y + pad - 1, (double)width / PANGO_SCALE + 8,
                                    (double)height / PANGO_SCALE + 2 },
                3, tones->tint);
    }
    pdf_tag(pdf, "TD");
    pdf_draw(pdf, state->text, state->x + (cell->badge ? 4 : 0), pdf->y + pad, tones->ink);
    if (cell->note != NULL) {
        pdf_draw(pdf, state->note, state->x, pdf->y + pad + (double)height / PANGO_SCALE + 1, pdf_muted);
    }
    pdf_untag(pdf, "TD");
}

static void open_table(struct pdf *pdf, double first_row)
{
    pdf_need(pdf, first_row + 2 * pad + 26);
    if (!pdf->document_open) {
        pdf_tag(pdf, "Document");
        pdf->document_open = true;
    }
    pdf_tag(pdf, "Table");
    pdf->table_tagged = true;
    draw_header(pdf, true);
}

void pdf_table_row(struct pdf *pdf, const struct pdf_cell *cells)
{
    double height;

    if (!pdf_ok(pdf) || !pdf->table_open) {
        return;
    }
    height = lay_row(pdf, cells);
    if (!pdf->table_tagged) {
        open_table(pdf, height);
        lay_row(pdf, cells);
    } else if (pdf->y + height + 2 * pad > PDF_BOTTOM) {
        pdf_next_page(pdf);
        draw_header(pdf, false);
        lay_row(pdf, cells);
    }
    pdf_tag(pdf, "TR");
    for (size_t i = 0; i < pdf->column_count; i++) {
        draw_cell(pdf, &pdf->columns[i], &cells[i]);
    }
    pdf_untag(pdf, "TR");
    pdf->y += height + 2 * pad;
    pdf_colour(pdf, pdf_rule);
    cairo_set_line_width(pdf->cairo, 0.5);
    cairo_move_to(pdf->cairo, PDF_MARGIN, pdf->y);
    cairo_line_to(pdf->cairo, PDF_PAGE_WIDTH - PDF_MARGIN, pdf->y);
    cairo_stroke(pdf->cairo);
    pdf->fresh = false;
}

void pdf_table_end(struct pdf *pdf)
{
    if (pdf->table_tagged) {
        pdf_untag(pdf, "Table");
    }
    pdf->table_tagged = false;
    pdf->table_open = false;
    pdf->y += 10;
}
