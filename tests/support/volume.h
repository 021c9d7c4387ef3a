/* A large workspace, written by SQL: for tests of plans and for benchmarks. */
#ifndef TESTS_SUPPORT_VOLUME_H
#define TESTS_SUPPORT_VOLUME_H

#include "support/scratch.h"

/* Makes the workspace `slug` with `findings` findings (a multiple of 1,000) in 50 tenants, as tests/support/volume.sql says, and analyses
 * its tables. Ids of tenants and accounts are md5(slug || "t" || 0 to 49) and md5(slug || 1 to 20). */
struct workspace_id volume_load(struct scratch *s, const char *slug, int findings);

/* A member of that workspace, with the role of owner: number 1 to 20. */
struct account_id volume_member(struct scratch *s, const char *slug, int number);

#endif
