#include <stdlib.h>
#include <string.h>

#include <libxml/tree.h>

#include "base/strbuf.h"
#include "ext/xml.h"
#include "ext/xml_internal.h"

enum { JSON_BYTES_MAX = 64 << 20 };

static bool write_value(struct strbuf *out, const xmlNode *node);

static void write_string(struct strbuf *out, const char *text)
{
    strbuf_putc(out, '"');
    for (; *text != '\0'; text++) {
        if (*text == '"' || *text == '\\') {
            strbuf_putc(out, '\\');
        }
        if ((unsigned char)*text < 0x20) {
            strbuf_printf(out, "\\u%04x", (unsigned)*text);
        } else {
            strbuf_putc(out, *text);
        }
    }
    strbuf_putc(out, '"');
}

/* The text of an element that holds nothing else; NULL if it holds elements. */
static const char *text_of(const xmlNode *node)
{
    if (node->children == NULL) {
        return "";
    }
    if (node->children->next != NULL || node->children->type != XML_TEXT_NODE) {
        return NULL;
    }
    return (const char *)node->children->content;
}

static const char *skip_digits(const char *at)
{
    while (*at >= '0' && *at <= '9') {
        at++;
    }
    return at;
}

static bool is_json_number(const char *text)
{
    const char *from = text + (*text == '-');
    const char *at = skip_digits(from);

    if (at == from || (*from == '0' && at - from > 1)) {
        return false;
    }
    if (*at == '.') {
        from = at + 1;
        at = skip_digits(from);
        if (at == from) {
            return false;
        }
    }
    if (*at == 'e' || *at == 'E') {
        from = at + 1 + (at[1] == '+' || at[1] == '-');
        at = skip_digits(from);
        if (at == from) {
            return false;
        }
    }
    return *at == '\0';
}

static void write_data(struct strbuf *out, const char *base64)
{
    strbuf_puts(out, "{\"@data\":\"");
    for (; *base64 != '\0'; base64++) {
        if (strchr(" \t\r\n\"\\", *base64) == NULL) {
            strbuf_putc(out, *base64);
        }
    }
    strbuf_puts(out, "\"}");
}

/* NOLINTBEGIN(misc-no-recursion): libxml2 bounds the depth */
static bool write_array(struct strbuf *out, const xmlNode *array)
{
    strbuf_putc(out, '[');
    for (const xmlNode *child = array->children; child != NULL; child = child->next) {
        if (child != array->children) {
            strbuf_putc(out, ',');
        }
        if (!write_value(out, child)) {
            return false;
        }
    }
    strbuf_putc(out, ']');
    return true;
}

static bool write_dict(struct strbuf *out, const xmlNode *dict)
{
    strbuf_putc(out, '{');
    for (const xmlNode *key = dict->children; key != NULL; key = key->next->next) {
        const char *name =
            key->type == XML_ELEMENT_NODE && strcmp((const char *)key->name, "key") == 0 ? text_of(key) : NULL;

        if (name == NULL || key->next == NULL) {
            return false;
        }
        if (key != dict->children) {
            strbuf_putc(out, ',');
        }
        write_string(out, name);
        strbuf_putc(out, ':');
        if (!write_value(out, key->next)) {
            return false;
        }
    }
    strbuf_putc(out, '}');
    return true;
}

static bool write_scalar(struct strbuf *out, const xmlNode *node)
{
    const char *name = (const char *)node->name;
    const char *text = text_of(node);

    if (strcmp(name, "true") == 0 || strcmp(name, "false") == 0) {
        strbuf_puts(out, name);
        return true;
    }
    if (text == NULL) {
        return false;
    }
    if (strcmp(name, "data") == 0) {
        write_data(out, text);
    } else if ((strcmp(name, "integer") == 0 || strcmp(name, "real") == 0) && is_json_number(text)) {
        strbuf_puts(out, text);
    } else if (strcmp(name, "string") == 0 || strcmp(name, "date") == 0 || strcmp(name, "integer") == 0 ||
               strcmp(name, "real") == 0) {
        write_string(out, text);
    } else {
        return false;
    }
    return true;
}

static bool write_value(struct strbuf *out, const xmlNode *node)
{
    if (node->type != XML_ELEMENT_NODE) {
        return false;
    }
    if (strcmp((const char *)node->name, "dict") == 0) {
        return write_dict(out, node);
    }
    if (strcmp((const char *)node->name, "array") == 0) {
        return write_array(out, node);
    }
    return write_scalar(out, node);
}

/* NOLINTEND(misc-no-recursion) */

enum rc xml_plist_json(struct arena *arena, const struct xml *xml, struct bytes *out)
{
    const xmlNode *root = xml_root(xml);
    struct strbuf json;

    strbuf_init(&json, arena, JSON_BYTES_MAX);
    if (!xml_is_plist(xml) || root->children == NULL || root->children->next != NULL ||
        !write_value(&json, root->children)) {
        return RC_INVALID;
    }
    *out = strbuf_view(&json);
    return strbuf_done(&json);
}
