/* The customers' gate as a whole: nginx as configured, the portal program, the database; released pages and packs as files. */
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "support/door.h"
#include "support/fcgi_client.h"
#include "support/released.h"
#include "support/suite.h"

enum { PROMPT_S = 10 }; /* within which whatever takes a right away takes effect */

static const char *const generous[] = { "TP_RATE_PAGE=10000", "TP_RATE_BURST=10000", NULL };
static const char page_canary[] = "the released page";
static const char pack_canary[] = "the released pack";

static struct scratch *s;
static struct served *p;
static struct door door;
static struct door_answer got;
static struct workspace_id acme;
static struct release_id release;
static const char *carla; /* her session's cookie; a customer of the tenant */
static const char *eve; /* a customer of another tenant of the same workspace */

static const char *session_of(struct account_id account)
{
    served_sign_in(p, s, account, "portal");
    return p->cookie;
}

static void start(void)
{
    struct tenant_id ours;
    struct tenant_id theirs;

    s = scratch_new();
    acme = scratch_workspace(s, "acme");
    ours = released_tenant(s, acme, "ours");
    theirs = released_tenant(s, acme, "theirs");
    release = released_make(s, acme, ours, "summer", "shown", 1);
    (void)released_make(s, acme, theirs, "winter", "shown", 1);
    p = served_start("portal", s, 2);
    door_open(&door, generous);
    door_let_in(&door, "portal", p->socket);
    door_file(&door, arena_printf(s->cx.mem, "portal/%s/en/index.html", id_text(&s->cx, release.v)), page_canary);
    door_file(&door,
              arena_printf(s->cx.mem, "releases/%s/%s/summer.zip", id_text(&s->cx, acme.v), id_text(&s->cx, release.v)),
              pack_canary);
    carla = session_of(released_customer(s, acme, "carla", ours));
    eve = session_of(released_customer(s, acme, "eve", theirs));
    scratch_exec(s, "UPDATE account SET lang = 'de'");
}

static void end(void)
{
    served_free(p);
    scratch_free(s);
}

static void get(const char *path, const char *cookie)
{
    const char *headers = cookie == NULL ? "" : arena_printf(p->mem, "Cookie: %s; lang=de\r\n", cookie);

    door_ask(&door, DOOR_PORTAL, arena_printf(p->mem, "GET /reviews/%s/%s", id_text(&s->cx, release.v), path), headers,
             "", &got);
}

/* A hundred times a second one is let in, from the cache; and then no longer. */
static void expect_end_of(const char *cookie, int status, const char *words)
{
    int64_t started_us = clock_now_us(&clock_system);
    int64_t took_us;

    do {
        (void)usleep(10000);
        get("en/", cookie);
        took_us = clock_now_us(&clock_system) - started_us;
    } while (door_says(&got, page_canary) && took_us < 2 * PROMPT_S * SECOND_US);
    ck_assert_int_le(took_us, PROMPT_S * SECOND_US);
    ck_assert_msg(got.status == status && door_says(&got, words), "%d: %.1500s", got.status, got.text);
}

START_TEST(each_customer_reads_what_is_theirs)
{
    start();
    for (int i = 0; i < 3; i++) {
        get("en/", carla);
        ck_assert_int_eq(got.status, 200);
        ck_assert(door_says(&got, page_canary));
        get("en/", eve);
        ck_assert_int_eq(got.status, 404);
        ck_assert(!door_says(&got, page_canary));
        ck_assert(door_says(&got, "Nicht gefunden"));
    }
    get("en/", NULL);
    ck_assert_int_eq(got.status, 303);
    ck_assert(door_says(&got, "\r\nLocation: /signin?next="));
    get("en/", "__Host-portal=forged-forged-forged-forged-forged");
    ck_assert_int_eq(got.status, 303);
    get("en/", arena_printf(p->mem, "%s; %s", carla, eve));
    ck_assert_int_eq(got.status, 400);
    get("en/", arena_printf(p->mem, "%s; %s", eve, carla));
    ck_assert_int_eq(got.status, 400);
    end();
}

