/* A simulated Microsoft Graph, for demo workspaces and tests; never in production. */
#include "modules/graphsim/sim.h"

#define ROUTES_DEF "modules/graphsim/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "graphsim",
        .routes = routes,
        .route_count = ROUTE_COUNT,
        .standalone = true,
        .body_max = 4 << 20,
        .start = sim_start,
    };

    return web_main(&program, argc, argv);
}
