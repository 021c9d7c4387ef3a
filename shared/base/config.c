#include "base/config.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/log.h"
#include "base/text.h"

enum setting_type { SETTING_TEXT, SETTING_CODE, SETTING_INT };

struct setting {
    const char *name;
    enum setting_type type;
    int64_t min;
    int64_t max;
    const char *fallback_text;
    int64_t fallback_int;
    const char *unit; /* of a CODE: its words */
    const char *text;
    size_t offset;
};

#define FALLBACK_TEXT(value) .fallback_text = (value)
#define FALLBACK_CODE(value) .fallback_text = (value)
#define FALLBACK_INT(value)  .fallback_int = (value)

static const struct setting settings[] = {
#define SETTING(name_, type_, min_, max_, fallback_, unit_, text_)                                                     \
    { .name = #name_,                                                                                                  \
      .type = SETTING_##type_,                                                                                         \
      .min = (min_),                                                                                                   \
      .max = (max_),                                                                                                   \
      FALLBACK_##type_(fallback_),                                                                                     \
      .unit = (unit_),                                                                                                 \
      .text = (text_),                                                                                                 \
      .offset = offsetof(struct config, name_) },
#include "base/config.def"
#undef SETTING
};

enum { SETTING_COUNT = sizeof settings / sizeof settings[0], VARIABLE_MAX = 64 };

static void variable_name(const struct setting *setting, char out[static VARIABLE_MAX])
{
    size_t at = 3;

    memcpy(out, "TP_", 3);
    for (const char *c = setting->name; *c != '\0' && at < VARIABLE_MAX - 1; c++) {
        out[at++] = (char)toupper((unsigned char)*c);
    }
    out[at] = '\0';
}

static enum rc read_text(struct arena *arena, const struct setting *setting, const char *value, struct config *out,
                         const char **problem)
{
    void *place = (char *)out + setting->offset;
    const char **slot = place;
    const char *text = value == NULL ? setting->fallback_text : arena_strdup(arena, value);
    char name[VARIABLE_MAX];

    if (strlen(text) > (size_t)setting->max || strlen(text) < (size_t)setting->min) {
        variable_name(setting, name);
        *problem = arena_printf(arena, "%s is \"%s\", but must have %lld to %lld characters (%s)", name, text,
                                (long long)setting->min, (long long)setting->max, setting->text);
        return RC_INVALID;
    }
    *slot = text;
    return RC_OK;
}

static enum rc read_int(struct arena *arena, const struct setting *setting, const char *value, struct config *out,
                        const char **problem)
{
    void *place = (char *)out + setting->offset;
    int64_t *slot = place;
    int64_t number = setting->fallback_int;
    char name[VARIABLE_MAX];

    if (value != NULL && parse_i64(value, setting->min, setting->max, &number) != RC_OK) {
        variable_name(setting, name);
        *problem = arena_printf(arena, "%s is \"%s\", but must be a number from %lld to %lld (%s)", name, value,
                                (long long)setting->min, (long long)setting->max, setting->text);
        return RC_INVALID;
    }
    *slot = number;
    return RC_OK;
}

static bool is_word_of(const char *words, const char *word)
{
    size_t len = strlen(word);

    while (*words != '\0') {
        size_t word_len = strcspn(words, " ");

        if (word_len == len && memcmp(words, word, len) == 0) {
            return true;
        }
        words += word_len + strspn(words + word_len, " ");
    }
    return false;
}

static enum rc read_code(struct arena *arena, const struct setting *setting, const char *value, struct config *out,
                         const char **problem)
{
    const char *text = value == NULL ? setting->fallback_text : arena_strdup(arena, value);
    char name[VARIABLE_MAX];

    if (!is_word_of(setting->unit, text)) {
        variable_name(setting, name);
        *problem =
            arena_printf(arena, "%s is \"%s\", but must be one of: %s (%s)", name, text, setting->unit, setting->text);
        return RC_INVALID;
    }
    memcpy((char *)out + setting->offset, &text, sizeof text);
    return RC_OK;
}

