/* The whole main job, from the first capture to the verified pack, on the demo tenant and on policies that real tenants exported:
 * the simulator behind its nginx, a real PostgreSQL, the jobs of worker and sealer, the released page through the portal program. */
#include <stdlib.h>
#include <unistd.h>

#include "base/text.h"
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "core/finding/finding.h"
#include "core/release/release.h"
#include "core/workspace/portal_grant.h"
#include "http/graphsim/cloud.h"
#include "support/fcgi_client.h"
#include "support/line.h"
#include "support/oscal.h"
#include "support/suite.h"

#define FOLDER_TENANT "c0ffee00-0000-4000-8000-000000000002"

enum { SCENARIOS_MAX = 6 };

/* One tenant and what happens to it. Expected texts are typed by hand from the tenant's files and the scenarios. */
struct story {
    const char *external;
    const char *client;
    const char *secret;
    const char *folder; /* below TP_TEST_DATA/policies; NULL: the demo tenant */
    int64_t uncovered; /* objects of the folder that no family takes */
    const char *subjects; /* "family count, ..." of the first capture */
    const char *scenarios[SCENARIOS_MAX];
    const char *findings; /* "family op path, ..." after the drift */
    const char *accepted; /* the families whose difference is accepted, assigned, followed up */
    const char *assigned;
    const char *followed;
    const char *fixed; /* "family state, ..." of the findings once everything is put back */
    const char *verified; /* and after one more capture */
};

static struct cloud *cloud;
static struct line *l;

/* ---- looking ---- */

static const char *subjects(void)
{
    return scratch_text(l->s,
                        "SELECT string_agg(family || ' ' || n, ', ' ORDER BY family) FROM (SELECT family, count(*) AS n"
                        " FROM subject WHERE state = 'present' GROUP BY family) AS s");
}

/* What differs from the baseline, and what became of it. The ids of groups are the simulator's own. */
static void expect_drift(const char *wanted)
{
    ck_assert_str_eq(scratch_text(l->s, "SELECT coalesce(string_agg(concat_ws(' ', family, op, nullif(path, '')), ', '"
                                        " ORDER BY family, op, path), 'none') FROM (SELECT family, op,"
                                        " regexp_replace(path, '[0-9a-f]{8}-[0-9a-f-]{27}', 'ID') AS path FROM finding"
                                        " WHERE kind = 'drift') AS f"),
                     wanted);
}

static void expect_states(const char *wanted)
{
    ck_assert_str_eq(scratch_text(l->s, "SELECT string_agg(family || ' ' || state, ', ' ORDER BY family) FROM"
                                        " (SELECT DISTINCT family, state FROM finding WHERE kind = 'drift') AS f"),
                     wanted);
}

/* The one open entry about drift in that family. */
static struct decision_verb entry_of(const char *family, const char *note)
{
    const struct decision_filter filter = {
        .scope = DECISION_SCOPE_OPEN, .kind = "drift", .severity = -1, .limit = DECISION_LIST_MAX
    };
    struct decision_verb verb = { .note = note };
    struct decision_list list;

    line_read(l, LINE_OPERATOR, "tp_inbox");
    line_done(l, decision_list(&l->s->cx, l->actors[LINE_OPERATOR], &filter, &list));
    for (size_t i = 0; i < list.count; i++) {
        if (text_equal(list.items[i].family, family)) {
            verb.id = list.items[i].id;
            verb.row_version = list.items[i].row_version;
        }
    }
    ck_assert_msg(!uuid_is_nil(verb.id.v), "no entry about %s", family);
    return verb;
}

static const char *entry_state(struct decision_id id)
{
    return scratch_text(l->s, "SELECT state FROM decision_item WHERE decision_id = '%s'", id_text(&l->s->cx, id.v));
}

/* ---- capture, baseline, compare ---- */

static void connect_and_capture(const struct story *story)
{
    const struct connection_new how = { .provider = "graph",
                                        .external_tenant = story->external,
                                        .client = story->client,
                                        .base_url = cloud->origin,
                                        .login_url = cloud->origin,
                                        .secret = story->secret };

    line_connect(l, "contoso", &how);
    ck_assert_str_eq(subjects(), story->subjects);
    ck_assert_str_eq(
        scratch_text(l->s, "SELECT string_agg(operation || ' ' || outcome, ', ' ORDER BY run_id) FROM run"),
        "connection_test succeeded, capture succeeded, evaluate succeeded");
    ck_assert_int_eq(scratch_int(l->s, "SELECT position('%s'::bytea IN sealed) FROM connection_secret", story->secret),
                     0);
}

