/* Releases and people on the portal, written as superuser past all triggers and references. */
#ifndef TESTS_SUPPORT_RELEASED_H
#define TESTS_SUPPORT_RELEASED_H

#include "support/scratch.h"

struct tenant_id released_tenant(struct scratch *s, struct workspace_id workspace, const char *slug);

/* A release of the tenant with two files, "<title>.zip" (the pack) and "report.de.pdf". `state` is a code; `version` orders them. */
struct release_id released_make(struct scratch *s, struct workspace_id workspace, struct tenant_id tenant,
                                const char *title, const char *state, int version);

/* A new account <name>@example.test with a grant on the tenant; on one release until `expires` ('2099-01-01'). */
struct account_id released_customer(struct scratch *s, struct workspace_id workspace, const char *name,
                                    struct tenant_id tenant);
struct account_id released_auditor(struct scratch *s, struct workspace_id workspace, const char *name,
                                   struct release_id release, const char *expires);

#endif
