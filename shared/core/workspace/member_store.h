/* The rows of members. Included by this domain and its tests alone. */
#ifndef CORE_WORKSPACE_MEMBER_STORE_H
#define CORE_WORKSPACE_MEMBER_STORE_H

#include "core/workspace/member.h"

/* One account's, or everybody's where `account` is nil. */
MUST_CHECK enum rc member_store_list(struct cx *cx, const struct actor *who, struct account_id account,
                                     struct member_list *out);

/* *changed: false if nothing was to do. */
MUST_CHECK enum rc member_store_grant(struct cx *cx, const struct actor *who, struct account_id account, enum role role,
                                      bool *changed);
MUST_CHECK enum rc member_store_withdraw(struct cx *cx, const struct actor *who, struct account_id account,
                                         enum role role, bool *changed);

/* Locks the workspace's memberships against other changes until the transaction ends, and counts its owners. */
MUST_CHECK enum rc member_store_count_owners(struct cx *cx, const struct actor *who, int64_t *out);

/* As member_names. */
MUST_CHECK enum rc member_store_names(struct cx *cx, const struct actor *who, struct member_list *out);

#endif
