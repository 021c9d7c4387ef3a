#include "core/drift/rules.h"

#include <string.h>

const struct rule *rule_goes_on(const struct rule *rules)
{
    while (rules->name != NULL) {
        rules++;
    }
    return rules->inside;
}

const struct rule *rule_find(const struct rule *rules, const char *name)
{
    while (rules != NULL && (rules->name == NULL || strcmp(rules->name, name) != 0)) {
        rules = rules->name == NULL ? rules->inside : rules + 1;
    }
    return rules;
}

bool rule_matches(const char *pattern, const char *text, size_t len)
{
    bool any_start = *pattern == '*';
    const char *part = pattern + any_start;
    size_t part_len = strlen(part);
    bool any_end = part_len > 0 && part[part_len - 1] == '*';

    part_len -= any_end;
    if (part_len > len) {
        return false;
    }
    if (any_start && any_end) {
        return memmem(text, len, part, part_len) != NULL;
    }
    if (any_start) {
        return memcmp(text + len - part_len, part, part_len) == 0;
    }
    return (any_end || part_len == len) && memcmp(text, part, part_len) == 0;
}
