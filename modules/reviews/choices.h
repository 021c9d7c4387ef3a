/* What the pages of this program have in common: the choice of a tenant, and one of four reasons for an empty list. */
#ifndef MODULES_REVIEWS_CHOICES_H
#define MODULES_REVIEWS_CHOICES_H

#include "core/ids.h"
#include "web/request.h"
#include "web/view.h"

/* Fills TENANT_CHOICE rows (CHOICE_ID, CHOICE_NAME, section CHOICE_CURRENT) with the active tenants, `chosen` (nil: none) marked, and
 * MANY_TENANTS where there is something to choose. *name is the chosen one's name, NULL if there is none. */
MUST_CHECK enum rc choices_tenants(struct cx *cx, const struct request *req, struct view *view, struct tenant_id chosen,
                                   const char **name);

/* The chip of ?tenant=, with the tenant's name. Call after list_chips(). */
void choices_tenant_chip(struct cx *cx, const struct request *req, struct view *view, const char *name);

#endif
