/* The gate for people: signing in and out, passwords, sessions, own settings, and the members of workspaces. */
#include "core/decision/shell.h"

#define ROUTES_DEF "modules/account/routes.def"
#include "web/routes.h"

int main(int argc, char **argv)
{
    static const struct program program = {
        .name = "account",
        .routes = routes,
        .route_count = ROUTE_COUNT,
        .shell = decision_shell,
    };

    return web_main(&program, argc, argv);
}
