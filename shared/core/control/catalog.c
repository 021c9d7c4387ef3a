#include "core/control/catalog.h"

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

static enum rc broken(struct cx *cx, const char *path, const char *what)
{
    return fail_set(cx, RC_INVALID, NULL, "%s: %s", path, what);
}

/* The text of a member; notes the first that is missing in *missing. */
static const char *text_of(struct cx *cx, const struct node *object, const char *name, const char **missing)
{
    const char *text = document_text(cx->mem, document_member(object, name));

    if (text == NULL && *missing == NULL) {
        *missing = arena_printf(cx->mem, "%s is no text", name);
    }
    return text == NULL ? "" : text;
}

static enum rc read_spine(struct cx *cx, const char *path, const struct node *spine, struct control *out)
{
    const char **ids;

    if (spine == NULL || spine->kind != DOCUMENT_ARRAY || spine->len == 0) {
        return broken(cx, path, "spine is no list");
    }
    ids = arena_calloc(cx->mem, spine->len, sizeof *ids);
    for (uint32_t i = 0; i < spine->len; i++) {
        ids[i] = document_text(cx->mem, &spine->items[i]);
        if (ids[i] == NULL) {
            return broken(cx, path, "spine holds something else than text");
        }
    }
    out->spine = ids;
    out->spine_count = spine->len;
    return RC_OK;
}

static enum rc read_control(struct cx *cx, const char *path, const struct node *root, struct control *out)
{
    const char *missing = NULL;

    *out = (struct control){
        .code = text_of(cx, root, "code", &missing),
        .domain = text_of(cx, root, "domain", &missing),
        .subdomain = text_of(cx, root, "subdomain", &missing),
        .theme = text_of(cx, root, "theme", &missing),
        .title = text_of(cx, root, "title", &missing),
        .requirement = text_of(cx, root, "requirement", &missing),
        .detectability = text_of(cx, root, "detectability", &missing),
        .archetype = text_of(cx, root, "archetype", &missing),
    };
    if (missing == NULL && text_equal(control_domain_label(out->domain), out->domain)) {
        missing = "unknown domain";
    }
    return missing == NULL ? read_spine(cx, path, document_member(root, "spine"), out) : broken(cx, path, missing);
}

/* shared/providers/<provider>/interpretations/x.json */
static const char *provider_of(struct cx *cx, const char *path)
{
    const char *name = strstr(path, "providers/") + strlen("providers/");

    return arena_strndup(cx->mem, name, strcspn(name, "/"));
}

static enum rc read_interpretation(struct cx *cx, const struct catalog_file *file, const struct node *root,
                                   struct interpretation *out)
{
    const struct node *rule = document_member(root, "rule");
    const struct node *version = document_member(root, "version");
    const struct check *check;
    const char *missing = NULL;
    int64_t number = 0;

    *out = (struct interpretation){
        .code = text_of(cx, root, "code", &missing),
        .control_code = text_of(cx, root, "control", &missing),
        .provider = provider_of(cx, file->path),
        .family = text_of(cx, root, "family", &missing),
        .title = text_of(cx, root, "title", &missing),
        .remedy = text_of(cx, root, "remedy", &missing),
        .licence = text_of(cx, root, "licence", &missing),
    };
    if (severity_parse(text_of(cx, root, "severity", &missing), &out->severity) != RC_OK) {
        missing = "unknown severity";
    }
    if (version == NULL || version->kind != DOCUMENT_NUMBER ||
        parse_i64(arena_strndup(cx->mem, version->text, version->len), 1, 10000, &number) != RC_OK) {
        missing = "version is no number";
    }
    if (missing != NULL || rule == NULL) {
        return broken(cx, file->path, missing == NULL ? "rule is missing" : missing);
    }
    out->version = (int32_t)number;
    out->rule = arena_strndup(cx->mem, file->text + rule->start, rule->end - rule->start);
    return check_parse(cx, bytes_text(out->rule), &check);
}

static size_t interpretations_of(const struct catalog *catalog, const char *control)
{
    size_t count = 0;

    for (size_t i = 0; i < catalog->interpretations.count; i++) {
        count += text_equal(catalog->interpretations.items[i].control_code, control);
    }
    return count;
}

/* Every interpretation is of a control: then the controls' counts add up to theirs. */
static enum rc check_links(struct cx *cx, const struct catalog *catalog)
{
    size_t linked = 0;

    for (size_t i = 0; i < catalog->controls.count; i++) {
        const struct control *control = &catalog->controls.items[i];
        size_t count = interpretations_of(catalog, control->code);

        if (text_equal(control->detectability, "manual") != (count == 0)) {
            return broken(cx, control->code, "a manual control has no interpretation, any other has one");
        }
        linked += count;
    }
    return linked == catalog->interpretations.count ? RC_OK
                                                    : broken(cx, "catalogue", "an interpretation has no control");
}

enum rc catalog_read(struct cx *cx, struct catalog *out)
{
    enum { FILES = sizeof files / sizeof files[0] };
    struct catalog catalog = { { arena_calloc(cx->mem, FILES, sizeof *catalog.controls.items), 0 },
                               { arena_calloc(cx->mem, FILES, sizeof *catalog.interpretations.items), 0 } };
    enum rc rc = RC_OK;

    for (const struct catalog_file *file = files; file->path != NULL && rc == RC_OK; file++) {
        struct document_error error;
        struct node *root;

        if (document_parse(cx->mem, bytes_text(file->text), &document_limits_default, &root, &error) != RC_OK) {
            return broken(cx, file->path, document_refusal_text(error.refusal));
        }
        if (strstr(file->path, "/interpretations/") == NULL) {
            rc = read_control(cx, file->path, root, &catalog.controls.items[catalog.controls.count++]);
        } else {
            rc = read_interpretation(cx, file, root, &catalog.interpretations.items[catalog.interpretations.count++]);
        }
    }
    if (rc == RC_OK) {
        rc = check_links(cx, &catalog);
    }
    if (rc == RC_OK) {
        *out = catalog;
    }
    return rc;
}

enum rc control_catalog_load(struct cx *cx)
{
    struct catalog catalog = { { NULL, 0 }, { NULL, 0 } };
    enum rc rc = catalog_read(cx, &catalog);

    if (rc == RC_OK) {
        rc = control_store_retire_interpretations(cx);
    }
    for (size_t i = 0; i < catalog.controls.count && rc == RC_OK; i++) {
        rc = control_store_put(cx, &catalog.controls.items[i], (int32_t)i);
    }
    for (size_t i = 0; i < catalog.interpretations.count && rc == RC_OK; i++) {
        rc = control_store_put_interpretation(cx, &catalog.interpretations.items[i]);
    }
    return rc;
}
