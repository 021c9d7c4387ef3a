#include "ext/xml.h"

#include <string.h>

#include <libxml/c14n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include "ext/xml_internal.h"

struct xml {
    xmlDoc *doc;
};

static void free_doc(void *doc)
{
    xmlFreeDoc(doc);
}

static void stay_quiet(void *self, xmlError *error)
{
    (void)self;
    (void)error;
}

/* A declaration of an entity; libxml2 would expand it in attributes while it parses. */
static bool declares_entities(struct bytes text)
{
    return memmem(text.data, text.len, "<!ENTITY", 8) != NULL;
}

static bool is_text(const xmlNode *node)
{
    return node != NULL && node->type == XML_TEXT_NODE;
}

/* Takes the node away; texts on both sides of it become one. Returns what follows. */
static xmlNode *drop(xmlNode *node)
{
    xmlNode *before = node->prev;
    xmlNode *after = node->next;

    xmlUnlinkNode(node);
    xmlFreeNode(node);
    if (is_text(before) && is_text(after)) {
        return xmlTextMerge(before, after)->next;
    }
    return after;
}

/* Comments, processing instructions and the subset say nothing about the content. */
/* NOLINTNEXTLINE(misc-no-recursion): libxml2 bounds the depth */
static void drop_noise(xmlNode *node)
{
    while (node != NULL) {
        if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE || node->type == XML_DTD_NODE) {
            node = drop(node);
            continue;
        }
        if (node->type == XML_ELEMENT_NODE) {
            drop_noise(node->children);
        }
        node = node->next;
    }
}

enum rc xml_parse(struct arena *arena, struct bytes text, struct xml **out)
{
    const int options = XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                        XML_PARSE_NOCDATA | XML_PARSE_NODICT;
    struct xml *xml;
    xmlDoc *doc;

    if (text.len > XML_BYTES_MAX) {
        return RC_TOO_LARGE;
    }
    if (declares_entities(text)) {
        return RC_INVALID;
    }
    xmlSetStructuredErrorFunc(NULL, stay_quiet);
    doc = xmlReadMemory((const char *)text.data, (int)text.len, NULL, "UTF-8", options);
    if (doc == NULL) {
        return RC_INVALID;
    }
    arena_defer(arena, free_doc, doc);
    drop_noise(doc->children);
    doc->intSubset = NULL;
    if (xmlDocGetRootElement(doc) == NULL) {
        return RC_INVALID;
    }
    xml = arena_alloc(arena, sizeof *xml);
    xml->doc = doc;
    *out = xml;
    return RC_OK;
}

const xmlNode *xml_root(const struct xml *xml)
{
    return xmlDocGetRootElement(xml->doc);
}

static bool is_named(const xmlNode *node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

bool xml_is_plist(const struct xml *xml)
{
    return is_named(xml_root(xml), "plist");
}

struct replacing {
    const char *(*replace)(void *self, const char *name, const char *text);
    void *self;
};

static void replace_text(const struct replacing *with, const xmlChar *name, xmlNode *text)
{
    const char *instead;

    if (text == NULL || text->next != NULL || text->type != XML_TEXT_NODE || text->content == NULL) {
        return;
    }
    instead = with->replace(with->self, (const char *)name, (const char *)text->content);
    if (instead != NULL) {
        xmlNodeSetContent(text, NULL);
        xmlNodeAddContent(text, (const xmlChar *)instead);
    }
}

/* NOLINTNEXTLINE(misc-no-recursion): libxml2 bounds the depth */
static void replace_in(const struct replacing *with, xmlNode *element)
{
    for (xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next) {
        replace_text(with, attribute->name, attribute->children);
    }
    replace_text(with, element->name, element->children);
    for (xmlNode *child = element->children; child != NULL; child = child->next) {
        if (child->type == XML_ELEMENT_NODE) {
            replace_in(with, child);
        }
    }
}

void xml_replace(struct xml *xml, const char *(*replace)(void *self, const char *name, const char *text), void *self)
{
    const struct replacing with = { .replace = replace, .self = self };

    replace_in(&with, xmlDocGetRootElement(xml->doc));
}

static void free_text(void *text)
{
    xmlFree(text);
}

enum rc xml_canonical(struct arena *arena, const struct xml *xml, struct bytes *out)
{
    xmlChar *text = NULL;
    int len = xmlC14NDocDumpMemory(xml->doc, NULL, XML_C14N_1_0, NULL, 0, &text);

    if (text != NULL) {
        arena_defer(arena, free_text, text);
    }
    if (len < 0 || text == NULL) {
        return RC_INVALID;
    }
    *out = bytes_of(text, (size_t)len);
    return RC_OK;
}
