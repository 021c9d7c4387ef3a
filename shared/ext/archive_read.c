#include <errno.h>
#include <string.h>

#include <zip.h>

#include "base/text.h"
#include "ext/archive.h"
#include "ext/archive_internal.h"

enum { RATIO_FROM = 1 << 20, UNIX_TYPE_MASK = 0170000, UNIX_TYPE_REGULAR = 0100000 };

struct archive_member {
    const char *path;
    zip_uint64_t index;
    zip_uint64_t size;
};

struct archive {
    zip_t *zip;
    struct archive_member *members;
    size_t count;
};

static void close_zip(void *zip)
{
    zip_discard(zip);
}

static enum rc refuse(struct cx *cx, enum rc rc, const char *path, const char *why)
{
    char *shown = arena_strdup(cx->mem, path);

    for (char *c = shown; *c != '\0'; c++) {
        if ((unsigned char)*c < 0x20 || *c == 0x7f) {
            *c = '?';
        }
    }
    if (!utf8_valid(bytes_text(shown))) {
        shown = arena_strdup(cx->mem, "(not UTF-8)");
    }
    rc = fail_set(cx, rc, N_("The archive is refused: %(path)s %(why)s"), "archive: '%s' %s", shown, why);
    fail_arg(cx, "path", shown);
    fail_arg(cx, "why", why);
    return rc;
}

static const char *entry_problem(zip_t *zip, const zip_stat_t *stat)
{
    zip_uint8_t system = 0;
    zip_uint32_t attributes = 0;

    if (zip_file_get_external_attributes(zip, stat->index, 0, &system, &attributes) != 0) {
        return "has no attributes";
    }
    if (system == ZIP_OPSYS_UNIX && (attributes >> 16 & UNIX_TYPE_MASK) != 0 &&
        (attributes >> 16 & UNIX_TYPE_MASK) != UNIX_TYPE_REGULAR) {
        return "is a link or another special file";
    }
    if (stat->encryption_method != ZIP_EM_NONE) {
        return "is encrypted";
    }
    if (stat->comp_method != ZIP_CM_STORE && stat->comp_method != ZIP_CM_DEFLATE) {
        return "is packed by an unknown method";
    }
    return NULL;
}

static enum rc check_sizes(struct cx *cx, const zip_stat_t *stat, const struct archive_limits *limits, uint64_t *total)
{
    if (stat->size > limits->entry_bytes) {
        return refuse(cx, RC_TOO_LARGE, stat->name, "is too large");
    }
    if (stat->size > RATIO_FROM && stat->size / limits->ratio > stat->comp_size) {
        return refuse(cx, RC_TOO_LARGE, stat->name, "unpacks to too many times its size");
    }
    *total += stat->size;
    if (*total > limits->total_bytes) {
        return refuse(cx, RC_TOO_LARGE, stat->name, "makes the archive too large");
    }
    return RC_OK;
}

static enum rc check_entry(struct cx *cx, struct archive *archive, zip_uint64_t index,
                           const struct archive_limits *limits, uint64_t *total)
{
    const zip_uint64_t needed =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD;
    zip_stat_t stat;
    const char *problem;
    enum rc rc;

    if (zip_stat_index(archive->zip, index, ZIP_FL_ENC_RAW, &stat) != 0 || (stat.valid & needed) != needed) {
        return refuse(cx, RC_INVALID, "(entry)", "cannot be read");
    }
    problem = archive_path_problem(stat.name);
    if (problem == NULL) {
        problem = entry_problem(archive->zip, &stat);
    }
    if (problem != NULL) {
        return refuse(cx, RC_INVALID, stat.name, problem);
    }
    rc = check_sizes(cx, &stat, limits, total);
    if (rc == RC_OK) {
        archive->members[archive->count++] = (struct archive_member){
            .path = arena_strdup(cx->mem, stat.name),
            .index = index,
            .size = stat.size,
        };
    }
    return rc;
}

static enum rc check_collisions(struct cx *cx, const struct archive *archive)
{
    const char **paths = arena_calloc(cx->mem, archive->count, sizeof *paths);
    const char *first;
    const char *second;

