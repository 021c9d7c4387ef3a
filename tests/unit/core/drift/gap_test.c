#include "core/drift/gap.h"

#include "providers/graph/rules/rules.h"
#include "support/suite.h"

static const char *gap_of(const char *text)
{
    struct arena *arena = arena_new();
    struct document_error error;
    struct node *root;
    const char *gap;

    ck_assert_int_eq(document_parse(arena, bytes_text(text), &document_limits_default, &root, &error), RC_OK);
    gap = drift_gap(rules_unknown.wire, root);
    arena_free(arena);
    return gap;
}

START_TEST(a_failed_answer_is_no_object)
{
    ck_assert_ptr_nonnull(gap_of("{\"error\":{\"code\":\"TooManyRequests\",\"message\":\"later\"}}"));
    ck_assert_ptr_nonnull(gap_of("{\"@odata.context\":\"x\",\"error\":{\"code\":\"TooManyRequests\"}}"));
    ck_assert_ptr_null(gap_of("{\"id\":\"1\",\"error\":{\"code\":\"a setting of this name\"}}"));
    ck_assert_ptr_null(gap_of("{\"error\":\"a text\"}"));
    ck_assert_ptr_null(gap_of("{}"));
    ck_assert_ptr_null(gap_of("[{\"error\":{}}]"));
}

END_TEST

START_TEST(a_list_that_goes_on_elsewhere_is_cut)
{
    ck_assert_ptr_nonnull(gap_of("{\"id\":\"1\",\"settings\":[],\"settings@odata.nextLink\":\"https://graph/2\"}"));
    ck_assert_ptr_null(gap_of("{\"id\":\"1\",\"settings\":[],\"settings@odata.nextLink\":null}"));
    ck_assert_ptr_null(gap_of("{\"id\":\"1\",\"settings\":[],\"settings@odata.navigationLink\":\"https://graph/2\"}"));
    ck_assert_ptr_null(
        gap_of("{\"id\":\"1\",\"nextLink\":\"https://graph/2\",\"inner\":{\"a@odata.nextLink\":\"x\"}}"));
}

END_TEST

SUITE(core_drift_gap, a_failed_answer_is_no_object, a_list_that_goes_on_elsewhere_is_cut);
