/* The tables themselves: what the engine relies on. */
#include <string.h>

#include "core/drift/document.h"
#include "providers/graph/rules/rules.h"
#include "support/suite.h"

enum { TABLES_MAX = 600 };

static const struct rule *seen[TABLES_MAX];
static size_t seen_count;

static bool is_severity(const char *text)
{
    return strcmp(text, "critical") == 0 || strcmp(text, "high") == 0 || strcmp(text, "medium") == 0 ||
           strcmp(text, "low") == 0;
}

static void check_row(const struct family_rules *family, const struct rule *row)
{
    ck_assert_msg(row->key == NULL || (row->flags & RULE_SET) != 0, "%s/%s has keys and is no set", family->code,
                  row->name);
    /* a sibling may be dropped from the canonical form: what is a set must not depend on one */
    ck_assert_msg(row->when == NULL || (row->flags & RULE_SET) == 0, "%s/%s is a set now and then", family->code,
                  row->name);
    ck_assert_msg(row->when == NULL || row->is != NULL, "%s/%s", family->code, row->name);
    ck_assert_msg(row->severity == NULL || is_severity(row->severity), "%s/%s", family->code, row->name);
}

static void check_table(const struct family_rules *family, const struct rule *table)
{
    for (size_t i = 0; i < seen_count; i++) {
        if (seen[i] == table) {
            return;
        }
    }
    ck_assert_uint_lt(seen_count, TABLES_MAX);
    seen[seen_count++] = table;
    const struct rule *row = table;

    for (; row->name != NULL; row++) {
        int order =
            row == table ? -1 : document_name_compare(row[-1].name, strlen(row[-1].name), row->name, strlen(row->name));

        ck_assert_msg(order < 0 || (order == 0 && row[-1].when != NULL), "%s: %s is not in its place", family->code,
                      row->name);
        check_row(family, row);
        if (row->inside != NULL) {
            check_table(family, row->inside);
        }
    }
    if (row->inside != NULL) { /* where it goes on */
        check_table(family, row->inside);
    }
}

START_TEST(tables_are_sorted_and_sound)
{
    size_t count;
    const struct family_rules *const *all = graph_rules_all(&count);

    ck_assert_uint_eq(count, 65);
    for (size_t i = 0; i < count; i++) {
        check_table(all[i], all[i]->root);
        ck_assert_msg(is_severity(all[i]->severity) && all[i]->label[0] != '\0', "%s", all[i]->code);
        ck_assert_ptr_eq(graph_rules_find(all[i]->code), all[i]);
    }
    check_table(&rules_unknown, rules_unknown.root);
    ck_assert_ptr_null(graph_rules_find("nonsense"));
}

END_TEST

START_TEST(the_general_volatile_members_are_dropped_at_every_root)
{
    /* graph.md section 2, R0 */
    static const char *const names[] = {
        "id",         "createdDateTime",   "lastModifiedDateTime", "modifiedDateTime", "version",
        "isAssigned", "supportsScopeTags", "settingCount",         "creationSource",   "deployedAppCount"
    };
    size_t count;
    const struct family_rules *const *all = graph_rules_all(&count);

    for (size_t i = 0; i <= count; i++) {
        const struct family_rules *family = i < count ? all[i] : &rules_unknown;

        for (size_t j = 0; j < sizeof names / sizeof names[0]; j++) {
            const struct rule *row = rule_find(family->root, names[j]);

            ck_assert_msg(row != NULL && row->flags == RULE_DROP, "%s keeps %s", family->code, names[j]);
        }
    }
}

END_TEST

SUITE(core_drift_rules, tables_are_sorted_and_sound, the_general_volatile_members_are_dropped_at_every_root);
