#include <stddef.h>

#include "providers/graph/graph_list.h"
#include "providers/graph/rules/rules.h"

#define INTUNE     N_("Microsoft Intune")
#define PREMIUM    N_("Microsoft Entra ID P1")
#define SHAREPOINT N_("SharePoint Online")

#define PERMISSION(constant, name, purpose)                                                                            \
    static const struct provider_permission PERMISSION_##constant = { name, purpose };                                 \
    static const struct provider_permission *const NEEDS_##constant[] = { &PERMISSION_##constant };
#include "providers/graph/permissions.def"
#undef PERMISSION

/* the classes' codes by constant, for the table of families */
#define RATE(constant, code, per_window, window_ms) static const char CODE_##constant[] = code;
#include "providers/graph/rates.def"
#undef RATE

const struct provider_family graph_families[] = {
#define FAMILY(constant, code, permission, licence, rate)                                                              \
    [GRAPH_FAMILY_##constant] = { &rules_##code, NEEDS_##permission, 1, licence, CODE_##rate },
#define COLLECTION(family, shape, path, query, name, nested, leave_out, type)
#include "providers/graph/families.def"
#undef FAMILY
#undef COLLECTION
};

static const enum graph_rate rate_of[] = {

#define FAMILY(constant, code, permission, licence, rate) [GRAPH_FAMILY_##constant] = GRAPH_RATE_##rate,
#define COLLECTION(family, shape, path, query, name, nested, leave_out, type)
#include "providers/graph/families.def"
#undef FAMILY
#undef COLLECTION
};

static const struct graph_collection collections[] = {
#define FAMILY(constant, code, permission, licence, rate)
#define COLLECTION(family, shape, path, query, name, nested, leave_out, type)                                          \
    { GRAPH_FAMILY_##family, GRAPH_##shape, path, query, name, nested, leave_out, type },
#include "providers/graph/families.def"
#undef FAMILY
#undef COLLECTION
};

enum graph_family graph_family_index(const struct provider_family *family)
{
    return (enum graph_family)(family - graph_families);
}

const struct graph_collection *graph_family_collection(enum graph_family family, unsigned n)
{
    for (size_t i = 0; i < sizeof collections / sizeof collections[0]; i++) {
        if (collections[i].family == family && n-- == 0) {
            return &collections[i];
        }
    }
    return NULL;
}

enum graph_rate graph_family_rate(enum graph_family family)
{
    return rate_of[family];
}
