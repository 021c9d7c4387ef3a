/* The gate of the customers' workspace: what was released to them, and the downloads. nginx serves the released pages itself and
 * asks here, by /access/<release>, whether the reader may have them. */
#define ROUTES_DEF "modules/portal/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "portal",
        .routes = routes,
        .route_count = ROUTE_COUNT,
    };

    return web_main(&program, argc, argv);
}
