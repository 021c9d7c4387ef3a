/* The short descriptions of demo/ and scenarios/, written out as the objects that the service would have.
 *
 * A row: { "at": "<collection>", "for": ["ring", ...], "name": "... {ring.name} ...", "object": {...}, "settings": {...},
 *          "assign": ["All devices", "Group", "-Excluded group"], "script": "text" }
 *
 * - `for` names lists of the file's `vars`; the row stands for every combination of their entries.
 * - "{ring.name}" inside a text is replaced; a text that is nothing but "{ring.days}" becomes that value, whatever its type.
 * - "@group:Name", "@location:Name", "@app:Name", "@user:Name" become the id of that object.
 * - `settings` are { definition id: value }: "_suffix" a choice, [ "_suffix", {children} ] a choice with children, a number or
 *   text a simple value, { "texts": [...] } a list of them, { "groups": [ {...}, ... ] } repeated groups, { "secret": "..." }.
 * - Ids and times are derived from tenant, collection and name, so that they are the same on every machine. */
#ifndef MODULES_GRAPHSIM_COMPACT_H
#define MODULES_GRAPHSIM_COMPACT_H

#include "base/uuid.h"
#include "modules/graphsim/endpoint.h"
#include "modules/graphsim/tree.h"

struct compact {
    struct arena *mem;
    struct uuid tenant;
    const struct node *vars; /* an object of arrays; NULL: none */
};

/* The id of the object of that name. */
const char *compact_id(const struct compact *compact, const char *path, const char *name);

/* Calls take(self, endpoint, object) for every object of the row. RC_INVALID: the row is not one; *problem says why. */
MUST_CHECK enum rc compact_expand(const struct compact *compact, const struct node *row,
                                  void (*take)(void *self, enum endpoint_id endpoint, struct node object), void *self,
                                  const char **problem);

/* A value with its references resolved, for a scenario's change. */
struct node compact_resolve(const struct compact *compact, const struct node *value);

/* The assignments of an object, from a list of words as in a row. */
struct node compact_assignments(const struct compact *compact, const char *object_id, const struct node *words);

#endif
