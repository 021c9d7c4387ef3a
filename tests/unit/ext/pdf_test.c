#include "ext/pdf.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "support/sandbox.h"
#include "support/suite.h"

static struct pdf *begin(struct sandbox *s, const char *path)
{
    const struct pdf_options options = {
        .title = "Pr\xc3\xbc"
                 "fung (Q4)",
        .author = "Nordwind",
        .subject = "Test",
        .lang = "de",
        .created_us = INT64_C(1764000000000000),
        .header = "Kopf",
        .footer = "Fu\xc3\x9f",
        .page_label = "Seite %(page)s",
    };
    struct pdf *pdf = NULL;

    ck_assert_int_eq(pdf_begin(&s->cx, path, &options, &pdf), RC_OK);
    return pdf;
}

static const char *document(struct sandbox *s, const char *name, int rows)
{
    static const struct pdf_column columns[] = { { "Einstellung", 2, false, false }, { "Wert", 1, true, true } };
    const struct pdf_fact facts[] = { { "Kennung", "abc", true, NULL }, { "Mehr", "hier", false, "#ende" } };
    const struct pdf_tile tiles[] = { { "12", "erf\xc3\xbcllt", NULL, PDF_GOOD }, { "3", "offen", "+1", PDF_BAD } };
    const char *path = sandbox_path(s, name);
    struct pdf *pdf = begin(s, path);
    int pages = 0;

    pdf_cover(pdf, "TenantPilot",
              "Mandantenpr\xc3\xbc"
              "fung",
              "Q4");
    pdf_callout(pdf, PDF_BAD, "Urteil", "Drei Punkte sind offen.");
    pdf_tiles(pdf, tiles, 2);
    pdf_facts(pdf, facts, 2);
    pdf_heading(pdf, 1, "It's a table", "t'1");
    pdf_table_begin(pdf, columns, 2);
    for (int i = 0; i < rows; i++) {
        const struct pdf_cell cells[] = { { .text = "Zeile mit etwas Text", .note = "Anmerkung" }, { .text = "42" } };

        pdf_table_row(pdf, cells);
    }
    pdf_table_end(pdf);
    pdf_heading(pdf, 2, "Ende", "ende");
    pdf_paragraph(pdf, PDF_BODY, "Schluss.");
    ck_assert_int_eq(pdf_end(pdf, &pages), RC_OK);
    ck_assert_int_ge(pages, 1);
    return path;
}

/* What a program prints about the file. */
static const char *output(struct sandbox *s, const char *command, const char *path)
{
    char *line = arena_printf(s->cx.mem, "%s '%s' 2>&1", command, path);
    FILE *pipe = popen(line, "r"); /* NOLINT(cert-env33-c): a fixed command on our own file */
    char *text = arena_alloc(s->cx.mem, 1 << 20);

    ck_assert_ptr_nonnull(pipe);
    text[fread(text, 1, (1 << 20) - 1, pipe)] = '\0';
    ck_assert_msg(pclose(pipe) == 0, "%s: %.500s", line, text);
    return text;
}

START_TEST(the_document_is_tagged_named_and_sound)
{
    struct sandbox *s = sandbox_new();
    const char *path = document(s, "a.pdf", 120);
    const char *info = output(s, "pdfinfo", path);
    const char *structure = output(s, "pdfinfo -struct", path);

    ck_assert_ptr_nonnull(strstr(info, "Tagged:          yes"));
    ck_assert_ptr_nonnull(strstr(info, "Title:           Pr\xc3\xbc"
                                       "fung (Q4)"));
    ck_assert_ptr_nonnull(strstr(info, "Author:          Nordwind"));
    ck_assert_ptr_nonnull(strstr(output(s, "qpdf --json --json-key=qpdf", path), "\"/Lang\": \"u:de\""));
    ck_assert_ptr_nonnull(strstr(output(s, "qpdf --check", path), "No syntax or stream encoding errors"));
    for (const char *const *tag =
             (const char *const[]){ "Document", "Sect", "H1", "H2", "Table", "TR", "TH", "TD", NULL };
         *tag != NULL; tag++) {
        ck_assert_msg(strstr(structure, *tag) != NULL, "no %s", *tag);
    }
    ck_assert_ptr_null(strstr(structure, "Warning"));
    sandbox_free(s);
}

END_TEST

START_TEST(fonts_are_embedded_and_the_header_row_repeats)
{
    struct sandbox *s = sandbox_new();
    const char *path = document(s, "a.pdf", 120);
    const char *text = output(s, "pdftotext -layout", arena_printf(s->cx.mem, "%s' '-", path));
    const char *fonts = output(s, "pdffonts", path);
    int headers = 0;

    for (const char *at = text; (at = strstr(at, "Einstellung")) != NULL; at++) {
        headers++;
    }
    ck_assert_int_ge(headers, 3);
    ck_assert_ptr_nonnull(strstr(text, "Seite 3"));
    ck_assert_ptr_nonnull(strstr(text, "Mandantenpr\xc3\xbc"
                                       "fung"));
    ck_assert_ptr_nonnull(strstr(fonts, "Inter"));
    ck_assert_ptr_null(strstr(fonts, " no  yes"));
    sandbox_free(s);
}

END_TEST

START_TEST(time_zone_and_locale_do_not_change_a_byte)
{
    struct sandbox *s = sandbox_new();
    const char *one = document(s, "one.pdf", 60);
    const char *other;

    setenv("TZ", "Asia/Tokyo", 1);
    setlocale(LC_ALL, "C.UTF-8");
    other = document(s, "other.pdf", 60);
    setlocale(LC_ALL, "C");
    unsetenv("TZ");
    ck_assert(bytes_equal(sandbox_read(s, one), sandbox_read(s, other)));
    sandbox_free(s);
}

END_TEST

START_TEST(a_paragraph_longer_than_a_page_goes_on)
{
    struct sandbox *s = sandbox_new();
    const char *path = sandbox_path(s, "long.pdf");
    struct pdf *pdf = begin(s, path);
    char *text = arena_alloc(s->cx.mem, 40001);
    int pages = 0;

    for (int i = 0; i < 40000; i++) {
        text[i] = i % 8 == 7 ? ' ' : 'm';
    }
    pdf_paragraph(pdf, PDF_BODY, text);
    pdf_paragraph(pdf, PDF_BODY, "broken \xff text");
    ck_assert_int_eq(pdf_end(pdf, &pages), RC_OK);
    ck_assert_int_ge(pages, 5);
    output(s, "qpdf --check", path);
    sandbox_free(s);
}

END_TEST

START_TEST(what_cannot_be_written_is_unavailable)
{
    struct sandbox *s = sandbox_new();
    const struct pdf_options options = { .title = "x", .author = "x", .subject = "x", .lang = "en", .page_label = "x" };
    struct pdf *pdf = NULL;

    ck_assert_int_eq(pdf_begin(&s->cx, sandbox_path(s, "no/such/folder.pdf"), &options, &pdf), RC_UNAVAILABLE);
    sandbox_write(s, sandbox_path(s, "there.pdf"), bytes_text("x"));
    fail_clear(&s->cx);
    ck_assert_int_eq(pdf_begin(&s->cx, sandbox_path(s, "there.pdf"), &options, &pdf), RC_UNAVAILABLE);
    sandbox_free(s);
}

END_TEST

SUITE(ext_pdf, the_document_is_tagged_named_and_sound, fonts_are_embedded_and_the_header_row_repeats,
      time_zone_and_locale_do_not_change_a_byte, a_paragraph_longer_than_a_page_goes_on,
      what_cannot_be_written_is_unavailable);