/* Whoever proposed it cannot approve it. */
static void approve_baseline(void)
{
    const struct baseline_new_profile profile = { .tenant = l->tenant.id, .name = "Golden master", .name_prefix = "" };
    struct baseline_decision decision = { .row_version = 1, .reason = "Seen with the customer." };
    struct baseline_snapshot snapshot;

    line_begin(l, LINE_OWNER, "tp_inbox");
    line_done(l, baseline_profile_add(&l->s->cx, l->actors[LINE_OWNER], &profile, &l->profile));
    line_begin(l, LINE_OWNER, "tp_inbox");
    line_done(l, baseline_propose(&l->s->cx, l->actors[LINE_OWNER], l->profile, &decision.id));
    line_begin(l, LINE_OWNER, "tp_inbox");
    line_refused(l, RC_FORBIDDEN, baseline_approve(&l->s->cx, l->actors[LINE_OWNER], &decision, &snapshot));
    line_begin(l, LINE_APPROVER, "tp_inbox");
    line_done(l, baseline_approve(&l->s->cx, l->actors[LINE_APPROVER], &decision, &snapshot));
    ck_assert_int_eq(snapshot.item_count, scratch_int(l->s, "SELECT count(*) FROM subject"));
    line_drain(l);
    expect_drift("none");
}

static void change_the_tenant(const struct story *story)
{
    int64_t before;

    for (size_t i = 0; i < SCENARIOS_MAX && story->scenarios[i] != NULL; i++) {
        cloud_scenario(cloud, story->external, story->scenarios[i]);
    }
    ck_assert_int_eq(line_run(l, OPERATION_CAPTURE).outcome, RUN_OUTCOME_SUCCEEDED);
    expect_drift(story->findings);
    before = scratch_int(l->s, "SELECT count(*) FROM finding");
    ck_assert_int_eq(line_run(l, OPERATION_CAPTURE).outcome, RUN_OUTCOME_SUCCEEDED);
    ck_assert_int_eq(scratch_int(l->s, "SELECT count(*) FROM finding"), before);
    expect_drift(story->findings);
}

/* ---- decisions ---- */

/* Asked for by the owner, who has every capability and still cannot approve it. */
static void accept(const char *family)
{
    struct decision_verb verb = entry_of(family, "The vendor needs this until the migration in January.");
    const struct exception_filter requested = { .state = EXCEPTION_REQUESTED, .tenant = l->tenant.id, .limit = 10 };
    int64_t expires_us = clock_now_us(&clock_system) + 20 * DAY_US;
    struct exception_decision decision = { .note = "Until then." };
    struct exception_list list;
    struct decision_item item;
    struct exception approved;

    line_begin(l, LINE_OWNER, "tp_inbox");
    line_done(l, decision_accept_risk(&l->s->cx, l->actors[LINE_OWNER], &verb, expires_us, &item));
    line_read(l, LINE_APPROVER, "tp_inbox");
    line_done(l, exception_list(&l->s->cx, l->actors[LINE_APPROVER], &requested, &list));
    ck_assert_uint_ge(list.count, 1);
    for (size_t i = 0; i < list.count; i++) {
        decision.id = list.items[i].id;
        decision.row_version = list.items[i].row_version;
        line_begin(l, LINE_OWNER, "tp_inbox");
        line_refused(l, RC_FORBIDDEN, exception_approve(&l->s->cx, l->actors[LINE_OWNER], &decision, &approved));
        line_begin(l, LINE_APPROVER, "tp_inbox");
        line_done(l, exception_approve(&l->s->cx, l->actors[LINE_APPROVER], &decision, &approved));
    }
    line_hurry(l);
    line_drain(l);
    ck_assert_int_eq(
        scratch_int(l->s, "SELECT count(*) FROM finding WHERE family = '%s' AND state = 'risk_accepted'", family),
        (int64_t)list.count);
}

static void assign(const char *family)
{
    struct decision_verb verb = entry_of(family, "Mine.");
    struct decision_item item;

    line_begin(l, LINE_OPERATOR, "tp_inbox");
    line_done(l, decision_assign(&l->s->cx, l->actors[LINE_OPERATOR], &verb, l->accounts[LINE_OPERATOR], &item));
    ck_assert_str_eq(
        scratch_text(l->s, "SELECT DISTINCT state FROM finding WHERE kind = 'drift' AND family = '%s'", family),
        "assigned");
}

