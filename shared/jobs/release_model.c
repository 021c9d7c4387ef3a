#include "jobs/release_model.h"

#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "core/audit/audit_proof.h"
#include "core/decision/decision.h"
#include "core/drift/document.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/run/run.h"
#include "providers/provider.h"

enum { PROOFS_TEXT_MAX = 16 * 1024 * 1024 };

/* ---- reading the facts ---- */

struct facts {
    struct arena *mem;
    const struct node *root;
};

static const char *text(const struct facts *f, const struct node *object, const char *name)
{
    return document_text(f->mem, document_member(object, name));
}

static const char *text_or(const struct facts *f, const struct node *object, const char *name, const char *otherwise)
{
    const char *value = text(f, object, name);

    return value == NULL ? otherwise : value;
}

static int64_t number_or(const struct facts *f, const struct node *object, const char *name, int64_t otherwise)
{
    const struct node *node = document_member(object, name);
    int64_t value = 0;

    if (node == NULL || node->kind != DOCUMENT_NUMBER ||
        parse_i64(arena_strndup(f->mem, node->text, node->len), INT64_MIN, INT64_MAX, &value) != RC_OK) {
        return otherwise;
    }
    return value;
}

static int64_t number(const struct facts *f, const struct node *object, const char *name)
{
    return number_or(f, object, name, 0);
}

static struct uuid id(const struct facts *f, const struct node *object, const char *name)
{
    const char *value = text(f, object, name);
    struct uuid parsed = { { 0 } };

    if (value != NULL && uuid_parse(value, &parsed) != RC_OK) {
        parsed = (struct uuid){ { 0 } };
    }
    return parsed;
}

static bool truth(const struct node *object, const char *name)
{
    const struct node *node = document_member(object, name);

    return node != NULL && node->kind == DOCUMENT_TRUE;
}

/* A member's own bytes in the facts, as JSON; NULL for null and absent ones. */
static const char *raw(const struct facts *f, const struct bytes source, const struct node *object, const char *name)
{
    const struct node *node = document_member(object, name);

    if (node == NULL || node->kind == DOCUMENT_NULL) {
        return NULL;
    }
    return arena_strndup(f->mem, (const char *)source.data + node->start, node->end - node->start);
}

/* The elements of a list; *count is 0 if it is none. */
static const struct node *list(const struct facts *f, const char *name, size_t *count)
{
    const struct node *node = document_member(f->root, name);

    *count = node == NULL || node->kind != DOCUMENT_ARRAY ? 0 : node->len;
    return *count == 0 ? NULL : node->items;
}

static const char *label_of_state(const struct state_table *table, const char *code)
{
    int state;

    return state_parse(table, code, &state) == RC_OK ? state_label(table, state) : code;
}

static const char *family_label(const char *code)
{
    size_t count;
    const struct provider *const *providers = provider_all(&count);

    for (size_t i = 0; i < count; i++) {
        const struct provider_family *family = provider_family_find(providers[i], code);

        if (family != NULL) {
            return family->rules->label;
        }
    }
    return code;
}

static struct review_numbers numbers_of(const struct facts *f, const struct node *object)
{
    return (struct review_numbers){
        .compliant = number(f, object, "compliant"),
        .by_exception = number(f, object, "by_exception"),
        .non_compliant = number(f, object, "non_compliant"),
        .not_assessed = number(f, object, "not_assessed"),
    };
}

/* ---- one kind of record after the other ---- */

static void fill_findings(const struct facts *f, struct bytes source, struct review_model *out)
{
    const struct node *items = list(f, "findings", &out->finding_count);
    struct review_finding *findings = arena_calloc(f->mem, out->finding_count + 1, sizeof *findings);

    for (size_t i = 0; i < out->finding_count; i++) {
        const struct node *item = &items[i];
        const char *label = text_or(f, item, "label", "");

        findings[i] = (struct review_finding){
            .id = id(f, item, "id"),
            .identity = text_or(f, item, "identity", ""),
            .severity = text_or(f, item, "severity", ""),
            .state = text_or(f, item, "state", ""),
            .since = text_or(f, item, "since", ""),
            .source = text_equal(text(f, item, "kind"), "drift") ? "baseline" : text_or(f, item, "kind", ""),
            .family = text_or(f, item, "family", ""),
            .object_id = text_or(f, item, "object_id", ""),
            .object_name = text_or(f, item, "object_name", ""),
            .path = text_or(f, item, "path", ""),
            .title = label[0] == '\0' ? NULL : label,
            .before = raw(f, source, item, "before"),
            .after = raw(f, source, item, "after"),
            .first_seen_us = number(f, item, "first_seen_us"),
            .last_seen_us = number(f, item, "last_seen_us"),
            .due_us = number(f, item, "due_us"),
            .reopened_count = number(f, item, "reopened"),
        };
        findings[i].state_label = label_of_state(&finding_states, findings[i].state);
        findings[i].family_label = family_label(findings[i].family);
    }
    out->findings = findings;
}

