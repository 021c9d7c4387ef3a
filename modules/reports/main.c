/* Stored reports: lists that a job writes to files. */
#include "core/decision/shell.h"

#define ROUTES_DEF "modules/reports/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "reports",
        .routes = routes,
        .route_count = ROUTE_COUNT,
        .shell = decision_shell,
    };

    return web_main(&program, argc, argv);
}
