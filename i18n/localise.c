/* Build tool: the static text of templates, {{_ Text}}.
 *
 *     localise extract TEMPLATE...                 writes a .pot of their texts to standard output
 *     localise expand LANG.mo FOLDER TEMPLATE...   writes each template to FOLDER with its texts translated and escaped for HTML;
 *                                                  "-" for LANG.mo: the source texts
 * White space inside a text counts as one space. A text without a translation stays English; i18n/check.awk refuses it. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "base/strbuf.h"
#include "base/text.h"

enum { FILE_MAX = 1024 * 1024 };

struct marker {
    const char *start; /* of "{{_" */
    const char *end; /* behind "}}" */
    char *text;
    int line;
};

static char *read_file(struct arena *mem, const char *path)
{
    FILE *file = fopen(path, "re");
    char *text = arena_alloc(mem, FILE_MAX);
    size_t len;

    if (file == NULL) {
        (void)fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(EXIT_FAILURE);
    }
    len = fread(text, 1, FILE_MAX - 1, file);
    (void)fclose(file);
    text[len] = '\0';
    return text;
}

static char *one_line(struct arena *mem, const char *from, const char *to)
{
    char *text = arena_strndup(mem, from, (size_t)(to - from));
    char *put = text;

    for (const char *c = text; *c != '\0'; c++) {
        if (!isspace((unsigned char)*c)) {
            *put++ = *c;
        } else if (put > text && put[-1] != ' ') {
            *put++ = ' ';
        }
    }
    *put = '\0';
    return text_trim(mem, text);
}

/* The next {{_ ...}} at or behind `from`; false: none. */
static bool next_marker(struct arena *mem, const char *path, const char *whole, const char *from, struct marker *out)
{
    const char *start = strstr(from, "{{_");
    const char *end = start == NULL ? NULL : strstr(start, "}}");

    if (start == NULL) {
        return false;
    }
    out->line = 1;
    for (const char *c = whole; c < start; c++) {
        out->line += *c == '\n';
    }
    if (end == NULL || !isspace((unsigned char)start[3])) {
        (void)fprintf(stderr, "%s:%d: {{_ wants a space, a text and }}\n", path, out->line);
        exit(EXIT_FAILURE);
    }
    out->start = start;
    out->end = end + 2;
    out->text = one_line(mem, start + 3, end);
    return true;
}

static void put_po_string(const char *text)
{
    (void)putchar('"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            (void)putchar('\\');
        }
        (void)putchar(*text);
    }
    (void)puts("\"");
}

static void extract(struct arena *mem, const char *path)
{
    const char *whole = read_file(mem, path);
    struct marker marker;

    for (const char *at = whole; next_marker(mem, path, whole, at, &marker); at = marker.end) {
        (void)printf("#: %s:%d\nmsgid ", path, marker.line);
        put_po_string(marker.text);
        (void)puts("msgstr \"\"\n");
    }
}

static void put_html(FILE *out, const char *text)
{
    static const char special[] = "&<>\"'";
    static const char *const entities[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&#39;" };

    for (; *text != '\0'; text++) {
        const char *at = strchr(special, *text);

        if (at != NULL) {
            (void)fputs(entities[at - special], out);
        } else {
            (void)fputc(*text, out);
        }
    }
}

static FILE *create(struct arena *mem, const char *folder, const char *path)
{
    const char *name = text_starts(path, "templates/") ? path + strlen("templates/") : path;
    char *target = arena_printf(mem, "%s/%s", folder, name);
    FILE *out;

    for (char *c = target + 1; *c != '\0'; c++) {
        if (*c == '/') {
            *c = '\0';
            (void)mkdir(target, 0777);
            *c = '/';
        }
    }
    out = fopen(target, "we");
    if (out == NULL) {
        (void)fprintf(stderr, "%s: %s\n", target, strerror(errno));
        exit(EXIT_FAILURE);
    }
    return out;
}

static void expand(struct arena *mem, const struct locale *loc, const char *folder, const char *path)
{
    const char *whole = read_file(mem, path);
    const char *at = whole;
    FILE *out = create(mem, folder, path);
    struct marker marker;

    while (next_marker(mem, path, whole, at, &marker)) {
        const char *text = tr(loc, marker.text);

        if (strstr(text, "{{") != NULL) {
            (void)fprintf(stderr, "%s:%d: the translation to %s holds a marker\n", path, marker.line, loc->tag);
            exit(EXIT_FAILURE);
        }
        (void)fwrite(at, 1, (size_t)(marker.start - at), out);
        put_html(out, text);
        at = marker.end;
    }
    (void)fputs(at, out);
    if (fclose(out) != 0) {
        (void)fprintf(stderr, "%s: %s\n", path, strerror(errno));
        exit(EXIT_FAILURE);
    }
}

int main(int argc, char **argv)
{
    struct arena *lasting = arena_new();
    struct arena *mem = arena_new();
    struct catalogue *catalogue = NULL;
    bool extracting = argc >= 2 && text_equal(argv[1], "extract");
    struct locale loc = locale_source;

    if (!extracting && (argc < 4 || !text_equal(argv[1], "expand"))) {
        (void)fprintf(stderr, "usage: localise extract TEMPLATE... | expand LANG.mo FOLDER TEMPLATE...\n");
        return 2;
    }
    if (!extracting && !text_equal(argv[2], "-")) {
        if (catalogue_open(lasting, argv[2], &catalogue) != RC_OK) {
            (void)fprintf(stderr, "%s: missing or broken\n", argv[2]);
            return EXIT_FAILURE;
        }
        loc.tag = argv[2];
        loc.catalogue = catalogue;
    }
    if (extracting) {
        (void)printf("msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n");
    }
    for (int i = extracting ? 2 : 4; i < argc; i++) {
        if (extracting) {
            extract(mem, argv[i]);
        } else {
            expand(mem, &loc, argv[3], argv[i]);
        }
        arena_reset(mem);
    }
    arena_free(mem);
    arena_free(lasting);
    return EXIT_SUCCESS;
}
