#include <string.h>

#include "base/text.h"
#include "core/drift/canonical.h"
#include "core/drift/document_write.h"
#include "core/drift/script.h"
#include "core/drift/unicode.h"
#include "ext/crypt.h"
#include "ext/xml.h"

/* Decoded content is an object with this member, which names its kind; what is one already is canonicalised as it is. */
#define CONTENT_MEMBER "@content"
#define DATA_MEMBER    "@data"

static const struct document_limits embedded_limits = { .bytes = 32U << 20, .depth = 100 };

static struct node content_node(struct canonicalizer *c, const char *kind, const char *member, struct node value)
{
    struct node *items = arena_calloc(c->mem, 2, sizeof *items);

    items[0] = document_named(CONTENT_MEMBER, document_string(kind, strlen(kind)));
    items[1] = document_named(member, value);
    return (struct node){ .kind = DOCUMENT_OBJECT, .items = items, .len = 2 };
}

static struct node binary_node(struct canonicalizer *c, struct bytes content)
{
    struct node *items = arena_calloc(c->mem, 3, sizeof *items);
    uint8_t digest[SHA256_LEN];
    const char *size = arena_printf(c->mem, "%zu", content.len);
    const char *hex;

    sha256(content, digest);
    hex = hex_encode(c->mem, bytes_of(digest, sizeof digest));
    items[0] = document_named(CONTENT_MEMBER, document_string("binary", 6));
    items[1] = document_named("sha256", document_string(hex, 2 * SHA256_LEN));
    items[2] =
        document_named("size", (struct node){ .kind = DOCUMENT_NUMBER, .text = size, .len = (uint32_t)strlen(size) });
    return (struct node){ .kind = DOCUMENT_OBJECT, .items = items, .len = 3 };
}

/* Puts a value where another was, under its name and in its place of the input. */
static void put(struct node *where, struct node value)
{
    where->kind = value.kind;
    where->items = value.items;
    where->len = value.len;
}

static bool is_text(struct bytes content)
{
    for (size_t i = 0; i < content.len; i++) {
        uint8_t b = content.data[i];

        if (b < 0x20 && b != '\n' && b != '\r' && b != '\t' && b != '\f' && b != 0x1b) {
            return false;
        }
    }
    return utf8_valid(content);
}

static bool looks_like_xml(struct bytes text)
{
    size_t at = 0;

    while (at < text.len && strchr(" \t\r\n", text.data[at]) != NULL && text.data[at] != '\0') {
        at++;
    }
    return at < text.len && text.data[at] == '<';
}

/* Binary values of property lists by their hash, at any depth. */
/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
static void hash_data(struct canonicalizer *c, struct node *value)
{
    if (value->kind == DOCUMENT_OBJECT && value->len == 1) {
        const struct node *data = document_member(value, DATA_MEMBER);
        struct bytes content;

        if (data != NULL && data->kind == DOCUMENT_STRING &&
            base64_decode(c->mem, bytes_of(data->text, data->len), &content) == RC_OK) {
            put(value, binary_node(c, content));
            return;
        }
    }
    if (value->kind == DOCUMENT_OBJECT || value->kind == DOCUMENT_ARRAY) {
        for (uint32_t i = 0; i < value->len; i++) {
            if (value->kind == DOCUMENT_OBJECT && value->items[i].kind == DOCUMENT_OBJECT &&
                secret_is_word(c, value->items[i].name, value->items[i].name_len)) {
                secret_replace(c, &value->items[i]);
            }
            hash_data(c, &value->items[i]);
        }
    }
}

static bool decode_plist(struct canonicalizer *c, const struct xml *xml, struct node *value)
{
    struct document_error error;
    struct bytes json;
    struct node *plist;

    if (xml_plist_json(c->mem, xml, &json) != RC_OK ||
        document_parse(c->mem, json, &embedded_limits, &plist, &error) != RC_OK) {
        return false;
    }
    hash_data(c, plist);
    canonical_value(c, NULL, plist);
    put(value, content_node(c, "plist", "value", *plist));
    return true;
}