static void fill_exceptions(const struct facts *f, struct review_model *out)
{
    const struct node *items = list(f, "exceptions", &out->exception_count);
    struct review_exception *exceptions = arena_calloc(f->mem, out->exception_count + 1, sizeof *exceptions);

    for (size_t i = 0; i < out->exception_count; i++) {
        const struct node *item = &items[i];
        const char *label = text_or(f, item, "label", "");

        exceptions[i] = (struct review_exception){
            .id = id(f, item, "id"),
            .finding = id(f, item, "finding"),
            .state = text_or(f, item, "state", ""),
            .severity = text_or(f, item, "severity", ""),
            .object_name = text_or(f, item, "object_name", ""),
            .title = label[0] == '\0' ? text(f, item, "path") : label,
            .value_hash = text(f, item, "value_hash"),
            .justification = text_or(f, item, "justification", ""),
            .requested_by = text(f, item, "requested_by"),
            .approved_by = text(f, item, "approved_by"),
            .requested_us = number(f, item, "requested_us"),
            .approved_us = number(f, item, "approved_us"),
            .starts_us = number(f, item, "starts_us"),
            .expires_us = number(f, item, "expires_us"),
            .original_expires_us = number(f, item, "original_expires_us"),
            .stale = truth(item, "stale"),
        };
        exceptions[i].state_label = label_of_state(&exception_states, exceptions[i].state);
    }
    out->exceptions = exceptions;
}

static void fill_decisions(const struct facts *f, struct review_model *out)
{
    const struct node *items = list(f, "decisions", &out->decision_count);
    struct review_decision *decisions = arena_calloc(f->mem, out->decision_count + 1, sizeof *decisions);

    for (size_t i = 0; i < out->decision_count; i++) {
        const struct node *item = &items[i];

        decisions[i] = (struct review_decision){
            .id = id(f, item, "id"),
            .kind = text_or(f, item, "kind", ""),
            .state = text_or(f, item, "state", ""),
            .source = id(f, item, "source"),
            .subject = text(f, item, "subject"),
            .decided_by = text(f, item, "decided_by"),
            .reason = text(f, item, "reason"),
            .seen_hash = text(f, item, "seen_hash"),
            .decided_us = number(f, item, "decided_us"),
        };
        decisions[i].kind_label = decision_kind_label(decisions[i].kind);
        decisions[i].state_label = label_of_state(&decision_item_states, decisions[i].state);
    }
    out->decisions = decisions;
}

static const char *reason_label(const char *code)
{
    enum run_reason reason;

    return code != NULL && run_reason_parse(code, &reason) == RC_OK ? run_reason_label(reason) : code;
}

/* *unread becomes true if an area of the run was not read. */
static void fill_areas(const struct facts *f, const struct node *run, struct review_run *out, bool *unread)
{
    const struct node *items = document_member(run, "areas");
    struct review_area *areas;

    out->area_count = items == NULL ? 0 : items->len;
    areas = arena_calloc(f->mem, out->area_count + 1, sizeof *areas);
    for (size_t i = 0; i < out->area_count; i++) {
        const struct node *item = &items->items[i];
        bool read = text_equal(text(f, item, "state"), "read");

        areas[i] = (struct review_area){
            .code = text_or(f, item, "code", ""),
            .expected = number(f, item, "expected"),
            .read = number(f, item, "read"),
            .skipped = number(f, item, "skipped"),
            .reason = read ? NULL : text_or(f, item, "reason", "not_read"),
        };
        areas[i].label = family_label(areas[i].code);
        areas[i].reason_label = reason_label(areas[i].reason);
        *unread = *unread || !read;
    }
    out->areas = areas;
}

static const char *outcome_label(const char *code)
{
    for (int i = RUN_OUTCOME_NONE + 1; i < RUN_OUTCOME_COUNT; i++) {
        if (text_equal(run_outcome_code((enum run_outcome)i), code)) {
            return run_outcome_label((enum run_outcome)i);
        }
    }
    return code;
}

