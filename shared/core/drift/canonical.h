/* What the files that make the canonical form share. */
#ifndef CORE_DRIFT_CANONICAL_H
#define CORE_DRIFT_CANONICAL_H

#include "core/drift/document.h"
#include "core/drift/drift.h"

/* One document on its way to its canonical form. */
struct canonicalizer {
    struct arena *mem;
    const struct family_rules *rules;
    const struct drift_key *key;
    unsigned embedded; /* how many levels of embedded content we are in: annotations are content there */
    size_t secrets; /* replaced so far */
    struct raw_patch *patches;
    size_t patch_count;
    size_t patch_capacity;
};

/* What the input's bytes from `start` to `end` become in what is stored of it. */
struct raw_patch {
    uint32_t start;
    uint32_t end;
    struct bytes text;
};

/* Limits of canonical documents: embedded documents add to the depth, plain numbers to the size. */
extern const struct document_limits canonical_limits;

/* The rule among `rules` (may be NULL) for this member of `object`, as the provider wrote the object. */
const struct rule *canonical_rule(const struct rule *rules, const struct node *object, const struct node *member);

/* Brings the value into its canonical form in place; `rule` may be NULL. */
void canonical_value(struct canonicalizer *c, const struct rule *rule, struct node *value);

/* The whole object under the family's rules. */
void canonical_root(struct canonicalizer *c, struct node *root);

/* Replaces what `rule` says is content in a text by what it holds; anything else it leaves as it is. */
void embedded_decode(struct canonicalizer *c, const struct rule *rule, struct node *value);

/* True if a member or element of that name holds a secret, by the family's words. */
bool secret_is_word(const struct canonicalizer *c, const char *name, size_t len);

/* Puts the value's digest in its place; null, "" and what is a digest already stay. */
void secret_replace(struct canonicalizer *c, struct node *value);

/* The digest's text, "[secret:<64 hex digits>]". */
const char *secret_digest(struct canonicalizer *c, struct bytes secret);
bool secret_is_digest(const char *text, size_t len);

#endif
