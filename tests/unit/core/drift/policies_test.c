/* The real policies: canonical forms are stable, and the difference between any two of a family leads from one to the other. */
#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/text.h"
#include "core/drift/detect.h"
#include "core/drift/unicode.h"
#include "providers/graph/rules/rules.h"
#include "support/drift_case.h"
#include "support/suite.h"

enum { FILES_MAX = 1000, FILE_BYTES_MAX = 1 << 20 };

static char *files[FILES_MAX];
static size_t file_count;

static int note_file(const char *path, const struct stat *status, int type, struct FTW *at)
{
    (void)at;
    if (type == FTW_F && text_ends(path, ".json") && status->st_size < FILE_BYTES_MAX && file_count < FILES_MAX) {
        files[file_count++] = strdup(path);
    }
    return 0;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void find_files(void)
{
    const char *data = getenv("TP_TEST_DATA");
    const char *places[] = { data, "../shared/data", "../../shared/data" };

    for (size_t i = 0; i < sizeof places / sizeof places[0] && file_count == 0; i++) {
        char *root = NULL;

        if (places[i] != NULL && asprintf(&root, "%s/policies", places[i]) > 0) {
            (void)nftw(root, note_file, 16, FTW_PHYS);
        }
        free(root);
    }
    if (file_count == 0) {
        suite_skip("no policies under TP_TEST_DATA");
    }
    qsort(files, file_count, sizeof *files, by_text);
}

static void forget_files(void)
{
    while (file_count > 0) {
        free(files[--file_count]);
    }
}

/* The file as UTF-8 with a terminator. */
static char *read_policy(struct arena *mem, const char *path)
{
    char *buffer = arena_alloc(mem, FILE_BYTES_MAX + 1);
    FILE *file = fopen(path, "rb");
    struct bytes text;
    size_t len;

    ck_assert_ptr_nonnull(file);
    len = fread(buffer, 1, FILE_BYTES_MAX, file);
    ck_assert_int_eq(fclose(file), 0);
    ck_assert_int_eq(unicode_decode(mem, bytes_of(buffer, len), &text), DOCUMENT_ACCEPTED);
    return arena_strndup(mem, (const char *)text.data, text.len);
}

static const struct family_rules *family_of(struct arena *mem, const char *json, const char *path)
{
    size_t count;
    const struct family_rules *const *all = graph_rules_all(&count);
    const struct family_rules *found;
    struct document_error error;
    struct node *root;

    if (document_parse(mem, bytes_text(json), &document_limits_default, &root, &error) != RC_OK ||
        root->kind != DOCUMENT_OBJECT) {
        return NULL;
    }
    found = detect_family(detect_init(mem, all, count), root, bytes_of(NULL, 0), path);
    return found == NULL ? &rules_unknown : found;
}

START_TEST(canonical_forms_of_real_policies_are_stable)
{
    size_t seen = 0;

    find_files();
    for (size_t i = 0; i < file_count; i++) {
        struct drift_case c = drift_case_new("unknown");
        char *json = read_policy(c.cx.mem, files[i]);
        struct drift_canonical once;
        struct drift_canonical twice;

        c.rules = family_of(c.cx.mem, json, files[i]);
        if (c.rules != NULL) {
            once = drift_case_canonical(&c, json);
            twice = drift_case_canonical(&c, (const char *)once.bytes.data);
            ck_assert_msg(bytes_equal(once.bytes, twice.bytes), "%s is not stable", files[i]);
            twice = drift_case_canonical(&c, (const char *)once.raw_safe.data);
            ck_assert_msg(bytes_equal(once.bytes, twice.bytes), "%s differs from what is stored of it", files[i]);
            seen++;
        }
        drift_case_free(&c);
    }
    ck_assert_uint_gt(seen, 200);
    forget_files();
}

END_TEST

START_TEST(the_difference_of_two_real_policies_leads_from_one_to_the_other)
{
    size_t seen = 0;

    find_files();
    for (size_t i = 1; i < file_count; i++) {
        struct drift_case c = drift_case_new("unknown");
        char *before = read_policy(c.cx.mem, files[i - 1]);
        char *after = read_policy(c.cx.mem, files[i]);

        c.rules = family_of(c.cx.mem, before, files[i - 1]);
        if (c.rules != NULL && family_of(c.cx.mem, after, files[i]) == c.rules) {
            (void)drift_case_changes(&c, before, after);
            ck_assert_uint_eq(drift_case_changes(&c, after, after).count, 0);
            seen++;
        }
        drift_case_free(&c);
    }
    ck_assert_uint_gt(seen, 150);
    forget_files();
}

END_TEST

START_TEST(every_exported_policy_is_recognised)
{
    static const struct {
        const char *part;
        const char *family;
    } expected[] = {
        { "/SettingsCatalog/", "settings_catalog" },
        { "/CompliancePolicies/", "compliance_policy" },
        { "/Templates/Compliance/Windows", "compliance_policy" },
        { "/ConditionalAccess/", "conditional_access" },
        { "/NamedLocations/", "named_location" },
        { "/AppProtection/", "app_protection" },
        { "/DeviceConfiguration/", "device_configuration" },
        { "/UpdatePolicies/", "device_configuration" },
        { "/DriverUpdateProfiles/", "update_profile" },
        { "/MobileApps/", "mobile_app" },
        { "/Config/Groups/", "unknown" },
        { "Autopilot-Profile.json", "autopilot_profile" },
        { "/Enrollment/Windows-ESP", "enrollment_configuration" },
        { "/Filters/", "assignment_filter" },
        { "/Notifications/", "notification_template" },
        { "Attack Surface Reduction.json", "endpoint_security" },
        { "/office/policies/", "settings_catalog" },
    };

    size_t seen = 0;

    find_files();
    for (size_t i = 0; i < file_count; i++) {
        struct arena *mem = arena_new();
        const struct family_rules *rules = family_of(mem, read_policy(mem, files[i]), files[i]);

        for (size_t j = 0; j < sizeof expected / sizeof expected[0]; j++) {
            if (strstr(files[i], expected[j].part) != NULL) {
                ck_assert_msg(rules != NULL && strcmp(rules->code, expected[j].family) == 0, "%s is taken for %s",
                              files[i], rules == NULL ? "nothing" : rules->code);
                seen++;
            }
        }
        arena_free(mem);
    }
    ck_assert_uint_gt(seen, 200);
    forget_files();
}

END_TEST

SUITE(core_drift_policies, canonical_forms_of_real_policies_are_stable,
      the_difference_of_two_real_policies_leads_from_one_to_the_other, every_exported_policy_is_recognised);
