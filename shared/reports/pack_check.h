/* What the parts of the verification share. */
#ifndef REPORTS_PACK_CHECK_H
#define REPORTS_PACK_CHECK_H

#include "base/cx.h"
#include "ext/crypt.h"
#include "reports/pack.h"

/* A file of the pack as it was found. */
struct pack_found {
    const char *path;
    struct bytes content;
    char sha256[65];
    bool named; /* by the manifest */
};

/* What an event says that is proved to be in the audit log; NULL where it says nothing. */
struct pack_proven {
    const char *action;
    const char *object;
    const char *reason_code;
    const char *seen;
};

struct pack_check {
    struct cx *cx;
    struct pack_report *report;
    size_t capacity; /* of its problems */
    struct pack_found *files;
    size_t file_count;
    int64_t created_us; /* by the manifest; 0: it does not say */
    struct signer *signers;
    size_t signer_count;
    struct sign_public key; /* that made the signature */
    bool signature_holds;
    struct pack_proven *proven;
    size_t proven_count;
    size_t proven_capacity;
};

/* A line of the manifest's list of files. */
struct pack_listed {
    const char *path;
    const char *sha256;
    int64_t size;
};

void pack_problem(struct pack_check *check, const char *code, const char *where, const char *msgid, const char *detail);

/* NULL: not in the pack. */
struct pack_found *pack_find(const struct pack_check *check, const char *path);

struct pack_manifest {
    int64_t created_us;
    const struct pack_listed *files; /* in its order */
    size_t count;
    const char *why; /* an English fragment of what is wrong with it; NULL: nothing */
};

/* Reads a manifest; what it says of itself goes to `report`. RC_INVALID: it is not one; out->why says why. */
MUST_CHECK enum rc pack_manifest_parse(struct cx *cx, struct bytes text, struct pack_report *report,
                                       struct pack_manifest *out);

void pack_check_manifest(struct pack_check *check);
void pack_check_sums(struct pack_check *check);
void pack_check_signature(struct pack_check *check);

/* Signed by the pack's own key or by another trusted one: keys change between a checkpoint and a pack. */
bool pack_note_is_trusted(const struct pack_check *check, const struct note *note, const char *origin);

void pack_check_proofs(struct pack_check *check);

/* Whether what the pack says was signed and accepted is among what is proved; after pack_check_proofs(). */
void pack_check_decisions(struct pack_check *check);
void pack_check_evidence(struct pack_check *check);

#endif
