/* The handlers and parameter tables of the simulator's routes. */
#ifndef MODULES_GRAPHSIM_ROUTES_H
#define MODULES_GRAPHSIM_ROUTES_H

#include "ext/pq.h"
#include "web/params.h"
#include "web/reply.h"

#define ROUTES_DEF "modules/graphsim/routes.def"
#include "web/route_prototypes.h"

#endif
