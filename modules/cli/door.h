/* The simulator's administration, with the key that it made for this installation. */
#ifndef MODULES_CLI_DOOR_H
#define MODULES_CLI_DOOR_H

#include "core/drift/document.h"
#include "modules/cli/cli.h"

struct http_client;

struct door {
    struct cli *cli;
    struct http_client *http;
    const char *authorization;
};

/* To be closed. CLI_COULD_NOT: the simulator was never started here; that is printed. */
MUST_CHECK enum cli_exit door_open(struct cli *cli, struct door *out);
void door_close(struct door *door);

/* The answer as a tree; NULL: there is none that helps, and why is printed. */
const struct node *door_ask(const struct door *door, const char *method, const char *path);

/* A member of an object as text; "" where it has none. */
const char *door_text(struct arena *mem, const struct node *object, const char *name);

#endif
