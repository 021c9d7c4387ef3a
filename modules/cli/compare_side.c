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
#include "modules/cli/compare.h"

enum { HEAP_BYTES_MAX = INT32_MAX };

/* A side while it is read. */
struct reader {
    struct cli *cli;
    const struct drift_key *key;
    const struct detector *detector;
    struct arena *of_file; /* emptied behind each file, and each object */
    struct arena *of_object;
    struct record *records;
    size_t count;
    size_t capacity;
    struct strbuf heap;
    const char *path; /* of the file, as it is opened */
    struct bytes text;
    uint32_t file;
};

/* A folder on the way to where we are, to notice links that lead back. */
struct above {
    const struct above *parent;
    dev_t device;
    ino_t inode;
};

static void read_folder(struct reader *r, const char *folder, const char *below, const struct above *parent);

const char *side_text(const struct side *side, uint32_t offset)
{
    return side->heap + offset;
}

static uint32_t keep(struct reader *r, const char *text)
{
    size_t at = r->heap.len;

    if (text == NULL) {
        return 0;
    }
    strbuf_put(&r->heap, text, strlen(text) + 1);
    return (uint32_t)at;
}

static struct record *add(struct reader *r)
{
    struct record *record;

    if (r->count == r->capacity) {
        r->capacity = r->capacity == 0 ? 256 : r->capacity * 2;
        r->records = reallocarray(r->records, r->capacity, sizeof *r->records);
        if (r->records == NULL) {
            abort();
        }
    }
    record = &r->records[r->count++];
    *record = (struct record){ .file = r->file, .family = UINT32_MAX };
    return record;
}

static void add_unreadable(struct reader *r, const char *reason)
{
    uint32_t text = keep(r, reason == NULL ? "cannot be read" : reason);

    add(r)->reason = text;
}

/* What it says is unknown; which object it is may be known all the same. */
static bool is_incomplete(struct reader *r, struct cx *cx, const struct node *root, struct record *record)
{
    const struct family_rules *rules = compare_family(record->family);
    const char *gap = drift_gap(rules->wire, root);
    const char *id;

    if (gap == NULL) {
        return false;
    }
    id = document_text(cx->mem, document_member(root, rules->id == NULL ? rules->wire->id : rules->id));
    record->reason = keep(r, gap);
    record->id = text_empty(id) ? 0 : keep(r, id);
    return true;
}

static void take_object(void *self, struct cx *cx, struct bytes raw, struct bytes context, struct node *root,
                        const struct document_error *error)
{
    struct reader *r = self;
    struct drift_canonical canonical;
    struct record record = { .file = r->file, .len = (uint32_t)raw.len };
    enum rc rc;

    if (error->refusal != DOCUMENT_ACCEPTED) {
        add_unreadable(r, arena_printf(cx->mem, "%s (byte %zu)", document_refusal_text(error->refusal),
                                       (size_t)(raw.data - r->text.data) + error->at));
        return;
    }
    record.start = (uint64_t)(raw.data - r->text.data);
    record.family = compare_detect(r->detector, root, context, r->path);
    if (is_incomplete(r, cx, root, &record)) {
        *add(r) = record;
        return;
    }
    rc = drift_canonicalize_tree(cx, compare_family(record.family), raw, root, r->key, &canonical);
    if (rc != RC_OK) {
        add_unreadable(r, cx->fail->msgid);
        return;
    }
    memcpy(record.sha256, canonical.sha256, sizeof record.sha256);
    record.id = text_empty(canonical.id) ? 0 : keep(r, canonical.id);
    record.name = text_empty(canonical.name) ? 0 : keep(r, canonical.name);
    record.type = keep(r, canonical.type);
    *add(r) = record;
}

static void read_file(struct reader *r, const char *path, const char *below)
{
    struct fail fail = { .rc = RC_OK };
    struct cx cx = { .mem = r->of_file, .fail = &fail, .clock = r->cli->cx.clock, .loc = r->cli->cx.loc };
    size_t first = r->count;
    enum rc rc;

    r->file = keep(r, below);
    r->path = path;
    rc = compare_file(&cx, path, &r->text);
    if (rc == RC_OK) {
        rc = compare_objects(&cx, r->text, r->of_object, take_object, r);
    }
    if (rc != RC_OK) {
        r->count = first;
        add_unreadable(r, fail.msgid);
    }
    arena_reset(r->of_file);
}

