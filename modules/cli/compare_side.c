#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "core/drift/gap.h"
#include "ext/crypt.h"
#include "modules/cli/compare.h"

enum { HEAP_BYTES_MAX = INT32_MAX, PATH_BYTES_MAX = 1 << 20 };

/* A side while it is read. Records and heap grow by realloc, so that what they grew out of is given back. */
struct reader {
    struct cli *cli;
    const struct drift_key *key;
    const struct detector *detector;
    struct arena *of_file; /* emptied behind each file, and each object */
    struct arena *of_object;
    struct record *records;
    size_t count;
    size_t capacity;
    char *heap;
    size_t heap_len;
    size_t heap_capacity;
    struct strbuf path; /* of what is being read, as it is opened */
    size_t below; /* where in it the part below the folder begins */
    struct compare_text text;
    uint32_t file;
};

/* A folder on the way to where we are, to notice links that lead back. */
struct above {
    const struct above *parent;
    dev_t device;
    ino_t inode;
};

static void read_folder(struct reader *r, const struct above *parent);

const char *side_text(const struct side *side, uint32_t offset)
{
    return side->heap + offset;
}

/* Room for one more of `size` bytes behind `count`. */
static void *grow(void *items, size_t count, size_t *capacity, size_t size)
{
    while (count >= *capacity) {
        *capacity = *capacity == 0 ? 256 : *capacity + *capacity / 2;
        items = reallocarray(items, *capacity, size);
        if (items == NULL) {
            abort();
        }
    }
    return items;
}

static uint32_t keep(struct reader *r, const char *text)
{
    size_t len = strlen(text) + 1;
    size_t at = r->heap_len;

    r->heap = grow(r->heap, at + len, &r->heap_capacity, 1);
    memcpy(r->heap + at, text, len);
    r->heap_len += len;
    return (uint32_t)at;
}

static void add(struct reader *r, const struct record *record)
{
    r->records = grow(r->records, r->count, &r->capacity, sizeof *r->records);
    r->records[r->count] = *record;
    r->records[r->count++].file = r->file;
}

/* A digest of one or two texts that another process cannot foresee. */
static void digest(const struct reader *r, const char *first, const char *second, uint8_t out[RECORD_DIGEST_LEN])
{
    uint8_t whole[DRIFT_SHA256_LEN];
    const struct bytes parts[] = {
        bytes_of(r->key->bytes, sizeof r->key->bytes),
        bytes_of(first == NULL ? "" : first, first == NULL ? 1 : strlen(first) + 1),
        bytes_text(second),
    };

    sha256_joined(parts, sizeof parts / sizeof parts[0], whole);
    memcpy(out, whole, RECORD_DIGEST_LEN);
}

/* What it says is unknown; which object it is may be known all the same: `id`, or NULL. */
static void add_unreadable(struct reader *r, const char *reason, uint16_t family, const char *id)
{
    struct record record = { .family = family, .flags = RECORD_UNREADABLE };

    record.start = keep(r, reason == NULL ? "cannot be read" : reason);
    (void)keep(r, id == NULL ? "" : id);
    if (!text_empty(id)) {
        record.flags |= RECORD_HAS_ID;
        digest(r, id, "", record.id);
    }
    add(r, &record);
}

static void add_nothing(struct reader *r, const char *reason)
{
    add_unreadable(r, reason, UINT16_MAX, NULL);
}

/* The provider's id of an object that is not brought into its canonical form. */
static const char *id_of(struct arena *mem, const struct family_rules *rules, const struct node *root)
{
    return document_text(mem, document_member(root, rules->id == NULL ? rules->wire->id : rules->id));
}

