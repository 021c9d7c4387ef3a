/* Stored reports: a list with its filter, made once by a job, kept as a file until it expires, and never changed.
 *
 * What kinds there are and what their columns mean is the renderers' (reports/report.h); here a kind is a code. */
#ifndef CORE_REPORT_STORED_REPORT_H
#define CORE_REPORT_STORED_REPORT_H

#include "base/cx.h"
#include "core/actor/actor.h"
#include "core/actor/states.h"
#include "core/ids.h"
#include "core/run/run.h"

enum stored_report_state {
    STORED_REPORT_NONE = STATE_NONE,

#define STATE(constant, code, label) STORED_REPORT_##constant,
#define CHANGE(from, to, by)
#include "core/report/stored_report_states.def"
#undef STATE
#undef CHANGE
    STORED_REPORT_STATE_COUNT
};

extern const struct state_table stored_report_states;

enum {
    STORED_REPORT_DAYS = 30, /* a file is kept this long */
    STORED_REPORT_LIST_MAX = 200
};

struct stored_report_filter {
    const char *name; /* "severity" */
    const char *value; /* "high" */
};

struct stored_report {
    struct report_id id;
    const char *kind; /* "findings" */
    const char *format; /* "csv" or "json" */
    const char *parameters; /* JSON object: the filter of the list, codes by name */
    struct stored_report_filter *filters; /* the same, by name */
    size_t filter_count;
    const char *tenant_name; /* of the filter "tenant"; NULL: none */
    const char *family_label; /* msgid, of the filter "family"; NULL: none */
    enum stored_report_state state;
    struct account_id requester; /* nil: the system */
    const char *requester_name; /* NULL: the system */
    struct run_id run; /* nil until the job exists */
    int64_t created_us;
    int64_t finished_us; /* 0: not yet */
    int64_t expires_us;
    int64_t size_bytes;
    int64_t row_count;
    struct bytes sha256; /* no data until it is ready */
    const char *reason; /* code, of a failed one */
};

struct stored_report_file {
    int64_t size_bytes;
    int64_t row_count;
    struct bytes sha256;
};

/* A new report, to be made by a job of the caller's; audited as report.requested. Needs TX_WRITE.
 * RC_INVALID: an unknown format, or parameters that are no JSON object. */
MUST_CHECK enum rc stored_report_request(struct cx *cx, const struct actor *who, const char *kind, const char *format,
                                         const char *parameters, struct stored_report *out);

struct stored_report_order {
    const char *kind;
    const char *format;
    const char *parameters; /* as above */
    enum run_origin origin;
};

/* A new report and the run that makes it. One that the same person is waiting for already is not made twice: *out is that one. If
 * the gate refuses the run, *out has failed. As stored_report_request and run_request. */
MUST_CHECK enum rc stored_report_order(struct cx *cx, const struct actor *who, const struct stored_report_order *in,
                                       struct stored_report *out);

/* Somebody takes the file of a ready report; audited. Needs TX_WRITE. RC_NOT_FOUND: as stored_report_get. RC_CONFLICT: it is not
 * ready, or removed already. */
MUST_CHECK enum rc stored_report_take(struct cx *cx, const struct actor *who, struct report_id id,
                                      struct stored_report *out);

/* Notes the run that makes it. Needs TX_WRITE. RC_CONFLICT: it is no longer being made. */
MUST_CHECK enum rc stored_report_set_run(struct cx *cx, const struct actor *who, struct report_id id,
                                         struct run_id run);

/* RC_NOT_FOUND: there is none, or it belongs to another workspace. */
MUST_CHECK enum rc stored_report_get(struct cx *cx, const struct actor *who, struct report_id id,
                                     struct stored_report *out);

struct stored_report_page {
    int64_t before_us; /* 0: from the start */
    struct report_id before_id;
    int limit; /* at most STORED_REPORT_LIST_MAX */
};

/* The latest first. */
MUST_CHECK enum rc stored_report_list(struct cx *cx, const struct actor *who, const struct stored_report_page *page,
                                      struct stored_report **out, size_t *count);

/* The job's ends; audited. Need TX_WRITE. RC_CONFLICT: it is no longer being made. */
MUST_CHECK enum rc stored_report_finish(struct cx *cx, const struct actor *who, struct report_id id,
                                        const struct stored_report_file *file, struct stored_report *out);
MUST_CHECK enum rc stored_report_fail(struct cx *cx, const struct actor *who, struct report_id id, const char *reason,
                                      struct stored_report *out);

/* The next report whose time is over, now expired: the caller removes its file after commit. RC_NOT_FOUND: none. Needs TX_WRITE. */
MUST_CHECK enum rc stored_report_expire_one(struct cx *cx, const struct actor *who, struct stored_report *out);

/* "<kind>-<id>.<format>": the file's name, in <var>/reports/<workspace id>/. */
char *stored_report_file_name(struct arena *mem, const struct stored_report *report);

#endif
