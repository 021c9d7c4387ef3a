/* The inbox, findings and accepted risks, asked of the real program as the persons whose work they are. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "core/decision/decision.h"
#include "core/exception/exception.h"
#include "support/fcgi_client.h"
#include "support/governance.h"
#include "support/suite.h"

static struct governance *g;
static struct served *p;
static struct finding_id high;
static struct finding_id low;

#define EXPIRES "2099-01-01"

/* Two objects that differ: one severe finding, one light; both in the inbox. */
static void start(void)
{
    struct profile_id profile;

    g = governance_new();
    profile = governance_profile(g, "all");
    high = governance_fail(g, profile, g->capture, "ca-1", "/state", "\"disabled\"", SEVERITY_HIGH);
    low = governance_fail(g, profile, g->capture, "ca-2", "/conditions/users/includeUsers/[=All]", "\"All\"",
                          SEVERITY_LOW);
    ck_assert_int_eq(GOVERN(g, g->observation, decision_detect(g->cx, g->observation, g->tenant)), RC_OK);
    p = served_start("inbox", g->s, 1);
}

static void end(void)
{
    served_free(p);
    governance_free(g);
}

static void as(struct person person)
{
    served_sign_in(p, g->s, person.id, "operator");
}

static const char *at(const char *format, struct uuid id)
{
    return arena_printf(p->mem, "/w/msp/%s%s", format, uuid_is_nil(id) ? "" : id_text(g->cx, id));
}

static struct answer get(const char *uri, int status)
{
    struct answer answer = served_get(p, uri);

    ck_assert_msg(answer.status == status, "%s: %d, not %d: %.2000s", uri, answer.status, status, answer.body);
    return answer;
}

static struct answer json(const char *uri)
{
    struct answer answer = served_ask(p, &(struct ask){ .uri = uri, .accept = "application/json" });

    ck_assert_msg(answer.status == 200, "%s: %d", uri, answer.status);
    return answer;
}

static void says(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) != NULL, "\"%s\" is not in %.1500s", text, answer->body);
}

static void lacks(const struct answer *answer, const char *text)
{
    ck_assert_msg(strstr(answer->body, text) == NULL, "\"%s\" is in %.1500s", text, answer->body);
}

/* A form of `page` as it is filled: with the version and hash that the page shows. */
static struct answer send(const char *page, const char *uri, const char *fields, int status)
{
    struct answer shown = get(page, 200);
    const char *hash = strstr(shown.body, "name=\"shown\"") == NULL ? "" : answer_field(p->mem, &shown, "shown");
    struct answer raw = json(page);
    const char *at_version = strstr(raw.body, "\"row_version\":");
    const char *version =
        at_version == NULL ? "1"
                           : arena_printf(p->mem, "%d", (int)strtol(at_version + strlen("\"row_version\":"), NULL, 10));
    struct answer answer =
        served_post(p, page, uri, arena_printf(p->mem, "row_version=%s&shown=%s&%s", version, hash, fields));

    ck_assert_msg(answer.status == status, "%s: %d, not %d: %.1500s", uri, answer.status, status, answer.body);
    return answer;
}

static const char *location(const struct answer *answer)
{
    const char *header = answer_header(p->mem, answer, "Location");

    return header == NULL ? "" : header;
}

static const char *item_of(const char *object, const char *column)
{
    return scratch_text(g->s, "SELECT %s FROM decision_item WHERE source_key LIKE '%%:%s' ORDER BY opened_at LIMIT 1",
                        column, object);
}

static const char *inbox(const char *object)
{
    return arena_printf(p->mem, "/w/msp/inbox/%s", item_of(object, "decision_id"));
}

static const char *verb(const char *object, const char *verb, const char *query)
{
    return arena_printf(p->mem, "%s/%s%s", inbox(object), verb, query);
}

/* ---- the inbox ---- */

