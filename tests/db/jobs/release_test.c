/* A release that is killed at any point: the portal shows the old one or the new one, whole; the next execution completes it. */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/text.h"
#include "ext/crypt.h"
#include "ext/json.h"
#include "support/estate.h"
#include "support/line.h"
#include "support/suite.h"

static struct line *l;

static void start(void)
{
    const struct connection_new how = {
        .provider = "graph", .external_tenant = "ext", .client = "app", .secret = "s3cret of the test"
    };

    fake_reset();
    l = line_new(fake_find, NULL);
    line_connect(l, "contoso", &how);
}

/* ---- what a customer can see ---- */

static const char *shown(void)
{
    return scratch_text(l->s, "SELECT string_agg(title, ', ') FROM release WHERE state = 'shown'");
}

/* "path size sha256", as the rows of one release say; pages have none. */
static const char *files_of_rows(const char *title)
{
    return scratch_text(
        l->s,
        "SELECT string_agg(concat_ws(' ', 'releases/' || r.workspace_id || '/' || release_id || '/' || name,"
        " size_bytes, encode(sha256, 'hex')), E'\\n' ORDER BY name) FROM release r JOIN release_file f"
        " USING (workspace_id, release_id) WHERE title = '%s'",
        title);
}

static const char *id_of(const char *title)
{
    return scratch_text(l->s, "SELECT release_id::text FROM release WHERE title = '%s' AND state <> 'abandoned'",
                        title);
}

