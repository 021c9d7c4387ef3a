#include "support/review_fixture.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "ext/crypt.h"

#define AT(day, hour) (INT64_C(1763856000000000) + (int64_t)((day)*24 + (hour)) * HOUR_US) /* 2025-11-23 */

struct uuid fixture_id(unsigned number)
{
    struct uuid id = { { 0x01, 0x9a, 0xb3, 0x00, 0, 0, 0x70, 0, 0x80, 0 } };

    for (int i = 0; i < 4; i++) {
        id.b[15 - i] = (uint8_t)(number >> (8 * i));
    }
    return id;
}

static struct review_finding findings[] = {
    { .severity = "critical",
      .state = "open",
      .since = "new",
      .source = "drift",
      .family = "conditional_access",
      .family_label = "Conditional Access",
      .object_name = "CA001: Require MFA for all administrators",
      .path = "/grantControls/builtInControls",
      .title = "Grant controls",
      .before = "[\"mfa\"]",
      .after = "[\"compliantDevice\",\"domainJoinedDevice\"]" },
    { .severity = "high",
      .state = "assigned",
      .since = "unchanged",
      .source = "drift",
      .family = "settings_catalog",
      .family_label = "Settings catalog",
      .object_name = "Win - OIB - ES - Encryption - D - BitLocker (OS Disk) - v3.7",
      .path = "/settings/[id=device_vendor_msft_bitlocker_requiredeviceencryption]/value",
      .title = "Require device encryption",
      .before = "\"enabled\"",
      .after = "\"disabled\"",
      .due_us = AT(14, 0) },
    { .severity = "high",
      .state = "triaged",
      .since = "reopened",
      .source = "control",
      .family = "authentication_methods",
      .family_label = "Authentication methods",
      .object_name = "Authentication methods policy",
      .path = "/sms/state",
      .title = NULL,
      .before = "\"disabled\"",
      .after = "\"enabled\"",
      .reopened_count = 2,
      .due_us = AT(9, 12) },
    { .severity = "medium",
      .state = "open",
      .since = "unchanged",
      .source = "drift",
      .family = "application",
      .family_label = "Applications",
      .object_name = "Backup connector",
      .path = "",
      .title = NULL,
      .before = NULL,
      .after = "{\"displayName\":\"Backup connector\"}" },
    { .severity = "medium",
      .state = "risk_accepted",
      .since = "unchanged",
      .source = "control",
      .family = "sharepoint_settings",
      .family_label = "SharePoint settings",
      .object_name = "SharePoint tenant",
      .path = "/sharingCapability",
      .title = "External sharing",
      .before = "\"disabled\"",
      .after = "\"externalUserSharingOnly\"" },
    { .severity = "low",
      .state = "open",
      .since = "new",
      .source = "drift",
      .family = "named_location",
      .family_label = "Named locations",
      .object_name = "=HYPERLINK(\"http://evil.example\",\"Standorte\")",
      .path = "/ipRanges/[=10.0.0.0\\/8]",
      .title = "IP ranges",
      .before = NULL,
      .after = "\"10.0.0.0/8\"" },
    { .severity = "high",
      .state = "verified",
      .since = "resolved",
      .source = "drift",
      .family = "compliance_policy",
      .family_label = "Compliance policies",
      .object_name = "Win - OIB - Compliance - U - Password - v3.1",
      .path = "/passwordMinimumLength",
      .title = "Minimum password length",
      .before = "12",
      .after = "8" },
};

