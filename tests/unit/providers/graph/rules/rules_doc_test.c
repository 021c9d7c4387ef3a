/* shared/providers/graph/RULES.md is the tables of rules themselves, rendered: `make rules` writes it, this test compares. */
#include "base/strbuf.h"
#include "core/drift/drift.h"
#include "providers/graph/rules/parts.h"
#include "support/document_file.h"
#include "support/suite.h"

enum { DOC_MAX = 1 << 20, PLACE_MAX = 512, DEPTH_MAX = 20 };

/* Tables that several families go on in, or that point at themselves: written once, referred to elsewhere. */
static const struct {
    const struct rule *table;
    const char *name;
} common[] = {
    { rules_object, "Every object" },
    { rules_directory, "Objects of the directory" },
    { rules_assigned, "Objects that are assigned" },
    { rules_assignment, "An assignment" },
    { rules_settings, "Policies of the settings catalog" },
    { rules_setting_instance, "A setting" },
    { rules_setting, "A setting of a policy" },
    { rules_scheduled_actions, "Actions for non-compliance" },
    { rules_script, "Scripts" },
    { rules_app, "An app that a policy is about" },
    { rules_image, "An image" },
    { rules_role_permission, "A role's permission" },
    { rules_device_role_assignment_root, "An assignment of a device management role" },
    { rules_role_grant, "Who holds a role" },
    { rules_cross_tenant, "What partners may do" },
    { rules_app_object, "Applications and service principals" },
};

enum { COMMON_COUNT = sizeof common / sizeof common[0] };

static const char *common_name(const struct rule *table)
{
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        if (common[i].table == table) {
            return common[i].name;
        }
    }
    return NULL;
}

static void put_link(struct strbuf *out, const char *name)
{
    strbuf_printf(out, "[%s](#", name);
    for (const char *at = name; *at != '\0'; at++) {
        if (*at == ' ') {
            strbuf_putc(out, '-');
        } else if (*at != '\'') {
            strbuf_putc(out, *at >= 'A' && *at <= 'Z' ? (char)(*at - 'A' + 'a') : *at);
        }
    }
    strbuf_putc(out, ')');
}

static void put_texts(struct strbuf *out, const char *const *texts)
{
    for (const char *const *text = texts; text != NULL && *text != NULL; text++) {
        strbuf_printf(out, "%s`%s`", text == texts ? "" : ", ", *text);
    }
}

/* One more thing that a row says. */
static void say(struct strbuf *out, const char *text)
{
    strbuf_printf(out, "%s%s", out->len == 0 ? "" : "; ", text);
}

static void say_flags(struct strbuf *out, const struct rule *row)
{
    static const char *const contents[] = {
        [CONTENT_PLAIN] = "",  [CONTENT_JSON] = "JSON in a text", [CONTENT_SCRIPT] = "a script",
        [CONTENT_XML] = "XML", [CONTENT_BINARY] = "by its hash",  [CONTENT_DETECT] = "by what it holds",
    };

    if ((row->flags & RULE_DROP) != 0) {
        say(out, "left out");
    }
    if ((row->flags & RULE_SECRET) != 0) {
        say(out, "secret");
    }
    if (row->content != CONTENT_PLAIN) {
        say(out, contents[row->content]);
        strbuf_puts(out, (row->flags & RULE_BASE64) != 0 ? ", in base64" : "");
    }
    if ((row->flags & RULE_SET) != 0) {
        say(out, row->key == NULL ? "set" : "set by ");
        put_texts(out, row->key);
    }
    if ((row->flags & (RULE_EMPTY | RULE_NIL_ID)) != 0) {
        say(out, (row->flags & RULE_NIL_ID) != 0 ? "null, empty, absent and the nil id are one"
                                                 : "null, empty and absent are one");
    }
}

static void put_row(struct strbuf *out, const char *place, const struct rule *row)
{
    struct strbuf says;

    strbuf_init(&says, out->arena, PLACE_MAX);
    say_flags(&says, row);
    if (row->reference != REFERENCE_NONE) {
        say(&says, "id of: ");
        strbuf_puts(&says, drift_reference_code(row->reference));
    }
    if (row->inside != NULL && common_name(row->inside) != NULL) {
        say(&says, "as ");
        put_link(&says, common_name(row->inside));
    }
    if (row->when != NULL) {
        say(&says, "where ");
        strbuf_printf(&says, "`%s` is `%s`", row->when, row->is);
    }
    ck_assert_int_eq(strbuf_done(&says), RC_OK);
    strbuf_printf(out, "| `%s` | %s | %s | %s |\n", place, says.data, row->severity == NULL ? "" : row->severity,
                  row->label == NULL ? "" : row->label);
}

