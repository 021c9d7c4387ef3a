#include "core/auth/landing.h"

#include <ctype.h>
#include <string.h>

#include "base/text.h"
#include "core/auth/access_store.h"

enum { PATH_MAX_BYTES = 2000 };

enum rc account_may_enter(struct cx *cx, struct account_id account, enum session_site site, bool *out)
{
    return access_store_may_enter(cx, account, site, out);
}

enum rc places_of(struct cx *cx, struct account_id account, struct places *out)
{
    return access_store_places(cx, account, out);
}

const char *place_path(struct arena *mem, const struct place *place)
{
    bool decides = place->has_role[ROLE_OWNER] || place->has_role[ROLE_OPERATOR] || place->has_role[ROLE_APPROVER];
    bool signs = place->has_role[ROLE_REVIEWER] && !decides;

    return arena_printf(mem, "/w/%s/%s", place->slug, signs ? "reviews" : "inbox");
}

enum rc landing_path(struct cx *cx, struct account_id account, enum session_site site, const char **out)
{
    struct places places;
    enum rc rc;

    if (site == SITE_PORTAL) {
        *out = "/";
        return RC_OK;
    }
    rc = places_of(cx, account, &places);
    if (rc != RC_OK) {
        return rc;
    }
    if (places.count == 1) {
        *out = place_path(cx->mem, &places.items[0]);
    } else if (places.count == 0 && places.platform_operator) {
        *out = "/system";
    } else {
        *out = "/account/workspaces";
    }
    return RC_OK;
}

bool path_is_local(const char *path)
{
    if (path == NULL || path[0] != '/' || path[1] == '/' || strlen(path) > PATH_MAX_BYTES) {
        return false;
    }
    for (const char *c = path; *c != '\0'; c++) {
        if (*c == '\\' || iscntrl((unsigned char)*c) || isspace((unsigned char)*c)) {
            return false;
        }
    }
    return !text_starts(path, "/signin") && !text_starts(path, "/signout") && !text_starts(path, "/csp-report");
}
