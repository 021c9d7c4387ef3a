/* The content of one simulated tenant. */
#ifndef MODULES_GRAPHSIM_ESTATE_H
#define MODULES_GRAPHSIM_ESTATE_H

#include "base/cx.h"
#include "modules/graphsim/compact.h"

struct estate {
    struct arena *mem; /* holds all of it */
    struct compact compact;
    const char *tenant; /* the id that connections name */
    const char *name;
    const char *client_id;
    const char *client_secret;
    struct node objects[ENDPOINT_COUNT]; /* arrays */
    size_t uncovered; /* exported objects that belong to no collection here */
    struct node uncovered_names; /* array of texts: file and type */
};

/* The whole of a file. RC_NOT_FOUND, RC_UNAVAILABLE: it cannot be read. */
MUST_CHECK enum rc estate_read_file(struct cx *cx, struct arena *mem, const char *path, struct bytes *out);

/* Makes a tenant of a description in demo/. *out and all it holds live in `mem`. RC_INVALID: it is not one; fail says why. */
MUST_CHECK enum rc estate_load(struct cx *cx, struct arena *mem, const char *path, struct estate **out);

/* An empty tenant whose application has that tenant's id as its own, and "demo" as its secret. */
struct estate *estate_new(struct arena *mem, const char *tenant);

/* Puts an object into its collection. */
void estate_add(struct estate *estate, enum endpoint_id endpoint, struct node object);

/* All its objects, those that only help to name others (groups) not counted. */
size_t estate_size(const struct estate *estate);

#endif