/* *unread: whether the newest capture left an area out. */
static void fill_runs(const struct facts *f, struct review_model *out, bool *unread)
{
    const struct node *items = list(f, "runs", &out->run_count);
    struct review_run *runs = arena_calloc(f->mem, out->run_count + 1, sizeof *runs);
    bool capture_seen = false;

    for (size_t i = 0; i < out->run_count; i++) {
        const struct node *item = &items[i];
        enum operation operation;
        bool partly = false;

        runs[i] = (struct review_run){
            .id = id(f, item, "id"),
            .operation = text_or(f, item, "operation", ""),
            .outcome = text_or(f, item, "outcome", ""),
            .reason = text(f, item, "reason"),
            .started_us = number(f, item, "started_us"),
            .finished_us = number(f, item, "finished_us"),
        };
        runs[i].operation_label =
            operation_parse(runs[i].operation, &operation) == RC_OK ? operation_label(operation) : runs[i].operation;
        runs[i].outcome_label = outcome_label(runs[i].outcome);
        fill_areas(f, item, &runs[i], &partly);
        if (!capture_seen && text_equal(runs[i].operation, "capture")) {
            capture_seen = true;
            *unread = partly;
        }
    }
    out->runs = runs;
}

static enum control_result result_of(const char *code)
{
    enum control_result result;

    return control_result_parse(code, &result) == RC_OK ? result : CONTROL_NOT_ASSESSED;
}

static void fill_controls(const struct facts *f, struct review_model *out)
{
    const struct node *items = list(f, "controls", &out->control_count);
    struct review_control *controls = arena_calloc(f->mem, out->control_count + 1, sizeof *controls);

    for (size_t i = 0; i < out->control_count; i++) {
        const struct node *item = &items[i];
        const char *reason = text_or(f, item, "reason", "");
        const char **evidence = arena_calloc(f->mem, 1, sizeof *evidence);

        evidence[0] = text(f, item, "evidence");
        controls[i] = (struct review_control){
            .id = uuid_v5(out->review, bytes_text(text_or(f, item, "interpretation", ""))),
            .code = text_or(f, item, "interpretation", ""),
            .title = text_or(f, item, "title", ""),
            .domain = text_or(f, item, "domain", ""),
            .severity = text_or(f, item, "severity", ""),
            .interpretation_version = arena_printf(f->mem, "%lld", (long long)number(f, item, "version")),
            .outcome = result_of(text_or(f, item, "result", "")),
            .reason = reason[0] == '\0' ? NULL : reason,
            .reason_label = reason[0] == '\0' ? NULL : reason_label(reason),
            .expected = text(f, item, "remedy"),
            .assessed_us = number(f, item, "assessed_us"),
            .evidence = evidence,
            .evidence_count = evidence[0] == NULL ? 0 : 1,
        };
    }
    out->controls = controls;
}

static void fill_evidence(const struct facts *f, const struct evidence_list *items, struct review_model *out)
{
    struct review_evidence *evidence = arena_calloc(f->mem, items->count + 1, sizeof *evidence);

    for (size_t i = 0; i < items->count; i++) {
        const struct evidence_item *item = &items->items[i];

        evidence[i] = (struct review_evidence){
            .id = item->id.v,
            .sha256 = hex_encode(f->mem, item->sha256),
            .name = item->name,
            .title = item->name,
            .source = item->source,
            .media_type = item->media_type,
            .collected_us = item->collected_us,
            .content = item->body,
        };
    }
    out->evidence = evidence;
    out->evidence_count = items->count;
}

static void fill_sign_offs(const struct facts *f, const struct review_signoffs *items, struct review_model *out)
{
    struct review_sign_off *signoffs = arena_calloc(f->mem, items->count + 1, sizeof *signoffs);

    for (size_t i = 0; i < items->count; i++) {
        signoffs[i] = (struct review_sign_off){
            .section = items->items[i].section,
            .section_label = review_section_label(items->items[i].section),
            .person = items->items[i].signer_name == NULL ? "" : items->items[i].signer_name,
            .role = role_label(ROLE_REVIEWER),
            .signed_us = items->items[i].signed_us,
        };
    }
    out->sign_offs = signoffs;
    out->sign_off_count = items->count;
}

