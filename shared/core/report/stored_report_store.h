/* The rows of stored reports. Included by this domain and its tests alone. */
#ifndef CORE_REPORT_STORED_REPORT_STORE_H
#define CORE_REPORT_STORED_REPORT_STORE_H

#include "core/report/stored_report.h"

MUST_CHECK enum rc stored_report_store_insert(struct cx *cx, const struct actor *who, const struct stored_report *in,
                                              struct stored_report *out);
/* One of the same person, list and form that is being made. RC_NOT_FOUND: none. */
MUST_CHECK enum rc stored_report_store_waiting(struct cx *cx, const struct actor *who,
                                               const struct stored_report_order *in, struct stored_report *out);
MUST_CHECK enum rc stored_report_store_get(struct cx *cx, const struct actor *who, struct report_id id,
                                           struct stored_report *out);
MUST_CHECK enum rc stored_report_store_list(struct cx *cx, const struct actor *who,
                                            const struct stored_report_page *page, struct stored_report **out,
                                            size_t *count);

/* All three: RC_CONFLICT when it is no longer being made. */
MUST_CHECK enum rc stored_report_store_set_run(struct cx *cx, const struct actor *who, struct report_id id,
                                               struct run_id run);
MUST_CHECK enum rc stored_report_store_finish(struct cx *cx, const struct actor *who, struct report_id id,
                                              const struct stored_report_file *file, struct stored_report *out);
MUST_CHECK enum rc stored_report_store_fail(struct cx *cx, const struct actor *who, struct report_id id,
                                            const char *reason, struct stored_report *out);

/* RC_NOT_FOUND: none is due. */
MUST_CHECK enum rc stored_report_store_expire(struct cx *cx, const struct actor *who, struct stored_report *out);

#endif
