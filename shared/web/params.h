/* The parameters of a route, declared as data and checked before the handler runs.
 *
 * A table is one constant per route: const struct param finding_one[] = { PARAM_UUID("id"), PARAM_END }. Values come from the
 * path's {places}, the query string, and the form body of unsafe methods; a name that is given twice is refused unless its
 * row is a list. PARAM_* must be right, else the answer is 400 (404 where a place of the path is not what it must be); FIELD_* are
 * typed by a person: what is wrong with them is data for the page (request_errors()). Undeclared parameters are passed over. */
#ifndef WEB_PARAMS_H
#define WEB_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum param_type {
    PARAM_TYPE_END,
    PARAM_TYPE_UUID,
    PARAM_TYPE_INT, /* min..max */
    PARAM_TYPE_TEXT, /* min..max characters, after white space at the ends is cut; no control characters but \n and \t */
    PARAM_TYPE_SECRET, /* min..max bytes, kept as typed; never shown again, never logged */
    PARAM_TYPE_CODE, /* one of the words in `codes`, separated by spaces */
    PARAM_TYPE_CODES, /* the same, several times */
    PARAM_TYPE_UUIDS, /* several times, at most `max` */
    PARAM_TYPE_TIME, /* RFC 3339 */
    PARAM_TYPE_DATE, /* YYYY-MM-DD: the start of that day in the reader's time zone */
    PARAM_TYPE_CURSOR, /* made by list_next(); forged or foreign ones are refused */
    PARAM_TYPE_BOOL /* "1", "true", "on" / "0", "false", "" */
};

struct param {
    enum param_type type;
    const char *name;
    int64_t min;
    int64_t max;
    const char *codes;
    bool required;
    bool field; /* a mistake is data for the page */
};

enum { PARAM_IDS_MAX = 200, PARAM_CODES_MAX = 32, PARAM_TEXT_MAX = 4000 };

#define PARAM_UUID(n)                                                                                                  \
    {                                                                                                                  \
        .type = PARAM_TYPE_UUID, .name = (n), .required = true                                                         \
    }
#define PARAM_UUID_OPT(n)                                                                                              \
    {                                                                                                                  \
        .type = PARAM_TYPE_UUID, .name = (n)                                                                           \
    }
#define PARAM_INT(n, least, most)                                                                                      \
    {                                                                                                                  \
        .type = PARAM_TYPE_INT, .name = (n), .min = (least), .max = (most), .required = true                           \
    }
#define PARAM_INT_OPT(n, least, most)                                                                                  \
    {                                                                                                                  \
        .type = PARAM_TYPE_INT, .name = (n), .min = (least), .max = (most)                                             \
    }
#define PARAM_TEXT(n, least, most)                                                                                     \
    {                                                                                                                  \
        .type = PARAM_TYPE_TEXT, .name = (n), .min = (least), .max = (most), .required = (least) > 0                   \
    }
#define PARAM_CODE(n, words)                                                                                           \
    {                                                                                                                  \
        .type = PARAM_TYPE_CODE, .name = (n), .codes = (words), .required = true                                       \
    }
#define PARAM_CODE_OPT(n, words)                                                                                       \
    {                                                                                                                  \
        .type = PARAM_TYPE_CODE, .name = (n), .codes = (words)                                                         \
    }
#define PARAM_CODES(n, words)                                                                                          \
    {                                                                                                                  \
        .type = PARAM_TYPE_CODES, .name = (n), .codes = (words), .max = PARAM_CODES_MAX                                \
    }
/* Codes of a table of the database, which the domain checks: letters, digits and '_'. */
#define PARAM_CODES_ANY(n)                                                                                             \
    {                                                                                                                  \
        .type = PARAM_TYPE_CODES, .name = (n), .max = PARAM_CODES_MAX                                                  \
    }
#define PARAM_UUIDS(n, most)                                                                                           \
    {                                                                                                                  \
        .type = PARAM_TYPE_UUIDS, .name = (n), .max = (most)                                                           \
    }
#define PARAM_TIME(n)                                                                                                  \
    {                                                                                                                  \
        .type = PARAM_TYPE_TIME, .name = (n), .required = true                                                         \
    }
#define PARAM_TIME_OPT(n)                                                                                              \
    {                                                                                                                  \
        .type = PARAM_TYPE_TIME, .name = (n)                                                                           \
    }
#define PARAM_DATE_OPT(n)                                                                                              \
    {                                                                                                                  \
        .type = PARAM_TYPE_DATE, .name = (n)                                                                           \
    }
#define PARAM_CURSOR(n)                                                                                                \
    {                                                                                                                  \
        .type = PARAM_TYPE_CURSOR, .name = (n)                                                                         \
    }
#define PARAM_BOOL(n)                                                                                                  \
    {                                                                                                                  \
        .type = PARAM_TYPE_BOOL, .name = (n)                                                                           \
    }

#define FIELD_TEXT(n, least, most)                                                                                     \
    {                                                                                                                  \
        .type = PARAM_TYPE_TEXT, .name = (n), .min = (least), .max = (most), .required = (least) > 0, .field = true    \
    }
#define FIELD_SECRET(n, least, most)                                                                                   \
    {                                                                                                                  \
        .type = PARAM_TYPE_SECRET, .name = (n), .min = (least), .max = (most), .required = (least) > 0, .field = true  \
    }
#define FIELD_INT(n, least, most)                                                                                      \
    {                                                                                                                  \
        .type = PARAM_TYPE_INT, .name = (n), .min = (least), .max = (most), .required = true, .field = true            \
    }
#define FIELD_CODE(n, words)                                                                                           \
    {                                                                                                                  \
        .type = PARAM_TYPE_CODE, .name = (n), .codes = (words), .required = true, .field = true                        \
    }
#define FIELD_DATE(n)                                                                                                  \
    {                                                                                                                  \
        .type = PARAM_TYPE_DATE, .name = (n), .required = true, .field = true                                          \
    }
#define FIELD_UUID(n)                                                                                                  \
    {                                                                                                                  \
        .type = PARAM_TYPE_UUID, .name = (n), .required = true, .field = true                                          \
    }

#define PARAM_END                                                                                                      \
    {                                                                                                                  \
        .type = PARAM_TYPE_END                                                                                         \
    }

/* What every list takes: search, sort order (its words are the page's), where to go on, how many rows. */
#define LIST_PARAMS(sorts)                                                                                             \
    PARAM_TEXT("q", 0, 200), PARAM_CODE_OPT("sort", sorts), PARAM_CURSOR("after"), PARAM_INT_OPT("limit", 1, 100)

/* For routes without parameters. */
extern const struct param no_params[];

#endif
