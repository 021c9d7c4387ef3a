#include "core/workspace/workspace.h"

#include "core/auth/landing.h"
#include "core/workspace/invite.h"
#include "core/workspace/member.h"
#include "core/workspace/portal_grant.h"
#include "support/people.h"
#include "support/released.h"
#include "support/suite.h"

static struct scratch *s;
static struct workspace_id acme;
static struct account_id olga;
static const struct actor *owner;

static void start(void)
{
    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    olga = scratch_member(s, acme, "olga", ROLE_OWNER);
    owner = scratch_actor(s, acme, olga, ROLE_OWNER);
}

static void begin(void)
{
    scratch_begin(s, "tp_account", TX_WRITE, acme, olga);
}

START_TEST(short_names_are_narrow)
{
    static const char *const good[] = { "a", "acme", "acme-2", "0-0", "abcdefghijklmnopqrstuvwxyz0123456789-123" };
    static const char *const bad[] = { "",      "-acme",  "acme-",    "Acme",
                                       "ac me", "acme/x", "\xc3\xa4", "abcdefghijklmnopqrstuvwxyz0123456789-1234" };

    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        ck_assert_msg(workspace_slug_valid(good[i]), "%s", good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        ck_assert_msg(!workspace_slug_valid(bad[i]), "%s", bad[i]);
    }
    ck_assert(!workspace_slug_valid(NULL));
}

END_TEST

START_TEST(it_is_made_from_the_command_line)
{
    const struct workspace_id beta = { uuid_new(&clock_system) };
    const struct actor *who;
    struct workspace_id found;

    start();
    who = scratch_system(s, beta, CAP_PUBLIC);
    scratch_begin(s, "tp_cli", TX_WRITE, beta, no_account);
    ck_assert_int_eq(workspace_create(&s->cx, who, "beta", "Beta AG", false), RC_OK);
    scratch_commit(s);
    scratch_begin(s, "tp_cli", TX_READ, no_workspace, no_account);
    ck_assert_int_eq(workspace_by_slug(&s->cx, "beta", &found), RC_OK);
    ck_assert(uuid_equal(found.v, beta.v));
    ck_assert_int_eq(workspace_by_slug(&s->cx, "gamma", &found), RC_NOT_FOUND);
    scratch_rollback(s);
    scratch_begin(s, "tp_cli", TX_WRITE, beta, no_account);
    ck_assert_int_eq(workspace_create(&s->cx, who, "acme", "Second", false), RC_CONFLICT);
    scratch_rollback(s);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action = 'workspace.created'"), 1);
    scratch_free(s);
}

END_TEST

