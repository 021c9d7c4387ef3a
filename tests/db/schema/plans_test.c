/* The list queries at volume, as the program's own role under row-level security: each walks an index in the order of the list, and
 * touches about as many pages of the tables as it shows rows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "support/suite.h"
#include "support/volume.h"

#define STORE(stem) extern const struct query *const stem##_queries[];
#include "queries.def"
#undef STORE

static const struct query *const *const stores[] = {
#define STORE(stem) stem##_queries,
#include "queries.def"
#undef STORE
};

enum { FINDINGS = 50000, PAGE_BLOCKS = 800, COUNT_BLOCKS = 12000 };

#define WS     "md5('large')::uuid"
#define TENANT "md5('larget7')::uuid"
#define PERSON "md5('large7')::uuid"
#define LIVE   "'{open,triaged,assigned}'"
#define CLOSED "'{resolved,verified,risk_accepted,false_positive}'"
#define QUEUE  "'{open,snoozed,approved,executing,executed,failed}'"
#define FIRST  "NULL, 0, 51"
/* a place far down the list: half of the ids of the volume are below it */
#define MIDDLE "'01900000-61a8-7000-8000-000000000000'"

/* A list as its page asks for it. */
struct listing {
    const char *query;
    const char *arguments; /* SQL */
    const char *table; /* must not be read from end to end */
    int blocks; /* it may touch at most */
};

static const struct listing listings[] = {
    { "finding_list_by_severity", WS ", " LIVE ", NULL, NULL, NULL, NULL, false, " FIRST, "finding", PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " LIVE ", NULL, NULL, NULL, NULL, false, " MIDDLE ", 3, 51", "finding",
      PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " LIVE ", 'low', NULL, NULL, NULL, false, " FIRST, "finding", PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " LIVE ", NULL, " TENANT ", NULL, NULL, false, " FIRST, "finding",
      PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " LIVE ", 'low', " TENANT ", NULL, NULL, false, " FIRST, "finding",
      PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " LIVE ", NULL, NULL, NULL, " PERSON ", false, " FIRST, "finding",
      PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " LIVE ", NULL, NULL, NULL, NULL, true, " FIRST, "finding", PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", '{open}', NULL, NULL, NULL, NULL, false, " FIRST, "finding", PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", '{false_positive}', NULL, NULL, NULL, NULL, false, " FIRST, "finding",
      PAGE_BLOCKS },
    { "finding_list_by_severity", WS ", " CLOSED ", NULL, NULL, NULL, NULL, false, " FIRST, "finding", PAGE_BLOCKS },
    { "finding_list_by_seen", WS ", " LIVE ", NULL, NULL, NULL, NULL, false, " FIRST, "finding", PAGE_BLOCKS },
    { "finding_count", WS ", " LIVE ", NULL, NULL, NULL, NULL, false", "finding", COUNT_BLOCKS },
    { "finding_count", WS ", " LIVE ", 'low', " TENANT ", NULL, NULL, false", "finding", COUNT_BLOCKS },
    { "finding_of_subject", WS ", md5('largep7')::uuid, 'conditional_access', 'object-7'", "finding", PAGE_BLOCKS },
    { "decision_list", WS ", '{open}', NULL, NULL, NULL, NULL, 0, NULL, 51", "decision_item", PAGE_BLOCKS },
    { "decision_list", WS ", " QUEUE ", NULL, NULL, NULL, " MIDDLE ", 3, '2020-01-01', 51", "decision_item",
      PAGE_BLOCKS },
    { "decision_list", WS ", '{open}', NULL, " TENANT ", NULL, NULL, 0, NULL, 51", "decision_item", PAGE_BLOCKS },
    { "decision_count", WS ", '{open}', NULL, NULL, NULL", "decision_item", COUNT_BLOCKS },
    { "run_list", WS ", NULL, NULL, NULL, NULL, NULL, NULL, 51, NULL", "run", PAGE_BLOCKS },
    { "run_list", WS ", NULL, NULL, NULL, NULL, now() - interval '2000 minutes', " MIDDLE ", 51, NULL", "run",
      PAGE_BLOCKS },
    { "run_list", WS ", " TENANT ", NULL, NULL, NULL, NULL, NULL, 51, NULL", "run", PAGE_BLOCKS },
    { "run_list", WS ", NULL, 'compare', NULL, NULL, NULL, NULL, 51, NULL", "run", PAGE_BLOCKS },
    { "run_list", WS ", NULL, NULL, 'queued', NULL, NULL, NULL, 51, NULL", "run", PAGE_BLOCKS },
    { "run_list", WS ", NULL, NULL, NULL, 'failed', NULL, NULL, 51, NULL", "run", PAGE_BLOCKS },
    { "subject_list", WS ", NULL, NULL, NULL, NULL, NULL, NULL, 51", "subject", PAGE_BLOCKS },
    { "subject_list", WS ", NULL, NULL, NULL, NULL, 'Policy 8', " MIDDLE ", 51", "subject", PAGE_BLOCKS },
    { "subject_list", WS ", " TENANT ", NULL, NULL, NULL, NULL, NULL, 51", "subject", PAGE_BLOCKS },
    { "subject_list", WS ", NULL, 'named_location', NULL, NULL, NULL, NULL, 51", "subject", PAGE_BLOCKS },
    { "audit_list", WS ", NULL, NULL, NULL, NULL, NULL, NULL, 51", "audit_event", PAGE_BLOCKS },
    { "audit_list", WS ", NULL, NULL, NULL, NULL, NULL, " MIDDLE ", 51", "audit_event", PAGE_BLOCKS },
    { "audit_list", WS ", NULL, NULL, " TENANT ", NULL, NULL, NULL, 51", "audit_event", PAGE_BLOCKS },
    { "audit_list", WS ", NULL, NULL, NULL, " PERSON ", NULL, NULL, 51", "audit_event", PAGE_BLOCKS },
    { "audit_list", WS ", NULL, NULL, NULL, NULL, 'finding.resolve', NULL, 51", "audit_event", PAGE_BLOCKS },
};

