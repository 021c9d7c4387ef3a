/* Who is signed in: what the web layer needs of a session, found by one call.
 *
 * The cookie's token is 256 random bits; the database knows its SHA-256 alone. Roles are those held now, not at sign-in. */
#ifndef CORE_AUTH_SESSION_H
#define CORE_AUTH_SESSION_H

#include <stddef.h>
#include <stdint.h>

#include "base/bytes.h"
#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/ids.h"

struct db;

enum session_site {
    SITE_OPERATOR, /* the operators' host */
    SITE_PORTAL /* the customers' host; its sessions are worth nothing on the other, and the other way round */
};

struct session_lookup {
    struct bytes token_hash; /* SHA-256 of the cookie's value, 32 bytes */
    enum session_site site;
    const char *workspace_slug; /* of the URL; NULL: the page stands outside workspaces */
};

struct session {
    struct uuid id; /* names the session in lists and logs; not the token */
    struct account_id account;
    const char *name; /* display name */
    const char *email;
    struct workspace_id workspace; /* nil: no slug was asked for, or the account holds nothing there */
    const char *workspace_slug; /* NULL with a nil workspace */
    const char *workspace_name; /* NULL with a nil workspace */
    const char *workspace_language; /* "de"; NULL: none chosen */
    int32_t workspace_count; /* how many workspaces the account holds something in, on this site */
    enum role roles[ROLE_COUNT]; /* in that workspace, and the platform's; on the portal: customer, auditor */
    size_t role_count;
    const char *language; /* the account's own: "de"; NULL: none chosen */
    const char *time_zone; /* IANA; the account's, else the workspace's; NULL: none */
    const char *theme; /* "light", "dark", "auto"; never NULL */
    int64_t authenticated_us; /* when a factor was last shown, for step-up */
    int64_t expires_us; /* the absolute end */
};

/* The live session of a token, and what its account holds in the workspace of `lookup`. Counts as use: the idle timeout starts
 * anew. No transaction: one autocommit call of a SECURITY DEFINER function. *out lives in cx->mem.
 * RC_NOT_FOUND (without noting a cause): no such session, timed out, revoked, or its account is disabled.
 * RC_UNAVAILABLE: as db_call. */
MUST_CHECK enum rc auth_session_find(struct cx *cx, struct db *db, const struct session_lookup *lookup,
                                     struct session *out);

#endif
