#include "core/control/check.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/text.h"
#include "core/control/check_rule.h"

static const bool is_for_every[OP_COUNT] = {

#define OP(constant, name, value, every) [OP_##constant] = (every),
#include "core/control/check_ops.def"
#undef OP
};

enum check_strategy check_strategy(const struct check *check)
{
    return check->strategy;
}

static bool same_text(const struct node *a, const struct node *b)
{
    return a->len == b->len && memcmp(a->text, b->text, a->len) == 0;
}

static double number_of(const struct node *node)
{
    char text[64] = { 0 };

    memcpy(text, node->text, node->len < sizeof text - 1 ? node->len : sizeof text - 1);
    return strtod(text, NULL);
}

static bool is_blank(const struct node *node)
{
    if (node == NULL || node->kind == DOCUMENT_NULL) {
        return true;
    }
    return (node->kind == DOCUMENT_STRING || node->kind == DOCUMENT_ARRAY || node->kind == DOCUMENT_OBJECT) &&
           node->len == 0;
}

static bool same_scalar(const struct node *a, const struct node *b)
{
    if (a->kind != b->kind) {
        return false;
    }
    switch (a->kind) {
    case DOCUMENT_NUMBER:
        return same_text(a, b) || number_of(a) == number_of(b);
    case DOCUMENT_STRING:
        return same_text(a, b);
    case DOCUMENT_NULL:
    case DOCUMENT_FALSE:
    case DOCUMENT_TRUE:
        return true;
    case DOCUMENT_ARRAY:
    case DOCUMENT_OBJECT:
        break;
    }
    return false;
}