static const char *replace_secret(void *self, const char *name, const char *text)
{
    struct canonicalizer *c = self;

    if (*text == '\0' || !secret_is_word(c, name, strlen(name)) || secret_is_digest(text, strlen(text))) {
        return NULL;
    }
    return secret_digest(c, bytes_text(text));
}

/* A document, or several elements beside each other: those get a root for as long as they are worked on. */
static bool decode_xml(struct canonicalizer *c, struct bytes text, struct node *value)
{
    static const char open[] = "<_>";
    static const char close[] = "</_>";
    bool fragment = false;
    struct bytes canonical;
    struct xml *xml;

    if (xml_parse(c->mem, text, &xml) != RC_OK) {
        const char *wrapped = arena_printf(c->mem, "%s%.*s%s", open, (int)text.len, (const char *)text.data, close);

        fragment = true;
        if (text.len > XML_BYTES_MAX || memchr(text.data, 0, text.len) != NULL ||
            xml_parse(c->mem, bytes_text(wrapped), &xml) != RC_OK) {
            return false;
        }
    }
    if (xml_is_plist(xml) && decode_plist(c, xml, value)) {
        return true;
    }
    xml_replace(xml, replace_secret, c);
    if (xml_canonical(c->mem, xml, &canonical) != RC_OK) {
        return false;
    }
    if (fragment) {
        canonical = bytes_of(canonical.data + sizeof open - 1, canonical.len - (sizeof open - 1) - (sizeof close - 1));
    }
    put(value, content_node(c, "xml", "text", document_string((const char *)canonical.data, canonical.len)));
    return true;
}

static void decode_json(struct canonicalizer *c, const struct rule *rule, struct bytes text, struct node *value)
{
    const struct rule inside = { .name = rule->name, .inside = rule->inside };
    struct document_error error;
    struct node *parsed;

    /* a bare number or text in a string stays the string that it is: it could not be told from one when it is read again */
    if (document_parse(c->mem, text, &embedded_limits, &parsed, &error) == RC_OK &&
        (parsed->kind == DOCUMENT_OBJECT || parsed->kind == DOCUMENT_ARRAY)) {
        canonical_value(c, &inside, parsed);
        put(value, *parsed);
    }
}

static void decode_bytes(struct canonicalizer *c, const struct rule *rule, struct bytes content, struct node *value)
{
    bool xml = rule->content == CONTENT_XML || rule->content == CONTENT_DETECT;
    struct bytes text;
    struct node script;

    if (rule->content == CONTENT_BINARY || unicode_decode(c->mem, content, &text) != DOCUMENT_ACCEPTED ||
        !is_text(text)) {
        put(value, binary_node(c, content));
        return;
    }
    if (rule->content == CONTENT_JSON) {
        decode_json(c, rule, text, value);
        return;
    }
    if (xml && looks_like_xml(text) && decode_xml(c, text, value)) {
        return;
    }
    script = script_node(c, text);
    put(value, content_node(c, "text", "text", script));
}

static void decode_text(struct canonicalizer *c, const struct rule *rule, struct node *value)
{
    struct bytes text = bytes_of(value->text, value->len);
    struct bytes content;

    if ((rule->flags & RULE_BASE64) != 0) {
        if (value->len > 0 && base64_decode(c->mem, text, &content) == RC_OK) {
            decode_bytes(c, rule, content, value);
        }
    } else if (rule->content == CONTENT_JSON) {
        decode_json(c, rule, text, value);
    } else if (rule->content == CONTENT_SCRIPT) {
        put(value, script_node(c, text));
    } else if (looks_like_xml(text)) {
        (void)decode_xml(c, text, value);
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): the parser bounds the depth */
void embedded_decode(struct canonicalizer *c, const struct rule *rule, struct node *value)
{
    const struct rule inside = { .name = rule->name, .inside = rule->inside };

    if (value->kind == DOCUMENT_STRING) {
        decode_text(c, rule, value);
    } else if (value->kind == DOCUMENT_ARRAY) {
        for (uint32_t i = 0; i < value->len; i++) {
            embedded_decode(c, rule, &value->items[i]);
        }
    } else {
        canonical_value(c, &inside, value);
    }
}
