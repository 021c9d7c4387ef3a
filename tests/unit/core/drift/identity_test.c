#include "core/drift/identity.h"

#include "core/drift/path.h"
#include "support/drift_case.h"
#include "support/suite.h"

START_TEST(an_identity_is_its_tuple_and_nothing_else)
{
    const struct drift_identity_of of = { .kind = "drift", .source = "s", .family = "f", .object = "o", .path = "/a" };
    struct drift_identity_of other = of;
    struct drift_identity a;
    struct drift_identity b;

    drift_identity(&of, &a);
    drift_identity(&other, &b);
    ck_assert_mem_eq(a.sha256, b.sha256, sizeof a.sha256);
    other.object = "";
    other.path = "o/a";
    drift_identity(&other, &b);
    ck_assert_mem_ne(a.sha256, b.sha256, sizeof a.sha256);
    other = of;
    other.tenant.v.b[15] = 1;
    drift_identity(&other, &b);
    ck_assert_mem_ne(a.sha256, b.sha256, sizeof a.sha256);
}

END_TEST

START_TEST(paths_cover_what_is_below_them)
{
    ck_assert(path_covers("/a", "/a"));
    ck_assert(path_covers("/a", "/a/b"));
    ck_assert(path_covers("", "/a"));
    ck_assert(!path_covers("/a", "/ab"));
    ck_assert(!path_covers("/a/b", "/a"));
}

END_TEST

START_TEST(an_identity_passes_only_where_both_sides_are_equal)
{
    struct drift_case c = drift_case_new("unknown");
    struct drift_changes inside = drift_case_changes(&c, "{\"a\":{\"b\":1,\"c\":1}}", "{\"a\":{\"b\":2,\"c\":1}}");
    struct drift_changes above = drift_case_changes(&c, "{\"a\":{\"b\":1}}", "{}");
    const char *const open[] = { "/a" };

    ck_assert(drift_still_fails(&inside, "/a/b"));
    ck_assert(drift_still_fails(&inside, "/a"));
    ck_assert(!drift_still_fails(&inside, "/a/c"));
    ck_assert(drift_still_fails(&above, "/a/b"));
    ck_assert(drift_is_covered("/a/b", open, 1));
    ck_assert(drift_is_covered("", open, 1));
    ck_assert(!drift_is_covered("/b", open, 1));
    drift_case_free(&c);
}

END_TEST

START_TEST(references_are_typed_and_placed)
{
    struct drift_case c = drift_case_new("conditional_access");
    struct drift_canonical out = drift_case_canonical(
        &c, "{\"id\":\"i\",\"displayName\":\"n\",\"conditions\":{\"users\":{\"excludeGroups\":[\"g2\",\"g1\"],"
            "\"includeUsers\":[\"All\",\"u\"]},\"locations\":{\"includeLocations\":[\"l\"]}},"
            "\"grantControls\":{\"authenticationStrength\":{\"id\":\"s\"}}}");

    ck_assert_str_eq(out.id, "i");
    ck_assert_str_eq(out.name, "n");
    ck_assert_uint_eq(out.reference_count, 5);
    ck_assert_int_eq(out.references[0].kind, REFERENCE_LOCATION);
    ck_assert_str_eq(out.references[1].id, "g1");
    ck_assert_str_eq(out.references[1].path, "/conditions/users/excludeGroups/[=g1]");
    ck_assert_str_eq(drift_reference_code(out.references[3].kind), "user");
    ck_assert_int_eq(out.references[4].kind, REFERENCE_STRENGTH);
    drift_case_free(&c);
}

END_TEST

START_TEST(tokens_are_escaped)
{
    struct drift_case c = drift_case_new("named_location");

    ck_assert_str_eq(
        drift_case_diff(&c, "{\"ipRanges\":[]}", "{\"ipRanges\":[{\"cidrAddress\":\"10.0.0.0/8;a=b]~\\\\\"}]}"),
        "add /ipRanges/[cidrAddress=10.0.0.0~18\\;a\\=b\\]~0\\\\] > {\"cidrAddress\":\"10.0.0.0/8;a=b]~\\\\\"}\n");
    ck_assert_str_eq(drift_case_diff(&c, "{\"a/b\":{\"c~d\":1}}", "{\"a/b\":{\"c~d\":2}}"),
                     "replace /a~1b/c~0d 1 > 2\n");
    drift_case_free(&c);
}

END_TEST

SUITE(core_drift_identity, an_identity_is_its_tuple_and_nothing_else, paths_cover_what_is_below_them,
      an_identity_passes_only_where_both_sides_are_equal, references_are_typed_and_placed, tokens_are_escaped);
