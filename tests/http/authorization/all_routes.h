/* Every route of every program, as its routes.def has it, and how a test asks for it. */
#ifndef TESTS_HTTP_AUTHORIZATION_ALL_ROUTES_H
#define TESTS_HTTP_AUTHORIZATION_ALL_ROUTES_H

#include <stddef.h>

#include "core/actor/actor.h"
#include "support/fcgi_client.h"

struct any_route {
    const char *program;
    const char *method;
    const char *path;
    enum capability capability;
};

extern const struct any_route all_routes[];
extern const size_t all_routes_count;

struct place {
    const char *name; /* without braces */
    const char *value;
};

/* The path with its {places} filled in; ends the test if `places` (ends with a NULL name) lacks one. */
const char *route_path(struct arena *mem, const char *path, const struct place *places);

/* What a page would have put into the forms of the signed-in session of served->cookie; the key is the started program's own. */
const char *route_token(struct served *served, struct scratch *s, const char *site);

/* One request as a browser on the site ("operator", "portal") would send it, with the token of the signed-in session of
 * served->cookie (none if that is NULL). As "application/json" a refusal is a status: 401, 403. */
struct answer route_ask(struct served *served, struct scratch *s, const struct any_route *route, const char *path,
                        const char *site, const char *accept, const char *body);

#endif
