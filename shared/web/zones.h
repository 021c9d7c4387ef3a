/* Time zones that people may choose. */
#ifndef WEB_ZONES_H
#define WEB_ZONES_H

#include <stdbool.h>

/* Whether `name` is an IANA name that pages can be shown in. */
bool zone_known(const char *name);

#endif
