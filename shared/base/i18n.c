#include "base/i18n.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/i18n_plural.h"
#include "base/strbuf.h"
#include "base/text.h"

enum { MO_HEADER_BYTES = 28, MO_ENTRIES_MAX = 100000, MESSAGE_MAX = 64 * 1024, CONTEXT_SEPARATOR = 4 };

static const uint32_t mo_magic = 0x950412de;

struct catalogue {
    struct bytes file;
    bool swapped;
    uint32_t count;
    uint32_t originals; /* offset of the table of source strings */
    uint32_t translations;
    struct plural_rule plural;
};

const struct locale locale_source = { .tag = "en", .catalogue = NULL, .time_zone = "UTC" };

static uint32_t word_at(const struct catalogue *cat, size_t offset)
{
    uint32_t word;

    memcpy(&word, cat->file.data + offset, sizeof word);
    return cat->swapped ? __builtin_bswap32(word) : word;
}

/* The string that entry `index` of the table at `table` points to. Its terminator was checked by catalogue_parse(). */
static struct bytes string_at(const struct catalogue *cat, uint32_t table, uint32_t index)
{
    size_t entry = (size_t)table + (size_t)index * 8;

    return bytes_of(cat->file.data + word_at(cat, entry + 4), word_at(cat, entry));
}

static bool table_fits(const struct catalogue *cat, uint32_t table)
{
    size_t bytes = (size_t)cat->count * 8;

    if (table > cat->file.len || cat->file.len - table < bytes) {
        return false;
    }
    for (uint32_t i = 0; i < cat->count; i++) {
        size_t len = word_at(cat, (size_t)table + (size_t)i * 8);
        size_t offset = word_at(cat, (size_t)table + (size_t)i * 8 + 4);

        if (offset >= cat->file.len || len >= cat->file.len - offset || cat->file.data[offset + len] != '\0') {
            return false;
        }
    }
    return true;
}

static bool originals_ascend(const struct catalogue *cat)
{
    for (uint32_t i = 1; i < cat->count; i++) {
        struct bytes before = string_at(cat, cat->originals, i - 1);
        struct bytes after = string_at(cat, cat->originals, i);

        if (strcmp((const char *)before.data, (const char *)after.data) >= 0) {
            return false;
        }
    }
    return true;
}

/* "" is the header's key; its translation holds "Plural-Forms: nplurals=2; plural=(n != 1);\n". */
static enum rc read_plural_rule(struct arena *arena, struct catalogue *cat)
{
    static const char field[] = "Plural-Forms:";
    const char *header;
    const char *at;

    cat->plural = plural_rule_germanic;
    if (cat->count == 0 || string_at(cat, cat->originals, 0).len != 0) {
        return RC_OK;
    }
    header = (const char *)string_at(cat, cat->translations, 0).data;
    at = strstr(header, field);
    if (at == NULL) {
        return RC_OK;
    }
    at += sizeof field - 1;
    return plural_rule_parse(arena_strndup(arena, at, strcspn(at, "\n")), &cat->plural);
}

enum rc catalogue_parse(struct arena *arena, struct bytes bytes, struct catalogue **out)
{
    struct catalogue *cat = arena_alloc(arena, sizeof *cat);

    cat->file = bytes;
    if (bytes.len < MO_HEADER_BYTES) {
        return RC_INVALID;
    }
    cat->swapped = word_at(cat, 0) != mo_magic;
    if (word_at(cat, 0) != mo_magic || word_at(cat, 4) >> 16 > 1) {
        return RC_INVALID;
    }
    cat->count = word_at(cat, 8);
    cat->originals = word_at(cat, 12);
    cat->translations = word_at(cat, 16);
    if (cat->count > MO_ENTRIES_MAX || !table_fits(cat, cat->originals) || !table_fits(cat, cat->translations) ||
        !originals_ascend(cat)) {
        return RC_INVALID;
    }
    for (uint32_t i = 0; i < cat->count; i++) {
        if (!utf8_valid(string_at(cat, cat->translations, i))) {
            return RC_INVALID;
        }
    }
    if (read_plural_rule(arena, cat) != RC_OK) {
        return RC_INVALID;
    }
    *out = cat;
    return RC_OK;
}

