/* Documents that are a table of the program, rendered. */
#ifndef TESTS_SUPPORT_DOCUMENT_FILE_H
#define TESTS_SUPPORT_DOCUMENT_FILE_H

/* The test fails if the file is not `wanted`; with TP_WRITE_DOCS set, it writes the file instead. `target` is what make renders it
 * by. */
void document_file_check(const char *file_name, const char *wanted, const char *target);

#endif
