/* Which family an exported document belongs to, by the rules' recognisers. */
#ifndef CORE_DRIFT_DETECT_H
#define CORE_DRIFT_DETECT_H

#include "core/drift/document.h"
#include "core/drift/rules.h"

/* The first of `families` that knows the object: by its context, else by its type, else by its shape, else by the name of a folder
 * in `path`, the nearest to the file first. `context` is that of the file where the object itself has none, or NULL. NULL: no
 * family knows it. */
const struct family_rules *detect_family(const struct family_rules *const *families, size_t count,
                                         const struct node *object, const char *context, const char *path);

/* Text like `pattern`, in which a '*' at the start or the end stands for anything. */
bool detect_matches(const char *pattern, const char *text, size_t len);

#endif