START_TEST(settings_are_changed_at_the_version_that_was_seen)
{
    struct workspace_settings wanted = {
        .name = "Acme", .default_lang = "de", .time_zone = "Europe/Vienna", .row_version = 1
    };
    struct workspace workspace;

    start();
    begin();
    ck_assert_int_eq(workspace_change(&s->cx, owner, &wanted), RC_OK);
    ck_assert_int_eq(workspace_get(&s->cx, owner, &workspace), RC_OK);
    ck_assert_str_eq(workspace.default_lang, "de");
    ck_assert_int_eq(workspace.row_version, 2);
    ck_assert_int_eq(workspace_change(&s->cx, owner, &wanted), RC_CONFLICT);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(an_invitation_makes_an_account_and_a_link)
{
    struct invitation invitation;
    struct member member;

    start();
    begin();
    ck_assert_int_eq(member_invite(&s->cx, owner, "Ben@Example.test", "Ben", ROLE_OPERATOR, &invitation), RC_OK);
    ck_assert_ptr_nonnull(invitation.token);
    ck_assert_int_eq(member_get(&s->cx, owner, invitation.account, &member), RC_OK);
    ck_assert(member.has_role[ROLE_OPERATOR]);
    ck_assert(!member.has_password);
    ck_assert_str_eq(member.login, "ben@example.test");
    ck_assert_int_eq(member_invite(&s->cx, owner, "ben@example.test", "Ben", ROLE_APPROVER, &invitation), RC_OK);
    ck_assert_ptr_nonnull(invitation.token); /* has not come yet: a new link */
    ck_assert_int_eq(member_invite(&s->cx, owner, "x@example.test", "X", ROLE_CUSTOMER, &invitation), RC_INVALID);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(nobody_takes_over_an_account_by_inviting_it)
{
    struct workspace_id other;
    struct account_id petra;
    struct account_id carla;
    struct invitation invitation;

    start();
    other = scratch_workspace(s, "other");
    petra = scratch_member(s, other, "petra", ROLE_OWNER); /* invited there, has no password yet */
    carla = released_customer(s, other, "carla", released_tenant(s, other, "contoso"));
    (void)petra;
    (void)carla;
    begin();
    ck_assert_int_eq(member_invite(&s->cx, owner, "petra@example.test", "Thief", ROLE_VIEWER, &invitation), RC_OK);
    ck_assert_ptr_null(invitation.token);
    ck_assert_str_eq(invitation.name, "petra");
    ck_assert_int_eq(member_invite(&s->cx, owner, "carla@example.test", "Thief", ROLE_VIEWER, &invitation), RC_OK);
    ck_assert_ptr_null(invitation.token);
    people_set_password(s, olga);
    ck_assert_int_eq(member_invite(&s->cx, owner, "olga@example.test", "Thief", ROLE_VIEWER, &invitation), RC_OK);
    ck_assert_ptr_null(invitation.token);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(roles_are_set_and_a_workspace_keeps_an_owner)
{
    static const bool nothing[ROLE_COUNT] = { false };
    static const bool reviewer[ROLE_COUNT] = { [ROLE_REVIEWER] = true, [ROLE_OWNER] = true };
    struct account_id ben;
    struct member member;

    start();
    ben = scratch_member(s, acme, "ben", ROLE_OPERATOR);
    begin();
    ck_assert_int_eq(member_set_roles(&s->cx, owner, olga, nothing), RC_CONFLICT);
    fail_clear(&s->cx);
    ck_assert_int_eq(member_set_roles(&s->cx, owner, ben, reviewer), RC_OK);
    ck_assert_int_eq(member_get(&s->cx, owner, ben, &member), RC_OK);
    ck_assert(member.has_role[ROLE_REVIEWER] && member.has_role[ROLE_OWNER] && !member.has_role[ROLE_OPERATOR]);
    ck_assert_int_eq(member_set_roles(&s->cx, owner, olga, nothing), RC_OK);
    ck_assert_int_eq(member_get(&s->cx, owner, olga, &member), RC_NOT_FOUND);
    ck_assert_int_eq(member_set_roles(&s->cx, owner, olga, reviewer), RC_NOT_FOUND);
    scratch_commit(s);
    ck_assert_int_eq(scratch_int(s, "SELECT count(*) FROM audit_event WHERE action LIKE 'member.role%%'"), 4);
    scratch_free(s);
}

END_TEST

START_TEST(members_are_those_of_ones_own_workspace)
{
    struct account_id stranger;
    struct member member;
    struct member_list list;

    start();
    stranger = scratch_member(s, scratch_workspace(s, "other"), "stranger", ROLE_OWNER);
    begin();
    ck_assert_int_eq(member_list(&s->cx, owner, &list), RC_OK);
    ck_assert_uint_eq(list.count, 1);
    ck_assert_int_eq(member_get(&s->cx, owner, stranger, &member), RC_NOT_FOUND);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(access_to_the_portal_is_granted_and_revoked)
{
    struct portal_order order;
    struct portal_grant_list list;
    struct uuid grant;

    start();
    order = (struct portal_order){ .account = scratch_member(s, scratch_workspace(s, "x"), "carla", ROLE_VIEWER),
                                   .tenant = released_tenant(s, acme, "contoso") };
    scratch_begin(s, "tp_account", TX_WRITE, acme, olga);
    ck_assert_int_eq(portal_grant_add(&s->cx, owner, &order, &grant), RC_OK);
    ck_assert_int_eq(portal_grant_list(&s->cx, owner, order.tenant, &list), RC_OK);
    ck_assert_uint_eq(list.count, 1);
    ck_assert_str_eq(list.items[0].login, "carla@example.test");
    ck_assert_int_eq(list.items[0].role, ROLE_CUSTOMER);
    ck_assert_int_eq(portal_grant_revoke(&s->cx, owner, grant), RC_OK);
    ck_assert_int_eq(portal_grant_revoke(&s->cx, owner, grant), RC_NOT_FOUND);
    ck_assert_int_eq(portal_grant_list(&s->cx, owner, order.tenant, &list), RC_OK);
    ck_assert_uint_eq(list.count, 0);
    scratch_commit(s);
    scratch_free(s);
}

END_TEST

START_TEST(a_grant_says_what_and_until_when)
{
    const struct tenant_id tenant = { uuid_new(&clock_system) };
    const struct release_id release = { uuid_new(&clock_system) };
    struct uuid grant;

    start();
    begin();
    ck_assert_int_eq(portal_grant_add(&s->cx, owner, &(struct portal_order){ .account = olga }, &grant), RC_INVALID);
    fail_clear(&s->cx);
    ck_assert_int_eq(portal_grant_add(&s->cx, owner,
                                      &(struct portal_order){ .account = olga, .tenant = tenant, .release = release },
                                      &grant),
                     RC_INVALID);
    fail_clear(&s->cx);
    ck_assert_int_eq(
        portal_grant_add(&s->cx, owner, &(struct portal_order){ .account = olga, .release = release }, &grant),
        RC_INVALID);
    fail_clear(&s->cx);
    ck_assert_int_eq(portal_grant_add(&s->cx, owner,
                                      &(struct portal_order){ .account = olga, .tenant = tenant, .expires_us = 1 },
                                      &grant),
                     RC_INVALID);
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

START_TEST(one_lands_where_one_belongs)
{
    struct account_id everywhere;
    struct account_id platform;
    const char *path;

    start();
    everywhere = scratch_member(s, acme, "eva", ROLE_OPERATOR);
    scratch_exec(s, "INSERT INTO membership (workspace_id, account_id, role) VALUES ('%s', '%s', 'viewer')",
                 id_text(&s->cx, scratch_workspace(s, "other").v), id_text(&s->cx, everywhere.v));
    platform = released_customer(s, acme, "paul", released_tenant(s, acme, "contoso"));
    scratch_exec(s, "INSERT INTO platform_operator (account_id) VALUES ('%s')", id_text(&s->cx, platform.v));
    scratch_begin(s, "tp_account", TX_READ, no_workspace, no_account);
    ck_assert_int_eq(landing_path(&s->cx, olga, SITE_OPERATOR, &path), RC_OK);
    ck_assert_str_eq(path, "/w/acme/inbox");
    ck_assert_int_eq(landing_path(&s->cx, everywhere, SITE_OPERATOR, &path), RC_OK);
    ck_assert_str_eq(path, "/account/workspaces");
    ck_assert_int_eq(landing_path(&s->cx, platform, SITE_OPERATOR, &path), RC_OK);
    ck_assert_str_eq(path, "/system");
    ck_assert_int_eq(landing_path(&s->cx, platform, SITE_PORTAL, &path), RC_OK);
    ck_assert_str_eq(path, "/");
    scratch_rollback(s);
    scratch_free(s);
}

END_TEST

SUITE(db_workspace, short_names_are_narrow, it_is_made_from_the_command_line,
      settings_are_changed_at_the_version_that_was_seen, an_invitation_makes_an_account_and_a_link,
      nobody_takes_over_an_account_by_inviting_it, roles_are_set_and_a_workspace_keeps_an_owner,
      members_are_those_of_ones_own_workspace, access_to_the_portal_is_granted_and_revoked,
      a_grant_says_what_and_until_when, one_lands_where_one_belongs);
