/* Failures on purpose, and the watch over clients that come back too soon.
 *
 * A failing scenario holds rules, tried in order:
 * { "match": "deviceManagement/", "every": 7, "status": 429, "code": "TooManyRequests", "retry_after": "0.4" }
 * meets each 7th request whose path holds that text; "first": 3 instead of "every" meets the first three. After a Retry-After the
 * whole class of paths ("deviceManagement/configurationPolicies") answers 429 until its time has come, as the service does, and
 * whoever asks nevertheless is noted in the ledger. Requests that were under way when it was said are no offence: the same
 * request again always is, another one of the class after FAULT_GRACE_MS. */
#ifndef MODULES_GRAPHSIM_FAULT_H
#define MODULES_GRAPHSIM_FAULT_H

#include "modules/graphsim/answer.h"
#include "modules/graphsim/ledger.h"
#include "modules/graphsim/scenario.h"

enum { FAULT_GRACE_MS = 150 };

struct fault_asked {
    const char *tenant;
    const char *path; /* below the version */
    const char *full; /* with its query: what tells one request from another */
    const struct scenario *failure; /* NULL: none is on */
};

/* True: the request fails, and *out is its answer. Counts the request. */
bool fault_strikes(struct cx *cx, const struct answer_ids *ids, const struct fault_asked *asked, struct answer *out);

/* Does the failing scenario take this permission away, or is its area unlicensed? */
bool fault_denies(const struct scenario *failure, const char *permission);
bool fault_unlicensed(const struct scenario *failure, const char *path);

#endif