static void take_object(void *self, struct cx *cx, struct bytes raw, struct bytes context, struct node *root,
                        const struct document_error *error)
{
    struct reader *r = self;
    struct drift_canonical canonical;
    size_t start = (size_t)(raw.data - r->text.text.data);
    struct record record = { .start = (uint32_t)(r->text.skipped + start),
                             .len = (uint32_t)raw.len,
                             .flags = r->text.decoded ? RECORD_DECODED : 0 };
    const struct family_rules *rules;
    const char *gap;
    enum rc rc;

    if (error->refusal != DOCUMENT_ACCEPTED) {
        add_nothing(r,
                    arena_printf(cx->mem, "%s (byte %zu)", document_refusal_text(error->refusal), start + error->at));
        return;
    }
    record.family = (uint16_t)compare_detect(r->detector, root, context, r->path.data);
    rules = compare_family(record.family);
    gap = drift_gap(rules->wire, root);
    if (gap != NULL) {
        add_unreadable(r, gap, record.family, id_of(cx->mem, rules, root));
        return;
    }
    rc = drift_canonicalize_tree(cx, rules, raw, root, r->key, &canonical);
    if (rc != RC_OK) {
        add_nothing(r, cx->fail->msgid);
        return;
    }
    memcpy(record.content, canonical.sha256, sizeof record.content);
    if (!text_empty(canonical.id)) {
        record.flags |= RECORD_HAS_ID;
        digest(r, canonical.id, "", record.id);
    }
    record.flags |= text_empty(canonical.name) ? 0 : RECORD_HAS_NAME;
    digest(r, canonical.type, canonical.name == NULL ? "" : canonical.name, record.name);
    add(r, &record);
}

static void name_file(struct reader *r)
{
    r->file = keep(r, r->path.data + r->below);
}

static void read_file(struct reader *r)
{
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = r->of_file, .fail = &fail, .clock = r->cli->cx.clock, .loc = r->cli->cx.loc };
    size_t first = r->count;
    enum rc rc;

    name_file(r);
    rc = compare_file(&cx, r->path.data, &r->text);
    if (rc == RC_OK) {
        rc = compare_objects(&cx, r->text.text, r->of_object, take_object, r);
    }
    if (rc != RC_OK) {
        r->count = first;
        add_nothing(r, fail.msgid);
    }
    arena_reset(r->of_file);
}

static bool is_json(const char *name)
{
    size_t len = strlen(name);

    return len > 5 && strcasecmp(name + len - 5, ".json") == 0;
}

/* NOLINTBEGIN(misc-no-recursion): the length of a path bounds the depth; leads_back() ends loops */
static void read_entry(struct reader *r, const char *name, const struct above *here)
{
    size_t len = r->path.len;
    struct stat status;

    strbuf_putc(&r->path, '/');
    strbuf_puts(&r->path, name);
    if (stat(r->path.data, &status) != 0) {
        if (is_json(name)) {
            name_file(r);
            add_nothing(r, errno == ELOOP ? "a link that leads to itself" : "cannot be opened");
        }
    } else if (S_ISDIR(status.st_mode)) {
        read_folder(r, here);
    } else if (is_json(name)) {
        read_file(r);
    }
    strbuf_cut(&r->path, len);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static bool leads_back(const struct above *here)
{
    for (const struct above *at = here->parent; at != NULL; at = at->parent) {
        if (at->device == here->device && at->inode == here->inode) {
            return true;
        }
    }
    return false;
}

static void read_folder(struct reader *r, const struct above *parent)
{
    struct above here = { .parent = parent };
    struct dirent **entries;
    struct stat status;
    int count;

    if (stat(r->path.data, &status) == 0) {
        here.device = status.st_dev;
        here.inode = status.st_ino;
    }
    if (leads_back(&here)) {
        name_file(r);
        add_nothing(r, "a link that leads back to a folder above it");
        return;
    }
    count = scandir(r->path.data, &entries, NULL, by_name);
    if (count < 0) {
        name_file(r);
        add_nothing(r, "a folder that cannot be opened");
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;

        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            read_entry(r, name, &here);
        }
        free(entries[i]);
    }
    free(entries);
}

/* NOLINTEND(misc-no-recursion) */

