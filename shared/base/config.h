/* Settings: environment variables TP_*, one row each in config.def. */
#ifndef BASE_CONFIG_H
#define BASE_CONFIG_H

#include <stdint.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/rc.h"

#define CONFIG_MEMBER_TEXT(name) const char *name;
#define CONFIG_MEMBER_CODE(name) const char *name;
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

/* How every program begins that goes on running: it refuses to be root's, reads the settings of the environment, and logs as `program`
 * from the level that they name. RC_FORBIDDEN or RC_INVALID: *problem is the sentence to end with. */
MUST_CHECK enum rc config_start(struct arena *arena, const char *program, struct config *out, const char **problem);

/* TP_DB, or what reaches the private cluster under TP_VAR; without a user: programs name their role. */
const char *config_conninfo(struct arena *arena, const struct config *config);

/* Hands every setting's variable ("TP_PORT") and value, as text, to take(), in the order of config.def. */
void config_each(const struct config *config, void (*take)(void *context, const char *name, const char *value),
                 void *context);

/* The commented list of all settings with their defaults: the content of .env.example. */
void config_document(FILE *out);

/* The folder of what programs read at run time: locale_dir, or `share` beside the program's own folder (build/debug/bin/x ->
 * build/debug/share, /usr/bin/x -> /usr/share/tenantpilot). */
const char *config_share(struct arena *arena, const struct config *config);

/* The path of the static files, as pages name it: one line in the manifest that the build writes ("/static/<hash>"). */
const char *config_assets(struct arena *arena, const char *share);

#endif
