/* Shared by the files of ext/xml alone. */
#ifndef EXT_XML_INTERNAL_H
#define EXT_XML_INTERNAL_H

#include <libxml/tree.h>

#include "ext/xml.h"

/* The root element; never NULL. */
const xmlNode *xml_root(const struct xml *xml);

#endif
