/* Canonical JSON text of a tree whose members are sorted: RFC 8785, with number_write()'s numbers. */
#ifndef CORE_DRIFT_DOCUMENT_WRITE_H
#define CORE_DRIFT_DOCUMENT_WRITE_H

#include "base/strbuf.h"
#include "core/drift/document.h"

void document_write(struct strbuf *out, const struct node *node);

/* The same as bytes in `arena`. */
struct bytes document_bytes(struct arena *arena, const struct node *node);

/* The same value? Numbers by their canonical text. */
bool document_equal(const struct node *a, const struct node *b);

/* Nodes made by hand: a string that points to `text`, and a member's name put on a value. */
struct node document_string(const char *text, size_t len);
struct node document_named(const char *name, struct node value);
struct node document_renamed(struct node value, const char *name, uint32_t len);

#endif
