#include "jobs/references.h"

#include "core/connection/connection.h"
#include "providers/provider.h"

static enum rc load_provider(struct cx *cx, const struct provider *provider)
{
    struct family_row *families = arena_calloc(cx->mem, provider->family_count, sizeof *families);
    struct permission_row *permissions;
    size_t wanted = 0;
    size_t n = 0;

    for (size_t i = 0; i < provider->family_count; i++) {
        const struct provider_family *f = &provider->families[i];

        families[i] = (struct family_row){ provider->code, f->rules->code, f->rules->label, f->rules->severity,
                                           f->licence,     f->rate_class,  (int)i };
        wanted += f->permission_count;
    }
    permissions = arena_calloc(cx->mem, wanted, sizeof *permissions);
    for (size_t i = 0; i < provider->family_count; i++) {
        const struct provider_family *f = &provider->families[i];

        for (size_t k = 0; k < f->permission_count; k++) {
            permissions[n++] = (struct permission_row){ provider->code, f->rules->code, f->permissions[k]->code,
                                                        f->permissions[k]->purpose };
        }
    }
    return provider_rows_load(cx, provider->code, provider->label, families, provider->family_count, permissions, n);
}

enum rc providers_load(struct cx *cx)
{
    size_t count;
    const struct provider *const *all = provider_all(&count);
    enum rc rc = RC_OK;

    for (size_t i = 0; rc == RC_OK && i < count; i++) {
        rc = load_provider(cx, all[i]);
    }
    return rc;
}
