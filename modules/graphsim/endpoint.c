#include "modules/graphsim/endpoint.h"

#include <string.h>

#include "base/text.h"

const struct endpoint endpoints[ENDPOINT_COUNT] = {
#define ENDPOINT(constant, family, shape, path, type, name, parts, page, permission)                                   \
    [ENDPOINT_AT_##constant] = { family, ENDPOINT_##shape, path, type, name, parts, page, permission },
#include "modules/graphsim/endpoints.def"
#undef ENDPOINT
};

bool endpoint_find(struct arena *mem, const char *path, struct endpoint_target *out)
{
    for (enum endpoint_id i = 0; i < ENDPOINT_COUNT; i++) {
        const char *rest = path + strlen(endpoints[i].path);
        size_t len;

        if (!text_starts(path, endpoints[i].path) || (*rest != '\0' && *rest != '/')) {
            continue;
        }
        *out = (struct endpoint_target){ .endpoint = i };
        if (*rest == '\0') {
            return true;
        }
        len = strcspn(++rest, "/");
        out->id = arena_strndup(mem, rest, len);
        out->part = rest[len] == '\0' ? NULL : arena_strdup(mem, rest + len + 1);
        return len > 0 && endpoints[i].shape != ENDPOINT_ONE &&
               (out->part == NULL || endpoint_has_word(endpoints[i].parts, out->part));
    }
    return false;
}

enum endpoint_id endpoint_of_type(const char *type)
{
    enum endpoint_id i = 0;

    while (i < ENDPOINT_COUNT && !text_equal(endpoints[i].type, type)) {
        i++;
    }
    return i;
}

enum endpoint_id endpoint_of_family(const char *family)
{
    enum endpoint_id i = 0;

    while (i < ENDPOINT_COUNT && !text_equal(endpoints[i].family, family)) {
        i++;
    }
    return i;
}

bool endpoint_has_word(const char *words, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = strstr(words, word); at != NULL && len > 0; at = strstr(at + 1, word)) {
        if ((at == words || at[-1] == ' ' || at[-1] == ',') && (at[len] == '\0' || at[len] == ' ' || at[len] == ',')) {
            return true;
        }
    }
    return false;
}
