/* What a page shows: a tree of typed values, written as HTML in the reader's language or as JSON.
 *
 * Keys are the constants K_<MARKER> made from the templates; in JSON a key is the marker in lower case. In HTML the markers
 * <KEY>_ISO, <KEY>_AGO and <KEY>_CODE are filled along where a template has them. A key that a row does not set is looked for in
 * the row around it, so set every key of a row, always. Texts are not copied: they must live as long as the request. */
#ifndef WEB_VIEW_H
#define WEB_VIEW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "base/strbuf.h"
#include "tpl.h"

struct view;

enum view_form { VIEW_HTML, VIEW_JSON };

/* An empty root for the reader of cx->loc; lives in cx->mem. Pages get theirs from reply_page(). */
struct view *view_new(struct cx *cx, enum view_form form);

void view_text(struct view *view, enum tpl_key key, const char *text); /* NULL: nothing; JSON: null */
void view_int(struct view *view, enum tpl_key key, int64_t number); /* grouped in HTML; JSON: a number */
void view_percent(struct view *view, enum tpl_key key, int64_t part,
                  int64_t whole); /* "88 %"; JSON: 0..1; whole 0: nothing, null */
void view_size(struct view *view, enum tpl_key key, int64_t size_bytes); /* "1.5 MB"; JSON: bytes */
void view_id(struct view *view, enum tpl_key key, struct uuid id); /* nil: nothing; JSON: null */
void view_bool(struct view *view, enum tpl_key key, bool value); /* {{#KEY}} and Yes or No; JSON: true or false */

/* {{KEY}} in the reader's zone, {{KEY_ISO}} for datetime="", {{KEY_AGO}} "3 hours ago". 0: nothing; JSON: null, else ISO 8601. */
void view_time(struct view *view, enum tpl_key key, int64_t time_us);

/* The day alone; JSON as view_time. */
void view_date(struct view *view, enum tpl_key key, int64_t time_us);

/* A calendar day "2026-10-01", which is the same day in every zone: in the reader's form; JSON: as it is. Anything else is shown as it is. */
void view_day(struct view *view, enum tpl_key key, const char *day);

/* {{KEY}} is the label, translated; {{KEY_CODE}} the code; JSON: the code. `label` is a msgid; NULL for either: nothing. */
void view_code(struct view *view, enum tpl_key key, const char *code, const char *label);

/* Raw JSON for JSON; in HTML its text. `json` must be one valid value; NULL: null. */
void view_json(struct view *view, enum tpl_key key, const char *json);

/* Bytes as lower-case hexadecimal, in both: hashes. */
void view_hex(struct view *view, enum tpl_key key, struct bytes bytes);

/* ---- in HTML alone ---- */

/* A translated sentence. With arguments: view_msg(v, K_X, N_("%(n)s of %(all)s"), "n", text, "all", text). */
void view_msg_args(struct view *view, enum tpl_key key, const char *msgid, ...) __attribute__((sentinel));
#define view_msg(view, key, ...) view_msg_args((view), (key), __VA_ARGS__, (const char *)0)

/* As view_msg with the plural form for `count`, which is also the argument %(count)s. */
void view_count(struct view *view, enum tpl_key key, const char *one, const char *many, int64_t count);

/* printf for the parts of a link; each %s that is data must come from url_encode(). */
void view_url(struct view *view, enum tpl_key key, const char *format, ...) PRINTF_LIKE(3, 4);

/* Whether {{#KEY}} is shown. */
void view_show_if(struct view *view, enum tpl_key key, bool condition);

/* A text that JSON does not have: classes, anchors, what a field held. */
void view_mark(struct view *view, enum tpl_key key, const char *text);

/* What {{>KEY}} stands for: a template's name, TPL_<PATH>. */
void view_include(struct view *view, enum tpl_key key, const char *name);

/* ---- rows ---- */

/* The next row of the section {{#KEY}}; an array of objects in JSON. */
struct view *view_row(struct view *view, enum tpl_key key);

/* Declares the section, so that without rows it is hidden and, in JSON, []. */
void view_rows(struct view *view, enum tpl_key key);

/* A row for {{#KEY}} that JSON does not have: choices of a form, tabs, links. */
struct view *view_html_row(struct view *view, enum tpl_key key);

bool view_is_json(const struct view *view);
struct cx *view_cx(const struct view *view);

/* ---- writing; by web/reply.c and by renderers of stored pages ---- */

/* The whole as one JSON object. RC_TOO_LARGE: as strbuf. */
MUST_CHECK enum rc view_write_json(const struct view *view, struct strbuf *out);

/* Expands the template `name` in the reader's language. As tmpl_render. */
MUST_CHECK enum rc view_write_html(struct cx *cx, const struct view *view, const char *name, struct strbuf *out);

/* Names the folder of localised templates and loads those in the folders frame/ and `program`/ for every language; call before
 * fork. RC_INVALID: one is missing or broken; *problem names it. */
MUST_CHECK enum rc view_load(struct arena *arena, const char *folder, const char *program, const char **problem);

#endif