START_TEST(the_queue_shows_the_severe_first_and_its_pack)
{
    struct answer answer;

    start();
    as(g->olga);
    answer = get("/w/msp/inbox", 200);
    ck_assert_ptr_nonnull(strstr(answer.body, "aria-current=\"true\""));
    ck_assert(strstr(answer.body, "ca-1") != NULL && strstr(answer.body, "ca-2") != NULL);
    says(&answer, "Why it matters");
    says(&answer, "If nothing is done:");
    says(&answer, "<del>");
    says(&answer, "Accept the risk");
    lacks(&answer, "Approve the follow-up"); /* an approver's */
    answer = get("/w/msp/inbox?severity=low&lang=de", 200);
    says(&answer, "Schweregrad: <b>Niedrig</b>");
    answer = get("/w/msp/inbox?severity=critical", 200);
    says(&answer, "Nothing fits the filter");
    answer = get("/w/msp/inbox?scope=snoozed", 200);
    says(&answer, "Nothing is snoozed");
    as(g->anna);
    answer = get("/w/msp/inbox", 200);
    says(&answer, "Approve the follow-up");
    lacks(&answer, "Accept the risk</summary>");
    end();
}

END_TEST

/* A check that the object of `high` fails too; its finding's id. */
static const char *failed_check(void)
{
    scratch_exec(
        g->s,
        "UPDATE finding SET subject_id = (SELECT min(subject_id::text)::uuid FROM subject) WHERE finding_id = '%s'",
        ID(g, high));
    scratch_exec(
        g->s,
        "INSERT INTO finding (workspace_id, finding_id, tenant_id, identity, identity_version, kind, interpretation,"
        " control_code, family, object_id, subject_id, subject_name, path, label, op, before, after, value_hash, severity,"
        " state, first_seen_at, last_seen_at, first_run_id, last_run_id, last_result, state_changed_at)"
        " SELECT workspace_id, gen_random_uuid(), tenant_id, sha256('check'), 1, 'control', 'ca-legacy-blocked',"
        " 'legacy-authentication-blocked', family, object_id, subject_id, subject_name, '', 'Old protocols are off', 'fail',"
        " '{\"state\": {\"in\": [\"enabled\"]}}', '{\"state\": \"disabled\"}', value_hash, severity, state,"
        " first_seen_at, last_seen_at, first_run_id, last_run_id, last_result, state_changed_at"
        " FROM finding WHERE finding_id = '%s'",
        ID(g, high));
    return scratch_text(g->s, "SELECT finding_id FROM finding WHERE kind = 'control'");
}

START_TEST(a_failed_check_of_the_same_object_is_a_second_opinion)
{
    struct answer answer;
    const char *check;

    start();
    as(g->olga);
    answer = get(inbox("ca-1"), 200);
    says(&answer, "Medium: the approved baseline says so");
    says(&answer, "no check of a control fails on it");
    check = failed_check();
    answer = get(inbox("ca-1"), 200);
    says(&answer, "High: the approved baseline and a failed check of a control agree.");
    says(&answer, ">Old protocols are off</a>");
    lacks(&answer, "2 settings of ca-1"); /* the check is no further difference */
    answer = get(inbox("ca-2"), 200);
    says(&answer, "Medium:");
    answer = get(arena_printf(p->mem, "/w/msp/findings/%s", check), 200);
    says(&answer, "What was checked");
    says(&answer, "<span>one of enabled</span>");
    says(&answer, "<span>disabled</span>");
    end();
}

END_TEST

START_TEST(the_queue_is_json_too)
{
    struct answer answer;

    start();
    as(g->olga);
    answer = json("/w/msp/inbox?limit=1");
    says(&answer, "\"total\":2");
    says(&answer, "\"decisions\":[{");
    says(&answer, "\"severity\":\"high\"");
    says(&answer, "\"selected\":[{");
    says(&answer, "\"after\":\"disabled\"");
    says(&answer, "\"next_after\":\"");
    lacks(&answer, "\"csrf");
    answer = json(inbox("ca-1"));
    says(&answer, "\"state\":\"open\"");
    says(&answer, "\"row_version\":1");
    end();
}

