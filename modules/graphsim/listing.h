/* Reads of one tenant: a collection's page, an object, or a part of one, with the OData words that the service knows.
 *
 * $select, $expand (named parts, with whatever is in brackets taken as it is), $filter (`<member> eq <value>`), $top (up to the page's
 * size) and $skiptoken. Anything else is passed over without a word, as the service does. */
#ifndef MODULES_GRAPHSIM_LISTING_H
#define MODULES_GRAPHSIM_LISTING_H

#include "modules/graphsim/answer.h"
#include "modules/graphsim/estate.h"

enum {
    LISTING_PART_PAGE = 25 /* settings of a policy a page, whatever $top says */
};

struct listing {
    const char *origin; /* "https://localhost:8082" */
    const char *version; /* "v1.0" */
    const char *path; /* below it */
    const char *query; /* as sent, undecoded */
    const char *twist; /* how a broken service's pages go wrong: "loop" "foreign" "truncated"; NULL: not at all */
};

struct answer listing_read(struct cx *cx, const struct answer_ids *ids, const struct estate *estate,
                           const struct listing *asked);

#endif
