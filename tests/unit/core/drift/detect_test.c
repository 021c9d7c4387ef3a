/* Whose an exported object is: context, type, shape and folder, in this order. */
#include <string.h>

#include "base/strbuf.h"
#include "core/drift/detect.h"
#include "providers/graph/rules/rules.h"
#include "support/suite.h"

static const char *family_of(const char *json, const char *context, const char *path)
{
    struct arena *mem = arena_new();
    const struct family_rules *const *all;
    const struct family_rules *found;
    struct document_error error;
    struct node *root;
    size_t count;

    all = graph_rules_all(&count);
    ck_assert_int_eq(document_parse(mem, bytes_text(json), &document_limits_default, &root, &error), RC_OK);
    found = detect_family(detect_init(mem, all, count), root, bytes_text(context), path);
    arena_free(mem);
    return found == NULL ? "" : found->code;
}

#define CONTEXT(about) "{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#" about "\",\"id\":\"1\"}"

START_TEST(a_context_says_what_it_is_about)
{
    ck_assert_str_eq(family_of(CONTEXT("identity/conditionalAccess/policies/$entity"), "", NULL), "conditional_access");
    ck_assert_str_eq(family_of(CONTEXT("conditionalAccess/policies"), "", NULL), "conditional_access");
    ck_assert_str_eq(
        family_of(CONTEXT("deviceManagement/deviceConfigurations/microsoft.graph.iosCustomConfiguration"), "", NULL),
        "device_configuration");
    ck_assert_str_eq(
        family_of(CONTEXT("deviceManagement/configurationPolicies(assignments(),settings())/$entity"), "", NULL),
        "settings_catalog");
    ck_assert_str_eq(family_of(CONTEXT("applications(id,owners(id))"), "", NULL), "application");
    ck_assert_str_eq(family_of("{}", "x/$metadata#applications", NULL), "application");
}

END_TEST

START_TEST(a_context_of_something_inside_an_object_is_not_that_of_the_object)
{
    ck_assert_str_eq(family_of(CONTEXT("deviceManagement/configurationPolicies('1')/settings"), "", NULL), "");
    ck_assert_str_eq(family_of(CONTEXT("identity/conditionalAccess/policies('1')/conditions"), "", NULL), "");
}

END_TEST

START_TEST(the_first_that_says_it_decides)
{
    static const char type[] = "{\"@odata.type\":\"#microsoft.graph.ipNamedLocation\",\"omaSettings\":[]}";

    ck_assert_str_eq(family_of(type, "x#deviceManagement/configurationPolicies", "a/AppProtection/1.json"),
                     "settings_catalog");
    ck_assert_str_eq(family_of(type, "", "a/AppProtection/1.json"), "named_location");
    ck_assert_str_eq(family_of("{\"omaSettings\":[]}", "", "a/AppProtection/1.json"), "device_configuration");
    ck_assert_str_eq(family_of("{\"x\":1}", "", "a/AppProtection/1.json"), "app_protection");
    ck_assert_str_eq(family_of("{\"x\":1}", "", "a/b/1.json"), "");
}

END_TEST

START_TEST(a_type_may_fit_a_pattern)
{
    ck_assert_str_eq(family_of("{\"@odata.type\":\"#microsoft.graph.someNewManagedAppProtection\"}", "", NULL),
                     "app_protection");
    ck_assert_str_eq(family_of("{\"@odata.type\":\"#microsoft.graph.application\"}", "", NULL), "application");
    ck_assert_str_eq(family_of("{\"@odata.type\":\"#microsoft.graph.applicationX\"}", "", NULL), "");
}

END_TEST

START_TEST(a_shape_is_all_of_its_members)
{
    ck_assert_str_eq(family_of("{\"settings\":[],\"platforms\":\"a\",\"technologies\":\"b\"}", "", NULL),
                     "settings_catalog");
    ck_assert_str_eq(family_of("{\"settings\":[],\"platforms\":\"a\"}", "", NULL), "");
    ck_assert_str_eq(family_of("{\"conditions\":{\"users\":{},\"applications\":{}}}", "", NULL), "conditional_access");
    ck_assert_str_eq(family_of("{\"conditions\":{\"users\":{}}}", "", NULL), "");
}

END_TEST

START_TEST(the_nearest_folder_decides_however_it_is_written)
{
    ck_assert_str_eq(family_of("{}", "", "Scripts/x/Named Locations/1.json"), "named_location");
    ck_assert_str_eq(family_of("{}", "", "x/settings-catalog/y/1.json"), "settings_catalog");
    ck_assert_str_eq(family_of("{}", "", "/SETTINGS_CATALOG/1.json"), "settings_catalog");
    ck_assert_str_eq(family_of("{}", "", "Settings Catalog.json"), "");
    ck_assert_str_eq(family_of("5", "", "x/1.json"), "");
}

END_TEST

/* {"a":{"b":1},"c":1} for "a/b c" */
static const char *object_of_shape(struct arena *mem, const char *shape)
{
    struct strbuf out;
    char *rest = arena_strdup(mem, shape);

    strbuf_init(&out, mem, 4096);
    for (const char *word; (word = strsep(&rest, " ")) != NULL;) {
        size_t len = strcspn(word, "/");

        strbuf_printf(&out, "%c\"%.*s\":", out.len == 0 ? '{' : ',', (int)len, word);
        if (word[len] == '\0') {
            strbuf_puts(&out, "1");
            continue;
        }
        strbuf_printf(&out, "{\"%s\":1", word + len + 1);
        while (rest != NULL && strncmp(rest, word, len + 1) == 0) {
            strbuf_printf(&out, ",\"%s\":1", strsep(&rest, " ") + len + 1);
        }
        strbuf_putc(&out, '}');
    }
    strbuf_putc(&out, '}');
    return out.data;
}

static void check_recogniser(const struct family_rules *family, const char *json, const char *context, const char *path)
{
    const char *found = family_of(json, context, path);

    ck_assert_msg(strcmp(found, family->code) == 0, "%s %s %s of %s is taken for '%s'", json, context,
                  path == NULL ? "" : path, family->code, found);
}

START_TEST(no_family_takes_what_another_one_names)
{
    struct arena *mem = arena_new();
    size_t count;
    const struct family_rules *const *all = graph_rules_all(&count);

    for (size_t i = 0; i < count; i++) {
        const struct family_rules *f = all[i];

        for (const char *const *text = f->contexts; *text != NULL; text++) {
            check_recogniser(f, "{}", arena_printf(mem, "x#%s", *text), NULL);
        }
        for (const char *const *text = f->types; *text != NULL; text++) {
            const char *type = (*text)[0] == '*' ? arena_printf(mem, "#x.y%s", *text + 1) : *text;

            check_recogniser(f, arena_printf(mem, "{\"@odata.type\":\"%s\"}", type), "", NULL);
        }
        for (const char *const *text = f->shapes; text != NULL && *text != NULL; text++) {
            check_recogniser(f, object_of_shape(mem, *text), "", NULL);
        }
        for (const char *const *text = f->folders; *text != NULL; text++) {
            check_recogniser(f, "{}", "", arena_printf(mem, "a/%s/b.json", *text));
        }
    }
    arena_free(mem);
}

END_TEST

SUITE(core_drift_detect, no_family_takes_what_another_one_names, a_context_says_what_it_is_about,
      a_context_of_something_inside_an_object_is_not_that_of_the_object, the_first_that_says_it_decides,
      a_type_may_fit_a_pattern, a_shape_is_all_of_its_members, the_nearest_folder_decides_however_it_is_written);
