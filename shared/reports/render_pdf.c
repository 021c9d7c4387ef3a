#include "base/text.h"
#include "ext/locale.h"
#include "ext/pdf.h"
#include "reports/pack.h"
#include "reports/pack_parts.h"
#include "reports/report_text.h"

/* One document in one language. */
struct book {
    struct arena *mem;
    struct pdf *pdf;
    const struct review_model *model;
    const struct locale *loc;
};

static const char *t(const struct book *b, const char *msgid)
{
    return tr(b->loc, msgid);
}

static const char *or_dash(const char *text)
{
    return text_empty(text) ? "\xe2\x80\x93" : text;
}

static enum pdf_tone judgement_tone(const struct review_numbers *numbers)
{
    static const enum pdf_tone tones[] = {
        [JUDGEMENT_COMPLIANT] = PDF_GOOD,
        [JUDGEMENT_BY_EXCEPTION] = PDF_CAUTION,
        [JUDGEMENT_NON_COMPLIANT] = PDF_BAD,
        [JUDGEMENT_NOT_ASSESSED] = PDF_MUTED,
    };

    return tones[review_judge(numbers)];
}

static enum pdf_tone severity_tone(const char *code)
{
    if (text_equal(code, "critical")) {
        return PDF_CRITICAL;
    }
    if (text_equal(code, "high")) {
        return PDF_BAD;
    }
    return text_equal(code, "medium") ? PDF_CAUTION : PDF_MUTED;
}

static enum pdf_tone outcome_tone(enum control_result outcome)
{
    switch (outcome) {
    case CONTROL_SATISFIED:
        return PDF_GOOD;
    case CONTROL_SATISFIED_BY_EXCEPTION:
        return PDF_CAUTION;
    case CONTROL_NOT_SATISFIED:
        return PDF_BAD;
    case CONTROL_MANUAL:
        return PDF_PLAIN;
    case CONTROL_NOT_APPLICABLE:
    case CONTROL_NOT_ASSESSED:
    case CONTROL_RESULT_COUNT:
        break;
    }
    return PDF_MUTED;
}

/* ---- the first page ---- */

static void write_cover(const struct book *b)
{
    const struct review_model *m = b->model;
    const struct review_numbers *n = &m->numbers;
    const struct review_numbers *p = &m->previous;
    const struct msg_arg args[] = {
        { "title", m->title },
        { "version", arena_printf(b->mem, "%d", m->version) },
        { "period", report_period(b->mem, b->loc, m) },
    };

    const struct {
        int64_t now, before;
        const char *label;
        enum pdf_tone tone;
    } numbers[] = {
        { n->compliant, p->compliant, N_("Compliant"), PDF_GOOD },
        { n->by_exception, p->by_exception, N_("By exception"), PDF_CAUTION },
        { n->non_compliant, p->non_compliant, N_("Non-compliant"), PDF_BAD },
        { n->not_assessed, p->not_assessed, N_("Not assessed"), PDF_MUTED },
    };
    struct pdf_tile tiles[4];

    pdf_cover(b->pdf, report_with(b->mem, b->loc, N_("Tenant review by %(workspace)s"), "workspace", m->workspace_name),
              m->tenant_name, msg_format(b->mem, t(b, N_("%(title)s, version %(version)s, %(period)s")), args, 3));
    pdf_callout(b->pdf, judgement_tone(n), t(b, N_("Overall judgement")), review_judgement_text(b->mem, b->loc, n));
    for (size_t i = 0; i < 4; i++) {
        tiles[i] = (struct pdf_tile){
            .number = locale_number(b->mem, b->loc, numbers[i].now),
            .label = t(b, numbers[i].label),
            .note = report_change(b->mem, b->loc, m, numbers[i].now, numbers[i].before),
            .tone = numbers[i].tone,
        };
    }
    pdf_tiles(b->pdf, tiles, 4);
    if (!text_empty(m->summary)) {
        pdf_heading(b->pdf, 2, t(b, N_("Summary")), NULL);
        pdf_paragraph(b->pdf, PDF_BODY, m->summary);
    }
}

