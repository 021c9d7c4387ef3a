/* Lists whose whole state is in the URL: chips for the filters that are set, the next page, and the list as CSV.
 *
 * The markers are those of templates/frame/chips.tpl and templates/frame/pager.tpl, which a page includes by {{>CHIPS}} and
 * {{>PAGER}}. */
#ifndef WEB_LIST_H
#define WEB_LIST_H

#include <stddef.h>

#include "web/reply.h"
#include "web/request.h"

struct list_filter {
    const char *param; /* as declared: "state" */
    const char *label; /* a msgid: N_("State") */
    const char *(*value_label)(const char *code); /* code -> msgid; NULL: the value is shown as it is */
};

enum { LIST_LIMIT = 50 };

/* ?limit=, or LIST_LIMIT. Ask the store for one row more, to know whether there is a next page. */
int32_t list_limit(const struct request *req);

/* Fills the chips: CHIP rows with CHIP_LABEL, CHIP_VALUE, CHIP_REMOVE (the link without it), and FILTERED with FILTERS_CLEAR. */
void list_chips(struct view *view, const struct request *req, const struct list_filter *filters, size_t count);

/* What a page has read about the value of a filter: a tenant's name for its id. */
struct list_name {
    const char *param;
    const char *name; /* as it is shown; NULL: not known */
};

/* As list_chips(), with names for the values of some filters. */
void list_chips_named(struct view *view, const struct request *req, const struct list_filter *filters, size_t count,
                      const struct list_name *names, size_t name_count);

/* Fills the pager: HAS_NEXT with NEXT_URL where `last` is not NULL (the last row shown, with more behind it), HAS_FIRST with
 * FIRST_URL where this is not the first page. In JSON: "next_after". */
void list_pager(struct view *view, const struct request *req, const struct cursor *last);

/* Why a list shows nothing, and what to do next. */
enum list_empty_kind {
    LIST_EMPTY_NEVER, /* nothing was ever here */
    LIST_EMPTY_FILTERED, /* there is something, but not under this filter */
    LIST_EMPTY_DONE, /* all work is done */
    LIST_EMPTY_DENIED /* not permitted, or not connected */
};

struct list_empty {
    enum list_empty_kind kind;
    const char *title; /* msgids */
    const char *text;
    const char *url; /* the next step; NULL: there is none */
    const char *label; /* a msgid */
};

/* Fills HAS_ROWS and IS_EMPTY, and of an empty list the markers of templates/frame/empty.tpl. */
void list_empty(struct view *view, size_t count, const struct list_empty *why);

/* Another place of this workspace: "findings". */
char *list_place(const struct request *req, struct cx *cx, const char *place);

/* This list's address with one parameter set to `value` (NULL: taken away) and its place forgotten; for sort links and tabs. */
char *list_url(const struct request *req, struct cx *cx, const char *param, const char *value);

/* A list as a stored report, which the reports program makes with the filters of this address. */
struct list_export {
    const char *report; /* "findings": a code of reports.def */
    const char *param; /* a filter that the list sets by itself while its address does not: "scope"; NULL: none */
    const char *value;
};

/* 303 to the reports program. For handlers whose request wants CSV. Needs a workspace. */
enum rc list_csv(struct reply *reply, const struct request *req, struct list_export export);

/* Fills the link of templates/frame/csv.tpl, which leads where list_csv() does; `any`: there is something to store. */
void list_csv_link(struct view *view, const struct request *req, struct list_export export, bool any);

/* Fills ERRORS: FIELD_ERROR rows with FIELD_ERROR_NAME and FIELD_ERROR_TEXT, and HAS_ERRORS, for forms shown again. */
void errors_show(struct view *view, const struct request *req);

/* One more problem of a form, found after its fields were read; `msgid` is about `field`. Call after errors_show(). */
void errors_add(struct view *view, const char *field, const char *msgid);

#endif