static const struct query *query_named(const char *name)
{
    for (size_t i = 0; i < sizeof stores / sizeof stores[0]; i++) {
        for (const struct query *const *query = stores[i]; *query != NULL; query++) {
            if (text_equal((*query)->name, name)) {
                return *query;
            }
        }
    }
    ck_abort_msg("no query is called %s", name);
}

/* The parameters' types in SQL. */
static const char *types_of(struct arena *mem, const struct query *query)
{
    struct strbuf out;
    const char *at = query->params;

    strbuf_init(&out, mem, 1000);
    for (; *at != '\0'; at++) {
        bool starts = at == query->params || at[-1] == ',';

        if (starts && text_starts(at, "time")) {
            strbuf_puts(&out, "timestamptz");
            at += strlen("time") - 1;
        } else {
            strbuf_putc(&out, *at);
        }
    }
    return out.data;
}

static const char *plan_of(struct scratch *s, const struct listing *listing)
{
    const struct query *query = query_named(listing->query);
    const char *plan;

    scratch_exec(s, "PREPARE asked (%s) AS %s", types_of(s->cx.mem, query), query->sql);
    plan =
        scratch_text(s, "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE asked (%s)", listing->arguments);
    scratch_exec(s, "DEALLOCATE asked");
    return plan;
}

/* Whether the plan reads all of a table: of a node's properties, the relation follows the type. */
static bool reads_all_of(const char *plan, const char *table)
{
    static const char seq_scan[] = "\"Node Type\": \"Seq Scan\"";
    static const char relation[] = "\"Relation Name\": \"";

    for (const char *at = strstr(plan, seq_scan); at != NULL; at = strstr(at + 1, seq_scan)) {
        const char *name = strstr(at, relation);

        if (name != NULL && strncmp(name + strlen(relation), table, strlen(table)) == 0 &&
            name[strlen(relation) + strlen(table)] == '"') {
            return true;
        }
    }
    return false;
}

static long blocks_of(const char *plan)
{
    static const char hit[] = "\"Shared Hit Blocks\": ";
    static const char read[] = "\"Shared Read Blocks\": ";
    const char *hits = strstr(plan, hit);
    const char *reads = strstr(plan, read);

    ck_assert(hits != NULL && reads != NULL);
    return strtol(hits + strlen(hit), NULL, 10) + strtol(reads + strlen(read), NULL, 10);
}

/* What a transaction of the inbox is; plans as ext/pq.c has them made. */
static void become_the_inbox(struct scratch *s)
{
    scratch_exec(s, "SET plan_cache_mode = force_custom_plan; SET ROLE tp_inbox;"
                    " SELECT set_config('app.ws', " WS "::text, false), set_config('app.account', " PERSON
                    "::text, false)");
}

START_TEST(lists_walk_an_index_whatever_the_volume)
{
    struct scratch *s = scratch_new();
    int slow = 0;

    (void)volume_load(s, "other", 5000);
    (void)volume_load(s, "large", FINDINGS);
    become_the_inbox(s);
    for (size_t i = 0; i < sizeof listings / sizeof listings[0]; i++) {
        const char *plan = plan_of(s, &listings[i]);
        bool all = reads_all_of(plan, listings[i].table);

        if (all || blocks_of(plan) > listings[i].blocks) {
            (void)fprintf(stderr, "%s (%s): %ld blocks%s\n%s\n", listings[i].query, listings[i].arguments,
                          blocks_of(plan), all ? ", reads the whole table" : "", plan);
            slow++;
        }
    }
    ck_assert_int_eq(slow, 0);
    scratch_free(s);
}

END_TEST

/* So that the test above can fail. */
START_TEST(a_missing_index_is_noticed)
{
    const struct listing by_name = { "subject_list", WS ", NULL, NULL, NULL, NULL, NULL, NULL, 51", "subject", 0 };
    struct scratch *s = scratch_new();
    const char *plan;

    (void)volume_load(s, "large", FINDINGS);
    scratch_exec(s, "DROP INDEX subject_in_order");
    become_the_inbox(s);
    plan = plan_of(s, &by_name);
    ck_assert(reads_all_of(plan, "subject") || blocks_of(plan) > PAGE_BLOCKS);
    scratch_free(s);
}

END_TEST

SUITE(plans, lists_walk_an_index_whatever_the_volume, a_missing_index_is_noticed);
