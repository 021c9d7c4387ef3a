/* Prototypes of the handlers and parameter tables that ROUTES_DEF names; see web/routes.h. */
#include "web/reply.h"
#include "web/request.h"

#ifdef ROUTES_DEF
#    pragma GCC diagnostic push
#    pragma GCC diagnostic ignored "-Wredundant-decls"
#    define ROUTE(method_, path_, capability_, tx_, params_, handler_)                                                 \
        extern const struct param params_[];                                                                           \
        enum rc handler_(struct cx *cx, const struct request *req, struct reply *reply);
#    include ROUTES_DEF
#    undef ROUTE
#    pragma GCC diagnostic pop
#endif
