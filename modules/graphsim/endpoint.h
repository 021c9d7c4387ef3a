/* The collections that the simulator serves. */
#ifndef MODULES_GRAPHSIM_ENDPOINT_H
#define MODULES_GRAPHSIM_ENDPOINT_H

#include <stdbool.h>

enum endpoint_shape { ENDPOINT_LIST, ENDPOINT_HIDDEN, ENDPOINT_ONE };

enum endpoint_id {

#define ENDPOINT(constant, family, shape, path, type, name, parts, page, permission) ENDPOINT_AT_##constant,
#include "modules/graphsim/endpoints.def"
#undef ENDPOINT
    ENDPOINT_COUNT
};

struct endpoint {
    const char *family;
    enum endpoint_shape shape;
    const char *path;
    const char *type;
    const char *name;
    const char *parts; /* words */
    int page;
    const char *permission;
};

extern const struct endpoint endpoints[ENDPOINT_COUNT];

/* What a path below the version means: "<collection>[/<id>[/<part>]]". */
struct endpoint_target {
    enum endpoint_id endpoint;
    const char *id; /* NULL: the collection */
    const char *part; /* NULL: the object */
};

struct arena;

/* False: nothing is served there. */
bool endpoint_find(struct arena *mem, const char *path, struct endpoint_target *out);

/* The endpoint whose objects are of that type, "#microsoft.graph.x"; ENDPOINT_COUNT: none says so. */
enum endpoint_id endpoint_of_type(const char *type);

/* The first endpoint of a family; ENDPOINT_COUNT: none. */
enum endpoint_id endpoint_of_family(const char *family);

/* Is `word` one of the space-separated `words`? */
bool endpoint_has_word(const char *words, const char *word);

#endif
