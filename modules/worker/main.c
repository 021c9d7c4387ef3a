/* tenantpilot-worker: executes jobs and keeps the schedule. The only program with outgoing connections and provider secrets. */
#include <stdio.h>
#include <stdlib.h>

#include "base/config.h"
#include "jobs/crew.h"

int main(void)
{
    struct arena *mem = arena_new();
    struct config config;
    const char *problem;
    int code = EXIT_FAILURE;

    if (config_start(mem, "worker", &config, &problem) == RC_OK) {
        code = crew_run(&config);
    } else {
        (void)fprintf(stderr, "tenantpilot-worker: %s\n", problem);
    }
    arena_free(mem);
    return code;
}
