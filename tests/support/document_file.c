#include "support/document_file.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *contents_of(const char *file_name)
{
    FILE *file = fopen(file_name, "re");
    char *found = NULL;
    size_t capacity = 0;

    ck_assert_msg(file != NULL, "%s cannot be read", file_name);
    ck_assert_int_gt(getdelim(&found, &capacity, '\0', file), 0);
    ck_assert_int_eq(fclose(file), 0);
    return found;
}

void document_file_check(const char *file_name, const char *wanted, const char *target)
{
    if (getenv("TP_WRITE_DOCS") != NULL) {
        FILE *file = fopen(file_name, "we");

        ck_assert_msg(file != NULL, "%s cannot be written", file_name);
        ck_assert_int_ge(fputs(wanted, file), 0);
        ck_assert_int_eq(fclose(file), 0);
    } else {
        char *found = contents_of(file_name);

        ck_assert_msg(strcmp(found, wanted) == 0, "%s is not what the tables say: make %s", file_name, target);
        free(found);
    }
}
