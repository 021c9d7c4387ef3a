/* Which family an exported document belongs to, by the rules' recognisers.
 *
 * However many families there are, an object costs a few look-ups. */
#ifndef CORE_DRIFT_DETECT_H
#define CORE_DRIFT_DETECT_H

#include "base/bytes.h"
#include "core/drift/document.h"
#include "core/drift/rules.h"

/* The recognisers of some families, ready to be asked. */
struct detector;

/* Of two families that know the same, the earlier one is asked. `families` have one wire; at least one. Lives in `arena`. */
struct detector *detect_init(struct arena *arena, const struct family_rules *const *families, size_t count);

/* The family that knows the object: by its context, else by its type, else by the shape of most members, else by the name of a folder in `path`
 * (may be NULL), the nearest to the file first. `context` is that of the file where the object itself has none, or no bytes. NULL: no
 * family knows it. */
const struct family_rules *detect_family(const struct detector *detector, const struct node *object,
                                         struct bytes context, const char *path);

#endif