/* The person repairs the tenant; the approved follow-up captures and compares, which resolves; one more capture verifies. */
static void follow_up(const struct story *story)
{
    struct decision_verb verb = entry_of(story->followed, "Repaired by hand; look again.");
    struct decision_item item;

    cloud_scenario(cloud, story->external, "fixed");
    line_begin(l, LINE_APPROVER, "tp_inbox");
    line_done(l, decision_approve(&l->s->cx, l->actors[LINE_APPROVER], &verb, &item));
    line_hurry(l);
    line_drain(l);
    expect_states(story->fixed);
    ck_assert_int_eq(line_run(l, OPERATION_CAPTURE).outcome, RUN_OUTCOME_SUCCEEDED);
    expect_states(story->verified);
    ck_assert_str_eq(entry_state(verb.id), "verified");
}

/* ---- review, release, reading, verifying ---- */

static struct release release_it(void)
{
    struct review_id id = line_review(l, "Fourth quarter");
    struct review_change own = { .id = id, .row_version = 2 };
    struct release release;
    struct review review;
    struct run run;

    line_begin(l, LINE_OPERATOR, "tp_reviews");
    line_refused(l, RC_FORBIDDEN, review_sign(&l->s->cx, l->actors[LINE_OPERATOR], &own, NULL, &review));
    run = line_sign(l, id);
    ck_assert_str_eq(line_files(l, "portal"), "");
    line_drain(l);
    run = line_get(l, run.id);
    ck_assert_msg(run.outcome == RUN_OUTCOME_SUCCEEDED, "release: %s",
                  scratch_text(l->s, "SELECT string_agg(detail, '; ') FROM run_error"));
    line_read(l, LINE_REVIEWER, "tp_reviews");
    line_done(l, release_of_review(&l->s->cx, l->actors[LINE_REVIEWER], id, &release));
    ck_assert_int_eq(release.state, RELEASE_SHOWN);
    return release;
}

static void expect_command(int wanted, const char *command)
{
    int code = line_command(l, command);

    ck_assert_msg(code == wanted, "%s: exit %d, not %d; see %s/out", command, code, wanted, l->var);
}

/* With our own program, and with the tools that every auditor has. */
static void verify_pack(const struct story *story, const struct release *release)
{
    struct arena *mem = l->s->cx.mem;
    const char *folder = arena_printf(mem, "%s/releases/%s/%s", l->var, id_text(&l->s->cx, l->workspace.v),
                                      id_text(&l->s->cx, release->id.v));
    const char *pack = arena_printf(mem, "%s/%s.zip", folder, id_text(&l->s->cx, release->pack));

    expect_command(0, arena_printf(mem, "tenantpilot verify %s", pack));
    expect_command(0, arena_printf(mem, "unzip -q %s -d %s/tmp/pack", pack, l->var));
    expect_command(0, arena_printf(mem, "sh -c 'cd %s/tmp/pack && sha256sum --quiet -c SHA256SUMS'", l->var));
    /* the baseline's approval, every section's signature and the accepted risks are proved to be in the audit log */
    expect_command(0, arena_printf(mem,
                                   "sh -c 'cd %s/tmp/pack/proofs && ls approval-* exception-* && test $(ls sign_off-* |"
                                   " wc -l) -ge %d'",
                                   l->var, REVIEW_SECTION_COUNT));
    expect_command(0,
                   arena_printf(mem,
                                "sh -c 'cd %s/tmp/pack && ssh-keygen -Y verify -f %s/keys/published/allowed_signers -I"
                                " tenantpilot -n tenantpilot-pack -s manifest.json.sig < manifest.json'",
                                l->var, l->var));
    if (story->folder != NULL) { /* the demo's test is never skipped, not even for want of the schema */
        expect_command(0, oscal_check(mem, arena_printf(mem, "%s/tmp/pack/oscal/assessment-results.json", l->var)));
    }
    /* one byte in the middle of it */
    expect_command(
        0, arena_printf(mem,
                        "sh -c 'cp %s %s/tmp/flipped.zip && printf X | dd of=%s/tmp/flipped.zip bs=1 conv=notrunc"
                        " status=none seek=$(($(stat -c %%s %s) / 2))'",
                        pack, l->var, l->var, pack));
    expect_command(1, arena_printf(mem, "tenantpilot verify %s/tmp/flipped.zip", l->var));
}

static struct answer ask_portal(struct served *portal, const char *uri, const char *accept)
{
    return served_ask(portal, &(struct ask){ .uri = uri, .accept = accept, .host = "portal.localhost:8081" });
}

