/* Settings: environment variables TP_*, one row each in config.def. */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/rc.h"

#define CONFIG_MEMBER_TEXT(name) const char *name;
#define CONFIG_MEMBER_INT(name)  int64_t name;

struct config {
#define SETTING(name, type, min, max, fallback, unit, text) CONFIG_MEMBER_##type(name)
#include "base/config.def"
#undef SETTING
};

/* Reads and checks every setting by `lookup` (getenv, or a test's own). On RC_INVALID *problem is one English sentence that
 * names the variable, its value and what is allowed. Texts are copied into `arena`. */
MUST_CHECK enum rc config_load(struct arena *arena, char *(*lookup)(const char *name), struct config *out,
                               const char **problem);

/* The commented list of all settings with their defaults: the content of .env.example. */
void config_document(FILE *out);

#endif
