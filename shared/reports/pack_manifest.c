#include <string.h>

#include "base/text.h"
#include "ext/archive.h"
#include "ext/json.h"
#include "reports/pack_check.h"
#include "reports/pack_parts.h"

static bool is_digest(const char *text)
{
    return text != NULL && strlen(text) == 64 && strspn(text, "0123456789abcdef") == 64;
}

static const char *read_listed(const struct json *item, struct pack_listed *out)
{
    out->path = json_text(json_get(item, "path"));
    out->sha256 = json_text(json_get(item, "sha256"));
    out->size = json_i64(json_get(item, "size"), -1);
    if (out->path == NULL || archive_path_problem(out->path) != NULL) {
        return "names a file by a path that is refused";
    }
    if (!is_digest(out->sha256) || out->size < 0) {
        return "names a file without a size or a SHA-256";
    }
    return NULL;
}

static const char *read_files(struct cx *cx, const struct json *list, struct pack_manifest *out)
{
    struct pack_listed *files = arena_calloc(cx->mem, json_count(list), sizeof *files);

    if (json_kind_of(list) != JSON_ARRAY) {
        return "has no list of files";
    }
    for (size_t i = 0; i < json_count(list); i++) {
        const char *problem = read_listed(json_at(list, i), &files[i]);

        if (problem != NULL) {
            return problem;
        }
        /* sorted, so that neither two lines for one file nor another order can be */
        if (i > 0 && strcmp(files[i - 1].path, files[i].path) >= 0) {
            return "does not list its files in order, each once";
        }
    }
    out->files = files;
    out->count = json_count(list);
    return NULL;
}

static const char *read_manifest(struct cx *cx, struct bytes text, struct pack_report *report,
                                 struct pack_manifest *out)
{
    const struct json *manifest = NULL;
    const char *created;

    if (json_parse(cx, text, &manifest) != RC_OK) {
        fail_clear(cx);
        return "is not sound JSON";
    }
    if (!text_equal(json_text(json_get(manifest, "schema")), PACK_SCHEMA)) {
        return "is of a schema that this version does not know";
    }
    report->pack_id = json_text(json_get(manifest, "pack_id"));
    report->tenant = json_text(json_get(json_get(manifest, "tenant"), "name"));
    report->review = json_text(json_get(json_get(manifest, "review"), "title"));
    created = json_text(json_get(manifest, "created_at"));
    if (report->pack_id == NULL || created == NULL || time_parse(created, &out->created_us) != RC_OK) {
        return "has no pack id or time";
    }
    return read_files(cx, json_get(manifest, "files"), out);
}

enum rc pack_manifest_parse(struct cx *cx, struct bytes text, struct pack_report *report, struct pack_manifest *out)
{
    *out = (struct pack_manifest){ .count = 0 };
    out->why = read_manifest(cx, text, report, out);
    return out->why == NULL ? RC_OK : RC_INVALID;
}

static void check_listed(struct pack_check *check, const struct pack_listed *listed)
{
    struct cx *cx = check->cx;
    struct pack_found *found = pack_find(check, listed->path);

    if (found == NULL) {
        for (size_t i = 0; i < check->file_count; i++) {
            if (text_equal(check->files[i].sha256, listed->sha256) && !check->files[i].named) {
                pack_problem(check, "file_renamed", listed->path, N_("the file has another name"),
                             arena_printf(cx->mem, "it is there as %s", check->files[i].path));
                return;
            }
        }
        pack_problem(check, "file_missing", listed->path, N_("the manifest names this file, but it is not there"),
                     NULL);
        return;
    }
    found->named = true;
    if ((int64_t)found->content.len != listed->size || !text_equal(found->sha256, listed->sha256)) {
        pack_problem(check, "file_changed", listed->path, N_("the file is not what the manifest says"),
                     arena_printf(cx->mem, "sha256 %s, expected %s; %zu bytes, expected %lld", found->sha256,
                                  listed->sha256, found->content.len, (long long)listed->size));
    }
}

void pack_check_manifest(struct pack_check *check)
{
    struct pack_found *manifest = pack_find(check, "manifest.json");
    struct pack_found *signature = pack_find(check, "manifest.json.sig");
    struct pack_manifest listed;

    if (manifest == NULL) {
        pack_problem(check, "file_missing", "manifest.json", N_("there is no manifest"), NULL);
        return;
    }
    manifest->named = true;
    if (signature != NULL) {
        signature->named = true;
    }
    if (pack_manifest_parse(check->cx, manifest->content, check->report, &listed) != RC_OK) {
        pack_problem(check, "manifest_invalid", "manifest.json", N_("the manifest cannot be read"), listed.why);
        return;
    }
    check->created_us = listed.created_us;
    /* first what is in its place, so that a renamed file is not looked for among those */
    for (size_t i = 0; i < listed.count; i++) {
        struct pack_found *found = pack_find(check, listed.files[i].path);

        if (found != NULL) {
            found->named = true;
        }
    }
    for (size_t i = 0; i < listed.count; i++) {
        check_listed(check, &listed.files[i]);
    }
    for (size_t i = 0; i < check->file_count; i++) {
        if (!check->files[i].named) {
            pack_problem(check, "file_added", check->files[i].path, N_("the manifest does not name this file"), NULL);
        }
    }
}

/* What SHA256SUMS must be: a line for each file but itself, the manifest and its signature. */
void pack_check_sums(struct pack_check *check)
{
    struct pack_found *sums = pack_find(check, "SHA256SUMS");
    struct strbuf expected;

    if (sums == NULL) {
        pack_problem(check, "file_missing", "SHA256SUMS", N_("there is no list of checksums"), NULL);
        return;
    }
    strbuf_init(&expected, check->cx->mem, SIZE_MAX / 2);
    for (size_t i = 0; i < check->file_count; i++) {
        const char *path = check->files[i].path;

        if (!text_equal(path, "SHA256SUMS") && !text_equal(path, "manifest.json") &&
            !text_equal(path, "manifest.json.sig")) {
            strbuf_printf(&expected, "%s  %s\n", check->files[i].sha256, path);
        }
    }
    if (!bytes_equal(strbuf_view(&expected), sums->content)) {
        pack_problem(check, "checksums_differ", "SHA256SUMS", N_("the checksums are not those of the files"), NULL);
    }
}

void pack_check_evidence(struct pack_check *check)
{
    for (size_t i = 0; i < check->file_count; i++) {
        const struct pack_found *file = &check->files[i];

        if (text_starts(file->path, "evidence/") && strncmp(file->path + 9, file->sha256, 64) != 0) {
            pack_problem(check, "evidence_differs", file->path, N_("the evidence is not what its folder's hash says"),
                         NULL);
        }
    }
}
