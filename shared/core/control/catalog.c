/* The catalogue as it was compiled in: one JSON text per file of shared/catalog/controls and providers/<p>/interpretations. */
#include <string.h>

#include "base/text.h"
#include "core/control/check.h"
#include "core/control/control_store.h"

struct catalog_file {
    const char *path;
    const char *text;
};

static const struct catalog_file files[] = {
#include "catalog.inc"
    { NULL, NULL },
};

static enum rc broken(struct cx *cx, const struct catalog_file *file, const char *what)
{
    return fail_set(cx, RC_INVALID, NULL, "%s: %s", file->path, what);
}

/* The text of a member; notes the first that is missing in *missing. */
static const char *text_of(struct cx *cx, const struct node *object, const char *name, const char **missing)
{
    const char *text = document_text(cx->mem, document_member(object, name));

    if (text == NULL && *missing == NULL) {
        *missing = name;
    }
    return text == NULL ? "" : text;
}

static enum rc load_control(struct cx *cx, const struct catalog_file *file, const struct node *root, int32_t sort)
{
    const struct node *spine = document_member(root, "spine");
    const char *missing = NULL;
    const struct control control = {
        .code = text_of(cx, root, "code", &missing),
        .domain = text_of(cx, root, "domain", &missing),
        .subdomain = text_of(cx, root, "subdomain", &missing),
        .theme = text_of(cx, root, "theme", &missing),
        .title = text_of(cx, root, "title", &missing),
        .requirement = text_of(cx, root, "requirement", &missing),
        .detectability = text_of(cx, root, "detectability", &missing),
        .archetype = text_of(cx, root, "archetype", &missing),
        .spine_count = spine == NULL ? 0 : spine->len,
    };
    const char **ids = arena_calloc(cx->mem, control.spine_count + 1, sizeof *ids);
    struct control with_spine = control;

    if (missing != NULL || spine == NULL || spine->kind != DOCUMENT_ARRAY) {
        return broken(cx, file, missing == NULL ? "spine is no list" : missing);
    }
    for (size_t i = 0; i < control.spine_count; i++) {
        ids[i] = document_text(cx->mem, &spine->items[i]);
        if (ids[i] == NULL) {
            return broken(cx, file, "spine holds something else than text");
        }
    }
    with_spine.spine = ids;
    return control_store_put(cx, &with_spine, sort);
}

/* shared/providers/<provider>/interpretations/x.json */
static const char *provider_of(struct cx *cx, const char *path)
{
    const char *name = strstr(path, "providers/") + strlen("providers/");

    return arena_strndup(cx->mem, name, strcspn(name, "/"));
}

static enum rc load_interpretation(struct cx *cx, const struct catalog_file *file, const struct node *root)
{
    const struct node *rule = document_member(root, "rule");
    const struct node *version = document_member(root, "version");
    const char *missing = NULL;
    struct interpretation in = {
        .code = text_of(cx, root, "code", &missing),
        .control_code = text_of(cx, root, "control", &missing),
        .provider = provider_of(cx, file->path),
        .family = text_of(cx, root, "family", &missing),
        .title = text_of(cx, root, "title", &missing),
        .remedy = text_of(cx, root, "remedy", &missing),
        .licence = text_of(cx, root, "licence", &missing),
    };
    const struct check *check;
    int64_t number;
    enum rc rc;

    if (missing != NULL || rule == NULL || version == NULL ||
        severity_parse(text_of(cx, root, "severity", &missing), &in.severity) != RC_OK ||
        parse_i64(arena_strndup(cx->mem, version->text, version->len), 1, 10000, &number) != RC_OK) {
        return broken(cx, file, missing == NULL ? "version, severity or rule is missing" : missing);
    }
    in.version = (int32_t)number;
    in.rule = arena_strndup(cx->mem, file->text + rule->start, rule->end - rule->start);
    rc = check_parse(cx, bytes_text(in.rule), &check);
    return rc == RC_OK ? control_store_put_interpretation(cx, &in) : rc;
}

enum rc control_catalog_load(struct cx *cx)
{
    enum rc rc = control_store_retire_interpretations(cx);
    int32_t sort = 0;

    for (const struct catalog_file *file = files; file->path != NULL && rc == RC_OK; file++) {
        struct document_error error;
        struct node *root;

        if (document_parse(cx->mem, bytes_text(file->text), &document_limits_default, &root, &error) != RC_OK) {
            return broken(cx, file, document_refusal_text(error.refusal));
        }
        rc = strstr(file->path, "/interpretations/") == NULL ? load_control(cx, file, root, sort++)
                                                             : load_interpretation(cx, file, root);
    }
    return rc;
}
