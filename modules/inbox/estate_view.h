/* Tenants and their connections in views, for the pages that show them. */
#ifndef MODULES_INBOX_ESTATE_VIEW_H
#define MODULES_INBOX_ESTATE_VIEW_H

#include "core/connection/connection.h"
#include "core/subject/estate.h"
#include "web/request.h"
#include "web/view.h"

/* A tenant with its connection's state, its last capture and what it holds. */
void estate_view_row(struct view *view, const struct estate_row *row);

/* The connection's section of a tenant's page; NULL: it has none, and the form to add one is shown to those who may. */
MUST_CHECK enum rc connection_view(struct cx *cx, const struct request *req, struct view *view,
                                   const struct connection *connection);

#endif
