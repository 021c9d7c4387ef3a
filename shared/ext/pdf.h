/* Tagged PDF documents (pangocairo), written page by page: memory does not grow with the length of the document.
 *
 * A document is a sequence of blocks on A4 pages: headings, paragraphs, number tiles, tables whose header row repeats. Every block is
 * tagged (Document, Sect, H1, P, Table, TR, TH, TD), headings become bookmarks and link targets, the language is set, fonts are
 * embedded. What repeats on each page (header, footer, page number, repeated table header) is left untagged: it is decoration for a
 * screen reader. The bytes depend on the content and the installed fonts alone.
 *
 * A first error sticks: the block functions return nothing, pdf_end() tells. */
#ifndef EXT_PDF_H
#define EXT_PDF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/cx.h"

struct pdf;

struct pdf_options {
    const char *title;
    const char *author;
    const char *subject;
    const char *lang; /* BCP 47 */
    int64_t created_us;
    const char *header; /* top of each page but the first, left; NULL: none */
    const char *footer; /* bottom of each page, left; NULL: none */
    const char *page_label; /* "Page %(page)s" in the reader's language */
};

enum pdf_style {
    PDF_BODY,
    PDF_LEAD, /* larger: the sentence that matters */
    PDF_SMALL, /* notes */
    PDF_MONO, /* hashes, keys, commands */
    PDF_STYLE_COUNT
};

/* A colour with a meaning; texts say the same, so that colour is never alone. */
enum pdf_tone { PDF_PLAIN, PDF_MUTED, PDF_GOOD, PDF_CAUTION, PDF_BAD, PDF_CRITICAL, PDF_TONE_COUNT };

/* Starts a document in `path`, which must not exist. RC_UNAVAILABLE: cannot write there, or the font is not installed. */
MUST_CHECK enum rc pdf_begin(struct cx *cx, const char *path, const struct pdf_options *options, struct pdf **out);

/* The top of the first page: a coloured band with a small line, the title, and a line below it. Tagged H1. */
void pdf_cover(struct pdf *pdf, const char *over, const char *title, const char *under);

/* A heading, its bookmark, and the named target `dest` (NULL: none). Level 1 opens a new section. It stays with what follows. */
void pdf_heading(struct pdf *pdf, int level, const char *text, const char *dest);

void pdf_paragraph(struct pdf *pdf, enum pdf_style style, const char *text);

/* A boxed statement with a coloured edge and an optional small heading. */
void pdf_callout(struct pdf *pdf, enum pdf_tone tone, const char *heading, const char *text);

struct pdf_tile {
    const char *number;
    const char *label;
    const char *note; /* NULL: none */
    enum pdf_tone tone;
};

/* Up to four large numbers side by side. */
void pdf_tiles(struct pdf *pdf, const struct pdf_tile *tiles, size_t count);

struct pdf_fact {
    const char *name;
    const char *value;
    bool mono;
    const char *link; /* URI, or "#dest" within the document; NULL: none */
};

/* Names and values in two columns: a table whose first cells are row headers. */
void pdf_facts(struct pdf *pdf, const struct pdf_fact *facts, size_t count);

void pdf_list(struct pdf *pdf, const char *const *items, size_t count);

enum { PDF_COLUMNS_MAX = 10 };

struct pdf_column {
    const char *title;
    double weight; /* share of the width */
    bool right; /* numbers and times */
    bool mono;
};

struct pdf_cell {
    const char *text; /* NULL: empty */
    const char *note; /* a second line, small and muted; NULL: none */
    enum pdf_tone tone;
    bool badge; /* as a coloured label */
};

/* A table; rows are written as they come, never split over two pages, and cut with an ellipsis past 14 lines a cell. */
void pdf_table_begin(struct pdf *pdf, const struct pdf_column *columns, size_t count);
void pdf_table_row(struct pdf *pdf, const struct pdf_cell *cells);
void pdf_table_end(struct pdf *pdf);

/* Begins a new page if less than `points` are left on this one. */
void pdf_need(struct pdf *pdf, double points);

/* Finishes the file: sets the document's language, and packs it by qpdf with a deterministic id. *pages may be NULL.
 * RC_UNAVAILABLE: disk full, or qpdf is missing. RC_INTERNAL: cairo or qpdf found the document broken. */
MUST_CHECK enum rc pdf_end(struct pdf *pdf, int *pages);

#endif