static struct review_exception exceptions[] = {
    { .state = "active",
      .severity = "medium",
      .object_name = "SharePoint tenant",
      .title = "External sharing",
      .justification = "Die Vertriebsabteilung teilt Angebotsunterlagen mit Kunden; Freigaben laufen nach 30 Tagen ab.",
      .requested_by = "Anna Operator",
      .approved_by = "Bernd Freigeber",
      .requested_us = AT(-40, 9),
      .approved_us = AT(-39, 10),
      .starts_us = AT(-39, 10),
      .expires_us = AT(60, 0),
      .original_expires_us = AT(60, 0),
      .interpretation_version = "3" },
    { .state = "expired",
      .severity = "high",
      .object_name = "Legacy scanner",
      .title = "Basic authentication",
      .justification = "The scanner in hall 4 was replaced in October.",
      .requested_by = "Anna Operator",
      .approved_by = "Bernd Freigeber",
      .requested_us = AT(-90, 9),
      .approved_us = AT(-89, 9),
      .starts_us = AT(-89, 9),
      .expires_us = AT(-20, 0),
      .original_expires_us = AT(-20, 0),
      .stale = true,
      .interpretation_version = "2" },
    { .state = "rejected",
      .severity = "critical",
      .object_name = "Break-glass account",
      .title = "MFA",
      .justification = "It would be easier without.",
      .requested_by = "Anna Operator",
      .requested_us = AT(-3, 9),
      .interpretation_version = "1" },
};

static struct review_decision decisions[] = {
    { .kind = "drift",
      .kind_label = "Drift",
      .state = "verified",
      .state_label = "Verified",
      .subject = "Win - OIB - Compliance - U - Password - v3.1",
      .decided_by = "Anna Operator",
      .reason = "Set back to 12 characters by the customer, seen by the next capture.",
      .decided_us = AT(-10, 8) },
    { .kind = "approval_required",
      .kind_label = "Approval required",
      .state = "rejected",
      .state_label = "Rejected",
      .subject = "Break-glass account",
      .decided_by = "Bernd Freigeber",
      .reason = "Not without MFA.",
      .decided_us = AT(-2, 15) },
};

static const struct review_area areas[] = {
    { "conditional_access", "Conditional Access", 14, 14, 0, NULL, NULL },
    { "named_location", "Named locations", 4, 4, 0, NULL, NULL },
    { "settings_catalog", "Settings catalog", 212, 212, 0, NULL, NULL },
    { "application", "Applications", 61, 61, 0, NULL, NULL },
    { "role_definition", "Role definitions", 0, 0, 9, "permission_missing", "Permission missing" },
};

static struct review_run runs[] = {
    { .operation = "capture",
      .operation_label = "Capture",
      .outcome = "partial",
      .outcome_label = "Partial",
      .reason = "permission_missing",
      .started_us = AT(-1, 6),
      .finished_us = AT(-1, 7),
      .areas = areas,
      .area_count = 5 },
    { .operation = "compare",
      .operation_label = "Compare",
      .outcome = "succeeded",
      .outcome_label = "Succeeded",
      .started_us = AT(-1, 7),
      .finished_us = AT(-1, 8) },
};

static const struct review_requirement requirements[] = {
    { "nis2", "21.2.j", "intersects-with" },
    { "bsi-gspp", "GC.2.1", "subset-of" },
};

