#include "providers/graph/rules/rules.h"

#include <string.h>

static const struct family_rules *const families[] = {
#define FAMILY(code) &rules_##code,
#include "providers/graph/rules/families.def"
#undef FAMILY
};

const struct family_rules *const *graph_rules_all(size_t *count)
{
    *count = sizeof families / sizeof families[0];
    return families;
}

const struct family_rules *graph_rules_find(const char *code)
{
    if (strcmp(code, rules_unknown.code) == 0) {
        return &rules_unknown;
    }
    for (size_t i = 0; i < sizeof families / sizeof families[0]; i++) {
        if (strcmp(families[i]->code, code) == 0) {
            return families[i];
        }
    }
    return NULL;
}