static bool is_json(const char *name)
{
    size_t len = strlen(name);

    return len > 5 && strcasecmp(name + len - 5, ".json") == 0;
}

static void read_entry(struct reader *r, const char *folder, const char *below, const char *name,
                       const struct above *here)
{
    char *path = arena_printf(r->cli->mem, "%s/%s", folder, name);
    char *shown = *below == '\0' ? arena_strdup(r->cli->mem, name) : arena_printf(r->cli->mem, "%s/%s", below, name);
    struct stat status;

    if (stat(path, &status) != 0) {
        if (is_json(name)) {
            r->file = keep(r, shown);
            add_unreadable(r, errno == ELOOP ? "a link that leads to itself" : "cannot be opened");
        }
    } else if (S_ISDIR(status.st_mode)) {
        read_folder(r, path, shown, here);
    } else if (is_json(name)) {
        read_file(r, path, shown);
    }
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

static void read_folder(struct reader *r, const char *folder, const char *below, const struct above *parent)
{
    struct above here = { .parent = parent };
    struct dirent **entries;
    struct stat status;
    int count;

    if (stat(folder, &status) == 0) {
        here.device = status.st_dev;
        here.inode = status.st_ino;
    }
    if (leads_back(&here)) {
        r->file = keep(r, below);
        add_unreadable(r, "a link that leads back to a folder above it");
        return;
    }
    count = scandir(folder, &entries, NULL, by_name);
    if (count < 0) {
        r->file = keep(r, below);
        add_unreadable(r, "a folder that cannot be opened");
        return;
    }
    for (int i = 0; i < count; i++) {
        const char *name = entries[i]->d_name;

        if (strcmp(name, ".") != 0 && strcmp(name, "..") != 0) {
            read_entry(r, folder, below, name, &here);
        }
        free(entries[i]);
    }
    free(entries);
}

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

static void free_records(void *records)
{
    free(records);
}

static enum rc read_any(struct reader *r, const char *folder)
{
    struct stat status;

    if (stat(folder, &status) != 0 || access(folder, S_ISDIR(status.st_mode) ? R_OK | X_OK : R_OK) != 0) {
        return fail_set(&r->cli->cx, RC_NOT_FOUND, NULL, "%s cannot be read", folder);
    }
    if (S_ISDIR(status.st_mode)) {
        read_folder(r, folder, "", ancestors(r->cli->mem, folder));
    } else {
        read_file(r, folder, folder);
    }
    if (strbuf_done(&r->heap) != RC_OK) {
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

    strbuf_init(&r.heap, cli->mem, HEAP_BYTES_MAX);
    strbuf_putc(&r.heap, '\0');
    rc = read_any(&r, folder);
    arena_free(r.of_object);
    arena_free(r.of_file);
    if (r.records != NULL) {
        arena_defer(cli->mem, free_records, r.records);
    }
    if (rc == RC_OK) {
        *out = (struct side){ .folder = folder, .records = r.records, .count = r.count, .heap = r.heap.data };
    }
    return rc;
}

enum rc side_canonical(struct cx *cx, const struct side *side, const struct record *record, const struct drift_key *key,
                       struct bytes *out)
{
    const char *below = side_text(side, record->file);
    const char *path = strcmp(below, side->folder) == 0 ? below : arena_printf(cx->mem, "%s/%s", side->folder, below);
    struct drift_canonical canonical;
    struct bytes text;
    enum rc rc = compare_file(cx, path, &text);

    if (rc == RC_OK && record->start + record->len > text.len) {
        rc = RC_INVALID;
    }
    if (rc == RC_OK) {
        rc = drift_canonicalize(cx, compare_family(record->family), bytes_of(text.data + record->start, record->len),
                                key, &canonical);
    }
    if (rc != RC_OK || memcmp(canonical.sha256, record->sha256, sizeof record->sha256) != 0) {
        return fail_set(cx, RC_INVALID, NULL, "%s changed while it was compared", path);
    }
    *out = canonical.bytes;
    return RC_OK;
}