END_TEST

START_TEST(what_replaces_a_release_leaves_it_readable)
{
    start();
    scratch_exec(s, "SET session_replication_role = replica; UPDATE release SET state = 'superseded'");
    get("en/", carla);
    ck_assert_int_eq(got.status, 200);
    ck_assert(door_says(&got, page_canary));
    end();
}

END_TEST

START_TEST(a_revoked_grant_ends_within_ten_seconds)
{
    start();
    get("en/", carla);
    ck_assert_int_eq(got.status, 200);
    scratch_exec(s, "UPDATE portal_grant SET revoked_at = now()");
    expect_end_of(carla, 403, "Nicht erlaubt");
    get("files/summer.zip", carla);
    ck_assert_int_eq(got.status, 403);
    end();
}

END_TEST

START_TEST(a_session_that_ended_ends_within_ten_seconds)
{
    start();
    get("en/", carla);
    ck_assert_int_eq(got.status, 200);
    scratch_exec(s, "UPDATE session SET revoked_at = now()");
    expect_end_of(carla, 303, "Location: /signin?next=");
    end();
}

END_TEST

START_TEST(a_withdrawn_release_is_a_tombstone_within_ten_seconds)
{
    start();
    get("en/", carla);
    ck_assert_int_eq(got.status, 200);
    scratch_exec(s,
                 "SET session_replication_role = replica; UPDATE release SET state = 'withdrawn', end_reason ="
                 " 'wrong numbers' WHERE release_id = '%s'",
                 id_text(&s->cx, release.v));
    expect_end_of(carla, 410, "wrong numbers");
    ck_assert(door_says(&got, "<html lang=\"de\""));
    get("files/summer.zip", carla);
    ck_assert_int_eq(got.status, 404);
    ck_assert(!door_says(&got, pack_canary));
    end();
}

END_TEST

START_TEST(a_download_is_whole_named_and_audited)
{
    static const char count[] = "SELECT count(*) FROM audit_event WHERE action = 'release.downloaded'";

    start();
    get("files/summer.zip", carla);
    ck_assert_int_eq(got.status, 200);
    ck_assert(door_says(&got, pack_canary));
    ck_assert(door_says(&got, "Content-Disposition: attachment; filename=\"summer.zip\""));
    ck_assert(door_says(&got, "Content-Security-Policy: default-src 'none'; sandbox"));
    ck_assert(!door_says(&got, "X-Accel-Redirect"));
    ck_assert_int_eq(scratch_int(s, count), 1);
    get("files/summer.zip", eve);
    ck_assert_int_eq(got.status, 404);
    ck_assert(!door_says(&got, pack_canary));
    get("files/winter.zip", carla);
    ck_assert_int_eq(got.status, 404);
    ck_assert_int_eq(scratch_int(s, count), 1);
    end();
}

END_TEST

/* A cached permission is not used when the program cannot be asked any more, nor is the database's absence a refusal. */
START_TEST(without_the_database_nothing_is_given_out_nor_said_to_be_forbidden)
{
    start();
    get("en/", carla);
    ck_assert_int_eq(got.status, 200);
    scratch_exec(s, "ALTER DATABASE %s CONNECTION LIMIT 0", s->name);
    scratch_exec(s, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
                    " AND pid <> pg_backend_pid()");
    expect_end_of(carla, 503, "Zurzeit nicht erreichbar");
    scratch_exec(s, "ALTER DATABASE %s CONNECTION LIMIT -1", s->name);
    get("en/", carla);
    ck_assert_int_eq(got.status, 200);
    end();
}

END_TEST

SUITE(http_portal_gate, each_customer_reads_what_is_theirs, what_replaces_a_release_leaves_it_readable,
      a_revoked_grant_ends_within_ten_seconds, a_session_that_ended_ends_within_ten_seconds,
      a_withdrawn_release_is_a_tombstone_within_ten_seconds, a_download_is_whole_named_and_audited,
      without_the_database_nothing_is_given_out_nor_said_to_be_forbidden);
