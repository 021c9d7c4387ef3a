/* What the tests of core/auth share: accounts with passwords at the least cost that Argon2id takes. */
#ifndef TESTS_SUPPORT_PEOPLE_H
#define TESTS_SUPPORT_PEOPLE_H

#include "core/auth/signin.h"
#include "ext/crypt.h"
#include "support/scratch.h"

#define GOOD_PASSWORD  "blauer kranich trinkt mokka"
#define OTHER_PASSWORD "ninety brass lanterns float"

/* Nobody, as the sign-in page has it. */
const struct actor *people_nobody(struct scratch *s);

/* Gives the account GOOD_PASSWORD, as superuser. */
void people_set_password(struct scratch *s, struct account_id account);

/* Tries to sign in on a transaction of its own, from 192.0.2.1 on the operators' site, and commits. */
struct signin_result people_signin(struct scratch *s, const char *login, const char *password);
struct signin_result people_signin_from(struct scratch *s, const char *login, const char *password, const char *address,
                                        enum session_site site);

/* The session of a token, in a workspace or (NULL) outside; RC_NOT_FOUND: none. */
enum rc people_find(struct scratch *s, const char *token, enum session_site site, const char *slug,
                    struct session *out);

extern const struct workspace_id no_workspace;
extern const struct account_id no_account;

#endif
