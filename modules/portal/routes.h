/* The handlers and parameters of routes.def, for the pages that define them. */
#ifndef MODULES_PORTAL_ROUTES_H
#define MODULES_PORTAL_ROUTES_H

#define ROUTES_DEF "modules/portal/routes.def"
#include "web/route_prototypes.h"

#endif
