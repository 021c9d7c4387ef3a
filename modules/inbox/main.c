/* The operator's day: what needs a decision, and the estate behind it. */
#include "core/decision/shell.h"

#define ROUTES_DEF "modules/inbox/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "inbox",
        .routes = routes,
        .route_count = ROUTE_COUNT,
        .shell = decision_shell,
    };

    return web_main(&program, argc, argv);
}
