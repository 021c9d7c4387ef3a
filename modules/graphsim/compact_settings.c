#include "modules/graphsim/compact_settings.h"

#include <string.h>

#define TYPE "#microsoft.graph.deviceManagementConfiguration"

static struct node instances(struct arena *mem, const struct node *settings);

static struct node null_node(void)
{
    return (struct node){ .kind = DOCUMENT_NULL };
}

static struct node typed(struct arena *mem, const char *type)
{
    struct node object = tree_object();

    tree_set(mem, &object, "@odata.type", tree_text(type));
    return object;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static struct node choice(struct arena *mem, const char *definition, const char *suffix, const struct node *children)
{
    struct node instance = typed(mem, TYPE "ChoiceSettingInstance");
    struct node value = tree_object();

    tree_set(mem, &value, "children", children == NULL ? tree_array() : instances(mem, children));
    tree_set(mem, &value, "settingValueTemplateReference", null_node());
    tree_set(mem, &value, "value", tree_text(arena_printf(mem, "%s%s", definition, suffix)));
    tree_set(mem, &instance, "choiceSettingValue", value);
    return instance;
}

static struct node simple_value(struct arena *mem, const struct node *value)
{
    struct node out =
        typed(mem, value->kind == DOCUMENT_NUMBER ? TYPE "IntegerSettingValue" : TYPE "StringSettingValue");

    tree_set(mem, &out, "settingValueTemplateReference", null_node());
    tree_set(mem, &out, "value", *value);
    return out;
}

static struct node simple(struct arena *mem, const struct node *value)
{
    struct node instance = typed(mem, TYPE "SimpleSettingInstance");

    tree_set(mem, &instance, "simpleSettingValue", simple_value(mem, value));
    return instance;
}

static struct node secret(struct arena *mem, const struct node *value)
{
    struct node instance = typed(mem, TYPE "SimpleSettingInstance");
    struct node out = typed(mem, TYPE "SecretSettingValue");

    tree_set(mem, &out, "value", *value);
    tree_set(mem, &out, "valueState", tree_text("notEncrypted"));
    tree_set(mem, &instance, "simpleSettingValue", out);
    return instance;
}

static struct node simple_list(struct arena *mem, const struct node *values)
{
    struct node instance = typed(mem, TYPE "SimpleSettingCollectionInstance");
    struct node list = tree_array();

    for (uint32_t i = 0; i < values->len; i++) {
        tree_append(mem, &list, simple_value(mem, &values->items[i]));
    }
    tree_set(mem, &instance, "simpleSettingCollectionValue", list);
    return instance;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static struct node groups(struct arena *mem, const struct node *values)
{
    struct node instance = typed(mem, TYPE "GroupSettingCollectionInstance");
    struct node list = tree_array();

    for (uint32_t i = 0; i < values->len; i++) {
        struct node group = tree_object();

        tree_set(mem, &group, "children", instances(mem, &values->items[i]));
        tree_set(mem, &group, "settingValueTemplateReference", null_node());
        tree_append(mem, &list, group);
    }
    tree_set(mem, &instance, "groupSettingCollectionValue", list);
    return instance;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static struct node make(struct arena *mem, const char *definition, const struct node *value)
{
    const char *text = document_text(mem, value);
    struct node *inner;

    if (text != NULL && text[0] == '_') {
        return choice(mem, definition, text, NULL);
    }
    if (value->kind == DOCUMENT_ARRAY && value->len == 2) {
        return choice(mem, definition, document_text(mem, &value->items[0]), &value->items[1]);
    }
    if ((inner = document_member(value, "texts")) != NULL) {
        return simple_list(mem, inner);
    }
    if ((inner = document_member(value, "groups")) != NULL) {
        return groups(mem, inner);
    }
    if ((inner = document_member(value, "secret")) != NULL) {
        return secret(mem, inner);
    }
    return simple(mem, value);
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the document, which is bounded */
static struct node instances(struct arena *mem, const struct node *settings)
{
    struct node list = tree_array();

    for (uint32_t i = 0; i < settings->len; i++) {
        const struct node *value = &settings->items[i];
        char *definition = arena_strndup(mem, value->name, value->name_len);
        struct node instance = make(mem, definition, value);

        tree_set(mem, &instance, "settingDefinitionId", tree_text(definition));
        tree_set(mem, &instance, "settingInstanceTemplateReference", null_node());
        tree_append(mem, &list, instance);
    }
    return list;
}

struct node compact_settings(struct arena *mem, const struct node *settings)
{
    struct node list = instances(mem, settings);

    for (uint32_t i = 0; i < list.len; i++) {
        struct node setting = tree_object();

        tree_set(mem, &setting, "id", tree_text(arena_printf(mem, "%u", i)));
        tree_set(mem, &setting, "settingInstance", list.items[i]);
        list.items[i] = setting;
    }
    return list;
}
