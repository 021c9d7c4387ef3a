#include "modules/reports/report_view.h"

#include "reports/report.h"

static const char *label_of(const char *code)
{
    enum report_kind kind;

    return report_kind_parse(code, &kind) == RC_OK ? report_kind_label(kind) : code;
}

void report_fill(struct view *row, const struct stored_report *report)
{
    bool ready = report->state == STORED_REPORT_READY;

    view_id(row, K_REPORT_ID, report->id.v);
    view_code(row, K_REPORT_KIND, report->kind, label_of(report->kind));
    view_text(row, K_FORMAT, report->format);
    view_json(row, K_PARAMETERS, report->parameters);
    view_code(row, K_STATE, state_code(&stored_report_states, (int)report->state),
              state_label(&stored_report_states, (int)report->state));
    view_text(row, K_REQUESTED_BY, report->requester_name);
    view_time(row, K_CREATED, report->created_us);
    view_time(row, K_FINISHED, report->finished_us);
    view_time(row, K_EXPIRES, report->expires_us);
    view_size(row, K_SIZE, report->size_bytes);
    view_int(row, K_ROW_COUNT, report->row_count);
    view_hex(row, K_SHA256, report->sha256);
    view_show_if(row, K_IS_READY, ready);
}