END_TEST

START_TEST(a_decision_leads_to_the_next_and_can_be_undone)
{
    struct answer answer;
    const char *next;

    start();
    as(g->olga);
    next = item_of("ca-2", "decision_id");
    answer = send(inbox("ca-1"), verb("ca-1", "reject", arena_printf(p->mem, "?queue=1&item=%s", next)),
                  "reason=Meant+so", 303);
    ck_assert_ptr_nonnull(strstr(location(&answer), next));
    ck_assert_str_eq(item_of("ca-1", "state"), "rejected");
    answer = get(location(&answer), 200);
    says(&answer, ">Undo<");
    (void)send(inbox("ca-1"), verb("ca-1", "undo", ""), "", 303);
    ck_assert_str_eq(item_of("ca-1", "state"), "open");
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM decision_record"), 2);
    end();
}

END_TEST

START_TEST(what_is_typed_wrong_comes_back)
{
    struct answer answer;

    start();
    as(g->olga);
    answer = send(inbox("ca-1"), verb("ca-1", "accept-risk", ""), "justification=too+short&expires=" EXPIRES, 422);
    says(&answer, "At least 20 characters, please.");
    says(&answer, ">too short</textarea>");
    says(&answer, "value=\"" EXPIRES "\"");
    answer = send(inbox("ca-1"), verb("ca-1", "accept-risk", ""),
                  "justification=The+vendor+mends+it+next+spring&expires=" EXPIRES, 422);
    says(&answer, "can be accepted for at most 90 days");
    says(&answer, ">The vendor mends it next spring</textarea>");
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM exception"), 0);
    ck_assert_str_eq(item_of("ca-1", "state"), "open");
    answer = send(inbox("ca-1"), verb("ca-1", "snooze", ""), "reason=later&until=" EXPIRES, 422);
    says(&answer, "at most 30 days");
    answer = send(inbox("ca-1"), verb("ca-1", "reject", ""), "reason=", 422);
    says(&answer, "Please fill this in.");
    end();
}

END_TEST

START_TEST(who_comes_second_sees_what_the_first_did)
{
    struct answer answer;
    struct answer seen;

    start();
    as(g->olga);
    seen = get(inbox("ca-1"), 200);
    (void)send(inbox("ca-1"), verb("ca-1", "reject", ""), "reason=Meant+so", 303);
    as(g->otto);
    answer =
        served_post(p, inbox("ca-2"), verb("ca-1", "reject", ""),
                    arena_printf(p->mem, "row_version=%s&shown=%s&reason=me+too",
                                 answer_field(p->mem, &seen, "row_version"), answer_field(p->mem, &seen, "shown")));
    ck_assert_int_eq(answer.status, 409);
    says(&answer, "What changed:");
    says(&answer, "Meant so");
    (void)send(inbox("ca-1"), verb("ca-1", "undo", ""), "", 303);
    answer =
        served_post(p, inbox("ca-1"), verb("ca-1", "reject", ""), /* open again, but another version */
                    arena_printf(p->mem, "row_version=%s&shown=%s&reason=me+too",
                                 answer_field(p->mem, &seen, "row_version"), answer_field(p->mem, &seen, "shown")));
    ck_assert_int_eq(answer.status, 409);
    ck_assert_str_eq(item_of("ca-1", "state"), "open");
    (void)get("/w/msp/inbox/018f0000-0000-7000-8000-000000000000", 404);
    end();
}

END_TEST

