/* The handlers and parameters of routes.def, for the pages that define them. */
#ifndef MODULES_REVIEWS_ROUTES_H
#define MODULES_REVIEWS_ROUTES_H

#define ROUTES_DEF "modules/reviews/routes.def"
#include "web/route_prototypes.h"

#endif