/* A page in each language, once rendered for ever the same; the customer may see it, and another customer may not. */
static void customer_reads(const struct release *release)
{
    struct arena *mem = l->s->cx.mem;
    const char *id = id_text(&l->s->cx, release->id.v);
    const char *access = arena_printf(mem, "/access/%s", id);
    struct portal_order order = { .account =
                                      scratch_member(l->s, scratch_workspace(l->s, "other"), "carla", ROLE_VIEWER),
                                  .tenant = l->tenant.id };
    struct account_id stranger = scratch_member(l->s, scratch_workspace(l->s, "third"), "eve", ROLE_VIEWER);
    struct served *portal = served_start("portal", l->s, 1);
    struct answer answer;
    struct uuid grant;

    expect_command(0, arena_printf(mem, "grep -q 'lang=.en.' %s/portal/%s/en/index.html", l->var, id));
    expect_command(0, arena_printf(mem, "grep -q 'lang=.de.' %s/portal/%s/de/index.html", l->var, id));
    expect_command(0, arena_printf(mem, "grep -q 'Fourth quarter' %s/portal/%s/de/index.html", l->var, id));
    expect_command(1, arena_printf(mem, "grep -rqE '<form|<script' %s/portal/%s", l->var, id));
    line_begin(l, LINE_OPERATOR, "tp_account");
    line_done(l, portal_grant_add(&l->s->cx, l->actors[LINE_OPERATOR], &order, &grant));
    served_sign_in(portal, l->s, order.account, "portal");
    answer = ask_portal(portal, "/", "text/html");
    ck_assert_int_eq(answer.status, 200);
    ck_assert_ptr_nonnull(strstr(answer.body, arena_printf(mem, "href=\"/reviews/%s/en/\"", id)));
    ck_assert_int_eq(ask_portal(portal, access, "application/json").status, 204);
    served_sign_in(portal, l->s, stranger, "portal");
    ck_assert_int_eq(ask_portal(portal, access, "application/json").status, 403);
    served_free(portal);
}

static void expect_whole_log(void)
{
    ck_assert_int_eq(line_log_problems(l), 0);
    scratch_exec(l->s, "SET session_replication_role = replica");
    scratch_exec(l->s,
                 "UPDATE audit_event SET canonical = overlay(canonical PLACING '\\x00'::bytea FROM 9) WHERE action ="
                 " 'exception.approved'");
    ck_assert_int_gt(line_log_problems(l), 0);
}

static void tell(const struct story *story)
{
    struct release release;

    connect_and_capture(story);
    approve_baseline();
    change_the_tenant(story);
    accept(story->accepted);
    assign(story->assigned);
    follow_up(story);
    release = release_it();
    verify_pack(story, &release);
    customer_reads(&release);
    expect_whole_log();
    ck_assert_int_eq(cloud_number(cloud, "early"), 0);
}

/* ---- the stories ---- */

static void start(void)
{
    cloud = cloud_start();
    l = line_new(provider_find, cloud->ca);
}

static void stop(void)
{
    line_free(l);
    cloud_stop(cloud);
}

/* modules/graphsim/demo/1-contoso.json, rows times the entries of their variables. */
START_TEST(the_demo_tenant)
{
    static const struct story story = {
        .external = CONTOSO,
        .client = CONTOSO_CLIENT,
        .secret = CONTOSO_SECRET,
        .subjects = "app_protection 17, application 62, authentication_methods 1, authorization_policy 1,"
                    " compliance_policy 28, conditional_access 34, device_configuration 40, device_script 29,"
                    " named_location 13, role_definition 6, settings_catalog 73, sharepoint_settings 1",
        .scenarios = { "ca-exclusion-added", "bitlocker-weakened", "sharepoint-anyone-links", "new-script" },
        .findings =
            "conditional_access add /conditions/users/excludeGroups/[=ID], "
            "device_script add, "
            "settings_catalog replace /settings/[settingDefinitionId=device_vendor_msft_bitlocker_requiredeviceencryption]/settingInstance/choiceSettingValue/value, "
            "sharepoint_settings replace /isResharingByExternalUsersEnabled, "
            "sharepoint_settings replace /sharingCapability",
        .accepted = "device_script",
        .assigned = "settings_catalog",
        .followed = "conditional_access",
        .fixed = "conditional_access resolved, "
                 "device_script risk_accepted, "
                 "settings_catalog resolved, "
                 "sharepoint_settings resolved",
        .verified = "conditional_access verified, "
                    "device_script risk_accepted, "
                    "settings_catalog verified, "
                    "sharepoint_settings verified",
    };

    start();
    tell(&story);
    stop();
}

