/* The handlers and parameters of routes.def, for the pages that define them. */
#ifndef MODULES_REPORTS_ROUTES_H
#define MODULES_REPORTS_ROUTES_H

#define ROUTES_DEF "modules/reports/routes.def"
#include "web/route_prototypes.h"

#endif
