#include "core/connection/connection.h"
#include "ext/pq.h"

static const struct query PROVIDER = {
    "provider_load",
    "INSERT INTO provider (provider, label) VALUES ($1, $2) ON CONFLICT (provider) DO UPDATE SET label = excluded.label",
    "text,text",
    "",
};

static const struct query FAMILY = {
    "provider_family_load",
    "INSERT INTO provider_family (provider, family, label, severity, licence, rate_class, position)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (provider, family) DO UPDATE SET label = excluded.label,"
    " severity = excluded.severity, licence = excluded.licence, rate_class = excluded.rate_class,"
    " position = excluded.position",
    "text,text,text,text,text,text,int4",
    "",
};

static const struct query FORGET = {
    "provider_permission_forget",
    "DELETE FROM provider_permission WHERE provider = $1",
    "text",
    "",
};

static const struct query PERMISSION = {
    "provider_permission_load",
    "INSERT INTO provider_permission (provider, family, permission, purpose) VALUES ($1, $2, $3, $4)",
    "text,text,text,text",
    "",
};

static const struct query FAMILIES = {
    "provider_families",
    "SELECT provider, family, label, severity, licence, rate_class, position FROM provider_family WHERE provider = $1"
    " ORDER BY position",
    "text",
    "provider:text,family:text,label:text,severity:text,licence:text?,rate_class:text,position:int4",
};

static const struct query PROVIDERS = {
    "provider_list",
    "SELECT provider, label FROM provider ORDER BY provider LIMIT 100",
    "",
    "provider:text,label:text",
};

static enum rc load_family(struct cx *cx, const struct family_row *f)
{
    return query_exec(cx, &FAMILY, NULL,
                      ARGS(arg_text(f->provider), arg_text(f->family), arg_text(f->label), arg_text(f->severity),
                           arg_text(f->licence), arg_text(f->rate_class), arg_i32(f->position)));
}

enum rc provider_rows_load(struct cx *cx, const char *provider, const char *label, const struct family_row *families,
                           size_t family_count, const struct permission_row *permissions, size_t permission_count)
{
    enum rc rc = query_exec(cx, &PROVIDER, NULL, ARGS(arg_text(provider), arg_text(label)));

    for (size_t i = 0; rc == RC_OK && i < family_count; i++) {
        rc = load_family(cx, &families[i]);
    }
    rc = rc == RC_OK ? query_exec(cx, &FORGET, NULL, ARGS(arg_text(provider))) : rc;
    for (size_t i = 0; rc == RC_OK && i < permission_count; i++) {
        const struct permission_row *p = &permissions[i];

        rc =
            query_exec(cx, &PERMISSION, NULL,
                       ARGS(arg_text(p->provider), arg_text(p->family), arg_text(p->permission), arg_text(p->purpose)));
    }
    return rc;
}

enum rc provider_list(struct cx *cx, const struct actor *who, struct provider_row **out, size_t *count)
{
    struct provider_row *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = actor_require(cx, who, CAP_PUBLIC);

    rc = rc == RC_OK ? query_rows(cx, &PROVIDERS, &rows, NO_ARGS) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        list[n].code = row_text(&row);
        list[n].label = row_text(&row);
        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        n++;
    }
    *out = list;
    *count = n;
    return RC_OK;
}

enum rc provider_families(struct cx *cx, const struct actor *who, const char *provider, struct family_row **out,
                          size_t *count)
{
    struct family_row *list;
    struct rows rows;
    struct row row;
    size_t n = 0;
    enum rc rc = actor_require(cx, who, CAP_PUBLIC);

    rc = rc == RC_OK ? query_rows(cx, &FAMILIES, &rows, ARGS(arg_text(provider))) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    list = arena_calloc(cx->mem, (size_t)rows.count, sizeof *list);
    while (rows_next(&rows, &row)) {
        list[n].provider = row_text(&row);
        list[n].family = row_text(&row);
        list[n].label = row_text(&row);
        list[n].severity = row_text(&row);
        list[n].licence = row_text_opt(&row);
        list[n].rate_class = row_text(&row);
        list[n].position = row_i32(&row);
        rc = row_done(&row);
        if (rc != RC_OK) {
            return rc;
        }
        n++;
    }
    *out = list;
    *count = n;
    return RC_OK;
}

QUERIES(provider, &PROVIDER, &FAMILY, &FORGET, &PERMISSION, &FAMILIES, &PROVIDERS);
