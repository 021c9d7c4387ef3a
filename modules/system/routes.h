/* The handlers and parameters of routes.def, for the pages that define them. */
#ifndef MODULES_SYSTEM_ROUTES_H
#define MODULES_SYSTEM_ROUTES_H

#define ROUTES_DEF "modules/system/routes.def"
#include "web/route_prototypes.h"

#endif
