#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/archive.h"
#include "reports/pack_check.h"

void pack_problem(struct pack_check *check, const char *code, const char *where, const char *msgid, const char *detail)
{
    struct pack_report *report = check->report;

    report->problems =
        arena_grow(check->cx->mem, report->problems, report->problem_count, &check->capacity, sizeof *report->problems);
    report->problems[report->problem_count++] = (struct pack_problem){ code, where, msgid, detail };
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const struct pack_found *)a)->path, ((const struct pack_found *)b)->path);
}

struct pack_found *pack_find(const struct pack_check *check, const char *path)
{
    const struct pack_found key = { .path = path };

    return bsearch(&key, check->files, check->file_count, sizeof *check->files, by_path);
}

struct mapping {
    void *at;
    size_t len;
};

static void unmap(void *object)
{
    const struct mapping *mapping = object;

    munmap(mapping->at, mapping->len);
}

static enum rc map_file(struct cx *cx, const char *path, struct bytes *out)
{
    struct mapping *mapping = arena_alloc(cx->mem, sizeof *mapping);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat stat;

    if (fd < 0) {
        return fail_set(cx, errno == ENOENT ? RC_NOT_FOUND : RC_UNAVAILABLE, N_("The file cannot be read"),
                        "pack: '%s': %s", path, strerror(errno));
    }
    if (fstat(fd, &stat) != 0 || !S_ISREG(stat.st_mode)) {
        close(fd);
        return fail_set(cx, RC_UNAVAILABLE, N_("The file cannot be read"), "pack: '%s' is no ordinary file", path);
    }
    *out = bytes_of("", 0);
    if (stat.st_size == 0) {
        close(fd);
        return RC_OK;
    }
    mapping->len = (size_t)stat.st_size;
    mapping->at = mmap(NULL, mapping->len, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (mapping->at == MAP_FAILED) {
        return fail_set(cx, RC_UNAVAILABLE, N_("The file cannot be read"), "pack: '%s': %s", path, strerror(errno));
    }
    arena_defer(cx->mem, unmap, mapping);
    *out = bytes_of(mapping->at, mapping->len);
    return RC_OK;
}

/* What cannot be unpacked safely is named, and not looked into. */
static bool read_files(struct pack_check *check, struct bytes zip)
{
    struct cx *cx = check->cx;
    struct archive *archive = NULL;
    const char *inexact;

    if (archive_open_bytes(cx, zip, &archive_limits_pack, &archive) != RC_OK) {
        pack_problem(check, "archive_refused", NULL, N_("the archive is damaged or unsafe, and was not unpacked"),
                     cx->fail->detail);
        fail_clear(cx);
        return false;
    }
    inexact = archive_exact_problem(zip);
    if (inexact != NULL) {
        pack_problem(check, "archive_altered", NULL, N_("the archive was not written by TenantPilot, or changed since"),
                     arena_printf(cx->mem, "it %s", inexact));
    }
    check->files = arena_calloc(cx->mem, archive_count(archive), sizeof *check->files);
    for (size_t i = 0; i < archive_count(archive); i++) {
        struct pack_found *file = &check->files[check->file_count];
        uint8_t hash[SHA256_LEN];

        if (archive_read(cx, archive, i, &file->content) != RC_OK) {
            pack_problem(check, "file_damaged", archive_path(archive, i), N_("the file cannot be unpacked"),
                         cx->fail->detail);
            fail_clear(cx);
            file->content = bytes_of("", 0);
        }
        sha256(file->content, hash);
        memcpy(file->sha256, hex_encode(cx->mem, bytes_of(hash, sizeof hash)), sizeof file->sha256);
        file->path = archive_path(archive, i);
        check->file_count++;
    }
    qsort(check->files, check->file_count, sizeof *check->files, by_path);
    return true;
}

/* A file of allowed signers, or a public key alone. */
static enum rc read_signers(struct pack_check *check, const char *signers)
{
    struct cx *cx = check->cx;
    struct sign_public key;

    if (signers == NULL) {
        return RC_OK;
    }
    if (sign_public_parse(cx, signers, &key) == RC_OK) {
        check->signers = arena_alloc(cx->mem, sizeof *check->signers);
        check->signers[0] = (struct signer){ .principal = PACK_PRINCIPAL, .key = key };
        check->signer_count = 1;
        return RC_OK;
    }
    fail_clear(cx);
    if (signers_parse(cx, bytes_text(signers), &check->signers, &check->signer_count) != RC_OK) {
        fail_clear(cx);
        return fail_set(cx, RC_UNAVAILABLE, N_("The file of trusted keys cannot be read"),
                        "pack: neither a public key nor allowed signers");
    }
    return RC_OK;
}

static void judge(struct pack_check *check)
{
    struct pack_report *report = check->report;

    report->verdict = PACK_VALID;
    for (size_t i = 0; i < report->problem_count; i++) {
        if (!text_equal(report->problems[i].code, "signer_unknown")) {
            report->verdict = PACK_INVALID;
            return;
        }
        report->verdict = PACK_SIGNER_UNKNOWN;
    }
}

enum rc pack_verify(struct cx *cx, const char *path, const char *signers, struct pack_report *out)
{
    struct pack_report report = { .verdict = PACK_INVALID };
    struct pack_check check = { .cx = cx, .report = &report };
    struct bytes zip;
    enum rc rc = map_file(cx, path, &zip);

    if (rc == RC_OK) {
        rc = read_signers(&check, signers);
    }
    if (rc != RC_OK) {
        return rc;
    }
    if (read_files(&check, zip)) {
        pack_check_manifest(&check);
        pack_check_sums(&check);
        pack_check_evidence(&check);
        pack_check_signature(&check);
        pack_check_proofs(&check);
        pack_check_decisions(&check);
    }
    report.files = check.file_count;
    judge(&check);
    *out = report;
    return RC_OK;
}