static void write_particulars(const struct book *b)
{
    const struct review_model *m = b->model;
    const struct pdf_fact facts[] = {
        { t(b, N_("Tenant")), m->tenant_name, false, NULL },
        { t(b, N_("Review")), arena_printf(b->mem, "%s, %s %d", m->title, t(b, N_("version")), m->version), false,
          NULL },
        { t(b, N_("Period")), report_period(b->mem, b->loc, m), false, NULL },
        { t(b, N_("Control profile")), arena_printf(b->mem, "%s, %s", t(b, m->profile_title), m->profile_version),
          false, NULL },
        { t(b, N_("Created")), report_time(b->mem, b->loc, m->created_us), false, NULL },
        { t(b, N_("Pack")), uuid_text(b->mem, m->pack), true, NULL },
        { t(b, N_("Signing key")), m->key_fingerprint, true, "#verify" },
        { t(b, N_("Made with")), arena_printf(b->mem, "TenantPilot %s", m->product_version), false, NULL },
    };

    pdf_heading(b->pdf, 2, t(b, N_("Particulars")), NULL);
    pdf_facts(b->pdf, facts, sizeof facts / sizeof facts[0]);
}

static void write_sign_offs(const struct book *b)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Section")), 2.3, false, false },
        { t(b, N_("Signed by")), 2.6, false, false },
        { t(b, N_("Role")), 3, false, false },
        { t(b, N_("Signed")), 2.8, true, false },
    };

    if (b->model->sign_off_count == 0) {
        return;
    }
    pdf_heading(b->pdf, 2, t(b, N_("Sign-offs")), NULL);
    pdf_table_begin(b->pdf, columns, 4);
    for (size_t i = 0; i < b->model->sign_off_count; i++) {
        const struct review_sign_off *sign = &b->model->sign_offs[i];
        const struct pdf_cell cells[] = {
            { .text = t(b, sign->section_label) },
            { .text = sign->person },
            { .text = t(b, sign->role) },
            { .text = report_time(b->mem, b->loc, sign->signed_us) },
        };

        pdf_table_row(b->pdf, cells);
    }
    pdf_table_end(b->pdf);
}

/* ---- what was found ---- */

static void write_changes(const struct book *b)
{
    const char *lines[4];
    size_t count = report_changes(b->mem, b->loc, b->model, lines);

    pdf_heading(b->pdf, 1, t(b, N_("What changed since the last review")), "changes");
    pdf_list(b->pdf, lines, count);
}

/* What is longer than a glance is in the pack's data, whole. */
static const char *value(const struct book *b, const char *json)
{
    const char *text = report_value(b->mem, b->loc, json);

    return text == NULL ? t(b, N_("see the pack's data")) : text;
}

static void write_findings(const struct book *b)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Severity")), 1.35, false, false }, { t(b, N_("Object and setting")), 4.2, false, false },
        { t(b, N_("Should be")), 2.1, false, false }, { t(b, N_("Is")), 2.1, false, false },
        { t(b, N_("First seen")), 1.6, true, false }, { t(b, N_("Due")), 1.6, true, false },
    };
    size_t open = 0;

    pdf_heading(b->pdf, 1, t(b, N_("Open findings")), "findings");
    pdf_table_begin(b->pdf, columns, 6);
    for (size_t i = 0; i < b->model->finding_count; i++) {
        const struct review_finding *finding = &b->model->findings[i];
        const struct pdf_cell cells[] = {
            { .text = t(b, review_severity_label(finding->severity)),
              .tone = severity_tone(finding->severity),
              .badge = true },
            { .text = finding->object_name,
              .note = arena_printf(b->mem, "%s: %s", t(b, finding->family_label), report_property(b->loc, finding)) },
            { .text = value(b, finding->before) },
            { .text = value(b, finding->after) },
            { .text = report_date(b->mem, b->loc, finding->first_seen_us) },
            { .text = or_dash(report_date(b->mem, b->loc, finding->due_us)) },
        };

        if (review_finding_is_open(finding)) {
            pdf_table_row(b->pdf, cells);
            open++;
        }
    }
    pdf_table_end(b->pdf);
    if (open == 0) {
        pdf_paragraph(b->pdf, PDF_BODY, t(b, N_("No finding is open.")));
    }
}

