/* Any folder of exported objects as a tenant: *.json at any depth, UTF-8 with or without a byte order mark, or UTF-16; a file is an
 * object, an array, or {"value": [...]}. What an export leaves out is made up the same way every time: ids from names, assignments
 * from ids. What no collection here covers is counted and named. */
#ifndef MODULES_GRAPHSIM_FOLDER_H
#define MODULES_GRAPHSIM_FOLDER_H

#include "modules/graphsim/estate.h"

/* RC_NOT_FOUND: no such folder. A file that cannot be read as JSON counts as uncovered. *out lives in `mem`. */
MUST_CHECK enum rc folder_load(struct cx *cx, struct arena *mem, const char *tenant, const char *folder,
                               struct estate **out);

/* UTF-8 without a byte order mark, of a text in UTF-8 or in UTF-16 with one. Half surrogate pairs become U+FFFD. */
struct bytes folder_utf8(struct arena *mem, struct bytes text);

/* The collection that an exported object belongs to, by its context, type, shape, or the folder that it lies in; ENDPOINT_COUNT:
 * none. */
enum endpoint_id folder_detect(struct arena *mem, const struct node *object, const char *path);

#endif
