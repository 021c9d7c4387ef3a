#include "core/release/portal_access.h"

#include "core/release/portal_access_store.h"

static const struct portal_access_release *release_of(const struct portal_access *access, struct release_id id)
{
    for (size_t i = 0; i < access->release_count; i++) {
        if (uuid_equal(access->releases[i].id.v, id.v)) {
            return &access->releases[i];
        }
    }
    return NULL;
}

/* A customer's grant names the tenant, an auditor's a release of it. */
static void take_grants(struct cx *cx, const struct portal_grant_list *all, struct portal_access *out)
{
    out->grants = arena_calloc(cx->mem, all->count, sizeof *out->grants);
    out->grant_count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const struct portal_grant *grant = &all->items[i];
        const struct portal_access_release *release = release_of(out, grant->release);

        if (uuid_equal(grant->tenant.v, out->tenant.id.v) || release != NULL) {
            out->grants[out->grant_count++] = (struct portal_access_grant){
                .grant = *grant,
                .release_title = release == NULL ? NULL : release->title,
            };
        }
    }
}

enum rc portal_access_get(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct portal_access *out)
{
    const struct tenant_id any = { { { 0 } } };
    struct portal_grant_list all;
    enum rc rc = tenant_get(cx, who, tenant, &out->tenant);

    rc = rc == RC_OK ? portal_access_store_releases(cx, who, tenant, out) : rc;
    rc = rc == RC_OK ? portal_grant_list(cx, who, any, &all) : rc;
    if (rc == RC_OK) {
        take_grants(cx, &all, out);
    }
    return rc;
}

enum rc portal_access_revoke(struct cx *cx, const struct actor *who, struct tenant_id tenant, struct uuid grant)
{
    struct portal_access access;
    enum rc rc = portal_access_get(cx, who, tenant, &access);

    if (rc != RC_OK) {
        return rc;
    }
    for (size_t i = 0; i < access.grant_count; i++) {
        if (uuid_equal(access.grants[i].grant.id, grant)) {
            return portal_grant_revoke(cx, who, grant);
        }
    }
    return fail_set(cx, RC_NOT_FOUND, NULL, "grant %s is none of tenant %s", id_text(cx, grant), id_text(cx, tenant.v));
}
