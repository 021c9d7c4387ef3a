/* What a large workspace costs: the list page of 1,000,000 findings beside a bare program and beside 10,000, and their CSV. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/bare.h"
#include "bench/csv.h"
#include "bench/figure.h"
#include "bench/load.h"
#include "support/door.h"
#include "support/fcgi_client.h"
#include "support/suite.h"
#include "support/volume.h"

enum { SMALL = 10000, LARGE = 1000000, WORKERS = 4, ROUNDS = 3, SECONDS = 3, KNOWN_LIST_RPS = 4000 };

static struct scratch *s;
static struct served *inbox;
static struct door door;

/* nginx finds another program behind a socket of its own. */
static void put_behind(const char *program, const char *socket)
{
    char *place = arena_printf(s->cx.mem, "%s/run/%s.sock", door.folder, program);

    (void)unlink(place);
    ck_assert_int_eq(symlink(socket, place), 0);
}

static void start(void)
{
    static const char *const settings[] = { "TP_RATE_PAGE=100000", "TP_RATE_BURST=100000", "TP_CONNECTIONS=1000",
                                            NULL };
    const char *rows = getenv("TP_BENCH_ROWS");

    s = scratch_new();
    scratch_exec(s, "CREATE EXTENSION IF NOT EXISTS pg_prewarm");
    (void)volume_load(s, "small", SMALL);
    (void)volume_load(s, "large",
                      rows == NULL ? LARGE : atoi(rows)); /* NOLINT(cert-err34-c): a developer's own figure */
    scratch_exec(s, "SELECT sum(pg_prewarm(oid)) FROM pg_class WHERE relkind IN ('r', 'i') AND relnamespace ="
                    " 'public'::regnamespace");
    scratch_exec(s, "CHECKPOINT");
    inbox = served_start("inbox", s, WORKERS);
    door_open(&door, settings);
    ck_assert_int_eq(chmod(inbox->folder, 0755) | chmod(arena_printf(inbox->mem, "%s/run", inbox->folder), 0755) |
                         chmod(inbox->socket, 0666),
                     0);
    put_behind("inbox", inbox->socket);
}

static struct bytes page_of(const char *path)
{
    struct answer answer = served_get(inbox, path);

    ck_assert_int_eq(answer.status, 200);
    return bytes_of((const uint8_t *)answer.body, answer.body_len);
}

/* The queries of the page "findings", and of the frame around it, as the product sends them. */
static void start_bare(const char *page)
{
    static const char live[] = "{open,triaged,assigned}";
    const char *workspace = scratch_text(s, "SELECT md5('large')::uuid");
    struct bare bare = {
        .socket = arena_printf(s->cx.mem, "%s/run/bare.sock", door.folder),
        .conninfo = arena_printf(s->cx.mem, "%s user=tp_inbox", s->conninfo),
        .workspace = workspace,
        .workers = WORKERS,
        .queries = { { bare_query_named("finding_list_by_severity"),
                       { workspace, live, NULL, NULL, NULL, NULL, "f", NULL, "0", "51" } },
                     { bare_query_named("finding_count"), { workspace, live, NULL, NULL, NULL, NULL, "f" } },
                     { bare_query_named("shell_tenants"), { workspace, "51" } },
                     { bare_query_named("shell_waiting"), { workspace, "100" } } },
        .query_count = 4,
        .page = page_of(page),
    };

    bare_start(&bare);
    put_behind("reviews", bare.socket);
}

static void measure(struct load_result *runs, const char *path)
{
    *runs = load_run(door.port, "operator.localhost", path, inbox->cookie, SECONDS);
}

static double middle_rps(const struct load_result *runs)
{
    double values[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        values[i] = runs[i].rps;
    }
    return median(values, ROUNDS);
}

static double middle_ms(const struct load_result *runs, bool p99)
{
    double values[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        values[i] = p99 ? runs[i].p99_ms : runs[i].p50_ms;
    }
    return median(values, ROUNDS);
}

/* Of the program's last line in its log. */
static double round_trips(void)
{
    static const char key[] = "\"round_trips\":";
    const char *log = served_log(inbox);
    const char *last = NULL;

    for (const char *at = strstr(log, key); at != NULL; at = strstr(at + 1, key)) {
        last = at;
    }
    ck_assert_ptr_nonnull(last);
    return strtod(last + sizeof key - 1, NULL);
}

static void list_figures(void)
{
    struct load_result bare[ROUNDS];
    struct load_result large[ROUNDS];
    struct load_result small[ROUNDS];
    double trips_large;
    double trips_small;

    (void)page_of("/w/small/findings");
    trips_small = round_trips();
    served_sign_in(inbox, s, volume_member(s, "large", 7), "operator");
    start_bare("/w/large/findings");
    trips_large = round_trips();
    for (int i = 0; i < ROUNDS; i++) {
        measure(&bare[i], "/w/large/reviews");
        measure(&large[i], "/w/large/findings");
    }
    served_sign_in(inbox, s, volume_member(s, "small", 7), "operator");
    for (int i = 0; i < ROUNDS; i++) {
        measure(&small[i], "/w/small/findings");
    }
    figure_add(&(struct figure){ "list page, 50 rows of 1,000,000, beside a bare program", "rps", middle_rps(large),
                                 middle_rps(bare), 0.6, false, KNOWN_LIST_RPS, false });
    figure_add(&(struct figure){ "list page at 1,000,000 beside 10,000, p50", "ms", middle_ms(large, false),
                                 middle_ms(small, false), 1.5, true, 0, true });
    figure_add(&(struct figure){ "list page at 1,000,000 beside 10,000, p99", "ms", middle_ms(large, true),
                                 middle_ms(small, true), 1.5, true, 0, true });
    figure_add(&(struct figure){ "list page at 1,000,000 beside 10,000, round trips", "", trips_large, trips_small, 1,
                                 true, 0, true });
}

START_TEST(a_large_workspace)
{
    start();
    served_sign_in(inbox, s, volume_member(s, "small", 7), "operator");
    list_figures();
    served_free(inbox);
    csv_figures(s);
    scratch_free(s);
}

END_TEST

SUITE(large, a_large_workspace);
