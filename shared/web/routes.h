/* A program's routes as a table. In its main.c:
 *
 *     #define ROUTES_DEF "modules/inbox/routes.def"
 *     #include "web/routes.h"
 *
 * gives the prototypes, `static const struct route routes[]` and `ROUTE_COUNT`. Pages include modules/<p>/routes.h, which
 * defines ROUTES_DEF and includes web/route_prototypes.h alone.
 *
 *     ROUTE(method, path, capability, transaction, params, handler)
 *     ROUTE(GET, "/w/{workspace}/findings/{id}", CAP_FINDING_READ, TX_READ, finding_one, findings_show)
 *
 * {name} is one segment, declared in the params (only {workspace} is known without); a last {name*} is the whole rest. */
#ifndef WEB_ROUTES_H
#define WEB_ROUTES_H

#include "web/web.h"

#include "web/route_prototypes.h"

#ifdef ROUTES_DEF
static const struct route routes[] = {
#    define ROUTE(method_, path_, capability_, tx_, params_, handler_)                                                 \
        { .method = METHOD_##method_,                                                                                  \
          .path = (path_),                                                                                             \
          .capability = (capability_),                                                                                 \
          .tx = (tx_),                                                                                                 \
          .params = (params_),                                                                                         \
          .handler = (handler_),                                                                                       \
          .name = #handler_ },
#    include ROUTES_DEF
#    undef ROUTE
};

enum { ROUTE_COUNT = sizeof routes / sizeof routes[0] };
#endif

#endif
