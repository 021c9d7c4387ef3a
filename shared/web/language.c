#include "web/language.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

enum { LANGUAGES = 3, HEADER_MAX = 400 };

const char *const language_tags[] = { "en", "de", "en-XA", NULL };

static const char *const names[LANGUAGES] = { "English", "Deutsch", "[Ñámé]" };

struct languages {
    struct catalogue *catalogues[LANGUAGES];
};

static int index_of(const char *tag)
{
    for (int i = 0; tag != NULL && language_tags[i] != NULL; i++) {
        if (strcasecmp(tag, language_tags[i]) == 0) {
            return i;
        }
    }
    return -1;
}

const char *language_tag(const char *tag)
{
    int at = index_of(tag);

    return at < 0 ? NULL : language_tags[at];
}

const char *language_name(const char *tag)
{
    int at = index_of(tag);

    return at < 0 ? "" : names[at];
}

bool language_offered(const char *tag)
{
    return !text_equal(tag, "en-XA");
}

/* The quality in thousandths: "q=0.8" is 800; anything unreadable is 0. */
static int quality_of(const char *parameters)
{
    const char *q = strstr(parameters, "q=");
    int value = 0;
    int scale = 100;

    if (q == NULL) {
        return 1000;
    }
    q += 2;
    if (*q == '1') {
        return 1000;
    }
    if (q[0] != '0' || q[1] != '.') {
        return 0;
    }
    for (q += 2; *q >= '0' && *q <= '9' && scale > 0; q++, scale /= 10) {
        value += (*q - '0') * scale;
    }
    return value;
}

const char *language_accepted(struct arena *arena, const char *header)
{
    const char *best = NULL;
    int best_quality = 0;
    char *rest;
    char *item;

    if (header == NULL || strlen(header) > HEADER_MAX) {
        return NULL;
    }
    rest = arena_strdup(arena, header);
    while ((item = strsep(&rest, ",")) != NULL) {
        char *parameters = strchr(item, ';');
        int quality = quality_of(parameters == NULL ? "" : parameters);
        const char *tag;

        if (parameters != NULL) {
            *parameters = '\0';
        }
        item = text_trim(arena, item);
        tag = language_tag(item);
        if (tag == NULL && strlen(item) > 2 && item[2] == '-') {
            item[2] = '\0'; /* "de-AT" is served by "de" */
            tag = language_tag(item);
        }
        if (tag != NULL && quality > best_quality) {
            best = tag;
            best_quality = quality;
        }
    }
    return best;
}

enum rc languages_open(struct arena *arena, const char *folder, struct languages **out, const char **problem)
{
    struct languages *languages = arena_alloc(arena, sizeof *languages);

    for (int i = 1; i < LANGUAGES; i++) {
        const char *path = arena_printf(arena, "%s/%s.mo", folder, language_tags[i]);

        if (catalogue_open(arena, path, &languages->catalogues[i]) != RC_OK) {
            *problem = arena_printf(arena, "catalogue %s is missing or broken", path);
            return RC_INVALID;
        }
    }
    *out = languages;
    return RC_OK;
}

const struct catalogue *languages_catalogue(const struct languages *languages, const char *tag)
{
    int at = index_of(tag);

    return at < 0 ? NULL : languages->catalogues[at];
}