static void write_risks(const struct book *b)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Severity")), 1.35, false, false }, { t(b, N_("What is accepted")), 3.2, false, false },
        { t(b, N_("Why")), 4.4, false, false },       { t(b, N_("Approved by")), 1.9, false, false },
        { t(b, N_("Expires")), 1.6, true, false },
    };
    size_t active = 0;

    pdf_heading(b->pdf, 1, t(b, N_("Accepted risks")), "risks");
    pdf_paragraph(
        b->pdf, PDF_SMALL,
        t(b, N_("An accepted risk is not compliant: it is a decision to leave a finding as it is until a date.")));
    pdf_table_begin(b->pdf, columns, 5);
    for (size_t i = 0; i < b->model->exception_count; i++) {
        const struct review_exception *exception = &b->model->exceptions[i];
        const struct pdf_cell cells[] = {
            { .text = t(b, review_severity_label(exception->severity)),
              .tone = severity_tone(exception->severity),
              .badge = true },
            { .text = exception->object_name, .note = exception->title == NULL ? NULL : t(b, exception->title) },
            { .text = exception->justification,
              .note = exception->stale ? t(b, N_("The setting has changed since this was accepted.")) : NULL },
            { .text = or_dash(exception->approved_by) },
            { .text = report_date(b->mem, b->loc, exception->expires_us) },
        };

        if (review_exception_is_active(exception)) {
            pdf_table_row(b->pdf, cells);
            active++;
        }
    }
    pdf_table_end(b->pdf);
    if (active == 0) {
        pdf_paragraph(b->pdf, PDF_BODY, t(b, N_("No risk is accepted.")));
    }
}

static void write_controls(const struct book *b)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Control")), 4.4, false, false },
        { t(b, N_("Result")), 2.3, false, false },
        { t(b, N_("Observed")), 4.6, false, false },
    };

    pdf_heading(b->pdf, 1, t(b, N_("Controls")), "controls");
    pdf_paragraph(b->pdf, PDF_SMALL, t(b, N_("Mappings to frameworks are indicative and no certification.")));
    pdf_table_begin(b->pdf, columns, 3);
    for (size_t i = 0; i < b->model->control_count; i++) {
        const struct review_control *control = &b->model->controls[i];
        const char *reason = control->reason_label == NULL ? NULL : t(b, control->reason_label);
        const struct pdf_cell cells[] = {
            { .text = t(b, control->title),
              .note = arena_printf(b->mem, "%s \xc2\xb7 %s", control->code, t(b, control->domain)) },
            { .text = t(b, control_result_label(control->outcome)),
              .tone = outcome_tone(control->outcome),
              .badge = true },
            { .text = or_dash(control->observed == NULL ? reason : control->observed),
              .note = control->expected == NULL
                          ? NULL
                          : report_with(b->mem, b->loc, N_("Expected: %(value)s"), "value", t(b, control->expected)) },
        };

        pdf_table_row(b->pdf, cells);
    }
    pdf_table_end(b->pdf);
}

/* ---- what it rests on ---- */

static void write_decisions(const struct book *b)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Decision")), 2.4, false, false }, { t(b, N_("Subject")), 3.4, false, false },
        { t(b, N_("Reason")), 3.6, false, false },   { t(b, N_("Decided by")), 2, false, false },
        { t(b, N_("Date")), 1.6, true, false },
    };

    if (b->model->decision_count == 0) {
        return;
    }
    pdf_heading(b->pdf, 1, t(b, N_("Decisions")), "decisions");
    pdf_table_begin(b->pdf, columns, 5);
    for (size_t i = 0; i < b->model->decision_count; i++) {
        const struct review_decision *decision = &b->model->decisions[i];
        const struct pdf_cell cells[] = {
            { .text = t(b, decision->state_label), .note = t(b, decision->kind_label) },
            { .text = decision->subject },
            { .text = or_dash(decision->reason) },
            { .text = or_dash(decision->decided_by) },
            { .text = report_date(b->mem, b->loc, decision->decided_us) },
        };

        pdf_table_row(b->pdf, cells);
    }
    pdf_table_end(b->pdf);
}

static void write_run(const struct book *b, const struct review_run *run)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Area")), 4, false, false },   { t(b, N_("Expected")), 1.2, true, false },
        { t(b, N_("Read")), 1.2, true, false },  { t(b, N_("Skipped")), 1.4, true, false },
        { t(b, N_("Reason")), 3, false, false },
    };

    pdf_heading(b->pdf, 2,
                arena_printf(b->mem, "%s, %s: %s", t(b, run->operation_label),
                             report_time(b->mem, b->loc, run->finished_us), t(b, run->outcome_label)),
                NULL);
    pdf_table_begin(b->pdf, columns, 5);
    for (size_t i = 0; i < run->area_count; i++) {
        const struct review_area *area = &run->areas[i];
        const struct pdf_cell cells[] = {
            { .text = t(b, area->label) },
            { .text = locale_number(b->mem, b->loc, area->expected) },
            { .text = locale_number(b->mem, b->loc, area->read) },
            { .text = locale_number(b->mem, b->loc, area->skipped), .tone = area->skipped > 0 ? PDF_BAD : PDF_PLAIN },
            { .text = area->reason_label == NULL ? t(b, N_("Read in full")) : t(b, area->reason_label) },
        };

        pdf_table_row(b->pdf, cells);
    }
    pdf_table_end(b->pdf);
}

