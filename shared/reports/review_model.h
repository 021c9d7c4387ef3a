/* Everything that a released review and its pack say, as plain data: frozen by the release, filled from stored rows, and rendered
 * to JSON, CSV, OSCAL, PDF and the portal's pages. A renderer reads nothing else, so that the same model gives the same bytes.
 *
 * Texts are UTF-8. A `code` is stable and never translated; a `label` or `title` is an English source text that the renderers
 * translate. Times are microseconds UTC, 0 where there is none. Texts are NULL where there is none. */
#ifndef REPORTS_REVIEW_MODEL_H
#define REPORTS_REVIEW_MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/i18n.h"
#include "base/uuid.h"
#include "core/control/control.h"
#include "core/review/judgement.h"
#include "ext/crypt.h"

enum { MODEL_LANGUAGES_MAX = 4, MODEL_HASH_LEN = 32 };

struct review_framework {
    const char *code; /* "nis2" */
    const char *title; /* label */
    const char *version; /* of the overlay */
};

struct review_finding {
    struct uuid id;
    const char *identity; /* SHA-256, 64 hexadecimal digits */
    const char *severity; /* code: critical high medium low info */
    const char *state; /* code */
    const char *state_label; /* label */
    const char *since; /* against the last review, code: new reopened unchanged resolved */
    const char *source; /* code: drift control expiry */
    const char *family; /* code */
    const char *family_label; /* label */
    const char *object_id; /* the provider's stable id */
    const char *object_name;
    const char *path; /* JSON Pointer into the canonical document; "" for the whole object */
    const char *title; /* the setting in words; NULL: the path is shown */
    const char *before; /* canonical JSON values, secret-free; NULL: not there */
    const char *after;
    struct uuid control; /* its result, review_control.id; nil: of none */
    int64_t first_seen_us;
    int64_t last_seen_us;
    int64_t due_us;
    int64_t reopened_count;
};

struct review_exception {
    struct uuid id;
    struct uuid finding;
    const char *state; /* code */
    const char *state_label; /* label */
    const char *severity; /* as frozen at approval */
    const char *object_name; /* as frozen */
    const char *title; /* as frozen */
    const char *value_hash; /* as frozen; hexadecimal */
    const char *interpretation_version; /* as frozen */
    const char *justification;
    const char *requested_by; /* fit for the customer's eyes */
    const char *approved_by;
    int64_t requested_us;
    int64_t approved_us;
    int64_t starts_us;
    int64_t expires_us;
    int64_t original_expires_us; /* of the first in a chain of renewals */
    bool stale; /* what was accepted is no longer what is there */
};

struct review_decision {
    struct uuid id;
    const char *kind; /* code */
    const char *kind_label; /* label */
    const char *state; /* code */
    const char *state_label; /* label */
    struct uuid source; /* what was decided on */
    const char *subject; /* its name */
    const char *decided_by;
    const char *reason;
    const char *seen_hash; /* of what the decider was shown; hexadecimal */
    int64_t decided_us;
};

struct review_area {
    const char *code;
    const char *label;
    int64_t expected;
    int64_t read;
    int64_t skipped;
    const char *reason; /* code; NULL: read in full */
    const char *reason_label; /* label */
};

struct review_run {
    struct uuid id;
    const char *operation; /* code: capture compare ... */
    const char *operation_label; /* label */
    const char *outcome; /* code */
    const char *outcome_label; /* label */
    const char *reason; /* code; NULL: none */
    int64_t started_us;
    int64_t finished_us;
    const struct review_area *areas;
    size_t area_count;
};

struct review_requirement {
    const char *framework; /* code */
    const char *id; /* "21.2.i" */
    const char *relation; /* OSCAL's: equivalent-to equal-to subset-of superset-of intersects-with */
};

