/* The product's version, as packs, reports and `tenantpilot version` print it. */
#ifndef BASE_VERSION_H
#define BASE_VERSION_H

#define PRODUCT_VERSION "0.1.0"

#endif