END_TEST

static const char *data_folder(struct arena *mem, const char *name)
{
    const char *root = getenv("TP_TEST_DATA");
    const char *folder = arena_printf(mem, "%s/policies/%s", root == NULL ? "../shared/data" : root, name);
    char here[4096];

    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    return folder[0] == '/' ? folder : arena_printf(mem, "%s/%s", here, folder);
}

static void tell_of_folder(const struct story *story)
{
    struct arena *mem = arena_new();
    const char *folder = data_folder(mem, story->folder);

    if (access(folder, R_OK) != 0) {
        arena_free(mem);
        suite_skip("the folder of exported policies (TP_TEST_DATA) is not there");
    }
    start();
    cloud_folder(cloud, FOLDER_TENANT, folder);
    ck_assert_ptr_nonnull(strstr(cloud_state(cloud), arena_printf(mem, "\"uncovered\":%lld,\"uncovered_names\":[\"",
                                                                  (long long)story->uncovered)));
    tell(story);
    stop();
    arena_free(mem);
}

/* 78 + 4 (one of health monitoring, three update rings) + 8 + 2 files; what every tenant has once is the simulator's. Not covered: three
 * driver update profiles. The files have no assignments: the simulator gives them. */
START_TEST(an_exported_device_baseline)
{
    static const struct story story = {
        .external = FOLDER_TENANT,
        .client = FOLDER_TENANT,
        .secret = "demo",
        .folder = "SkipToTheEndpoint+OpenIntuneBaseline",
        .uncovered = 3,
        .subjects = "app_protection 2, "
                    "authentication_methods 1, "
                    "authorization_policy 1, "
                    "compliance_policy 8, "
                    "device_configuration 4, "
                    "settings_catalog 78, "
                    "sharepoint_settings 1",
        .scenarios = { "bitlocker-weakened", "compliance-assignment-lost", "sharepoint-anyone-links", "new-script" },
        .findings =
            "compliance_policy remove /assignments/[@odata.type=#microsoft.graph.allLicensedUsersAssignmentTarget;"
            "deviceAndAppManagementAssignmentFilterType=none], "
            "compliance_policy remove /assignments/[@odata.type=#microsoft.graph.exclusionGroupAssignmentTarget;"
            "groupId=ID;deviceAndAppManagementAssignmentFilterType=none], "
            "device_script add, "
            "settings_catalog replace /settings/[settingDefinitionId=device_vendor_msft_bitlocker_requiredeviceencryption]/settingInstance/choiceSettingValue/value, "
            "sharepoint_settings replace /isResharingByExternalUsersEnabled, "
            "sharepoint_settings replace /sharingCapability",
        .accepted = "device_script",
        .assigned = "settings_catalog",
        .followed = "sharepoint_settings",
        .fixed = "compliance_policy resolved, "
                 "device_script risk_accepted, "
                 "settings_catalog resolved, "
                 "sharepoint_settings resolved",
        .verified = "compliance_policy verified, "
                    "device_script risk_accepted, "
                    "settings_catalog verified, "
                    "sharepoint_settings verified",
    };

    tell_of_folder(&story);
}

END_TEST

/* Not covered of its 76 files: 36 groups and a table of migrations. */
START_TEST(exported_conditional_access)
{
    static const struct story story = {
        .external = FOLDER_TENANT,
        .client = FOLDER_TENANT,
        .secret = "demo",
        .folder = "j0eyv+ConditionalAccessBaseline",
        .uncovered = 37,
        .subjects = "authentication_methods 1, "
                    "authorization_policy 1, "
                    "conditional_access 36, "
                    "named_location 3, "
                    "sharepoint_settings 1",
        .scenarios = { "ca-exclusion-added", "sharepoint-anyone-links", "new-script" },
        .findings = "conditional_access add /conditions/users/excludeGroups/[=ID], "
                    "device_script add, "
                    "sharepoint_settings replace /isResharingByExternalUsersEnabled, "
                    "sharepoint_settings replace /sharingCapability",
        .accepted = "device_script",
        .assigned = "sharepoint_settings",
        .followed = "conditional_access",
        .fixed = "conditional_access resolved, "
                 "device_script risk_accepted, "
                 "sharepoint_settings resolved",
        .verified = "conditional_access verified, "
                    "device_script risk_accepted, "
                    "sharepoint_settings verified",
    };

    tell_of_folder(&story);
}

END_TEST

SUITE(line, the_demo_tenant, an_exported_device_baseline, exported_conditional_access);
