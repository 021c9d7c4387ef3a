/* A stored report's file: written beside its place, synced, hashed on the way, then renamed to it.
 *
 * Whoever sees the name sees the whole file. What a writer that was killed left behind is removed by the next one. */
#ifndef REPORTS_REPORT_FILE_H
#define REPORTS_REPORT_FILE_H

#include "reports/report.h"

enum { REPORT_SHA256_LEN = 32 };

struct report_file {
    int64_t size_bytes;
    int64_t row_count;
    uint8_t sha256[REPORT_SHA256_LEN];
};

/* Streams the report to `folder`/`name`; makes the folder. `attempt` (1, 2, ...) tells the writers of one file apart. Needs TX_READ
 * in the report's workspace. RC_UNAVAILABLE: the disk is full, or the folder cannot be written. Errors also as report_stream. */
MUST_CHECK enum rc report_file_write(struct cx *cx, struct uuid report, enum report_kind kind,
                                     enum report_format format, const char *folder, const char *name, int attempt,
                                     struct report_file *out);

/* One that is gone already is fine. RC_UNAVAILABLE: it cannot be removed. */
MUST_CHECK enum rc report_file_remove(struct cx *cx, const char *folder, const char *name);

#endif
