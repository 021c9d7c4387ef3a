#ifndef MODULES_SEALER_SEALER_H
#define MODULES_SEALER_SEALER_H

/* Reads the settings, makes the signing key where there is none, and seals in a loop until SIGTERM or SIGINT. Returns the exit code. */
int sealer_run(void);

#endif
