/* Named changes and failures: scenarios/<name>.json.
 *
 * { "kind": "drift",   "text": "...", "changes": [ {...}, ... ] }
 * { "kind": "failure", "text": "...", "rules": [...], "sign_in": 700016, "deny": [...], "unlicensed": [...],
 *   "token_life_s": 2, "twist": "loop" }   see fault.h, listing.h
 * { "kind": "fixed",   "text": "..." }   takes all drift back;   { "kind": "well", ... } ends a failure
 *
 * A change: "at" a collection, and which of its objects: "name", "name_has", or "where": {"path", "is"|"has"} (the first by
 * name), or "all": true. "op": set, remove, append, reverse (with "path", "value"), choice (with "definition", "value"), delete,
 * touch (a later time of change), add (the rest of the change is a row of demo/). */
#ifndef MODULES_GRAPHSIM_SCENARIO_H
#define MODULES_GRAPHSIM_SCENARIO_H

#include "modules/graphsim/estate.h"

enum { SCENARIO_MAX = 64 };

struct scenario {
    const char *name;
    const char *kind;
    const char *text;
    struct node *root;
};

struct scenarios {
    struct scenario items[SCENARIO_MAX];
    size_t count;
};

/* Reads all of a folder, sorted by name. RC_INVALID: one is not a scenario; fail says which. */
MUST_CHECK enum rc scenario_load(struct cx *cx, struct arena *mem, const char *folder, struct scenarios *out);

/* The one of that name, or NULL. */
const struct scenario *scenario_find(const struct scenarios *all, const char *name);

/* Applies a drift to the tenant. Returns the number of objects that it met. */
size_t scenario_apply(const struct scenario *scenario, struct estate *estate);

#endif