static struct review_control controls[] = {
    { .code = "tp-iam-01",
      .title = "Administrators sign in with multi-factor authentication",
      .domain = "Identity",
      .severity = "critical",
      .outcome = CONTROL_NOT_SATISFIED,
      .expected = "MFA is required for every directory role",
      .observed = "CA001 grants access without MFA",
      .requirements = requirements,
      .requirement_count = 2 },
    { .code = "tp-iam-02",
      .title = "Legacy authentication is blocked",
      .domain = "Identity",
      .severity = "high",
      .outcome = CONTROL_SATISFIED,
      .observed = "CA002 blocks it for all users" },
    { .code = "tp-iam-03",
      .title = "Weak authentication methods are off",
      .domain = "Identity",
      .severity = "high",
      .outcome = CONTROL_NOT_SATISFIED,
      .observed = "SMS is enabled" },
    { .code = "tp-dev-01",
      .title = "System drives are encrypted",
      .domain = "Devices",
      .severity = "high",
      .outcome = CONTROL_SATISFIED,
      .observed = "3 policies, assigned to all devices" },
    { .code = "tp-dat-01",
      .title = "Sharing with outsiders is limited",
      .domain = "Data",
      .severity = "medium",
      .outcome = CONTROL_SATISFIED_BY_EXCEPTION,
      .observed = "externalUserSharingOnly" },
    { .code = "tp-iam-07",
      .title = "Role definitions are reviewed",
      .domain = "Identity",
      .severity = "medium",
      .outcome = CONTROL_NOT_ASSESSED,
      .reason = "permission_missing",
      .reason_label = "Permission missing" },
    { .code = "tp-org-01",
      .title = "Emergency accounts are tested",
      .domain = "Organisation",
      .severity = "high",
      .outcome = CONTROL_MANUAL,
      .observed = "Attested on 3 November" },
    { .code = "tp-mac-01",
      .title = "Macs are managed",
      .domain = "Devices",
      .severity = "low",
      .outcome = CONTROL_NOT_APPLICABLE,
      .reason = "none_present",
      .reason_label = "There are none" },
};

static struct review_evidence evidence[] = {
    { .name = "conditional-access.json",
      .title = "Conditional Access policies",
      .source = "capture",
      .media_type = "application/json",
      .collected_us = AT(-1, 7) },
    { .name = "authentication methods \xc3\xbc.json",
      .title = "Authentication methods policy",
      .source = "capture",
      .media_type = "application/json",
      .collected_us = AT(-1, 7) },
};

static const struct review_sign_off sign_offs[] = {
    { "findings", "Findings",
      "Carla Pr\xc3\xbc"
      "ferin",
      "Reviewer", AT(0, 9) },
    { "controls", "Controls",
      "Carla Pr\xc3\xbc"
      "ferin",
      "Reviewer", AT(0, 9) },
};

static const char *const limitations[] = {
    "Role definitions were not read, because the permission RoleManagement.Read.Directory is missing.",
    "Only what the provider's interface shows was assessed; local settings of devices were not.",
};

static const struct review_framework frameworks[] = { { "nis2", "NIS2, Article 21", "2" } };

static const char *hash_of(struct cx *cx, struct bytes content)
{
    uint8_t hash[SHA256_LEN];

    sha256(content, hash);
    return hex_encode(cx->mem, bytes_of(hash, sizeof hash));
}

static void fill_lists(struct cx *cx)
{
    static const char *const proofs[2] = { "{\"value\":[{\"displayName\":\"CA001\"}]}\n", "{\"sms\":\"enabled\"}\n" };

    for (unsigned i = 0; i < sizeof findings / sizeof findings[0]; i++) {
        findings[i].id = fixture_id(0x100 + i);
        findings[i].identity = hash_of(cx, bytes_of(&findings[i].id, 16));
        findings[i].state_label = findings[i].state;
        findings[i].object_id = arena_printf(cx->mem, "4c1f7f1e-0000-4000-8000-0000000000%02u", i);
        findings[i].first_seen_us = AT(-30 + (int)i, 7);
        findings[i].last_seen_us = AT(-1, 8);
    }
    for (unsigned i = 0; i < 2; i++) {
        decisions[i].id = fixture_id(0x200 + i);
        decisions[i].source = fixture_id(0x106);
        decisions[i].seen_hash = hash_of(cx, bytes_of(&i, 1));
        runs[i].id = fixture_id(0x300 + i);
        evidence[i].id = fixture_id(0x400 + i);
        evidence[i].content = bytes_text(proofs[i]);
        evidence[i].sha256 = hash_of(cx, evidence[i].content);
    }
    for (unsigned i = 0; i < sizeof exceptions / sizeof exceptions[0]; i++) {
        exceptions[i].id = fixture_id(0x500 + i);
        exceptions[i].finding = fixture_id(0x104 + i);
        exceptions[i].state_label = exceptions[i].state;
        exceptions[i].value_hash = hash_of(cx, bytes_of(&i, 1));
    }
    for (unsigned i = 0; i < sizeof controls / sizeof controls[0]; i++) {
        const char **own = arena_calloc(cx->mem, 1, sizeof *own);

        own[0] = evidence[i % 2].sha256;
        controls[i].id = fixture_id(0x600 + i);
        controls[i].interpretation_version = "3";
        controls[i].assessed_us = AT(-1, 8);
        controls[i].evidence = own;
        controls[i].evidence_count = i < 4 ? 1 : 0;
    }
    findings[4].control = fixture_id(0x604);
    findings[2].control = fixture_id(0x602);
}

