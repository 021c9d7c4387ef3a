/* The handlers and parameters of routes.def, for the pages that define them. */
#ifndef MODULES_INBOX_ROUTES_H
#define MODULES_INBOX_ROUTES_H

#define ROUTES_DEF "modules/inbox/routes.def"
#include "web/route_prototypes.h"

#endif
