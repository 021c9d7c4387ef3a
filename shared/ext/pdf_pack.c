#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/pdf_internal.h"

/* cairo 1.16 cannot set a document's language. Its catalogue is the last object before the cross-reference table, so that an
 * incremental update (PDF 32000-1, 7.5.6) that repeats it with /Lang can be appended; qpdf then merges the two. */
struct tail {
    long xref; /* offset of the table */
    int root; /* object numbers */
    int info;
    int size;
    char *catalog; /* what stands between its << and >> */
};

static enum rc broken(struct cx *cx, const char *raw, const char *what)
{
    return fail_set(cx, RC_INTERNAL, NULL, "pdf: '%s': %s", raw, what);
}

static char *read_at(struct cx *cx, FILE *file, long offset, size_t len)
{
    char *text = arena_alloc(cx->mem, len + 1);

    if (fseek(file, offset, SEEK_SET) != 0) {
        return NULL;
    }
    text[fread(text, 1, len, file)] = '\0';
    return text;
}

static bool number_after(const char *text, const char *key, long *out)
{
    const char *at = text == NULL ? NULL : strstr(text, key);
    char *end;

    if (at == NULL) {
        return false;
    }
    *out = strtol(at + strlen(key), &end, 10);
    return end != at + strlen(key) && *out > 0;
}

/* The catalogue's own text, out of the piece of file before the table. */
static char *find_catalog(struct cx *cx, FILE *file, long xref, int root)
{
    enum { PIECE = 4096 };

    long from = xref > PIECE ? xref - PIECE : 0;
    char *piece = read_at(cx, file, from, (size_t)(xref - from));
    char *head = arena_printf(cx->mem, "%d 0 obj\n<<", root);
    char *at = NULL;
    char *end;

    /* binary streams before it may hold NULs */
    for (long i = 0; piece != NULL && i + (long)strlen(head) < xref - from; i++) {
        if (memcmp(piece + i, head, strlen(head)) == 0) {
            at = piece + i + strlen(head);
        }
    }
    end = at == NULL ? NULL : strstr(at, ">>\nendobj");
    return end == NULL ? NULL : arena_strndup(cx->mem, at, (size_t)(end - at));
}

static enum rc read_tail(struct cx *cx, FILE *file, const char *raw, struct tail *out)
{
    long length;
    long root;
    long info;
    long size;
    char *end;
    char *trailer;

    if (fseek(file, 0, SEEK_END) != 0 || (length = ftell(file)) < 64) {
        return broken(cx, raw, "no PDF");
    }
    end = read_at(cx, file, length - 48, 48);
    if (!number_after(end, "startxref\n", &out->xref) || out->xref >= length) {
        return broken(cx, raw, "no startxref");
    }
    trailer = read_at(cx, file, length > 320 ? length - 320 : 0, 320);
    trailer = trailer == NULL ? NULL : strstr(trailer, "trailer");
    if (!number_after(trailer, "/Size ", &size) || !number_after(trailer, "/Root ", &root) ||
        !number_after(trailer, "/Info ", &info)) {
        return broken(cx, raw, "no trailer");
    }
    out->root = (int)root;
    out->info = (int)info;
    out->size = (int)size;
    out->catalog = find_catalog(cx, file, out->xref, out->root);
    return out->catalog == NULL ? broken(cx, raw, "no catalogue") : RC_OK;
}

static enum rc append_language(struct cx *cx, const char *raw, const char *lang)
{
    struct tail tail = { .xref = 0 };
    FILE *file = fopen(raw, "r+be");
    enum rc rc;
    long object;
    long xref;

    if (file == NULL) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: cannot read '%s': %s", raw, strerror(errno));
    }
    rc = read_tail(cx, file, raw, &tail);
    if (rc != RC_OK) {
        (void)fclose(file);
        return rc;
    }
    (void)fseek(file, 0, SEEK_END);
    object = ftell(file);
    (void)fprintf(file, "%d 0 obj\n<<%s   /Lang (%s)\n   /ViewerPreferences << /DisplayDocTitle true >>\n>>\nendobj\n",
                  tail.root, tail.catalog, lang);
    xref = ftell(file);
    (void)fprintf(file, "xref\n%d 1\n%010ld 00000 n \ntrailer\n<< /Size %d /Root %d 0 R /Info %d 0 R /Prev %ld >>\n",
                  tail.root, object, tail.size, tail.root, tail.info, tail.xref);
    (void)fprintf(file, "startxref\n%ld\n%%%%EOF\n", xref);
    if (ferror(file) != 0) {
        rc = fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: cannot write '%s': %s", raw, strerror(errno));
    }
    if (fclose(file) != 0 && rc == RC_OK) {
        rc = fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: cannot write '%s': %s", raw, strerror(errno));
    }
    return rc;
}

/* An argument vector of the C library's type, which lacks the const that it keeps. */
static char **argument_vector(struct arena *mem, const char *const *arguments, size_t count)
{
    char **vector = arena_calloc(mem, count + 1, sizeof *vector);

    for (size_t i = 0; i < count; i++) {
        vector[i] = arena_strdup(mem, arguments[i]);
    }
    return vector;
}

static enum rc run_qpdf(struct cx *cx, const char *raw, const char *path)
{
    const char *const arguments[] = { "qpdf",
                                      "--deterministic-id",
                                      "--object-streams=generate",
                                      "--recompress-flate",
                                      "--compression-level=9",
                                      "--",
                                      raw,
                                      path };
    const char *search = getenv("PATH");
    const char *const environment[] = { arena_printf(cx->mem, "PATH=%s", search == NULL ? "/usr/bin:/bin" : search),
                                        "LC_ALL=C" };
    posix_spawn_file_actions_t actions;
    pid_t child;
    int status = 0;
    int error;

    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    error = posix_spawnp(&child, "qpdf", &actions, NULL, argument_vector(cx->mem, arguments, 8),
                         argument_vector(cx->mem, environment, 2));
    posix_spawn_file_actions_destroy(&actions);
    if (error != 0) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: cannot run qpdf: %s", strerror(error));
    }
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return fail_set(cx, RC_INTERNAL, NULL, "pdf: cannot wait for qpdf: %s", strerror(errno));
        }
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return fail_set(cx, RC_INTERNAL, NULL, "pdf: qpdf refused '%s' (status %d)", raw, status);
    }
    return RC_OK;
}

enum rc pdf_pack(struct cx *cx, const char *raw, const char *path, const char *lang)
{
    const char *packed = arena_printf(cx->mem, "%s.packed", path);
    enum rc rc = append_language(cx, raw, lang);

    if (rc == RC_OK) {
        rc = run_qpdf(cx, raw, packed);
    }
    unlink(raw);
    if (rc == RC_OK && rename(packed, path) != 0) {
        rc = fail_set(cx, RC_UNAVAILABLE, NULL, "pdf: cannot write '%s': %s", path, strerror(errno));
    }
    if (rc != RC_OK) {
        unlink(packed);
    }
    return rc;
}