/* ---- the audit log: five leaves ---- */

enum { LEAVES = 6 };

static enum rc give_leaf(void *context, struct cx *cx, unsigned level, uint64_t first, size_t count,
                         struct merkle_hash *out)
{
    const struct merkle_hash *leaves = context;

    (void)cx;
    ck_assert_uint_eq(level, 0);
    memcpy(out, leaves + first, count * sizeof *out);
    return RC_OK;
}

/* What the log says of the two sign-offs and of the one risk that is accepted. */
static const char *event_of(struct cx *cx, const struct review_fixture *f, int i)
{
    if (i < 2) {
        return arena_printf(cx->mem,
                            "{\"action\":\"review.signed\",\"object\":\"%s\",\"reason_code\":\"%s\",\"seen\":\"%s\"}",
                            id_text(cx, f->model.review), sign_offs[i].section, f->model.facts_sha256);
    }
    return arena_printf(cx->mem, "{\"action\":\"exception.approved\",\"object\":\"%s\"}",
                        id_text(cx, exceptions[0].id));
}

static void fill_audit(struct cx *cx, struct review_fixture *f)
{
    struct review_proof *proofs = arena_calloc(cx->mem, FIXTURE_PROOFS, sizeof *proofs);
    struct merkle_hash leaves[LEAVES];
    struct merkle tree = { .size = 0 };
    struct merkle_reader reader = { give_leaf, leaves };
    struct checkpoint checkpoint = { .origin = "tenantpilot.example/audit", .size = LEAVES };
    const char *events[LEAVES];

    for (int i = 0; i < LEAVES; i++) {
        events[i] = i < LEAVES - FIXTURE_PROOFS ? arena_printf(cx->mem, "{\"action\":\"event.%d\"}", i)
                                                : event_of(cx, f, i - (LEAVES - FIXTURE_PROOFS));
        leaves[i] = merkle_leaf(bytes_text(events[i]));
        merkle_append(&tree, &leaves[i], NULL);
    }
    checkpoint.root = merkle_root(&tree);
    for (unsigned i = 0; i < FIXTURE_PROOFS; i++) {
        struct merkle_proof *proof = arena_alloc(cx->mem, sizeof *proof);
        unsigned leaf = LEAVES - FIXTURE_PROOFS + i;

        ck_assert_int_eq(merkle_prove(cx, &reader, leaf, LEAVES, proof), RC_OK);
        proofs[i] = (struct review_proof){ .kind = i < 2 ? "sign_off" : "exception",
                                           .object = i < 2 ? f->model.review : exceptions[0].id,
                                           .leaf_index = leaf,
                                           .tree_size = LEAVES,
                                           .canonical = bytes_text(events[leaf]),
                                           .path = proof->path,
                                           .path_count = proof->count };
    }
    f->model.checkpoint = checkpoint_write(cx, f->key, &checkpoint);
    f->model.proofs = proofs;
    f->model.proof_count = FIXTURE_PROOFS;
}

static enum rc sign_manifest(void *context, struct cx *cx, struct bytes message, struct bytes *armored)
{
    *armored = bytes_text(sshsig_write(cx, context, PACK_NAMESPACE, message));
    return RC_OK;
}

