/* The proof: controls, the evidence behind them, tenant reviews and their release. */
#include "core/decision/shell.h"

#define ROUTES_DEF "modules/reviews/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "reviews",
        .routes = routes,
        .route_count = ROUTE_COUNT,
        .shell = decision_shell,
    };

    return web_main(&program, argc, argv);
}