/* Every file of the release that is shown is there as its row says, so are its pages, and the pack verifies. */
static void expect_whole(const char *title)
{
    struct arena *mem = l->s->cx.mem;
    const char *releases = line_files(l, "releases");
    const char *pages = line_files(l, "portal");
    char *rows = arena_strdup(mem, files_of_rows(title));
    char *rest = rows;

    for (const char *line = strtok_r(rows, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        ck_assert_msg(strstr(releases, line) != NULL, "%s is not among\n%s", line, releases);
    }
    ck_assert_ptr_nonnull(strstr(pages, arena_printf(mem, "portal/%s/en/index.html", id_of(title))));
    ck_assert_ptr_nonnull(strstr(pages, arena_printf(mem, "portal/%s/de/index.html", id_of(title))));
    ck_assert_int_eq(
        line_command(l, arena_printf(mem, "tenantpilot verify $(ls %s/releases/*/%s/*.zip)", l->var, id_of(title))), 0);
}

/* What was built before is still what it was. */
static void expect_kept(const char *before, const char *after)
{
    char *lines = arena_strdup(l->s->cx.mem, before);
    char *rest = lines;

    for (const char *line = strtok_r(lines, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        ck_assert_msg(strstr(after, line) != NULL, "%s became other:\n%s", line, after);
    }
}

/* ---- kill -9 ---- */

enum {
    STEPS = 0

#define RELEASE_STEP(constant, code) +1
#include "jobs/release_steps.def"
#undef RELEASE_STEP
    ,
    COMMITTED = 3, /* prepared, built, shown: each a fetch, and before and after its commit */
    WITHIN = 5, /* reports, signed, packed, verified, pages: within the fetch that builds */
    POINTS = 1 + 2 + 2 + COMMITTED * 3 + WITHIN + 2, /* claim, begin, load; the steps; the end */
    FILE_MAX = 64 * 1024,
    PROOF_POINTS = 1 + 2 + 2 + 2 * 3 + 2 + 2 /* claim, begin, load; kept, published by two files; the end */
};

static const char *title_of(int n)
{
    return arena_printf(l->s->cx.mem, "Review %d", n);
}

static void ask_for(int n)
{
    (void)line_sign(l, line_review(l, title_of(n)));
    line_seal(l);
}

/* Returns whether the new release was shown already when it was killed. */
static bool kill_at(int n)
{
    const char *old = title_of(n - 1);
    const char *built;
    const char *after;
    bool is_new;

    ask_for(n);
    ck_assert_msg(line_kill(l, JOB_BY_SEALER, "release", n) == -1, "point %d did not fire", n);
    is_new = text_equal(shown(), title_of(n));
    ck_assert_msg(is_new || text_equal(shown(), old), "point %d: '%s' is shown", n, shown());
    expect_whole(shown());
    built = arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal"));
    line_expire(l);
    line_drain(l);
    ck_assert_str_eq(shown(), title_of(n));
    expect_whole(title_of(n));
    after = arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal"));
    expect_kept(built, after);
    ck_assert_ptr_null(strstr(after, ".new"));
    ck_assert_int_eq(scratch_int(l->s, "SELECT count(*) FROM release WHERE state = 'superseded'"), n);
    ck_assert_str_eq(scratch_text(l->s, "SELECT state FROM review WHERE title = '%s'", title_of(n)), "released");
    return is_new;
}

START_TEST(killed_at_every_point_the_old_or_the_new_is_shown)
{
    int fired = 0;
    int new_ones = 0;

    start();
    ask_for(0);
    ck_assert_int_eq(line_kill(l, JOB_BY_SEALER, "release", 0), POINTS);
    expect_whole(title_of(0));
    for (int n = 1; n <= POINTS; n++) {
        new_ones += kill_at(n);
        fired++;
    }
    ck_assert_int_eq(COMMITTED + WITHIN, STEPS); /* none of the table that is not tried */
    ck_assert_int_ge(fired, STEPS);
    ck_assert_int_eq(new_ones, 3); /* after the commit that shows it, before and after that of the run's end */
    ck_assert_int_eq(line_log_problems(l), 0);
    line_free(l);
}

END_TEST

/* ---- the proof of the release itself, which comes after the pack ---- */

static const char *proof_files(int n)
{
    return scratch_text(
        l->s,
        "SELECT string_agg(name || ' ' || size_bytes || ' ' || encode(sha256, 'hex'), E'\\n' ORDER BY name)"
        " FROM release r JOIN release_file f USING (workspace_id, release_id) WHERE title = '%s'"
        " AND role = 'proof'",
        title_of(n));
}

static struct bytes content(const char *path)
{
    FILE *file = fopen(path, "rb");
    char *text = arena_alloc(l->s->cx.mem, FILE_MAX);
    size_t len;

    ck_assert_msg(file != NULL, "%s is missing", path);
    len = fread(text, 1, FILE_MAX, file);
    (void)fclose(file);
    ck_assert_uint_lt(len, FILE_MAX);
    return bytes_of(text, len);
}

static struct bytes unhex(const char *text)
{
    struct bytes bytes;

    ck_assert_ptr_nonnull(text);
    ck_assert_int_eq(hex_decode(l->s->cx.mem, text, &bytes), RC_OK);
    return bytes;
}

/* The event that shows the release is in the tree that the published checkpoint signs; both files are listed as they are. */
static void expect_proved(int n)
{
    struct cx *cx = &l->s->cx;
    const char *folder = arena_printf(cx->mem, "releases/%s/%s", id_text(cx, l->workspace.v), id_of(title_of(n)));
    const struct json *proof = NULL;
    struct merkle_proof path = { .count = 0 };
    struct merkle_hash leaf;
    struct checkpoint checkpoint;
    struct note note;
    struct bytes event;

    ck_assert_int_eq(json_parse(cx, content(arena_printf(cx->mem, "%s/%s/release.proof.json", l->var, folder)), &proof),
                     RC_OK);
    ck_assert_int_eq(checkpoint_parse(cx,
                                      content(arena_printf(cx->mem, "%s/%s/release.checkpoint.txt", l->var, folder)),
                                      &checkpoint, &note),
                     RC_OK);
    ck_assert_str_eq(json_text(json_get(proof, "kind")), "release");
    ck_assert_int_eq(base64_decode(cx->mem, bytes_text(json_text(json_get(proof, "event"))), &event), RC_OK);
    ck_assert_ptr_nonnull(memmem(event.data, event.len, "\"action\":\"release.shown\"", 24));
    ck_assert_ptr_nonnull(memmem(event.data, event.len, id_of(title_of(n)), 36));
    leaf = merkle_leaf(event);
    for (size_t i = 0; i < json_count(json_get(proof, "path")); i++) {
        memcpy(path.path[path.count++].b, unhex(json_text(json_at(json_get(proof, "path"), i))).data, MERKLE_HASH_LEN);
    }
    ck_assert(merkle_included(&leaf, (uint64_t)json_i64(json_get(proof, "leaf_index"), -1), checkpoint.size, &path,
                              &checkpoint.root));
    ck_assert_ptr_nonnull(proof_files(n));
    for (const char *line = proof_files(n); line != NULL; line = strchr(line, '\n')) {
        line += *line == '\n';
        ck_assert_ptr_nonnull(strstr(line_files(l, "releases"),
                                     arena_printf(cx->mem, "%s/%.*s", folder, (int)strcspn(line, "\n"), line)));
    }
}

START_TEST(killed_at_every_point_the_proof_is_published)
{
    start();
    for (int n = 0; n <= PROOF_POINTS; n++) {
        ask_for(n);
        ck_assert_int_eq(line_work(l, JOB_BY_SEALER, "release"), 1);
        expect_whole(title_of(n)); /* shown without it */
        ck_assert_ptr_null(proof_files(n));
        ck_assert_int_eq(line_work(l, JOB_BY_SEALER, "release_proof"), 1); /* the event is not sealed: it waits */
        ck_assert_ptr_null(proof_files(n));
        line_seal(l);
        line_awake(l);
        if (n == 0) {
            ck_assert_int_eq(line_kill(l, JOB_BY_SEALER, "release_proof", 0), PROOF_POINTS);
        } else {
            ck_assert_msg(line_kill(l, JOB_BY_SEALER, "release_proof", n) == -1, "point %d did not fire", n);
        }
        line_expire(l);
        line_drain(l);
        expect_proved(n);
    }
    ck_assert_int_eq(
        scratch_int(l->s, "SELECT count(*) FROM run WHERE operation = 'release_proof' AND outcome IS DISTINCT FROM"
                          " 'succeeded'"),
        0);
    line_free(l);
}

END_TEST

/* ---- what is not as it was signed is not released ---- */

/* The state of the release run, the review and its releases, after `change` was made between the wish and the sealer's work. */
static const char *refused_after(const char *change)
{
    const char *states;

    start();
    ask_for(0);
    scratch_exec(l->s, "SET session_replication_role = replica");
    scratch_exec(l->s, "%s", change);
    scratch_exec(l->s, "SET session_replication_role = DEFAULT");
    line_drain(l);
    states = scratch_text(
        l->s, "SELECT concat_ws(' ', (SELECT outcome || ' ' || reason FROM run WHERE operation = 'release'),"
              " (SELECT state FROM review), (SELECT string_agg(state, ',') FROM release))");
    states = strdup(states);
    line_free(l);
    return states;
}

START_TEST(the_sealer_looks_again)
{
    static const char *const changes[] = {
        "DELETE FROM review_signoff WHERE section = 'limitations'",
        "UPDATE review_signoff SET author_id = gen_random_uuid(), signer_id = (SELECT author_id FROM review)"
        " WHERE section = 'findings'",
        "UPDATE review_signoff SET frozen_hash = sha256('others')",
        "UPDATE review SET frozen = frozen || ' '::bytea, frozen_hash = sha256(frozen || ' '::bytea)",
    };

    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        const char *states = refused_after(changes[i]);

        ck_assert_msg(text_equal(states, "blocked precondition_changed in_review"), "%s: %s", changes[i], states);
        free((void *)(uintptr_t)states);
    }
}

END_TEST

START_TEST(changed_evidence_is_not_released)
{
    const char *states =
        refused_after("UPDATE evidence_item SET body = body || ' '::bytea WHERE evidence_id = (SELECT evidence_id FROM"
                      " evidence_item WHERE run_id = (SELECT run_id FROM review) LIMIT 1)");

    ck_assert_ptr_null(strstr(states, "shown"));
    ck_assert_ptr_null(strstr(states, "released"));
    free((void *)(uintptr_t)states);
}

END_TEST

/* A release that did not come about is taken back, changed, signed anew; the row that was prepared before shows nobody anything. */
START_TEST(what_was_taken_back_is_prepared_anew)
{
    struct review_change change = { .note = "the summary is wrong" };
    struct review_signoffs signoffs;
    struct review review;

    start();
    change.id = line_review(l, title_of(0));
    (void)line_sign(l, change.id);
    line_begin(l, LINE_OPERATOR, "tp_reviews");
    line_done(l, review_get(&l->s->cx, l->actors[LINE_OPERATOR], change.id, &review, &signoffs));
    change.row_version = review.row_version;
    line_begin(l, LINE_REVIEWER, "tp_reviews");
    line_refused(l, RC_CONFLICT, review_return(&l->s->cx, l->actors[LINE_REVIEWER], &change, &review));
    line_seal(l);
    ck_assert_int_eq(line_kill(l, JOB_BY_SEALER, "release", 1 + 2 + 2 + 3), -1); /* prepared */
    ck_assert_str_eq(scratch_text(l->s, "SELECT state || ' ' || step FROM release"), "building prepared");
    scratch_exec(l->s, "UPDATE job SET attempt = max_attempts WHERE kind = 'release'"); /* its workers died */
    line_expire(l);
    ck_assert_int_eq(line_work(l, JOB_BY_SEALER, "release"), 1);
    line_begin(l, LINE_REVIEWER, "tp_reviews");
    line_done(l, review_return(&l->s->cx, l->actors[LINE_REVIEWER], &change, &review));
    ck_assert_int_eq(review.state, REVIEW_DRAFT);
    change.row_version = review.row_version;
    line_begin(l, LINE_OPERATOR, "tp_reviews");
    line_done(l, review_hand_in(&l->s->cx, l->actors[LINE_OPERATOR], &change, &review));
    (void)line_sign(l, change.id);
    line_drain(l);
    ck_assert_str_eq(scratch_text(l->s, "SELECT string_agg(state, ', ' ORDER BY release_id) FROM release"),
                     "abandoned, shown");
    expect_whole(title_of(0));
    line_free(l);
}

END_TEST

/* ---- a full disk ---- */

/* The attempt fails where the disk ends, be it in a report, the pack or a page; the next one, with room, succeeds. */
START_TEST(a_full_disk_leaves_nothing_half_written)
{
    static const size_t ends[] = { 0, 2000, 20000, 60000 };
    const char *before;
    int n = 1;

    start();
    ask_for(0);
    line_drain(l);
    for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++, n++) {
        ask_for(n);
        before = arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal"));
        ck_assert_int_eq(line_starve(l, JOB_BY_SEALER, "release", ends[i]), 1);
        ck_assert_str_eq(shown(), title_of(n - 1));
        ck_assert_str_eq(arena_printf(l->s->cx.mem, "%s%s", line_files(l, "releases"), line_files(l, "portal")),
                         before);
        ck_assert_str_eq(scratch_text(l->s,
                                      "SELECT state || ' ' || (outcome IS NULL) FROM run WHERE operation = 'release'"
                                      " ORDER BY run_id DESC LIMIT 1"),
                         "queued true");
        scratch_exec(l->s, "UPDATE job SET run_at = now() WHERE kind = 'release'");
        line_drain(l);
        ck_assert_str_eq(shown(), title_of(n));
        expect_whole(title_of(n));
    }
    line_free(l);
}

