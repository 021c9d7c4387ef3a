/* The scenarios through adapter and engine together: what is drift is found, what is noise is not. */
#include "core/drift/drift.h"
#include "http/graphsim/cloud.h"
#include "providers/graph/rules/rules.h"
#include "support/suite.h"

static struct cloud *cloud;
static struct provider_session *session;

/* Each object of one family, as it came and in its canonical form. */
struct shot {
    size_t count;
    struct bytes *raw;
    struct bytes *documents;
};

static struct shot take(const char *family)
{
    static const struct drift_key key = { { 7 } };
    struct cloud_family all = cloud_read(cloud, session, family);
    struct shot shot = {
        .count = all.count,
        .raw = arena_calloc(cloud->cx.mem, all.count, sizeof(struct bytes)),
        .documents = arena_calloc(cloud->cx.mem, all.count, sizeof(struct bytes)),
    };

    ck_assert_msg(all.rc == RC_OK, "%s: %s", family, cloud->fail.detail);
    for (size_t i = 0; i < all.count; i++) {
        struct drift_canonical canonical;

        ck_assert_msg(drift_canonicalize(&cloud->cx, graph_rules_find(family), all.objects[i].raw, &key, &canonical) ==
                          RC_OK,
                      "%s: %s", all.objects[i].name, cloud->fail.detail);
        shot.raw[i] = all.objects[i].raw;
        shot.documents[i] = canonical.bytes;
    }
    return shot;
}

static size_t differing(const struct bytes *a, const struct bytes *b, size_t len)
{
    size_t count = 0;

    for (size_t i = 0; i < len; i++) {
        count += !bytes_equal(a[i], b[i]);
    }
    return count;
}

static void expect_changed(const char *scenario, const char *family, size_t count)
{
    struct shot before = take(family);
    struct shot after;

    cloud_scenario(cloud, CONTOSO, scenario);
    after = take(family);
    ck_assert_uint_eq(before.count, after.count);
    ck_assert_msg(differing(before.raw, after.raw, after.count) > 0, "%s does nothing to %s", scenario, family);
    ck_assert_msg(differing(before.documents, after.documents, after.count) == count, "%s: %zu changed in %s, not %zu",
                  scenario, differing(before.documents, after.documents, after.count), family, count);
    cloud_scenario(cloud, CONTOSO, "fixed");
}

START_TEST(noise_is_no_drift)
{
    static const char *const FAMILIES[] = { "conditional_access", "settings_catalog", "device_configuration",
                                            "compliance_policy", "named_location" };

    cloud = cloud_start();
    session = cloud_open(cloud);
    for (size_t i = 0; i < sizeof FAMILIES / sizeof FAMILIES[0]; i++) {
        expect_changed("noise-only", FAMILIES[i], 0);
    }
    cloud->provider->close(session);
    cloud_stop(cloud);
}

END_TEST

START_TEST(drift_is_drift)
{
    cloud = cloud_start();
    session = cloud_open(cloud);
    expect_changed("mfa-disabled", "conditional_access", 1);
    expect_changed("ca-exclusion-added", "conditional_access", 1);
    expect_changed("bitlocker-weakened", "settings_catalog", 1);
    expect_changed("sharepoint-anyone-links", "sharepoint_settings", 1);
    expect_changed("sms-allowed", "authentication_methods", 1);
    expect_changed("compliance-assignment-lost", "compliance_policy", 1);
    expect_changed("app-credential-added", "application", 1);
    cloud->provider->close(session);
    cloud_stop(cloud);
}

END_TEST

SUITE(graphsim_drift, noise_is_no_drift, drift_is_drift);
