/* Access tokens: three parts like the service's, signed with a key of this installation. */
#ifndef MODULES_GRAPHSIM_BEARER_H
#define MODULES_GRAPHSIM_BEARER_H

#include "base/cx.h"

enum { BEARER_LIFE_S = 3599 };

struct bearer {
    const char *tenant;
    int64_t until_us;
};

/* A token for the tenant that says which permissions it carries. `until_us` is cut to the second. */
const char *bearer_make(struct cx *cx, const char *key, const char *tenant, int64_t until_us,
                        const char *const *permissions, size_t count);

/* The token of an Authorization header. RC_INVALID: absent, forged, or past its time. */
MUST_CHECK enum rc bearer_check(struct cx *cx, const char *key, const char *authorization, struct bearer *out);

#endif
