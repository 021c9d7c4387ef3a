#include "web/zones.h"

#include "ext/locale.h"

bool zone_known(const char *name)
{
    return locale_zone_known(name);
}
