/* Settings of a settings catalog policy, from { definition id: value }; see compact.h. */
#ifndef MODULES_GRAPHSIM_COMPACT_SETTINGS_H
#define MODULES_GRAPHSIM_COMPACT_SETTINGS_H

#include "modules/graphsim/tree.h"

/* The list as the service shows it. */
struct node compact_settings(struct arena *mem, const struct node *settings);

#endif