/* The folders that `folder` lies in: a link to one of them would lead back to it. */
static const struct above *ancestors(struct arena *mem, const char *folder)
{
    const struct above *chain = NULL;
    char *path = arena_printf(mem, "%s/..", folder);
    struct stat status;

    while (stat(path, &status) == 0 &&
           (chain == NULL || chain->device != status.st_dev || chain->inode != status.st_ino)) {
        struct above *above = arena_alloc(mem, sizeof *above);

        /* cppcheck-suppress nullPointerRedundantCheck ; an arena gives no NULL */
        *above = (struct above){ .parent = chain, .device = status.st_dev, .inode = status.st_ino };
        chain = above;
        path = arena_printf(mem, "%s/..", path);
    }
    return chain;
}

enum rc side_look(struct cli *cli, const char *folder, bool *is_folder)
{
    struct stat status;

    if (stat(folder, &status) != 0 || access(folder, S_ISDIR(status.st_mode) ? R_OK | X_OK : R_OK) != 0) {
        return fail_set(&cli->cx, RC_NOT_FOUND, NULL, "\"%s\": %s", folder, strerror(errno));
    }
    *is_folder = S_ISDIR(status.st_mode);
    return RC_OK;
}

static enum rc read_any(struct reader *r, const char *folder)
{
    bool is_folder;
    enum rc rc = side_look(r->cli, folder, &is_folder);

    if (rc != RC_OK) {
        return rc;
    }
    strbuf_puts(&r->path, folder);
    if (is_folder) {
        r->below = r->path.len + 1;
        read_folder(r, ancestors(r->cli->mem, folder));
    } else {
        read_file(r);
    }
    if (r->heap_len > HEAP_BYTES_MAX || r->count >= INT32_MAX) {
        return fail_set(&r->cli->cx, RC_TOO_LARGE, NULL, "%s holds too many objects", folder);
    }
    return RC_OK;
}

enum rc side_read(struct cli *cli, const char *folder, const struct drift_key *key, struct side *out)
{
    struct reader r = {
        .cli = cli, .key = key, .detector = compare_detector(cli->mem), .of_file = arena_new(), .of_object = arena_new()
    };
    enum rc rc;

    strbuf_init(&r.path, cli->mem, PATH_BYTES_MAX);
    rc = read_any(&r, folder);
    arena_free(r.of_object);
    arena_free(r.of_file);
    arena_defer(cli->mem, free, r.records);
    arena_defer(cli->mem, free, r.heap);
    if (rc == RC_OK) {
        *out = (struct side){
            .folder = folder, .records = r.records, .count = r.count, .heap = r.heap, .heap_len = r.heap_len
        };
    }
    return rc;
}

/* The object's text: of a file that is UTF-8 only its span is read. */
static enum rc read_object(struct cx *cx, const struct record *record, const char *path, struct bytes *out)
{
    struct compare_text file;
    enum rc rc;

    if ((record->flags & RECORD_DECODED) == 0) {
        return compare_span(cx, path, record->start, record->len, out);
    }
    rc = compare_file(cx, path, &file);
    if (rc == RC_OK && (size_t)record->start + record->len > file.text.len) {
        rc = RC_INVALID;
    }
    if (rc == RC_OK) {
        *out = bytes_of(file.text.data + record->start, record->len);
    }
    return rc;
}

enum rc side_canonical(struct cx *cx, const struct side *side, const struct record *record, const struct drift_key *key,
                       struct drift_canonical *out)
{
    const char *below = side_text(side, record->file);
    const char *path = strcmp(below, side->folder) == 0 ? below : arena_printf(cx->mem, "%s/%s", side->folder, below);
    struct drift_canonical canonical;
    struct bytes text;
    enum rc rc = read_object(cx, record, path, &text);

    rc = rc == RC_OK ? drift_canonicalize(cx, compare_family(record->family), text, key, &canonical) : rc;
    if (rc != RC_OK || memcmp(canonical.sha256, record->content, sizeof record->content) != 0) {
        return fail_set(cx, RC_INVALID, NULL, "%s changed while it was compared", path);
    }
    *out = canonical;
    return RC_OK;
}