static void fill_key(struct cx *cx, struct review_fixture *f, const char *folder)
{
    const char *path = arena_printf(cx->mem, "%s/fixture.key", folder);
    uint8_t seed[32];
    struct sign_public public;

    memset(seed, 7, sizeof seed);
    if (access(path, F_OK) != 0) {
        ck_assert_int_eq(key_file_create(cx, path, "tenantpilot-ed25519-secret-1", bytes_of(seed, sizeof seed)), RC_OK);
    }
    ck_assert_int_eq(sign_secret_load(cx, cx->mem, path, &f->key), RC_OK);
    public = sign_public_of(f->key);
    f->signer = (struct pack_signer){ sign_manifest, f->key };
    f->model.key_fingerprint = sign_fingerprint(cx->mem, &public);
    f->model.allowed_signer = arena_printf(cx->mem, "%s %s", PACK_PRINCIPAL, sign_public_text(cx->mem, &public));
    f->signers = arena_printf(cx->mem, "%s\n", f->model.allowed_signer);
}

static void fill_languages(struct cx *cx, struct review_fixture *f, const char *folder)
{
    const char *path = arena_printf(cx->mem, "%s/de.mo", folder);
    char *command = arena_printf(cx->mem, "msgfmt -o '%s' i18n/de.po", path);
    struct catalogue *catalogue = NULL;

    ck_assert_int_eq(system(command), 0); /* NOLINT(cert-env33-c): a fixed command */
    ck_assert_int_eq(catalogue_open(cx->mem, path, &catalogue), RC_OK);
    f->english = (struct locale){ .tag = "en", .time_zone = "UTC" };
    f->german = (struct locale){ .tag = "de", .catalogue = catalogue, .time_zone = "UTC" };
    f->model.languages[0] = &f->english;
    f->model.languages[1] = &f->german;
    f->model.language_count = 2;
}

struct review_fixture *review_fixture(struct cx *cx, const char *folder)
{
    struct review_fixture *f = arena_alloc(cx->mem, sizeof *f);

    fill_lists(cx);
    f->model = (struct review_model){
        .pack = fixture_id(1),
        .review = fixture_id(2),
        .version = 2,
        .tenant = fixture_id(3),
        .tenant_name = "Nordwind Logistik GmbH",
        .workspace_name = "Hanse Managed Services",
        .title = "Q4 2025",
        .summary = "Die Mehrfaktor-Anmeldung der Administratoren wurde im November gelockert und muss vor Jahresende "
                   "wiederhergestellt werden. Alle \xc3\xbc"
                   "brigen Bereiche sind stabil.",
        .period_start_us = AT(-53, 0),
        .period_end_us = AT(0, 0),
        .created_us = AT(0, 10),
        .facts_sha256 = hash_of(cx, bytes_text("the facts")),
        .time_zone = "Europe/Berlin",
        .product_version = "0.1.0",
        .profile_code = "m365-core",
        .profile_title = "Microsoft 365 core",
        .profile_version = "1",
        .scoring_version = "1",
        .numbers = { 3, 1, 2, 1 },
        .previous = { 4, 0, 1, 1 },
        .has_previous = true,
        .previous_us = AT(-54, 9),
        .frameworks = frameworks,
        .framework_count = 1,
        .findings = findings,
        .finding_count = sizeof findings / sizeof findings[0],
        .exceptions = exceptions,
        .exception_count = sizeof exceptions / sizeof exceptions[0],
        .decisions = decisions,
        .decision_count = 2,
        .runs = runs,
        .run_count = 2,
        .controls = controls,
        .control_count = sizeof controls / sizeof controls[0],
        .evidence = evidence,
        .evidence_count = 2,
        .sign_offs = sign_offs,
        .sign_off_count = 2,
        .limitations = limitations,
        .limitation_count = 2,
    };
    fill_key(cx, f, folder);
    fill_audit(cx, f);
    fill_languages(cx, f, folder);
    return f;
}
