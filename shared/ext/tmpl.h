/* HTML templates (ctemplate), expanded straight from a tree of rows: no dictionary is built beside it.
 *
 * Templates lie under one root, a folder per language: "de/inbox/finding.tpl". Each must start with
 * {{%AUTOESCAPE context="HTML"}}; the escaping is ctemplate's. Load before fork, so that workers share the parsed form. */
#ifndef EXT_TMPL_H
#define EXT_TMPL_H

#include <stddef.h>

#include "base/rc.h"

#ifdef __cplusplus
extern "C" {
#endif

enum tmpl_kind {
    TMPL_TEXT, /* {{KEY}} */
    TMPL_SHOW, /* {{#KEY}} once, with the row itself */
    TMPL_HIDE, /* {{#KEY}} not at all, whatever an outer row says */
    TMPL_ROWS, /* {{#KEY}} once for each row; none: not at all */
    TMPL_INCLUDE /* {{>KEY}} is the template named by `text`, with the row itself */
};

struct tmpl_row;

struct tmpl_entry {
    int key;
    enum tmpl_kind kind;
    int form; /* for the owner of the tree */
    const char *text;
    size_t len;
    struct tmpl_row *first;
    struct tmpl_row *last;
};

/* A key that a row does not set is looked for in the row around it. */
struct tmpl_row {
    const struct tmpl_row *up;
    struct tmpl_row *next;
    struct tmpl_entry *entries;
    size_t count;
    size_t capacity;
};

/* Names the root folder and the keys; entry `key` of a row answers for the marker key_names[key]. Once, before anything else.
 * `key_names` must be constant. */
void tmpl_open(const char *root, const char *const *key_names, size_t key_count);

/* Parses <language>/<name>. RC_INVALID: no such file, or its syntax is wrong; the library says which on standard error. */
MUST_CHECK enum rc tmpl_load(const char *language, const char *name);

/* Where an expansion goes, piece by piece. */
struct tmpl_sink {
    void *context;
    void (*put)(void *context, const char *text, size_t len);
};

/* Expands <language>/<name>. An include without an entry is frame/<key in lower case>.tpl.
 * RC_INTERNAL: it cannot be expanded; the sink then got a part and must not be used. */
MUST_CHECK enum rc tmpl_render(const char *language, const char *name, const struct tmpl_row *row,
                               const struct tmpl_sink *sink);

/* Looks whether files have changed since they were loaded: for development. */
void tmpl_refresh(void);

#ifdef __cplusplus
}
#endif

#endif
