/* A pack's manifest against the files beside it: nothing is both listed and unnamed, and no problem lacks its words.
 * covers: shared/reports/pack_manifest.c */
#include <string.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "fuzz/fuzz.h"
#include "reports/pack_check.h"

static struct pack_found found(struct cx *cx, const char *path, struct bytes content)
{
    struct pack_found file = { .path = path, .content = content };
    uint8_t hash[SHA256_LEN];

    sha256(content, hash);
    memcpy(file.sha256, hex_encode(cx->mem, bytes_of(hash, sizeof hash)), sizeof file.sha256);
    return file;
}

void fuzz_one(struct cx *cx, struct bytes input)
{
    /* sorted, as pack_find needs them; the input may begin with the checksums' file, up to a NUL */
    const uint8_t *nul = memchr(input.data, 0, input.len);
    struct bytes sums = nul == NULL ? bytes_text("") : bytes_of(input.data, (size_t)(nul - input.data));
    struct bytes manifest = nul == NULL ? input : bytes_of(nul + 1, input.len - sums.len - 1);
    struct pack_found files[] = {
        found(cx, "SHA256SUMS", sums),
        found(cx, "data/a.json", bytes_text("{}")),
        found(cx, "evidence/44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a/a.json", bytes_text("{}")),
        found(cx, "evidence/54136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a/b.json", bytes_text("{}")),
        found(cx, "manifest.json", manifest),
        found(cx, "manifest.json.sig", bytes_text("x")),
    };
    struct pack_report report = { .verdict = PACK_INVALID };
    struct pack_check check = {
        .cx = cx, .report = &report, .files = files, .file_count = sizeof files / sizeof files[0]
    };

    pack_check_manifest(&check);
    pack_check_sums(&check);
    pack_check_evidence(&check);
    for (size_t i = 0; i < report.problem_count; i++) {
        FUZZ_ASSERT(report.problems[i].code != NULL && report.problems[i].msgid != NULL);
    }
    /* the second piece of evidence never matches its folder */
    FUZZ_ASSERT(report.problem_count > 0);
    if (report.problem_count == 1) {
        FUZZ_ASSERT(report.pack_id != NULL);
    }
}