    for (size_t i = 0; i < archive->count; i++) {
        paths[i] = archive->members[i].path;
    }
    if (archive_find_collision(cx->mem, paths, archive->count, &first, &second)) {
        return refuse(cx, RC_INVALID, second, strcmp(first, second) == 0 ? "is there twice" : "collides with another");
    }
    return RC_OK;
}

static enum rc check_all(struct cx *cx, zip_t *zip, const struct archive_limits *limits, struct archive **out)
{
    struct archive *archive = arena_alloc(cx->mem, sizeof *archive);
    zip_int64_t count = zip_get_num_entries(zip, 0);
    uint64_t total = 0;
    enum rc rc = RC_OK;

    arena_defer(cx->mem, close_zip, zip);
    if (count < 0 || (zip_uint64_t)count > limits->entries) {
        return refuse(cx, RC_TOO_LARGE, "(archive)", "has too many entries");
    }
    archive->zip = zip;
    archive->members = arena_calloc(cx->mem, (size_t)count, sizeof *archive->members);
    for (zip_uint64_t i = 0; i < (zip_uint64_t)count && rc == RC_OK; i++) {
        rc = check_entry(cx, archive, i, limits, &total);
    }
    if (rc == RC_OK) {
        rc = check_collisions(cx, archive);
    }
    if (rc == RC_OK) {
        *out = archive;
    }
    return rc;
}

enum rc archive_open(struct cx *cx, const char *path, const struct archive_limits *limits, struct archive **out)
{
    int code = 0;
    zip_t *zip = zip_open(path, ZIP_RDONLY | ZIP_CHECKCONS, &code);

    if (zip == NULL && code == ZIP_ER_NOENT) {
        return fail_set(cx, RC_NOT_FOUND, N_("There is no such file"), "archive: no file '%s'", path);
    }
    if (zip == NULL && (code == ZIP_ER_OPEN || code == ZIP_ER_READ)) {
        return fail_set(cx, RC_UNAVAILABLE, N_("The file cannot be read"), "archive: cannot read '%s': %s", path,
                        strerror(errno));
    }
    if (zip == NULL) {
        return refuse(cx, RC_INVALID, "(archive)", "is not a sound ZIP file");
    }
    return check_all(cx, zip, limits, out);
}

enum rc archive_open_bytes(struct cx *cx, struct bytes bytes, const struct archive_limits *limits, struct archive **out)
{
    zip_error_t error;
    zip_source_t *source;
    zip_t *zip = NULL;

    zip_error_init(&error);
    source = zip_source_buffer_create(bytes.data, bytes.len, 0, &error);
    if (source != NULL) {
        zip = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &error);
    }
    if (zip == NULL) {
        zip_source_free(source);
    }
    zip_error_fini(&error);
    return zip == NULL ? refuse(cx, RC_INVALID, "(archive)", "is not a sound ZIP file")
                       : check_all(cx, zip, limits, out);
}

size_t archive_count(const struct archive *archive)
{
    return archive->count;
}

const char *archive_path(const struct archive *archive, size_t index)
{
    return archive->members[index].path;
}

enum rc archive_read(struct cx *cx, struct archive *archive, size_t index, struct bytes *out)
{
    const struct archive_member *member = &archive->members[index];
    zip_file_t *file = zip_fopen_index(archive->zip, member->index, 0);
    uint8_t *content = arena_alloc(cx->mem, member->size + 1);
    zip_uint64_t len = 0;
    zip_int64_t got = 0;

    if (file == NULL) {
        return refuse(cx, RC_INVALID, member->path, "cannot be unpacked");
    }
    while (len <= member->size && (got = zip_fread(file, content + len, member->size + 1 - len)) > 0) {
        len += (zip_uint64_t)got;
    }
    zip_fclose(file);
    if (len > member->size) {
        return refuse(cx, RC_TOO_LARGE, member->path, "is larger than it says");
    }
    if (got < 0 || len != member->size) {
        return refuse(cx, RC_INVALID, member->path, "is damaged: its length or checksum is wrong");
    }
    content[len] = '\0';
    *out = bytes_of(content, len);
    return RC_OK;
}