static bool among(const struct node *scalar, const struct node *list)
{
    for (uint32_t i = 0; i < list->len; i++) {
        if (same_scalar(scalar, &list->items[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the list at this place has the value; a scalar is a list of one. */
static bool holds(const struct node *place, const struct node *value)
{
    return place != NULL && (place->kind == DOCUMENT_ARRAY ? among(value, place) : same_scalar(place, value));
}

/* How many values of `list` are at this place. */
static uint32_t held(const struct node *place, const struct node *list)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < list->len; i++) {
        count += holds(place, &list->items[i]);
    }
    return count;
}

/* Whether the list has something, and nothing but these. */
static bool holds_only(const struct node *place, const struct node *list)
{
    if (place == NULL || is_blank(place)) {
        return false;
    }
    if (place->kind != DOCUMENT_ARRAY) {
        return among(place, list);
    }
    for (uint32_t i = 0; i < place->len; i++) {
        if (!among(&place->items[i], list)) {
            return false;
        }
    }
    return true;
}

static double length_of(const struct node *place)
{
    if (place == NULL || place->kind == DOCUMENT_NULL) {
        return 0;
    }
    return place->kind == DOCUMENT_ARRAY ? place->len : 1;
}

static bool instant_of(const struct node *place, int64_t *out_us)
{
    char text[64] = { 0 };

    if (place == NULL || place->kind != DOCUMENT_STRING || place->len >= sizeof text) {
        return false;
    }
    memcpy(text, place->text, place->len);
    return time_parse(text, out_us) == RC_OK;
}

/* Whether the place is an instant on that side of now + the condition's days. */
static bool is_beyond(const struct condition *condition, const struct node *place, int64_t now_us)
{
    double border_us = (double)now_us + number_of(condition->value) * (double)DAY_US;
    int64_t instant_us;

    if (!instant_of(place, &instant_us)) {
        return false;
    }
    return condition->op == OP_BEFORE_DAYS ? (double)instant_us < border_us : (double)instant_us > border_us;
}

/* NOLINTBEGIN(misc-no-recursion): conditions nest CHECK_NESTING_MAX deep, paths have CHECK_STEPS_MAX steps */
/* Whether an element of the list meets the inner conditions; anything else is a list of one. */
static bool has_element(const struct condition *condition, const struct node *place, int64_t now_us)
{
    if (place == NULL || place->kind != DOCUMENT_ARRAY) {
        return place != NULL && check_all_met(condition->inner, place, now_us);
    }
    for (uint32_t i = 0; i < place->len; i++) {
        if (check_all_met(condition->inner, &place->items[i], now_us)) {
            return true;
        }
    }
    return false;
}

static bool meets_one(const struct condition *condition, const struct node *place, int64_t now_us)
{
    for (size_t i = 0; i < condition->inner_count; i++) {
        if (check_all_met(&condition->inner[i], place, now_us)) {
            return true;
        }
    }
    return false;
}

/* One place that a path leads to; NULL: nowhere. */
static bool met_at(const struct condition *condition, const struct node *place, int64_t now_us)
{
    const struct node *value = condition->value;

    switch (condition->op) {
    case OP_EQUALS:
        return place != NULL && same_scalar(place, value);
    case OP_NOT_EQUALS:
        return place == NULL || !same_scalar(place, value);
    case OP_IN:
        return place != NULL && among(place, value);
    case OP_AT_LEAST:
        return place != NULL && place->kind == DOCUMENT_NUMBER && number_of(place) >= number_of(value);
    case OP_AT_MOST:
        return place != NULL && place->kind == DOCUMENT_NUMBER && number_of(place) <= number_of(value);
    case OP_PRESENT:
        return !is_blank(place);
    case OP_ABSENT:
        return is_blank(place);
    case OP_CONTAINS:
        return holds(place, value);
    case OP_LACKS:
        return !holds(place, value);
    case OP_CONTAINS_ALL:
        return held(place, value) == value->len;
    case OP_CONTAINS_NONE:
        return held(place, value) == 0;
    case OP_ONLY:
        return holds_only(place, value);
    case OP_COUNT_AT_LEAST:
        return length_of(place) >= number_of(value);
    case OP_COUNT_AT_MOST:
        return length_of(place) <= number_of(value);
    case OP_BEFORE_DAYS:
    case OP_AFTER_DAYS:
        return is_beyond(condition, place, now_us);
    case OP_SOME:
        return has_element(condition, place, now_us);
    case OP_NO:
        return !has_element(condition, place, now_us);
    case OP_ANY_OF:
        return meets_one(condition, place, now_us);
    case OP_COUNT:
        break;
    }
    return false;
}

static bool met(const struct condition *condition, const struct node *node, size_t step, int64_t now_us)
{
    bool every = is_for_every[condition->op];

    if (step == condition->step_count || node == NULL) {
        return met_at(condition, node, now_us);
    }
    if (!text_equal(condition->steps[step], "*")) {
        return met(condition, document_member(node, condition->steps[step]), step + 1, now_us);
    }
    if (node->kind != DOCUMENT_ARRAY || node->len == 0) {
        return met_at(condition, NULL, now_us);
    }
    for (uint32_t i = 0; i < node->len; i++) {
        if (met(condition, &node->items[i], step + 1, now_us) != every) {
            return !every;
        }
    }
    return every;
}

bool check_all_met(const struct conditions *conditions, const struct node *object, int64_t now_us)
{
    for (size_t i = 0; i < conditions->count; i++) {
        if (!met(&conditions->items[i], object, 0, now_us)) {
            return false;
        }
    }
    return true;
}

/* NOLINTEND(misc-no-recursion) */

enum check_verdict check_object(const struct check *check, const struct node *object, int64_t now_us)
{
    if (!check_all_met(&check->where, object, now_us)) {
        return CHECK_NOT_SELECTED;
    }
    if (check->strategy == CHECK_NONE) {
        return CHECK_FAILED;
    }
    return check_all_met(&check->expect, object, now_us) ? CHECK_PASSED : CHECK_FAILED;
}

/* ---- counting ---- */

void check_tally_add(struct check_tally *tally, enum check_verdict verdict)
{
    tally->objects++;
    tally->selected += verdict != CHECK_NOT_SELECTED;
    tally->passed += verdict == CHECK_PASSED;
}

bool check_is_missing(const struct check *check, const struct check_tally *tally)
{
    return (check->strategy == CHECK_ANY && tally->passed == 0) ||
           (check->strategy == CHECK_EVERY && tally->selected == 0);
}

int32_t check_failing(const struct check *check, const struct check_tally *tally)
{
    if (check_is_missing(check, tally)) {
        return 1;
    }
    return check->strategy == CHECK_ANY ? 0 : tally->selected - tally->passed;
}
