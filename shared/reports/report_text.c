#include "reports/report_text.h"

#include <string.h>

#include "base/text.h"
#include "ext/locale.h"

enum { PLAIN_MAX = 80 }; /* bytes of a value that is read at a glance */

char *report_date(struct arena *mem, const struct locale *loc, int64_t time_us)
{
    struct locale utc = *loc;

    utc.time_zone = "UTC";
    return time_us == 0 ? arena_strdup(mem, "") : locale_date(mem, &utc, time_us);
}

char *report_time(struct arena *mem, const struct locale *loc, int64_t time_us)
{
    struct locale utc = *loc;

    utc.time_zone = "UTC";
    return time_us == 0 ? arena_strdup(mem, "") : arena_printf(mem, "%s UTC", locale_time(mem, &utc, time_us));
}

char *report_period(struct arena *mem, const struct locale *loc, const struct review_model *model)
{
    return arena_printf(mem, "%s \xe2\x80\x93 %s", report_date(mem, loc, model->period_start_us),
                        report_date(mem, loc, model->period_end_us));
}

char *report_with(struct arena *mem, const struct locale *loc, const char *msgid, const char *name, const char *value)
{
    const struct msg_arg arg = { name, value };

    return msg_format(mem, tr(loc, msgid), &arg, 1);
}

char *report_change(struct arena *mem, const struct locale *loc, const struct review_model *model, int64_t now,
                    int64_t before)
{
    if (!model->has_previous) {
        return NULL;
    }
    if (now == before) {
        return arena_strdup(mem, tr(loc, N_("as in the last review")));
    }
    return report_with(mem, loc, N_("%(change)s since the last review"), "change",
                       now > before ? arena_printf(mem, "+%s", locale_number(mem, loc, now - before))
                                    : arena_printf(mem, "\xe2\x88\x92%s", locale_number(mem, loc, before - now)));
}

static size_t count_since(const struct review_model *model, const char *code)
{
    size_t count = 0;

    for (size_t i = 0; i < model->finding_count; i++) {
        count += text_equal(model->findings[i].since, code) ? 1 : 0;
    }
    return count;
}

static const char *counted(struct arena *mem, const struct locale *loc, const char *sentence, size_t count)
{
    const struct msg_arg arg = { "count", locale_number(mem, loc, (int64_t)count) };

    return msg_format(mem, sentence, &arg, 1);
}

size_t report_changes(struct arena *mem, const struct locale *loc, const struct review_model *model, const char *out[4])
{
    size_t fresh = count_since(model, "new");
    size_t again = count_since(model, "reopened");
    size_t gone = count_since(model, "resolved");
    size_t count = 0;

    if (!model->has_previous) {
        out[0] = tr(loc, N_("This is the first released review of this tenant; there is nothing to compare it with."));
        return 1;
    }
    out[count++] = report_with(mem, loc, N_("The last review was released on %(date)s."), "date",
                               report_date(mem, loc, model->previous_us));
    if (fresh > 0) {
        out[count++] = counted(mem, loc, trn(loc, "One finding is new.", "%(count)s findings are new.", fresh), fresh);
    }
    if (again > 0) {
        out[count++] =
            counted(mem, loc, trn(loc, "One finding came back.", "%(count)s findings came back.", again), again);
    }
    if (gone > 0) {
        out[count++] =
            counted(mem, loc, trn(loc, "One finding was resolved.", "%(count)s findings were resolved.", gone), gone);
    }
    if (count == 1) {
        out[count++] = tr(loc, N_("No finding is new, and none was resolved."));
    }
    return count;
}

const char *report_property(const struct locale *loc, const struct review_finding *finding)
{
    if (!text_empty(finding->title)) {
        return tr(loc, finding->title);
    }
    return text_empty(finding->path) ? tr(loc, N_("The whole object")) : finding->path;
}

const char *report_value(struct arena *mem, const struct locale *loc, const char *json)
{
    size_t len = json == NULL ? 0 : strlen(json);

    if (len == 0 || text_equal(json, "null")) {
        return tr(loc, N_("not set"));
    }
    if (text_equal(json, "true") || text_equal(json, "false")) {
        return tr(loc, json[0] == 't' ? N_("yes") : N_("no"));
    }
    if (len > PLAIN_MAX || json[0] == '{' || json[0] == '[') {
        return NULL;
    }
    return json[0] == '"' && strchr(json, '\\') == NULL ? arena_strndup(mem, json + 1, len - 2) : json;
}