/* The author's lines, and what the coverage says by itself. */
static void fill_limitations(const struct facts *f, const char *written, bool unread, struct review_model *out)
{
    size_t capacity = 0;
    char *copy = arena_strdup(f->mem, written);
    char *rest = NULL;
    const char **lines = NULL;

    for (char *line = strtok_r(copy, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        const char *trimmed = text_trim(f->mem, line);

        if (trimmed[0] != '\0') {
            lines = arena_grow(f->mem, lines, out->limitation_count, &capacity, sizeof *lines);
            lines[out->limitation_count++] = trimmed;
        }
    }
    if (unread) {
        lines = arena_grow(f->mem, lines, out->limitation_count, &capacity, sizeof *lines);
        lines[out->limitation_count++] =
            N_("The newest capture could not read every area; what it did not read was not assessed.");
    }
    out->limitations = lines;
}

/* ---- proofs ---- */

static const char *proof_kind(const struct audit_proof *proof)
{
    return text_equal(proof->object_type, "review")      ? "sign_off"
           : text_equal(proof->object_type, "exception") ? "exception"
           : text_equal(proof->object_type, "release")   ? "release"
                                                         : "approval";
}

char *release_proofs_write(struct arena *arena, const struct audit_proof *proofs, size_t count)
{
    struct strbuf out;

    strbuf_init(&out, arena, PROOFS_TEXT_MAX);
    strbuf_putc(&out, '[');
    for (size_t i = 0; i < count; i++) {
        const struct audit_proof *proof = &proofs[i];

        strbuf_printf(
            &out, "%s{\"kind\":\"%s\",\"object\":\"%s\",\"leaf\":%llu,\"size\":%llu,\"canonical\":\"%s\",\"path\":[",
            i == 0 ? "" : ",", proof_kind(proof), uuid_text(arena, proof->object),
            (unsigned long long)proof->leaf_index, (unsigned long long)proof->tree_size,
            hex_encode(arena, proof->canonical));
        for (size_t j = 0; j < proof->path.count; j++) {
            strbuf_printf(&out, "%s\"%s\"", j == 0 ? "" : ",",
                          hex_encode(arena, bytes_of(proof->path.path[j].b, MERKLE_HASH_LEN)));
        }
        strbuf_puts(&out, "]}");
    }
    strbuf_putc(&out, ']');
    return out.data;
}

static enum rc read_proof(const struct facts *f, const struct node *item, struct review_proof *out)
{
    const struct node *path = document_member(item, "path");
    struct merkle_hash *hashes;

    if (path == NULL || path->kind != DOCUMENT_ARRAY ||
        hex_decode(f->mem, text_or(f, item, "canonical", "x"), &out->canonical) != RC_OK) {
        return RC_INVALID;
    }
    hashes = arena_calloc(f->mem, path->len + 1, sizeof *hashes);
    for (uint32_t i = 0; i < path->len; i++) {
        const char *hex = document_text(f->mem, &path->items[i]);
        struct bytes hash;

        if (hex == NULL || hex_decode(f->mem, hex, &hash) != RC_OK || hash.len != MERKLE_HASH_LEN) {
            return RC_INVALID;
        }
        memcpy(hashes[i].b, hash.data, MERKLE_HASH_LEN);
    }
    out->kind = text_or(f, item, "kind", "");
    out->object = id(f, item, "object");
    out->leaf_index = (uint64_t)number(f, item, "leaf");
    out->tree_size = (uint64_t)number(f, item, "size");
    out->path = hashes;
    out->path_count = path->len;
    return RC_OK;
}

enum rc release_proofs_read(struct cx *cx, const char *json, struct review_proof **out, size_t *count)
{
    struct facts f = { .mem = cx->mem };
    struct document_error error;
    struct review_proof *items;
    struct node *root;

    if (document_parse(cx->mem, bytes_text(json), &document_limits_default, &root, &error) != RC_OK ||
        root->kind != DOCUMENT_ARRAY) {
        return fail_set(cx, RC_INVALID, NULL, "release proofs are no list");
    }
    items = arena_calloc(cx->mem, root->len + 1, sizeof *items);
    for (uint32_t i = 0; i < root->len; i++) {
        if (read_proof(&f, &root->items[i], &items[i]) != RC_OK) {
            return fail_set(cx, RC_INVALID, NULL, "release proof %u is broken", i);
        }
    }
    *out = items;
    *count = root->len;
    return RC_OK;
}

/* ---- the whole ---- */

static int64_t day_us(struct arena *mem, const char *day)
{
    int64_t time_us = 0;

    return time_parse(arena_printf(mem, "%sT00:00:00Z", day), &time_us) == RC_OK ? time_us : 0;
}

static void fill_head(const struct facts *f, const struct release_sources *sources, struct review_model *out)
{
    const struct review *review = sources->review;
    const struct node *signed_text = document_member(f->root, "review");
    const struct node *workspace = document_member(f->root, "workspace");
    const struct node *previous = document_member(f->root, "previous");

    *out = (struct review_model){
        .pack = sources->release->pack,
        .review = review->id.v,
        .version = review->version,
        .tenant = review->tenant.v,
        .tenant_name = text_or(f, document_member(f->root, "tenant"), "name", ""),
        .workspace_name = text_or(f, workspace, "name", ""),
        .title = text_or(f, signed_text, "title", review->title),
        .summary = text_or(f, signed_text, "summary", review->summary),
        .period_start_us = day_us(f->mem, text_or(f, signed_text, "period_from", review->period_from)),
        .period_end_us = day_us(f->mem, text_or(f, signed_text, "period_to", review->period_to)) + DAY_US - 1,
        .created_us = sources->release->created_us,
        .facts_sha256 = hex_encode(f->mem, review->frozen_hash),
        .time_zone = text_or(f, workspace, "time_zone", "UTC"),
        .product_version = sources->release->product_version,
        .profile_code = text_or(f, signed_text, "control_profile", "core"),
        .profile_title = N_("Core controls"),
        .profile_version = "1",
        .scoring_version = arena_printf(f->mem, "%lld", (long long)number_or(f, signed_text, "scoring_version", 1)),
        .numbers = numbers_of(f, document_member(f->root, "numbers")),
        .checkpoint = sources->release->checkpoint,
        .key_fingerprint = sources->release->key_fingerprint,
        .allowed_signer = sources->allowed_signer,
        .language_count = sources->language_count,
    };
    if (previous != NULL && previous->kind == DOCUMENT_OBJECT) {
        out->has_previous = true;
        out->previous = numbers_of(f, previous);
        out->previous_us = number(f, previous, "released_us");
    }
    for (size_t i = 0; i < sources->language_count && i < MODEL_LANGUAGES_MAX; i++) {
        out->languages[i] = sources->languages[i];
    }
}

static enum rc parse_facts(struct cx *cx, const struct review *review, struct facts *out)
{
    struct document_error error;
    struct node *root;

    if (document_parse(cx->mem, review->frozen, &document_limits_default, &root, &error) != RC_OK ||
        root->kind != DOCUMENT_OBJECT) {
        return fail_set(cx, RC_INVALID, NULL, "review %s: its frozen facts do not parse", id_text(cx, review->id.v));
    }
    *out = (struct facts){ .mem = cx->mem, .root = root };
    return RC_OK;
}

enum rc release_decided_objects(struct cx *cx, const struct review *review, struct uuid **out, size_t *count)
{
    static const char *const lists[] = { "exceptions", "baselines" };
    struct facts f;
    size_t capacity = 0;
    enum rc rc = parse_facts(cx, review, &f);

    if (rc != RC_OK) {
        return rc;
    }
    *out = arena_grow(cx->mem, NULL, 0, &capacity, sizeof **out);
    (*out)[0] = review->id.v;
    *count = 1;
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++) {
        size_t len;
        const struct node *items = list(&f, lists[i], &len);

        for (size_t j = 0; j < len; j++) {
            *out = arena_grow(cx->mem, *out, *count, &capacity, sizeof **out);
            (*out)[(*count)++] = id(&f, &items[j], "id");
        }
    }
    return RC_OK;
}

enum rc release_model(struct cx *cx, const struct release_sources *sources, struct review_model *out)
{
    struct bytes frozen = sources->review->frozen;
    struct review_proof *proofs;
    struct facts f;
    bool unread = false;
    enum rc rc = parse_facts(cx, sources->review, &f);

    if (rc != RC_OK) {
        return rc;
    }
    fill_head(&f, sources, out);
    fill_findings(&f, frozen, out);
    fill_exceptions(&f, out);
    fill_decisions(&f, out);
    fill_runs(&f, out, &unread);
    fill_controls(&f, out);
    fill_evidence(&f, sources->evidence, out);
    fill_sign_offs(&f, sources->signoffs, out);
    fill_limitations(&f, text_or(&f, document_member(f.root, "review"), "limitations", sources->review->limitations),
                     unread, out);
    rc = release_proofs_read(cx, sources->release->proofs, &proofs, &out->proof_count);
    out->proofs = rc == RC_OK ? proofs : NULL;
    return rc;
}
