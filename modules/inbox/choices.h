/* Lists of choices for the forms and filters of this program's pages. */
#ifndef MODULES_INBOX_CHOICES_H
#define MODULES_INBOX_CHOICES_H

#include "core/severity.h"
#include "web/reply.h"
#include "web/request.h"

/* Rows of `section`: CHOICE_CODE, CHOICE_NAME, CHOICE_CURRENT. `label` is a msgid. */
void choice_row(struct view *view, enum tpl_key section, const char *code, const char *label, bool current);

/* {{#SEVERITY_CHOICE}}: the severities, `chosen` (an enum severity, or -1) current. */
void choices_severity(struct view *view, int chosen);

/* {{#TENANT_OPTION}}: the workspace's tenants; *name is that of `chosen`, NULL for none. */
MUST_CHECK enum rc choices_tenant(struct cx *cx, const struct request *req, struct view *view, struct uuid chosen,
                                  const char **name);

/* The name of the tenant that ?tenant= narrows a list to, for its chip: `known` if a row has told it. NULL: all, or not to be seen. */
MUST_CHECK enum rc tenant_chip(struct cx *cx, const struct request *req, const char *known, const char **name);

/* {{#MEMBER_CHOICE}}: who can be made owner or assignee. */
MUST_CHECK enum rc choices_member(struct cx *cx, const struct request *req, struct view *view,
                                  struct account_id chosen);

/* The day of a time as <input type="date"> has it. */
const char *choice_day(struct cx *cx, int64_t time_us);

/* Where exports and their JSON count what is of that severity. */
enum tpl_key severity_key(enum severity severity);

/* An enum severity, or -1 where the parameter was not given. */
int severity_param(const struct request *req);
const char *severity_label_of(const char *code);

#endif