START_TEST(many_are_decided_with_one_batch)
{
    struct answer answer;
    const char *body;

    start();
    as(g->olga);
    body = arena_printf(p->mem, "id=%s&id=%s&seen=4102444800000000&reason=Known+and+harmless&verb=",
                        item_of("ca-1", "decision_id"), item_of("ca-2", "decision_id"));
    answer = served_post(p, "/w/msp/inbox", "/w/msp/inbox", "verb=reject&seen=1&reason=x");
    ck_assert_int_eq(answer.status, 422);
    says(&answer, "Tick at least one entry.");
    answer = served_post(p, "/w/msp/inbox", "/w/msp/inbox", arena_printf(p->mem, "%sreject", body));
    ck_assert_int_eq(answer.status, 303);
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM decision_item WHERE state = 'rejected'"), 2);
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(DISTINCT batch_id) FROM decision_record"), 1);
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM decision_record"), 2);
    answer = served_post(p, "/w/msp/inbox", "/w/msp/inbox", arena_printf(p->mem, "%sreject", body)); /* all are gone */
    ck_assert_int_eq(answer.status, 303);
    ck_assert_int_eq(scratch_int(g->s, "SELECT count(*) FROM decision_record"), 2);
    as(g->anna);
    answer = served_post(p, "/w/msp/inbox", "/w/msp/inbox", arena_printf(p->mem, "%sreject", body));
    ck_assert_int_eq(answer.status, 403);
    end();
}

END_TEST

/* ---- findings ---- */

START_TEST(findings_are_listed_filtered_and_exported)
{
    struct answer answer;

    start();
    as(g->olga);
    answer = get("/w/msp/findings", 200);
    ck_assert(strstr(answer.body, "ca-1") < strstr(answer.body, "ca-2"));
    answer = get("/w/msp/findings?q=nothing+like+it", 200);
    says(&answer, "Nothing fits the filter");
    answer = get("/w/msp/findings?scope=mine", 200);
    says(&answer, "Nothing is assigned to you");
    answer = json("/w/msp/findings?severity=low");
    says(&answer, "\"findings\":[{\"id\":\"");
    says(&answer, "\"total\":1");
    says(&answer, "\"path\":\"/conditions/users/includeUsers/[=All]\"");
    answer = served_ask(p, &(struct ask){ .uri = "/w/msp/findings?severity=low", .accept = "text/csv" });
    ck_assert_int_eq(answer.status, 303);
    ck_assert_str_eq(location(&answer), "/w/msp/reports/export?severity=low&report=findings&scope=live");
    (void)get("/w/msp/findings?state=none", 400);
    end();
}

END_TEST

START_TEST(a_finding_is_worked_on_and_verified_by_another)
{
    const char *page;
    struct answer answer;

    start();
    as(g->olga);
    page = at("findings/", high.v);
    answer = get(page, 200);
    says(&answer, "Propose dismissal");
    lacks(&answer, ">Verify<");
    (void)send(page, arena_printf(p->mem, "%s/triage", page), "severity=critical", 303);
    (void)send(page, arena_printf(p->mem, "%s/assign", page), arena_printf(p->mem, "assignee=%s", ID(g, g->otto.id)),
               303);
    ck_assert_int_eq(governance_finding(g, high).state, FINDING_ASSIGNED);
    ck_assert_int_eq(governance_finding(g, high).severity, SEVERITY_CRITICAL);
    answer = send(page, arena_printf(p->mem, "%s/resolve", page), "note=", 422);
    says(&answer, "Please fill this in.");
    (void)send(page, arena_printf(p->mem, "%s/resolve", page), "note=Set+back", 303);
    answer = send(page, arena_printf(p->mem, "%s/resolve", page), "note=Again", 409);
    says(&answer, "Finding resolved"); /* what changed */
    (void)send(page, arena_printf(p->mem, "%s/verify", page), "", 403); /* not an operator's */
    as(g->anna);
    (void)send(page, arena_printf(p->mem, "%s/verify", page), "", 303);
    ck_assert_int_eq(governance_finding(g, high).state, FINDING_VERIFIED);
    answer = json(page);
    says(&answer, "\"state\":\"verified\"");
    says(&answer, "\"observations\":[{");
    end();
}

END_TEST

