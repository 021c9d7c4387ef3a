#include "reports/pack.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/archive.h"
#include "ext/crypt.h"
#include "reports/oscal.h"
#include "reports/pack_parts.h"
#include "reports/record.h"

#define JSON "application/json"
#define TEXT "text/plain; charset=utf-8"

enum { DOCUMENT_MAX = 256 << 20 };

static struct strbuf document(struct arena *mem)
{
    struct strbuf buf;

    strbuf_init(&buf, mem, DOCUMENT_MAX);
    return buf;
}

static enum rc read_file(struct cx *cx, const char *path, struct bytes *out)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat stat;
    uint8_t *content = NULL;
    size_t len = 0;
    ssize_t got = 1;

    if (fd < 0 || fstat(fd, &stat) != 0 || stat.st_size > DOCUMENT_MAX) {
        if (fd >= 0) {
            close(fd);
        }
        return fail_set(cx, RC_UNAVAILABLE, NULL, "pack: cannot read '%s': %s", path, strerror(errno));
    }
    content = arena_alloc(cx->mem, (size_t)stat.st_size + 1);
    while (got > 0 && len < (size_t)stat.st_size) {
        got = read(fd, content + len, (size_t)stat.st_size - len);
        len += got > 0 ? (size_t)got : 0;
    }
    close(fd);
    if (len != (size_t)stat.st_size) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "pack: cannot read '%s'", path);
    }
    *out = bytes_of(content, len);
    return RC_OK;
}

static enum rc add_lists(struct cx *cx, struct pack_parts *parts, const struct review_model *model)
{
    for (int kind = 0; kind < RECORD_KIND_COUNT; kind++) {
        struct record_list list = record_list(model, (enum record_kind)kind);
        struct strbuf json = document(cx->mem);
        struct strbuf csv = document(cx->mem);

        record_write_json(&json, model, (enum record_kind)kind);
        if (list.csv) {
            record_write_csv(&csv, model, (enum record_kind)kind);
            pack_add(parts, arena_printf(cx->mem, "csv/%s.csv", list.name), "text/csv; charset=utf-8; header=present",
                     "csv", strbuf_view(&csv));
        }
        if (strbuf_done(&json) != RC_OK || strbuf_done(&csv) != RC_OK) {
            return fail_set(cx, RC_TOO_LARGE, NULL, "pack: %s is too large", list.name);
        }
        pack_add(parts, arena_printf(cx->mem, "data/%s.json", list.name), JSON, "data", strbuf_view(&json));
    }
    return RC_OK;
}

static enum rc add_evidence(struct cx *cx, struct pack_parts *parts, const struct review_model *model)
{
    for (size_t i = 0; i < model->evidence_count; i++) {
        const struct review_evidence *evidence = &model->evidence[i];
        uint8_t hash[SHA256_LEN];

        sha256(evidence->content, hash);
        if (!text_equal(hex_encode(cx->mem, bytes_of(hash, sizeof hash)), evidence->sha256)) {
            return fail_set(cx, RC_INVALID, N_("A piece of evidence is not what its hash says"),
                            "pack: evidence %s does not match its hash", id_text(cx, evidence->id));
        }
        if (strchr(evidence->name, '/') != NULL) {
            return fail_set(cx, RC_INVALID, NULL, "pack: evidence name '%s' has a folder", evidence->name);
        }
        pack_add(parts, arena_printf(cx->mem, "evidence/%s/%s", evidence->sha256, evidence->name), evidence->media_type,
                 "evidence", evidence->content);
    }
    return RC_OK;
}

static void add_audit(struct cx *cx, struct pack_parts *parts, const struct review_model *model)
{
    pack_add(parts, "checkpoint.txt", TEXT, "audit", bytes_text(model->checkpoint));
    for (size_t i = 0; i < model->proof_count; i++) {
        const struct review_proof *proof = &model->proofs[i];
        struct strbuf buf = document(cx->mem);

        pack_write_proof(&buf, proof);
        pack_add(parts,
                 arena_printf(cx->mem, "proofs/%s-%s-%llu.json", proof->kind, id_text(cx, proof->object),
                              (unsigned long long)proof->leaf_index),
                 JSON, "audit", strbuf_view(&buf));
    }
}

static enum rc add_documents(struct cx *cx, struct pack_parts *parts, const struct review_model *model)
{
    struct strbuf review = document(cx->mem);
    struct strbuf oscal = document(cx->mem);
    struct strbuf instructions = document(cx->mem);

    pack_write_review(&review, model);
    oscal_write(&oscal, model);
    pack_write_instructions(&instructions, model);
    if (strbuf_done(&oscal) != RC_OK || strbuf_done(&review) != RC_OK) {
        return fail_set(cx, RC_TOO_LARGE, NULL, "pack: a document is too large");
    }
    pack_add(parts, "data/review.json", JSON, "data", strbuf_view(&review));
    pack_add(parts, "oscal/assessment-results.json", JSON, "oscal", strbuf_view(&oscal));
    pack_add(parts, "VERIFY.txt", TEXT, "instructions", strbuf_view(&instructions));
    pack_add(parts, "keys/allowed_signers", TEXT, "key",
             bytes_text(arena_printf(cx->mem, "%s\n", model->allowed_signer)));
    return RC_OK;
}

