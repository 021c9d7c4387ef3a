#include "base/text.h"
#include "providers/provider.h"
#include "support/suite.h"

/* Typed from the product's list of captured families; their codes are stored and never change. */
static const struct {
    const char *code;
    const char *severity;
    const char *permission;
} FAMILIES[] = {
    { "settings_catalog", "medium", "DeviceManagementConfiguration.Read.All" },
    { "device_configuration", "medium", "DeviceManagementConfiguration.Read.All" },
    { "compliance_policy", "high", "DeviceManagementConfiguration.Read.All" },
    { "conditional_access", "critical", "Policy.Read.All" },
    { "named_location", "high", "Policy.Read.All" },
    { "authentication_methods", "critical", "Policy.Read.All" },
    { "authorization_policy", "high", "Policy.Read.All" },
    { "device_script", "high", "DeviceManagementScripts.Read.All" },
    { "app_protection", "high", "DeviceManagementApps.Read.All" },
    { "role_definition", "critical", "RoleManagement.Read.Directory" },
    { "application", "high", "Application.Read.All" },
    { "sharepoint_settings", "critical", "SharePointTenantSettings.Read.All" },
};

START_TEST(the_twelve_families_are_there)
{
    const struct provider *provider = provider_find("graph");
    size_t count = sizeof FAMILIES / sizeof FAMILIES[0];

    ck_assert_ptr_nonnull(provider);
    ck_assert_uint_eq(provider->family_count, count);
    for (size_t i = 0; i < count; i++) {
        const struct provider_family *family = provider_family_find(provider, FAMILIES[i].code);

        ck_assert_msg(family != NULL, "no family %s", FAMILIES[i].code);
        ck_assert_str_eq(family->rules->severity, FAMILIES[i].severity);
        ck_assert_uint_eq(family->permission_count, 1);
        ck_assert_str_eq(family->permissions[0]->code, FAMILIES[i].permission);
        ck_assert(!text_empty(family->permissions[0]->purpose));
        ck_assert(!text_empty(family->rules->label));
    }
}

END_TEST

START_TEST(conditional_access_and_named_locations_share_one_limit)
{
    const struct provider *provider = provider_find("graph");

    ck_assert_str_eq(provider_family_find(provider, "conditional_access")->rate_class,
                     provider_family_find(provider, "named_location")->rate_class);
    ck_assert_str_ne(provider_family_find(provider, "conditional_access")->rate_class,
                     provider_family_find(provider, "application")->rate_class);
}

END_TEST

START_TEST(what_is_not_there_is_null)
{
    size_t count = 0;

    ck_assert_ptr_null(provider_find("nobody"));
    ck_assert_ptr_null(provider_find(NULL));
    ck_assert_ptr_null(provider_family_find(provider_find("graph"), "unknown"));
    ck_assert_ptr_nonnull(provider_all(&count)[0]);
    ck_assert_uint_eq(count, 1);
}

END_TEST

SUITE(providers_registry, the_twelve_families_are_there, conditional_access_and_named_locations_share_one_limit,
      what_is_not_there_is_null);