static void write_coverage(const struct book *b)
{
    bool open = false;

    for (size_t i = 0; i < b->model->run_count; i++) {
        if (b->model->runs[i].area_count > 0) {
            if (!open) {
                pdf_heading(b->pdf, 1, t(b, N_("What was read")), "coverage");
                open = true;
            }
            write_run(b, &b->model->runs[i]);
        }
    }
}

static void write_limitations(const struct book *b)
{
    const char **lines = arena_calloc(b->mem, b->model->limitation_count, sizeof *lines);

    pdf_heading(b->pdf, 1, t(b, N_("Limitations")), "limitations");
    if (b->model->limitation_count == 0) {
        pdf_paragraph(b->pdf, PDF_BODY, t(b, N_("None were noted.")));
    }
    for (size_t i = 0; i < b->model->limitation_count; i++) {
        lines[i] = t(b, b->model->limitations[i]);
    }
    pdf_list(b->pdf, lines, b->model->limitation_count);
}

static void write_evidence(const struct book *b)
{
    const struct pdf_column columns[] = {
        { t(b, N_("Evidence")), 3.0, false, false },
        { t(b, N_("Collected")), 2.3, false, false },
        { t(b, N_("SHA-256")), 6.2, false, true },
    };

    if (b->model->evidence_count == 0) {
        return;
    }
    pdf_heading(b->pdf, 1, t(b, N_("Evidence")), "evidence");
    pdf_table_begin(b->pdf, columns, 3);
    for (size_t i = 0; i < b->model->evidence_count; i++) {
        const struct review_evidence *evidence = &b->model->evidence[i];
        const struct pdf_cell cells[] = {
            { .text = text_empty(evidence->title) ? evidence->name : evidence->title, .note = evidence->name },
            { .text = report_time(b->mem, b->loc, evidence->collected_us) },
            { .text = evidence->sha256 },
        };

        pdf_table_row(b->pdf, cells);
    }
    pdf_table_end(b->pdf);
}

static void write_verification(const struct book *b)
{
    const struct pdf_fact facts[] = {
        { t(b, N_("Pack")), uuid_text(b->mem, b->model->pack), true, NULL },
        { t(b, N_("Signing key")), b->model->key_fingerprint, true, NULL },
    };

    pdf_heading(b->pdf, 1, t(b, N_("How to verify")), "verify");
    pdf_paragraph(
        b->pdf, PDF_BODY,
        t(b, N_("This document is one file of a signed pack. The pack proves, without asking anybody, that nothing in "
                "it was changed, added or left out. Compare the fingerprint below with the one that the publisher "
                "gave you by another way; VERIFY.txt in the pack has the steps for ordinary tools.")));
    pdf_facts(b->pdf, facts, 2);
    pdf_paragraph(b->pdf, PDF_MONO, "tenantpilot verify PACK.zip --key TRUSTED_KEYS");
}

enum rc report_pdf_write(struct cx *cx, const struct review_model *model, const struct locale *loc, const char *path)
{
    struct book book = { .mem = cx->mem, .model = model, .loc = loc };
    const char *footer = arena_printf(cx->mem, "%s %s", tr(loc, N_("Pack")), uuid_text(cx->mem, model->pack));
    const struct pdf_options options = {
        .title = arena_printf(cx->mem, "%s: %s", model->tenant_name, model->title),
        .author = model->workspace_name,
        .subject = tr(loc, N_("Tenant review")),
        .lang = loc->tag,
        .created_us = model->created_us,
        .header = arena_printf(cx->mem, "%s \xc2\xb7 %s", model->tenant_name, model->title),
        .footer = footer,
        .page_label = tr(loc, N_("Page %(page)s")),
    };
    enum rc rc = pdf_begin(cx, path, &options, &book.pdf);

    if (rc != RC_OK) {
        return rc;
    }
    write_cover(&book);
    write_particulars(&book);
    write_sign_offs(&book);
    write_changes(&book);
    write_findings(&book);
    write_risks(&book);
    write_controls(&book);
    write_decisions(&book);
    write_coverage(&book);
    write_limitations(&book);
    write_evidence(&book);
    write_verification(&book);
    return pdf_end(book.pdf, NULL);
}
