/* JSON trees that can be changed: what the simulator's tenants are made of. Nodes are those of core/drift/document.h, whose members
 * stay sorted by name. */
#ifndef MODULES_GRAPHSIM_TREE_H
#define MODULES_GRAPHSIM_TREE_H

#include <stdbool.h>

#include "base/strbuf.h"
#include "core/drift/document.h"

/* Parses `text` into `mem`, both kept by the caller. RC_INVALID: not JSON. */
MUST_CHECK enum rc tree_parse(struct arena *mem, struct bytes text, struct node **out);

/* Values made by hand; they point to what they are given. */
struct node tree_text(const char *text);
struct node tree_bool(bool value);
struct node tree_number(struct arena *mem, int64_t value);
struct node tree_object(void);
struct node tree_array(void);

/* A copy that shares no memory with the original but its texts. */
struct node tree_copy(struct arena *mem, const struct node *from);

/* Gives the object a member, in place of one of that name. Pointers into the object's items are void then. Returns the member. */
struct node *tree_set(struct arena *mem, struct node *object, const char *name, struct node value);

/* Takes a member away; false: there was none. */
bool tree_remove(struct node *object, const char *name);

/* Appends to an array, or removes an element. */
struct node *tree_append(struct arena *mem, struct node *array, struct node value);
void tree_remove_at(struct node *array, uint32_t index);

/* The value at an RFC 6901 pointer; NULL: none. "" is the root. */
struct node *tree_at(struct arena *mem, struct node *root, const char *pointer);

/* The member's text; NULL: no such member, or not a text. */
const char *tree_member_text(struct arena *mem, const struct node *object, const char *name);
int64_t tree_member_int(struct arena *mem, const struct node *object, const char *name, int64_t otherwise);

/* Writes the value as JSON. */
void tree_write(struct strbuf *out, const struct node *value);
void tree_write_text(struct strbuf *out, const char *text, size_t len);

#endif