struct review_control {
    struct uuid id; /* of the result */
    const char *code; /* the control's neutral id: "tp-iam-01" */
    const char *title; /* label */
    const char *domain; /* label */
    const char *severity;
    const char *interpretation_version;
    enum control_result outcome;
    const char *reason; /* code; of not_assessed and not_applicable */
    const char *reason_label; /* label */
    const char *expected; /* in words; label */
    const char *observed; /* what was found; NULL: nothing to show */
    int64_t assessed_us;
    const char *const *evidence; /* SHA-256 of items, hexadecimal */
    size_t evidence_count;
    const struct review_requirement *requirements;
    size_t requirement_count;
};

struct review_evidence {
    struct uuid id;
    const char *sha256; /* of `content`, 64 hexadecimal digits */
    const char *name; /* a file name without a folder: "conditional-access.json" */
    const char *title;
    const char *source; /* code of the collector */
    const char *media_type;
    int64_t collected_us;
    struct bytes content; /* redacted as its binding says */
};

struct review_sign_off {
    const char *section; /* code */
    const char *section_label; /* label */
    const char *person;
    const char *role; /* label */
    int64_t signed_us;
};

/* A leaf of the audit log and the way from it to the checkpoint's root (RFC 6962). */
struct review_proof {
    const char *kind; /* code: sign_off approval exception release */
    struct uuid object;
    uint64_t leaf_index;
    uint64_t tree_size;
    struct bytes canonical; /* the event exactly as hashed */
    const struct merkle_hash *path; /* from the leaf upwards */
    size_t path_count;
};

struct review_model {
    struct uuid pack;
    struct uuid review;
    int32_t version; /* of the review: 1, 2 ... */
    struct uuid tenant;
    const char *tenant_name;
    const char *workspace_name;
    const char *title; /* of the review; "Q4 2026" */
    const char *summary; /* written by its author; NULL: none */
    int64_t period_start_us;
    int64_t period_end_us;
    int64_t created_us;
    const char *facts_sha256; /* of what was signed; hexadecimal */
    const char *time_zone; /* the tenant's, IANA */
    const char *product_version;
    const char *profile_code;
    const char *profile_title; /* label */
    const char *profile_version;
    const char *scoring_version;
    struct review_numbers numbers;
    struct review_numbers previous; /* of the last release */
    bool has_previous;
    int64_t previous_us; /* when it was released */
    const struct review_framework *frameworks;
    size_t framework_count;
    const struct review_finding *findings; /* most severe first */
    size_t finding_count;
    const struct review_exception *exceptions;
    size_t exception_count;
    const struct review_decision *decisions;
    size_t decision_count;
    const struct review_run *runs; /* newest first */
    size_t run_count;
    const struct review_control *controls;
    size_t control_count;
    const struct review_evidence *evidence;
    size_t evidence_count;
    const struct review_sign_off *sign_offs;
    size_t sign_off_count;
    const char *const *limitations; /* each a sentence: label, or as the author wrote it */
    size_t limitation_count;
    const char *checkpoint; /* the audit log's signed note */
    const struct review_proof *proofs;
    size_t proof_count;
    const char *key_fingerprint; /* of the pack's signature: "SHA256:..." */
    const char *allowed_signer; /* "tenantpilot ssh-ed25519 AAAA..."; a line feed is added */
    const struct locale *languages[MODEL_LANGUAGES_MAX]; /* the first is the review's own */
    size_t language_count;
};

/* ---- what the renderers agree on ---- */

/* Open: neither resolved, verified, accepted nor dismissed. */
bool review_finding_is_open(const struct review_finding *finding);

/* In force at the end of the period: active or expiring. */
bool review_exception_is_active(const struct review_exception *exception);

/* The findings of one severity that are open. */
size_t review_open_count(const struct review_model *model, const char *severity);

/* critical high medium low info, and their labels; NULL ends the list. */
struct review_severity {
    const char *code;
    const char *label;
};
extern const struct review_severity review_severities[];
const char *review_severity_label(const char *code);

#endif