static enum rc add_report(struct cx *cx, struct pack_parts *parts, const struct review_model *model,
                          const struct locale *loc, const char *path, const char *folder)
{
    const char *name = arena_printf(cx->mem, "report.%s.pdf", loc->tag);
    const char *file =
        folder == NULL ? arena_printf(cx->mem, "%s.%s", path, name) : arena_printf(cx->mem, "%s/%s", folder, name);
    struct bytes content = { .data = NULL };
    enum rc rc;

    /* what a build that was killed left behind */
    unlink(file);
    rc = report_pdf_write(cx, model, loc, file);
    if (rc == RC_OK) {
        rc = read_file(cx, file, &content);
    }
    if (folder == NULL) {
        unlink(file);
    }
    if (rc == RC_OK) {
        pack_add(parts, name, "application/pdf", "report", content);
    }
    return rc;
}

static enum rc add_reports(struct cx *cx, struct pack_parts *parts, const struct review_model *model, const char *path,
                           const char *folder)
{
    enum rc rc = RC_OK;

    for (size_t i = 0; i < model->language_count && rc == RC_OK; i++) {
        rc = add_report(cx, parts, model, model->languages[i], path, folder);
    }
    return rc;
}

/* The checksums cover all so far, the manifest those too, and the signature the manifest. */
static enum rc seal(struct cx *cx, struct pack_parts *parts, const struct review_model *model,
                    const struct pack_signer *signer, struct pack_result *out)
{
    struct strbuf sums = document(cx->mem);
    struct strbuf manifest = document(cx->mem);
    struct bytes signature = { .data = NULL };
    enum rc rc;

    pack_sort(parts);
    pack_write_sums(&sums, parts);
    pack_add(parts, "SHA256SUMS", TEXT, "checksums", strbuf_view(&sums));
    pack_sort(parts);
    pack_write_manifest(&manifest, model, parts);
    rc = strbuf_done(&manifest);
    if (rc != RC_OK) {
        return fail_set(cx, rc, NULL, "pack: the manifest is too large");
    }
    rc = signer->sign(signer->context, cx, strbuf_view(&manifest), &signature);
    if (rc != RC_OK) {
        return rc;
    }
    sha256(strbuf_view(&manifest), out->manifest_sha256);
    pack_add(parts, "manifest.json", JSON, "manifest", strbuf_view(&manifest));
    pack_add(parts, "manifest.json.sig", TEXT, "signature", signature);
    return RC_OK;
}

static enum rc describe(struct cx *cx, const struct pack_parts *parts, const char *path, struct pack_result *out)
{
    struct bytes file = { .data = NULL };
    enum rc rc = read_file(cx, path, &file);

    if (rc != RC_OK) {
        return rc;
    }
    out->size = file.len;
    sha256(file, out->sha256);
    out->files = arena_calloc(cx->mem, parts->count, sizeof *out->files);
    for (size_t i = 0; i < parts->count; i++) {
        const struct pack_part *part = &parts->items[i];

        if (text_equal(part->role, "report")) {
            out->files[out->file_count++] =
                (struct pack_file){ part->path, part->sha256, part->content.len, part->media_type };
        }
    }
    return RC_OK;
}

static enum rc write_archive(struct cx *cx, const struct pack_parts *parts, const char *path)
{
    struct archive_entry *entries = arena_calloc(cx->mem, parts->count, sizeof *entries);

    for (size_t i = 0; i < parts->count; i++) {
        entries[i] = (struct archive_entry){ parts->items[i].path, parts->items[i].content };
    }
    return archive_write(cx, path, entries, parts->count);
}

enum rc pack_build(struct cx *cx, const struct review_model *model, const struct pack_signer *signer, const char *path,
                   const char *folder, struct pack_result *out)
{
    struct pack_parts parts = { .mem = cx->mem };
    struct pack_result result = { .size = 0 };
    enum rc rc = add_lists(cx, &parts, model);

    if (rc == RC_OK) {
        rc = add_documents(cx, &parts, model);
    }
    if (rc == RC_OK) {
        rc = add_evidence(cx, &parts, model);
    }
    if (rc == RC_OK) {
        rc = add_reports(cx, &parts, model, path, folder);
    }
    if (rc != RC_OK) {
        return rc;
    }
    add_audit(cx, &parts, model);
    rc = seal(cx, &parts, model, signer, &result);
    if (rc == RC_OK) {
        rc = write_archive(cx, &parts, path);
    }
    if (rc == RC_OK) {
        rc = describe(cx, &parts, path, &result);
    }
    if (rc == RC_OK) {
        *out = result;
    }
    return rc;
}
