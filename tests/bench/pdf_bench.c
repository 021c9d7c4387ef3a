/* A document of 100 pages by ext/pdf beside the same content by bare pangocairo. */
#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/figure.h"
#include "ext/pdf.h"
#include "support/bench.h"
#include "support/suite.h"

enum { SECTIONS = 100, ROWS = 30, CELLS = 5, ROUNDS = 3, MARGIN = 40, ROW_HEIGHT = 14, CELL_WIDTH = 100 };

static const double known_s = 0.45; /* 0.6-0.9 s for 5,000 rows; here are 3,000 */
static const double a4_width = 595.28;
static const double a4_height = 841.89;
static struct bench bench;

static const char *cell_text(int section, int row, int cell)
{
    return arena_printf(bench.mem, "cell %d.%d.%d", section, row, cell);
}

static const char *heading_text(int section)
{
    return arena_printf(bench.mem, "Section %d of the document", section);
}

/* ---- ours ---- */

static void put_section(struct pdf *pdf, int section)
{
    static const struct pdf_column columns[CELLS] = {
        { .title = "one", .weight = 1 },  { .title = "two", .weight = 1 },  { .title = "three", .weight = 1 },
        { .title = "four", .weight = 1 }, { .title = "five", .weight = 1 },
    };

    pdf_need(pdf, a4_height - 4 * MARGIN);
    pdf_heading(pdf, 1, heading_text(section), arena_printf(bench.mem, "s%d", section));
    pdf_table_begin(pdf, columns, CELLS);
    for (int row = 0; row < ROWS; row++) {
        struct pdf_cell cells[CELLS] = { { .text = NULL } };

        for (int cell = 0; cell < CELLS; cell++) {
            cells[cell].text = cell_text(section, row, cell);
        }
        pdf_table_row(pdf, cells);
    }
    pdf_table_end(pdf);
}

static double by_us(const char *path, int *pages)
{
    const struct pdf_options options = { .title = "Hundred pages",
                                         .author = "TenantPilot",
                                         .subject = "A benchmark",
                                         .lang = "en",
                                         .created_us = INT64_C(1768478400) * 1000000,
                                         .page_label = "Page %(page)s" };
    double start = now_s();
    struct pdf *pdf;

    ck_assert_int_eq(pdf_begin(&bench.cx, path, &options, &pdf), RC_OK);
    for (int section = 1; section <= SECTIONS; section++) {
        put_section(pdf, section);
    }
    ck_assert_int_eq(pdf_end(pdf, pages), RC_OK);
    return now_s() - start;
}

/* ---- bare ---- */

static void put_text(cairo_t *cairo, PangoLayout *layout, double x, double y, const char *tag, const char *text)
{
    cairo_tag_begin(cairo, tag, NULL);
    cairo_move_to(cairo, x, y);
    pango_layout_set_text(layout, text, -1);
    pango_cairo_show_layout(cairo, layout);
    cairo_tag_end(cairo, tag);
}

static void put_page(cairo_t *cairo, cairo_surface_t *surface, PangoLayout *layout, int section)
{
    const char *name = arena_printf(bench.mem, "name='s%d'", section);

    cairo_tag_begin(cairo, "Sect", NULL);
    cairo_tag_begin(cairo, CAIRO_TAG_DEST, name);
    put_text(cairo, layout, MARGIN, MARGIN, "H1", heading_text(section));
    cairo_tag_end(cairo, CAIRO_TAG_DEST);
    (void)cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT, heading_text(section),
                                        arena_printf(bench.mem, "dest='s%d'", section), 0);
    cairo_tag_begin(cairo, "Table", NULL);
    for (int row = 0; row < ROWS; row++) {
        cairo_tag_begin(cairo, "TR", NULL);
        for (int cell = 0; cell < CELLS; cell++) {
            put_text(cairo, layout, MARGIN + cell * CELL_WIDTH, 2 * MARGIN + row * ROW_HEIGHT, "TD",
                     cell_text(section, row, cell));
        }
        cairo_tag_end(cairo, "TR");
    }
    cairo_tag_end(cairo, "Table");
    cairo_tag_end(cairo, "Sect");
    cairo_show_page(cairo);
}

static double by_pangocairo(const char *path)
{
    double start = now_s();
    cairo_surface_t *surface = cairo_pdf_surface_create(path, a4_width, a4_height);
    cairo_t *cairo = cairo_create(surface);
    PangoLayout *layout = pango_cairo_create_layout(cairo);
    PangoFontDescription *font = pango_font_description_from_string("Inter 9");

    pango_layout_set_font_description(layout, font);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, "Hundred pages");
    for (int section = 1; section <= SECTIONS; section++) {
        put_page(cairo, surface, layout, section);
    }
    pango_font_description_free(font);
    g_object_unref(layout);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    ck_assert_int_eq(cairo_surface_status(surface), CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    return now_s() - start;
}

START_TEST(a_document_of_a_hundred_pages)
{
    double ours[ROUNDS];
    double bare[ROUNDS];
    int pages = 0;

    bench_open(&bench);
    for (int i = 0; i < ROUNDS; i++) {
        const char *path = bench_path(&bench, "ours.pdf");

        bare[i] = by_pangocairo(bench_path(&bench, "bare.pdf"));
        ours[i] = by_us(path, &pages);
        ck_assert_int_eq(unlink(path), 0);
    }
    ck_assert_int_ge(pages, SECTIONS);
    figure_add(&(struct figure){ arena_printf(bench.mem, "PDF of %d pages beside bare pangocairo", pages), "s",
                                 median(ours, ROUNDS), median(bare, ROUNDS), 1.5, true, known_s, true });
    bench_close(&bench);
}

END_TEST

SUITE(pdf, a_document_of_a_hundred_pages);
