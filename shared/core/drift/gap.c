#include "core/drift/gap.h"

#include <string.h>

#include "base/i18n.h"

static bool has(const struct node *member, const char *part)
{
    return memmem(member->name, member->name_len, part, strlen(part)) != NULL;
}

/* "<list><infix><more>" with a link. */
static bool goes_on(const struct rule_wire *wire, const struct node *member)
{
    size_t len = strlen(wire->more);

    return member->kind == DOCUMENT_STRING && member->name_len > len &&
           memcmp(member->name + member->name_len - len, wire->more, len) == 0 && has(member, wire->infix);
}

const char *drift_gap(const struct rule_wire *wire, const struct node *object)
{
    const struct node *failure = document_member(object, wire->failure);
    uint32_t own = 0;

    for (uint32_t i = 0; object->kind == DOCUMENT_OBJECT && i < object->len; i++) {
        if (goes_on(wire, &object->items[i])) {
            return N_("a list in it goes on elsewhere");
        }
        own += !has(&object->items[i], wire->infix);
    }
    if (failure != NULL && failure->kind == DOCUMENT_OBJECT && own == 1) {
        return N_("the answer to a request that failed: an error, no object");
    }
    return NULL;
}
