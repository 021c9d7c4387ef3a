#include "core/workspace/workspace.h"

#include <string.h>

#include "base/text.h"
#include "core/audit/audit.h"
#include "core/workspace/workspace_store.h"

enum { SLUG_MAX = 40, NAME_MAX = 200, ZONE_MAX = 64 };

bool workspace_slug_valid(const char *slug)
{
    size_t len = slug == NULL ? 0 : strlen(slug);

    return len > 0 && len <= SLUG_MAX && strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == len &&
           slug[0] != '-' && slug[len - 1] != '-';
}

static enum rc check_name(struct cx *cx, const char *name)
{
    if (text_empty(name) || utf8_length(name) > NAME_MAX) {
        return fail_set(cx, RC_INVALID, N_("A name has 1 to 200 characters."), "workspace name");
    }
    return RC_OK;
}

static enum rc audit(struct cx *cx, const struct actor *who, const char *action)
{
    const struct audit_entry entry = {
        .action = action,
        .object_type = "workspace",
        .object = actor_workspace(who).v,
    };

    return audit_write(cx, who, &entry);
}

enum rc workspace_by_slug(struct cx *cx, const char *slug, struct workspace_id *out)
{
    return workspace_store_by_slug(cx, slug, out);
}

enum rc workspace_create(struct cx *cx, const struct actor *who, const char *slug, const char *name, bool demo)
{
    struct workspace_id taken;
    enum rc rc = check_name(cx, name);

    if (!workspace_slug_valid(slug)) {
        return fail_set(cx, RC_INVALID, N_("A short name has 1 to 40 of a-z, 0-9 and '-', and no '-' at an end."),
                        "slug '%s'", slug == NULL ? "" : slug);
    }
    if (rc != RC_OK) {
        return rc;
    }
    rc = workspace_store_by_slug(cx, slug, &taken);
    if (rc == RC_OK) {
        return fail_set(cx, RC_CONFLICT, N_("There is already a workspace of this short name."), "slug '%s'", slug);
    }
    if (rc == RC_NOT_FOUND) {
        rc = workspace_store_insert(cx, who, slug, name, demo);
    }
    return rc == RC_OK ? audit(cx, who, "workspace.created") : rc;
}

enum rc workspace_get(struct cx *cx, const struct actor *who, struct workspace *out)
{
    return workspace_store_get(cx, who, out);
}

enum rc workspace_change(struct cx *cx, const struct actor *who, const struct workspace_settings *in)
{
    enum rc rc = check_name(cx, in->name);

    if (rc == RC_OK && (text_empty(in->time_zone) || strlen(in->time_zone) > ZONE_MAX)) {
        return fail_set(cx, RC_INVALID, N_("This time zone is not known."), "workspace time zone");
    }
    if (rc == RC_OK) {
        rc = workspace_store_change(cx, who, in);
    }
    return rc == RC_OK ? audit(cx, who, "workspace.changed") : rc;
}
