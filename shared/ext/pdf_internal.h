/* What the parts of pdf share. */
#ifndef EXT_PDF_INTERNAL_H
#define EXT_PDF_INTERNAL_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "ext/pdf.h"

/* A4 in points, and where content may stand. */
#define PDF_PAGE_WIDTH  595.276
#define PDF_PAGE_HEIGHT 841.890
#define PDF_MARGIN      48.0
#define PDF_TOP         62.0
#define PDF_BOTTOM      (PDF_PAGE_HEIGHT - 58.0)
#define PDF_WIDTH       (PDF_PAGE_WIDTH - 2 * PDF_MARGIN)

struct pdf_colour {
    double r, g, b;
};

struct pdf_tones {
    struct pdf_colour ink; /* of text, at least 4.5 : 1 on its tint and on white */
    struct pdf_colour tint; /* behind it */
};

enum pdf_font {
    PDF_FONT_BODY,
    PDF_FONT_LEAD,
    PDF_FONT_SMALL,
    PDF_FONT_MONO,
    PDF_FONT_COVER,
    PDF_FONT_H1,
    PDF_FONT_H2,
    PDF_FONT_NUMBER,
    PDF_FONT_STRONG,
    PDF_FONT_CELL,
    PDF_FONT_CELL_MONO,
    PDF_FONT_CELL_HEAD,
    PDF_FONT_CELL_NOTE,
    PDF_FONT_BADGE,
    PDF_FONT_COUNT
};

struct pdf_column_state {
    struct pdf_column column;
    double x;
    double width;
    PangoLayout *text; /* shaped once: measured and drawn */
    PangoLayout *note;
};

struct pdf {
    struct cx *cx;
    const char *path;
    const char *raw; /* cairo's file, before qpdf */
    struct pdf_options options;
    enum rc rc; /* the first error */
    cairo_surface_t *surface;
    cairo_t *cairo;
    PangoFontMap *map;
    PangoContext *context;
    PangoFontDescription *fonts[PDF_FONT_COUNT];
    PangoLayout *layout;
    double y;
    int page;
    bool fresh; /* nothing but the header is on this page */
    bool document_open;
    bool section_open;
    int outline; /* of the section's heading: parent of its subheadings */
    struct pdf_column_state columns[PDF_COLUMNS_MAX];
    size_t column_count;
    bool table_open; /* begun by pdf_table_begin */
    bool table_tagged; /* its tag is open: opened by its first row */
};

extern const struct pdf_tones pdf_tones[PDF_TONE_COUNT];
extern const struct pdf_colour pdf_ink;
extern const struct pdf_colour pdf_muted;
extern const struct pdf_colour pdf_rule;
extern const struct pdf_colour pdf_accent;

void pdf_colour(struct pdf *pdf, struct pdf_colour colour);

/* A new layout that wraps and never hyphenates; g_object_unref() it. */
PangoLayout *pdf_layout(struct pdf *pdf, float spacing);

/* Lays `text` out in `width` points; the layout is the document's own until the next call. Its height in points. */
double pdf_lay(struct pdf *pdf, enum pdf_font font, const char *text, double width);
double pdf_lay_in(struct pdf *pdf, PangoLayout *layout, enum pdf_font font, const char *text, double width);

/* Draws a layout with its top left corner at x, y. */
void pdf_draw(struct pdf *pdf, PangoLayout *layout, double x, double y, struct pdf_colour colour);

/* Structure: a leaf tag must be closed on the page where it was opened. */
void pdf_tag(struct pdf *pdf, const char *tag);
void pdf_untag(struct pdf *pdf, const char *tag);

struct pdf_rect {
    double x, y, width, height;
};

void pdf_box(struct pdf *pdf, const struct pdf_rect *at, double radius, struct pdf_colour fill);

void pdf_next_page(struct pdf *pdf);

/* Notes the first error of cairo. */
bool pdf_ok(struct pdf *pdf);

/* Sets the language and packs raw into path. */
MUST_CHECK enum rc pdf_pack(struct cx *cx, const char *raw, const char *path, const char *lang);

#endif
