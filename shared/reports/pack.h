/* The review pack: a deterministic ZIP that an auditor can verify without asking anybody (domain.md section 4).
 *
 * The same model gives the same bytes, in any time zone, locale, umask and folder. A pack is never regenerated: a new one has a new
 * id. The signature is an OpenSSH one over manifest.json, namespace "tenantpilot-pack". */
#ifndef REPORTS_PACK_H
#define REPORTS_PACK_H

#include "base/cx.h"
#include "reports/review_model.h"

/* Signs the manifest: gives an armored SSH signature (SSHSIG). The release gives the sealer's function; a rebuild may hand out the
 * signature that it stored. *armored lives in cx->mem. */
struct pack_signer {
    enum rc (*sign)(void *context, struct cx *cx, struct bytes message, struct bytes *armored);
    void *context;
};

#define PACK_NAMESPACE "tenantpilot-pack"
#define PACK_PRINCIPAL "tenantpilot"

struct pack_result {
    uint64_t size;
    uint8_t sha256[32]; /* of the file */
    uint8_t manifest_sha256[32];

    struct pack_file { /* the parts that the portal offers by themselves */
        const char *path; /* in the pack: "report.de.pdf" */
        const char *sha256; /* hexadecimal */
        uint64_t size;
        const char *media_type;
    } * files;

    size_t file_count;
};

/* Writes `path`, synced, by way of a temporary file beside it. Needs no transaction; runs qpdf as a child process.
 * `folder` (may be NULL) also receives the pack's reports as files of their own (report.<lang>.pdf): what the portal offers.
 * RC_INVALID: the model breaks a rule (a path, an evidence hash that does not match its content). RC_TOO_LARGE.
 * RC_UNAVAILABLE: disk full, or qpdf or the fonts are missing. */
MUST_CHECK enum rc pack_build(struct cx *cx, const struct review_model *model, const struct pack_signer *signer,
                              const char *path, const char *folder, struct pack_result *out);

/* ---- verification ---- */

/* One thing that is wrong, and where. */
struct pack_problem {
    const char *code; /* file_changed file_missing file_added manifest_changed signature_invalid signer_unknown ... */
    const char *where; /* the path in the pack; NULL: the pack as a whole */
    const char *msgid; /* what, in words; translatable */
    const char *detail; /* values; NULL: none */
};

enum pack_verdict {
    PACK_VALID,
    PACK_INVALID, /* changed, cut, forged, or not a pack at all */
    PACK_SIGNER_UNKNOWN /* intact as far as one can say, but nobody trusted vouches for it */
};

struct pack_report {
    enum pack_verdict verdict;
    const char *pack_id; /* from the manifest; NULL: unreadable */
    const char *tenant;
    const char *review;
    const char *signer; /* "SHA256:..." of the key that made the signature; NULL: unreadable */

    size_t files;
    size_t proofs;
    struct pack_problem *problems;
    size_t problem_count;
};

/* Checks everything offline. `signers` is the content of an allowed_signers file, or of a public key file; NULL: none is known, and
 * the pack's own key is never taken for one. RC_UNAVAILABLE: the file cannot be read. Anything wrong inside is a problem
 * in *out, with RC_OK. */
MUST_CHECK enum rc pack_verify(struct cx *cx, const char *path, const char *signers, struct pack_report *out);

#endif
