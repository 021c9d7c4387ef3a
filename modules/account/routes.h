/* The handlers and parameters of routes.def, for the pages that define them. */
#ifndef MODULES_ACCOUNT_ROUTES_H
#define MODULES_ACCOUNT_ROUTES_H

#define ROUTES_DEF "modules/account/routes.def"
#include "web/route_prototypes.h"

#endif