START_TEST(a_dismissal_needs_a_second_person)
{
    const char *page;
    const char *entry;
    struct answer answer;

    start();
    as(g->olga);
    page = at("findings/", low.v);
    (void)send(page, arena_printf(p->mem, "%s/dismiss", page), "reason=A+test+object", 303);
    entry = arena_printf(p->mem, "/w/msp/inbox/%s",
                         scratch_text(g->s, "SELECT decision_id FROM decision_item WHERE source_type = 'finding'"));
    answer = get(entry, 200);
    says(&answer, "You asked for it, so another person decides.");
    as(g->anna);
    (void)send(entry, arena_printf(p->mem, "%s/confirm", entry), "agree=yes&note=Right", 303);
    ck_assert_int_eq(governance_finding(g, low).state, FINDING_FALSE_POSITIVE);
    end();
}

END_TEST

/* ---- accepted risks ---- */

static const char *request_exception(void)
{
    const char *page = at("findings/", low.v);
    struct answer answer;

    answer = send(page, arena_printf(p->mem, "%s/exception", page),
                  arena_printf(p->mem, "justification=The+vendor+mends+it+next+spring&expires=%.10s",
                               time_iso(p->mem, clock_now_us(&clock_system) + 40 * DAY_US)),
                  303);
    return location(&answer);
}

START_TEST(a_risk_is_accepted_by_another_and_revoked)
{
    const char *page;
    struct answer answer;

    start();
    as(g->olga);
    page = request_exception();
    answer = get(page, 200);
    says(&answer, "You asked for it, so another person decides.");
    lacks(&answer, "Accept the risk until then");
    (void)send(page, arena_printf(p->mem, "%s/approve", page), "note=", 403);
    answer = get("/w/msp/exceptions", 200);
    says(&answer, "ca-2");
    as(g->anna);
    answer = send(page, arena_printf(p->mem, "%s/reject", page), "note=", 422);
    says(&answer, "Please fill this in.");
    (void)send(page, arena_printf(p->mem, "%s/ask-changes", page), "note=Shorter,+please", 303);
    answer = send(page, arena_printf(p->mem, "%s/approve", page), "note=", 409);
    says(&answer, "What changed:");
    as(g->olga);
    (void)send(page, arena_printf(p->mem, "%s/resubmit", page),
               arena_printf(p->mem, "note=The+vendor+mends+it+in+four+weeks&expires=%.10s",
                            time_iso(p->mem, clock_now_us(&clock_system) + 28 * DAY_US)),
               303);
    as(g->anna);
    (void)send(page, arena_printf(p->mem, "%s/approve", page), "note=Until+then", 303);
    answer = get(page, 200);
    says(&answer, "As accepted, and today");
    answer = json(page);
    says(&answer, "\"state\":\"approved\"");
    says(&answer, "\"stale\":false");
    says(&answer, "\"frozen_json\":{");
    answer = get("/w/msp/exceptions?scope=active", 200);
    says(&answer, "ca-2");
    end();
}

END_TEST

START_TEST(a_request_can_be_withdrawn_by_its_requester_alone)
{
    const char *page;

    start();
    as(g->olga);
    page = request_exception();
    as(g->otto);
    (void)send(page, arena_printf(p->mem, "%s/withdraw", page), "", 403);
    as(g->olga);
    (void)send(page, arena_printf(p->mem, "%s/withdraw", page), "", 303);
    ck_assert_str_eq(scratch_text(g->s, "SELECT state FROM exception"), "withdrawn");
    end();
}

END_TEST

SUITE(inbox_decisions, the_queue_shows_the_severe_first_and_its_pack,
      a_failed_check_of_the_same_object_is_a_second_opinion, the_queue_is_json_too,
      a_decision_leads_to_the_next_and_can_be_undone, what_is_typed_wrong_comes_back,
      who_comes_second_sees_what_the_first_did, many_are_decided_with_one_batch,
      findings_are_listed_filtered_and_exported, a_finding_is_worked_on_and_verified_by_another,
      a_dismissal_needs_a_second_person, a_risk_is_accepted_by_another_and_revoked,
      a_request_can_be_withdrawn_by_its_requester_alone);