END_TEST

/* ---- the same bytes ---- */

/* Built twice from the same row, under other circumstances of the process. */
START_TEST(a_repeated_build_gives_the_same_bytes)
{
    const char *first;

    start();
    ask_for(0);
    ck_assert_int_eq(line_kill(l, JOB_BY_SEALER, "release", 1 + 2 + 2 + 3 + WITHIN + 1),
                     -1); /* built on disk, not in the row */
    ck_assert_str_eq(scratch_text(l->s, "SELECT step FROM release"), "prepared");
    first = line_files(l, "releases");
    ck_assert_ptr_nonnull(strstr(first, ".zip"));
    line_command(l, "sh -c 'rm -r $TP_VAR/releases/* $TP_VAR/portal/*'");
    ck_assert_str_eq(line_files(l, "releases"), "");
    ck_assert_int_eq(setenv("TZ", "Pacific/Auckland", 1), 0);
    tzset();
    line_expire(l);
    ck_assert_int_eq(line_work(l, JOB_BY_SEALER, "release"), 1);
    ck_assert_str_eq(line_files(l, "releases"), first);
    expect_whole(title_of(0));
    line_free(l);
}

END_TEST

SUITE(db_jobs_release, killed_at_every_point_the_old_or_the_new_is_shown, killed_at_every_point_the_proof_is_published,
      the_sealer_looks_again, changed_evidence_is_not_released, what_was_taken_back_is_prepared_anew,
      a_full_disk_leaves_nothing_half_written, a_repeated_build_gives_the_same_bytes);
