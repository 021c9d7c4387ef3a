/* A capture of a large tenant from the simulator beside reading the same pages and dropping them. */
#include <stdio.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/figure.h"
#include "http/graphsim/cloud.h"
#include "support/bench.h"
#include "support/estate.h"
#include "support/suite.h"

#define TENANT "c0ffee00-0000-4000-8000-000000000001"
#define SECRET "demo"

enum { POLICIES = 4000, ROUNDS = 3 };

static struct bench bench;
static struct cloud *cloud;
static struct estate *estate;

/* A folder of exported Conditional Access policies of about 1 KB. */
static void write_tenant(void)
{
    for (int i = 0; i < POLICIES; i++) {
        const char *policy = arena_printf(
            bench.mem,
            "{\"@odata.type\":\"#microsoft.graph.conditionalAccessPolicy\",\"id\":\"c0ffee00-0000-4000-8000-%012d\","
            "\"displayName\":\"CA%04d Require multifactor authentication\",\"state\":\"enabled\",\"conditions\":{"
            "\"clientAppTypes\":[\"browser\",\"mobileAppsAndDesktopClients\"],\"applications\":{\"includeApplications\":"
            "[\"All\"],\"excludeApplications\":[]},\"users\":{\"includeUsers\":[],\"excludeUsers\":[],\"includeGroups\":"
            "[\"0f0e0d0c-0000-4000-8000-%012d\"],\"excludeGroups\":[\"0f0e0d0c-1111-4000-8000-%012d\"]},\"locations\":{"
            "\"includeLocations\":[\"All\"],\"excludeLocations\":[\"AllTrusted\"]}},\"grantControls\":{\"operator\":\"OR\","
            "\"builtInControls\":[\"mfa\",\"compliantDevice\"],\"customAuthenticationFactors\":[],\"termsOfUse\":[]},"
            "\"sessionControls\":{\"signInFrequency\":{\"value\":%d,\"type\":\"hours\",\"isEnabled\":true}}}",
            i, i, i, i % 97, i % 23 + 1);

        bench_write(&bench, arena_printf(bench.mem, "ca-%04d.json", i), bytes_text(policy));
    }
}

static void start(void)
{
    bench_open(&bench);
    write_tenant();
    ck_assert_int_eq(bench_run(&bench, "chmod -R a+rX ."), 0);
    cloud = cloud_start();
    cloud_folder(cloud, TENANT, bench.folder);
    estate = estate_new();
    estate->env.provider = provider_find;
    estate->config.provider_ca = cloud->ca;
}

static struct tenant_id connect_tenant(const char *slug)
{
    struct cx *cx = &estate->s->cx;
    const struct actor *owner = scratch_actor(estate->s, estate->workspace, estate->operator, ROLE_OWNER);
    struct connection_new wanted = { .provider = "graph",
                                     .external_tenant = TENANT,
                                     .client = TENANT,
                                     .secret = SECRET,
                                     .base_url = cloud->origin,
                                     .login_url = cloud->origin };
    struct connection connection;
    struct tenant tenant;
    enum rc rc;

    scratch_begin(estate->s, "tp_inbox", TX_WRITE, estate->workspace, estate->operator);
    rc = tenant_add(cx, owner, slug, slug, &tenant);
    wanted.tenant = tenant.id;
    rc = rc == RC_OK ? connection_add(cx, owner, &wanted, &connection) : rc;
    ck_assert_msg(rc == RC_OK, "%s", estate->s->fail.detail);
    scratch_commit(estate->s);
    return tenant.id;
}

/* All pages of all families, by the same adapter; nothing is kept. */
static double fetch_and_drop(void)
{
    struct provider_target target = cloud_target(cloud);
    struct provider_session *session = NULL;
    struct provider_failure why;
    double start_s = now_s();
    size_t objects = 0;

    target.external_tenant = TENANT;
    target.client_id = TENANT;
    target.client_secret = SECRET;
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_OK);
    for (size_t i = 0; i < cloud->provider->family_count; i++) {
        objects += cloud_read(cloud, session, cloud->provider->families[i].code).count;
    }
    cloud->provider->close(session);
    ck_assert_uint_ge(objects, POLICIES);
    return now_s() - start_s;
}

static double capture(struct tenant_id tenant)
{
    struct run run = estate_request(estate, OPERATION_CAPTURE, tenant);
    double start_s = now_s();
    double seconds;

    (void)estate_work_on(estate, "capture");
    seconds = now_s() - start_s;
    run = estate_run(estate, run.id);
    ck_assert_msg(run.state == RUN_COMPLETED && run.outcome == RUN_OUTCOME_SUCCEEDED, "capture: %s, %s",
                  run_outcome_code(run.outcome), run_reason_code(run.reason));
    ck_assert_int_ge(scratch_int(estate->s, "SELECT count(*) FROM subject WHERE tenant_id = '%s'",
                                 id_text(&estate->s->cx, tenant.v)),
                     POLICIES);
    return seconds;
}

START_TEST(a_capture)
{
    double first[ROUNDS];
    double again[ROUNDS];
    double bare[ROUNDS];

    start();
    for (int i = 0; i < ROUNDS; i++) {
        struct tenant_id tenant;

        bare[i] = fetch_and_drop();
        tenant = connect_tenant(arena_printf(bench.mem, "large-%d", i));
        first[i] = capture(tenant);
        again[i] = capture(tenant);
    }
    figure_add(&(struct figure){ "first capture of 4,000 policies beside fetch and drop", "s", median(first, ROUNDS),
                                 median(bare, ROUNDS), 2, true, 0, true });
    figure_add(&(struct figure){ "capture of 4,000 unchanged policies beside fetch and drop", "s",
                                 median(again, ROUNDS), median(bare, ROUNDS), 2, true, 0, true });
    cloud_stop(cloud);
    estate_free(estate);
    bench_close(&bench);
}

END_TEST

SUITE(capture, a_capture);