enum rc catalogue_open(struct arena *arena, const char *path, struct catalogue **out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    void *map;

    if (fd < 0) {
        return errno == ENOENT ? RC_NOT_FOUND : RC_UNAVAILABLE;
    }
    if (fstat(fd, &status) != 0 || status.st_size < MO_HEADER_BYTES) {
        (void)close(fd);
        return RC_INVALID;
    }
    map = mmap(NULL, (size_t)status.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    (void)close(fd);
    if (map == MAP_FAILED) {
        return RC_UNAVAILABLE;
    }
    return catalogue_parse(arena, bytes_of(map, (size_t)status.st_size), out);
}

size_t catalogue_size(const struct catalogue *cat)
{
    bool header = cat->count > 0 && string_at(cat, cat->originals, 0).len == 0;

    return cat->count - (header ? 1 : 0);
}

/* The whole translation of `key`, its plural forms separated by NULs; no bytes if there is none. */
static struct bytes find(const struct catalogue *cat, const char *key)
{
    uint32_t low = 0;
    uint32_t high = cat->count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = strcmp(key, (const char *)string_at(cat, cat->originals, middle).data);

        if (order == 0) {
            return string_at(cat, cat->translations, middle);
        }
        if (order < 0) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return bytes_of(NULL, 0);
}

static const char *lookup(const struct locale *loc, const char *key, const char *otherwise)
{
    struct bytes found = bytes_of(NULL, 0);

    if (loc->catalogue != NULL && key[0] != '\0') {
        found = find(loc->catalogue, key);
    }
    return found.len == 0 ? otherwise : (const char *)found.data;
}

const char *tr(const struct locale *loc, const char *msgid)
{
    return lookup(loc, msgid, msgid);
}

const char *trc(const struct locale *loc, const char *context, const char *msgid)
{
    char key[1024];
    int len = snprintf(key, sizeof key, "%s%c%s", context, CONTEXT_SEPARATOR, msgid);

    return len < 0 || (size_t)len >= sizeof key ? msgid : lookup(loc, key, msgid);
}

const char *trn(const struct locale *loc, const char *one, const char *many, unsigned long n)
{
    struct bytes forms = bytes_of(NULL, 0);
    const char *form;
    const char *end;

    if (loc->catalogue != NULL) {
        forms = find(loc->catalogue, one);
    }
    if (forms.len == 0) {
        return n == 1 ? one : many;
    }
    form = (const char *)forms.data;
    end = form + forms.len;
    for (unsigned long skip = plural_form(&loc->catalogue->plural, n); skip > 0; skip--) {
        const char *next = form + strlen(form) + 1;

        if (next > end) {
            break;
        }
        form = next;
    }
    return form;
}

static const struct msg_arg *arg_named(const struct msg_arg *args, size_t count, const char *name, size_t len)
{
    for (size_t i = 0; i < count; i++) {
        if (strlen(args[i].name) == len && memcmp(args[i].name, name, len) == 0) {
            return &args[i];
        }
    }
    return NULL;
}

char *msg_format(struct arena *arena, const char *text, const struct msg_arg *args, size_t count)
{
    struct strbuf out;

    strbuf_init(&out, arena, MESSAGE_MAX);
    while (*text != '\0') {
        const char *close = text[0] == '%' && text[1] == '(' ? strstr(text, ")s") : NULL;
        const struct msg_arg *arg = NULL;

        if (close != NULL) {
            arg = arg_named(args, count, text + 2, (size_t)(close - text - 2));
        }
        if (arg != NULL) {
            strbuf_puts(&out, arg->value == NULL ? "" : arg->value);
            text = close + 2;
        } else {
            text += text[0] == '%' && text[1] == '%' ? 1 : 0;
            strbuf_putc(&out, *text++);
        }
    }
    return out.data;
}
