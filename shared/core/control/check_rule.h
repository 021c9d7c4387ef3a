/* A check as it was read; of check*.c alone. */
#ifndef CORE_CONTROL_CHECK_RULE_H
#define CORE_CONTROL_CHECK_RULE_H

#include "core/control/check.h"

enum { CHECK_CONDITIONS_MAX = 16, CHECK_STEPS_MAX = 12, CHECK_NESTING_MAX = 3 };

enum condition_op {

#define OP(constant, name, value, every) OP_##constant,
#include "core/control/check_ops.def"
#undef OP
    OP_COUNT
};

struct conditions {
    struct condition *items;
    size_t count;
};

struct condition {
    const char *path;
    const char *steps[CHECK_STEPS_MAX];
    size_t step_count;
    enum condition_op op;
    const struct node *value; /* NULL for present and absent */
    struct conditions *inner; /* of some and no: one; of any_of: the alternatives */
    size_t inner_count;
};

struct check {
    enum check_strategy strategy;
    struct conditions where;
    struct conditions expect;
};

const char *check_op_name(enum condition_op op);

/* Whether all hold for the object, at that time. */
bool check_all_met(const struct conditions *conditions, const struct node *object, int64_t now_us);

#endif
