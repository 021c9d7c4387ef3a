#include "core/drift/drift.h"

#include <stdlib.h>
#include <string.h>

#include "core/drift/canonical.h"
#include "core/drift/document_write.h"
#include "core/drift/reference.h"
#include "ext/crypt.h"

static int by_start(const void *a, const void *b)
{
    uint32_t x = ((const struct raw_patch *)a)->start;
    uint32_t y = ((const struct raw_patch *)b)->start;

    return (x > y) - (x < y);
}

static struct bytes without_secrets(struct canonicalizer *c, struct bytes raw)
{
    struct strbuf out;
    size_t from = 0;

    if (c->patch_count == 0) {
        return raw;
    }
    qsort(c->patches, c->patch_count, sizeof *c->patches, by_start);
    strbuf_init(&out, c->mem, SIZE_MAX / 4);
    for (size_t i = 0; i < c->patch_count; i++) {
        strbuf_put(&out, raw.data + from, c->patches[i].start - from);
        strbuf_bytes(&out, c->patches[i].text);
        from = c->patches[i].end;
    }
    strbuf_put(&out, raw.data + from, raw.len - from);
    return strbuf_view(&out);
}

static const char *first_name(struct arena *mem, const struct family_rules *rules, const struct node *root)
{
    for (const char *const *name = rules->names == NULL ? rules->wire->names : rules->names; *name != NULL; name++) {
        const char *text = document_text(mem, document_member(root, *name));

        if (text != NULL) {
            return text;
        }
    }
    return NULL;
}

static enum rc make(struct cx *cx, struct canonicalizer *c, struct bytes raw, struct node *root,
                    struct drift_canonical *out)
{
    const struct family_rules *rules = c->rules;

    if (root->kind != DOCUMENT_OBJECT) {
        return fail_set(cx, RC_INVALID, N_("not an object"), "document of %zu bytes is no object", raw.len);
    }
    out->id = document_text(cx->mem, document_member(root, rules->id == NULL ? rules->wire->id : rules->id));
    out->name = first_name(cx->mem, rules, root);
    out->type = document_text(cx->mem, document_member(root, rules->wire->keep));
    canonical_root(c, root);
    out->bytes = document_bytes(cx->mem, root);
    out->secret_count = c->secrets;
    sha256(out->bytes, out->sha256);
    return RC_OK;
}

enum rc drift_canonicalize_tree(struct cx *cx, const struct family_rules *rules, struct bytes raw, struct node *root,
                                const struct drift_key *key, struct drift_canonical *out)
{
    struct canonicalizer c = { .mem = cx->mem, .rules = rules, .key = key };
    struct drift_canonical made = { .secret_count = 0 };
    enum rc rc = make(cx, &c, raw, root, &made);

    if (rc == RC_OK) {
        *out = made;
    }
    return rc;
}

enum rc drift_canonicalize(struct cx *cx, const struct family_rules *rules, struct bytes raw,
                           const struct drift_key *key, struct drift_canonical *out)
{
    struct canonicalizer c = { .mem = cx->mem, .rules = rules, .key = key };
    struct drift_canonical made = { .secret_count = 0 };
    struct document_error error;
    struct node *root;
    enum rc rc = document_parse(cx->mem, raw, &document_limits_default, &root, &error);

    if (rc != RC_OK) {
        return fail_set(cx, rc, document_refusal_text(error.refusal), "document refused at byte %zu of %zu", error.at,
                        raw.len);
    }
    rc = make(cx, &c, raw, root, &made);
    if (rc != RC_OK) {
        return rc;
    }
    made.raw_safe = without_secrets(&c, raw);
    reference_collect(cx->mem, rules, root, &made);
    *out = made;
    return RC_OK;
}

const char *drift_op_code(enum drift_op op)
{
    static const char *const codes[] = { [DRIFT_ADD] = "add", [DRIFT_REMOVE] = "remove", [DRIFT_REPLACE] = "replace" };

    return codes[op];
}

const char *drift_reference_code(enum drift_reference_kind kind)
{
    static const char *const codes[REFERENCE_KIND_COUNT] = {
        [REFERENCE_NONE] = "none",
        [REFERENCE_USER] = "user",
        [REFERENCE_GROUP] = "group",
        [REFERENCE_PRINCIPAL] = "principal",
        [REFERENCE_ROLE] = "role",
        [REFERENCE_APPLICATION] = "application",
        [REFERENCE_SERVICE] = "service_principal",
        [REFERENCE_LOCATION] = "location",
        [REFERENCE_STRENGTH] = "strength",
        [REFERENCE_CONTEXT] = "context",
        [REFERENCE_TERMS] = "terms",
        [REFERENCE_FILTER] = "filter",
        [REFERENCE_SCOPE_TAG] = "scope_tag",
        [REFERENCE_APP] = "app",
        [REFERENCE_NOTIFICATION] = "notification",
        [REFERENCE_SCRIPT] = "script",
        [REFERENCE_POLICY] = "policy",
        [REFERENCE_TENANT] = "tenant",
    };

    return codes[kind];
}
