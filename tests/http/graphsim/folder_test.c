/* Folders of policies that other people exported, as tenants. Counted with a script of its own over the files' types and shapes. */
#include <stdlib.h>
#include <unistd.h>

#include "http/graphsim/cloud.h"
#include "support/suite.h"

#define TENANT "c0ffee00-0000-4000-8000-000000000001"

struct expected {
    const char *family;
    size_t count;
    size_t most; /* settings of the policy that has the most; 0: not asked */
};

static const char *data_folder(struct arena *mem, const char *name)
{
    const char *root = getenv("TP_TEST_DATA");
    const char *folder = arena_printf(mem, "%s/policies/%s", root == NULL ? "../shared/data" : root, name);
    char here[4096];

    ck_assert_ptr_nonnull(getcwd(here, sizeof here));
    return folder[0] == '/' ? folder : arena_printf(mem, "%s/%s", here, folder);
}

static size_t most_settings(struct arena *mem, const struct cloud_family *all)
{
    static const char EACH[] = "\"settingInstance\":";
    size_t most = 0;

    for (size_t i = 0; i < all->count; i++) {
        const char *at = arena_strndup(mem, (const char *)all->objects[i].raw.data, all->objects[i].raw.len);
        size_t count = 0;

        while ((at = strstr(at, EACH)) != NULL) {
            at += sizeof EACH - 1;
            count++;
        }
        most = count > most ? count : most;
    }
    return most;
}

static void expect_folder(const char *name, const struct expected *expected, size_t count, int64_t uncovered)
{
    struct arena *mem = arena_new();
    const char *folder = data_folder(mem, name);
    struct cloud *cloud;
    struct provider_target target;
    struct provider_session *session = NULL;
    struct provider_failure why;

    if (access(folder, R_OK) != 0) {
        arena_free(mem);
        suite_skip("the folder of exported policies (TP_TEST_DATA) is not there");
    }
    cloud = cloud_start();
    cloud_folder(cloud, TENANT, folder);
    target = cloud_target(cloud);
    target.external_tenant = TENANT;
    target.client_id = TENANT;
    target.client_secret = "demo";
    ck_assert_int_eq(cloud->provider->open(&cloud->cx, &target, &session, &why), RC_OK);
    for (size_t i = 0; i < count; i++) {
        struct cloud_family all = cloud_read(cloud, session, expected[i].family);

        ck_assert_msg(all.rc == RC_OK, "%s: %s", expected[i].family, cloud->fail.detail);
        ck_assert_msg(all.count == expected[i].count, "%s: %zu, not %zu", expected[i].family, all.count,
                      expected[i].count);
        ck_assert_uint_eq(expected[i].most == 0 ? 0 : most_settings(mem, &all), expected[i].most);
    }
    ck_assert_ptr_nonnull(strstr(
        cloud_state(cloud), arena_printf(mem, "\"uncovered\":%lld,\"uncovered_names\":[\"", (long long)uncovered)));
    cloud->provider->close(session);
    cloud_stop(cloud);
    arena_free(mem);
}

/* What is not covered: three driver update profiles. */
START_TEST(an_exported_baseline_is_a_tenant)
{
    static const struct expected EXPECTED[] = {
        { "settings_catalog", 78, 0 },   { "device_configuration", 4, 0 }, { "compliance_policy", 8, 0 },
        { "app_protection", 2, 0 },      { "conditional_access", 0, 0 },   { "device_script", 0, 0 },
        { "sharepoint_settings", 1, 0 },
    };

    expect_folder("SkipToTheEndpoint+OpenIntuneBaseline", EXPECTED, sizeof EXPECTED / sizeof EXPECTED[0], 3);
}

END_TEST

/* UTF-16 and UTF-8; not covered: 36 groups and a table of migrations. */
START_TEST(files_in_utf_16_are_read)
{
    static const struct expected EXPECTED[] = { { "conditional_access", 36, 0 }, { "named_location", 3, 0 } };

    expect_folder("j0eyv+ConditionalAccessBaseline", EXPECTED, sizeof EXPECTED / sizeof EXPECTED[0], 37);
}

END_TEST

/* 300 settings in the largest: twelve pages of 25. Not covered: an intent of the older kind. */
START_TEST(large_policies_are_read_to_their_last_setting)
{
    static const struct expected EXPECTED[] = { { "settings_catalog", 6, 300 } };

    expect_folder("microsoft+Intune-ACSC-Windows-Hardening-Guidelines", EXPECTED, 1, 1);
}

END_TEST

SUITE(graphsim_folder, an_exported_baseline_is_a_tenant, files_in_utf_16_are_read,
      large_policies_are_read_to_their_last_setting);