static void put_rows(struct strbuf *out, const char *above, const struct rule *table, unsigned depth)
{
    ck_assert_uint_lt(depth, DEPTH_MAX);
    for (const struct rule *row = table; row->name != NULL; row++) {
        const char *place = arena_printf(out->arena, "%s/%s", above, row->name);

        put_row(out, place, row);
        if (row->inside != NULL && common_name(row->inside) == NULL) {
            put_rows(out, place, row->inside, depth + 1);
        }
    }
}

/* A table of its own with what it goes on in. */
static void put_table(struct strbuf *out, const struct rule *table)
{
    const struct rule *rest = rule_goes_on(table);

    if (table->name != NULL) {
        strbuf_puts(out, "\n| place | rule | severity | name |\n|---|---|---|---|\n");
        put_rows(out, "", table, 0);
    }
    if (rest != NULL) {
        ck_assert_ptr_nonnull(common_name(rest));
        strbuf_puts(out, "\nGoes on as ");
        put_link(out, common_name(rest));
        strbuf_puts(out, ".\n");
    }
}

static void put_recogniser(struct strbuf *out, const char *by, const char *const *texts)
{
    if (texts != NULL) {
        strbuf_printf(out, "- %s: ", by);
        put_texts(out, texts);
        strbuf_putc(out, '\n');
    }
}

static void put_family(struct strbuf *out, const struct family_rules *family)
{
    strbuf_printf(out, "\n## %s\n\n- code: `%s`\n- severity: %s\n- id: `%s`\n", family->label, family->code,
                  family->severity, family->id == NULL ? family->wire->id : family->id);
    put_recogniser(out, "name", family->names == NULL ? family->wire->names : family->names);
    put_recogniser(out, "context", family->contexts);
    put_recogniser(out, "type", family->types);
    put_recogniser(out, "members", family->shapes);
    put_recogniser(out, "folder", family->folders);
    strbuf_puts(out, family->secret_words == NULL ? "" : "- names of [secrets](#secrets) count in what it holds\n");
    if (common_name(family->root) != NULL) {
        strbuf_puts(out, "\nAs ");
        put_link(out, common_name(family->root));
        strbuf_puts(out, ".\n");
    } else {
        put_table(out, family->root);
    }
}

static const char *render(struct arena *mem)
{
    size_t count;
    const struct family_rules *const *all = graph_rules_all(&count);
    struct strbuf out;

    strbuf_init(&out, mem, DOC_MAX);
    strbuf_printf(
        &out,
        "# How objects are compared\n\nMade from the tables in `rules/` by `make rules`; a test compares. Version %d of the"
        " canonical form; %zu families.\n\nA place is a JSON Pointer into the object, without the elements of lists."
        " What has no row is compared as it is: lists in their order, null as null. Severity and name hold for what lies"
        " deeper too. Members with `%s` in their name, or beginning with `%s`, are left out everywhere, `%s` excepted and"
        " whatever has a row. An id's place may hold a word instead: ",
        DRIFT_CANONICAL_VERSION, count, rules_wire.infix, rules_wire.prefix, rules_wire.keep);
    put_texts(&out, rules_wire.words);
    strbuf_puts(&out, ".\n\n# Common\n");
    for (size_t i = 0; i < COMMON_COUNT; i++) {
        strbuf_printf(&out, "\n## %s\n", common[i].name);
        put_table(&out, common[i].table);
    }
    strbuf_puts(&out, "\n## Secrets\n\nMembers, elements and variables of these names, in any case: ");
    put_texts(&out, rules_secret_words);
    strbuf_puts(&out, ".\n\n# Families\n");
    for (size_t i = 0; i < count; i++) {
        put_family(&out, all[i]);
    }
    ck_assert_int_eq(strbuf_done(&out), RC_OK);
    return out.data;
}

START_TEST(the_page_is_the_tables)
{
    struct arena *mem = arena_new();

    document_file_check("shared/providers/graph/RULES.md", render(mem), "rules");
    arena_free(mem);
}

END_TEST

SUITE(graph_rules_doc, the_page_is_the_tables);