static enum rc read_setting(struct arena *arena, const struct setting *setting, const char *value, struct config *out,
                            const char **problem)
{
    switch (setting->type) {
    case SETTING_TEXT:
        return read_text(arena, setting, value, out, problem);
    case SETTING_CODE:
        return read_code(arena, setting, value, out, problem);
    case SETTING_INT:
        break;
    }
    return read_int(arena, setting, value, out, problem);
}

enum rc config_load(struct arena *arena, char *(*lookup)(const char *name), struct config *out, const char **problem)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        char name[VARIABLE_MAX];
        const char *value;
        enum rc rc;

        variable_name(&settings[i], name);
        value = lookup(name);
        value = text_empty(value) ? NULL : value;
        rc = read_setting(arena, &settings[i], value, out, problem);
        if (rc != RC_OK) {
            return rc;
        }
    }
    return RC_OK;
}

enum rc config_start(struct arena *arena, const char *program, struct config *out, const char **problem)
{
    enum rc rc;

    log_init(program, LOG_LEVEL_INFO);
    if (geteuid() == 0) {
        *problem = "refuses to run as root; start it as the product's own account";
        return RC_FORBIDDEN;
    }
    rc = config_load(arena, getenv, out, problem);
    if (rc == RC_OK) {
        log_init(program, log_level_named(out->log_level));
    }
    return rc;
}

const char *config_conninfo(struct arena *arena, const struct config *config)
{
    return config->db[0] != '\0' ? config->db : arena_printf(arena, "host=%s/pgsock dbname=tenantpilot", config->var);
}

void config_each(const struct config *config, void (*take)(void *context, const char *name, const char *value),
                 void *context)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const void *place = (const char *)config + settings[i].offset;
        const char *const *text = place;
        const int64_t *number = place;
        char name[VARIABLE_MAX];
        char digits[24];

        variable_name(&settings[i], name);
        if (settings[i].type != SETTING_INT) {
            take(context, name, *text);
        } else {
            (void)snprintf(digits, sizeof digits, "%" PRId64, *number);
            take(context, name, digits);
        }
    }
}

void config_document(FILE *out)
{
    (void)fputs(
        "# Every setting of TenantPilot, with its default. Made by `tenantpilot settings`; see shared/base/config.def.\n",
        out);
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        const struct setting *setting = &settings[i];
        char name[VARIABLE_MAX];

        variable_name(setting, name);
        (void)fprintf(out, "\n# %s", setting->text);
        if (setting->type == SETTING_INT) {
            (void)fprintf(out, " (%lld to %lld%s%s)\n#%s=%lld\n", (long long)setting->min, (long long)setting->max,
                          setting->unit[0] == '\0' ? "" : " ", setting->unit, name, (long long)setting->fallback_int);
        } else {
            if (setting->type == SETTING_CODE) {
                (void)fprintf(out, " (one of: %s)", setting->unit);
            }
            (void)fprintf(out, "\n#%s=%s\n", name, setting->fallback_text);
        }
    }
}

const char *config_share(struct arena *arena, const struct config *config)
{
    char path[4096];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

    if (config->locale_dir[0] != '\0' || len <= 0) {
        return config->locale_dir;
    }
    path[len] = '\0';
    for (int up = 0; up < 2; up++) {
        char *slash = strrchr(path, '/');

        if (slash != NULL) {
            *slash = '\0';
        }
    }
    return text_equal(path, "/usr") ? "/usr/share/tenantpilot" : arena_printf(arena, "%s/share", path);
}

const char *config_assets(struct arena *arena, const char *share)
{
    FILE *file = fopen(arena_printf(arena, "%s/static/manifest", share), "re");
    char line[200] = "/static/current";

    if (file != NULL) {
        if (fgets(line, sizeof line, file) != NULL) {
            line[strcspn(line, "\n")] = '\0';
        }
        (void)fclose(file);
    }
    return arena_strdup(arena, line);
}
