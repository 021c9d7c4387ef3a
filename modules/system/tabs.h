/* The console's places, as tabs on each of its pages. */
#ifndef MODULES_SYSTEM_TABS_H
#define MODULES_SYSTEM_TABS_H

#include "web/request.h"
#include "web/view.h"

/* Fills CONSOLE_TAB rows: TAB_URL TAB_LABEL, section TAB_CURRENT. */
void tabs_fill(struct view *view, const struct request *req);

#endif
