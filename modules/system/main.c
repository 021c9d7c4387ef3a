/* The platform operators' console: runs, jobs and switches of all workspaces, and no tenant's content. */
#define ROUTES_DEF "modules/system/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "system",
        .routes = routes,
        .route_count = ROUTE_COUNT,
    };

    return web_main(&program, argc, argv);
}
