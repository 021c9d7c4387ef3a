#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "core/drift/split.h"
#include "core/drift/unicode.h"
#include "modules/cli/compare.h"
#include "providers/provider.h"

enum { FILE_BYTES_MAX = 512 << 20 };

/* An exported object does not say which provider's it is; the first one's families are asked. */
static const struct provider *asked(void)
{
    size_t count;

    return provider_all(&count)[0];
}

const struct family_rules *compare_family(uint32_t index)
{
    size_t count;
    const struct family_rules *const *all = asked()->all_rules(&count);

    return index < count ? all[index] : asked()->rules("unknown");
}

const struct detector *compare_detector(struct arena *mem)
{
    size_t count;
    const struct family_rules *const *all = asked()->all_rules(&count);

    return detect_init(mem, all, count);
}

uint32_t compare_detect(const struct detector *detector, const struct node *root, struct bytes context,
                        const char *path)
{
    size_t count;
    const struct family_rules *const *all = asked()->all_rules(&count);
    const struct family_rules *found = detect_family(detector, root, context, path);
    uint32_t index = 0;

    while (index < count && all[index] != found) {
        index++;
    }
    return index;
}

static bool read_all(int file, char *buffer, size_t start, size_t len)
{
    size_t at = 0;

    while (at < len) {
        ssize_t got = pread(file, buffer + at, len - at, (off_t)(start + at));

        if (got <= 0) {
            return false;
        }
        at += (size_t)got;
    }
    return true;
}

static enum rc open_file(struct cx *cx, const char *path, int *file, size_t *len)
{
    struct stat status;

    *file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (*file < 0) {
        return fail_set(cx, RC_NOT_FOUND, N_("cannot be opened"), "%s: %m", path);
    }
    if (fstat(*file, &status) != 0 || !S_ISREG(status.st_mode)) {
        (void)close(*file);
        return fail_set(cx, RC_NOT_FOUND, N_("not a file"), "%s", path);
    }
    *len = (size_t)status.st_size;
    return RC_OK;
}

/* Reads and closes. */
static enum rc take_span(struct cx *cx, int file, const char *path, size_t start, size_t len, struct bytes *out)
{
    char *buffer = arena_alloc(cx->mem, len);
    enum rc rc = RC_OK;

    if (!read_all(file, buffer, start, len)) {
        rc = fail_set(cx, RC_NOT_FOUND, N_("cannot be read"), "%s: %m", path);
    }
    (void)close(file);
    if (rc == RC_OK) {
        *out = bytes_of(buffer, len);
    }
    return rc;
}

enum rc compare_file(struct cx *cx, const char *path, struct compare_text *out)
{
    enum document_refusal refusal;
    struct compare_text made;
    struct bytes bytes;
    size_t len;
    int file;
    enum rc rc = open_file(cx, path, &file, &len);

    if (rc == RC_OK && len > FILE_BYTES_MAX) {
        (void)close(file);
        return fail_set(cx, RC_TOO_LARGE, document_refusal_text(DOCUMENT_TOO_LARGE), "%s", path);
    }
    rc = rc == RC_OK ? take_span(cx, file, path, 0, len, &bytes) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    refusal = unicode_decode(cx->mem, bytes, &made.text);
    if (refusal != DOCUMENT_ACCEPTED) {
        return fail_set(cx, RC_INVALID, document_refusal_text(refusal), "%s: UTF-16", path);
    }
    made.decoded = made.text.data < bytes.data || made.text.data >= bytes.data + bytes.len;
    made.skipped = made.decoded ? 0 : (size_t)(made.text.data - bytes.data);
    *out = made;
    return RC_OK;
}

enum rc compare_span(struct cx *cx, const char *path, size_t start, size_t len, struct bytes *out)
{
    size_t size;
    int file;
    enum rc rc = open_file(cx, path, &file, &size);

    if (rc == RC_OK && (start > size || len > size - start)) {
        (void)close(file);
        return fail_set(cx, RC_NOT_FOUND, N_("cannot be read"), "%s is shorter than it was", path);
    }
    return rc == RC_OK ? take_span(cx, file, path, start, len, out) : rc;
}

/* What makes all of a file unreadable: the rest are refusals of one object. */
static bool is_syntax(const struct document_error *error)
{
    return error->refusal == DOCUMENT_SYNTAX || error->refusal == DOCUMENT_NUMBER_FORM ||
           error->refusal == DOCUMENT_CONTROL || error->refusal == DOCUMENT_BOM;
}

static enum rc visit_object(struct cx *outer, const struct splitter *s, struct bytes raw, struct arena *each,
                            object_visit visit, void *self)
{
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = each, .fail = &fail, .clock = outer->clock, .loc = outer->loc };
    struct document_error error;
    struct node *root = NULL;
    enum rc rc = document_parse(cx.mem, raw, &document_limits_default, &root, &error);

    if (rc != RC_OK && is_syntax(&error)) {
        rc = fail_set(outer, RC_INVALID, document_refusal_text(error.refusal), "byte %zu",
                      (size_t)(raw.data - s->begin) + error.at);
    } else {
        visit(self, &cx, raw, s->context, root, &error);
        rc = RC_OK;
    }
    arena_reset(each);
    return rc;
}

enum rc compare_objects(struct cx *cx, struct bytes text, struct arena *each, object_visit visit, void *self)
{
    const enum document_refusal broken = DOCUMENT_SYNTAX;
    struct splitter s;
    struct bytes raw;

    if (text.len == 0 || !split_begin(&s, text, asked()->rules("unknown")->wire->infix)) {
        return fail_set(cx, RC_INVALID, document_refusal_text(broken), "brackets");
    }
    for (;;) {
        enum rc rc;

        if (!split_next(&s, &raw)) {
            return fail_set(cx, RC_INVALID, document_refusal_text(broken), "list");
        }
        if (raw.len == 0) {
            return RC_OK;
        }
        rc = visit_object(cx, &s, raw, each, visit, self);
        if (rc != RC_OK) {
            return rc;
        }
    }
}
