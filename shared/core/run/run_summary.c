#include "core/run/run.h"

#include "base/text.h"

/* The figures that sentences are made from. */
struct figures {
    int read;
    int expected; /* what was read, and what was known of the areas that were not */
    int skipped;
    size_t areas;
    size_t done;
    size_t missed;
    const struct run_area *first_missed;
};

static struct figures add_up(const struct run_area *areas, size_t count)
{
    struct figures f = { .areas = count };

    for (size_t i = 0; i < count; i++) {
        const struct run_area *area = &areas[i];

        f.read += area->read;
        f.skipped += area->skipped;
        f.expected += area->state == AREA_READ ? area->read + area->skipped : area->expected;
        f.done += area->state == AREA_READ || area->state == AREA_NOT_READ;
        if (area->state == AREA_NOT_READ) {
            f.missed++;
            f.first_missed = f.first_missed == NULL ? area : f.first_missed;
        }
    }
    return f;
}

static void add(struct run_sentence *s, const char *name, const char *value, bool translate)
{
    s->args[s->arg_count++] = (struct run_sentence_arg){ name, value, translate };
}

static void add_number(struct cx *cx, struct run_sentence *s, const char *name, size_t value)
{
    add(s, name, arena_printf(cx->mem, "%zu", value), false);
}

static void add_counts(struct cx *cx, struct run_sentence *s, const struct figures *f)
{
    add_number(cx, s, "read", (size_t)f->read);
    add_number(cx, s, "expected", (size_t)f->expected);
}

static void partial(struct cx *cx, const struct run *run, const struct figures *f, struct run_sentence *s)
{
    if (run->operation != OPERATION_CAPTURE || (f->missed == 0 && f->skipped == 0)) {
        s->msgid = N_("Partly done: %(reason)s.");
        add(s, "reason", run_reason_label(run->reason), true);
        return;
    }
    add_counts(cx, s, f);
    if (f->missed == 0) {
        s->msgid =
            N_("Captured %(read)s of %(expected)s subjects; %(skipped)s could not be understood and keep what was"
               " known of them.");
        add_number(cx, s, "skipped", (size_t)f->skipped);
        return;
    }
    add(s, "area", f->first_missed->label, true);
    add(s, "reason", run_reason_label(f->first_missed->reason), true);
    if (f->missed > 1) {
        s->msgid = N_("Captured %(read)s of %(expected)s subjects; %(count)s areas were not read, the first of them"
                      " %(area)s: %(reason)s.");
        add_number(cx, s, "count", f->missed);
    } else if (!text_empty(f->first_missed->detail)) {
        s->msgid =
            N_("Captured %(read)s of %(expected)s subjects; the area %(area)s was not read: %(reason)s (%(detail)s).");
        add(s, "detail", f->first_missed->detail, false);
    } else {
        s->msgid = N_("Captured %(read)s of %(expected)s subjects; the area %(area)s was not read: %(reason)s.");
    }
}

static void completed(struct cx *cx, const struct run *run, const struct figures *f, struct run_sentence *s)
{
    switch (run->outcome) {
    case RUN_OUTCOME_PARTIAL:
        partial(cx, run, f, s);
        return;
    case RUN_OUTCOME_FAILED:
        s->msgid = N_("Failed: %(reason)s.");
        add(s, "reason", run_reason_label(run->reason), true);
        return;
    case RUN_OUTCOME_BLOCKED:
        s->msgid = N_("Not tried: %(reason)s.");
        add(s, "reason", run_reason_label(run->reason), true);
        return;
    case RUN_OUTCOME_CANCELLED:
        s->msgid = run->steps == 0 ? N_("Cancelled before it began.") : N_("Cancelled after %(read)s subjects.");
        add_number(cx, s, "read", (size_t)f->read);
        return;
    case RUN_OUTCOME_NONE:
    case RUN_OUTCOME_SUCCEEDED:
    case RUN_OUTCOME_COUNT:
        break;
    }
    s->msgid = operation_done(run->operation);
    add_number(cx, s, "read", (size_t)f->read);
    add_number(cx, s, "areas", f->areas);
}

struct run_sentence run_summary(struct cx *cx, const struct run *run, const struct run_area *areas, size_t count)
{
    struct figures f = add_up(areas, count);
    struct run_sentence s = { .msgid = N_("Waiting for a worker.") };

    if (run->state == RUN_COMPLETED) {
        completed(cx, run, &f, &s);
    } else if (run->cancel_requested_us != 0) {
        s.msgid = N_("Stopping at the end of the current step.");
    } else if (run->state == RUN_RUNNING && count > 0) {
        s.msgid = N_("Running: %(read)s subjects so far, %(done)s of %(areas)s areas done.");
        add_number(cx, &s, "read", (size_t)f.read);
        add_number(cx, &s, "done", f.done);
        add_number(cx, &s, "areas", f.areas);
    } else if (run->state == RUN_RUNNING) {
        s.msgid = N_("Running.");
    } else if (run->attempt > 0) {
        s.msgid = N_("Interrupted; it goes on by itself where it stopped.");
    }
    return s;
}

static const char *advice_for(enum run_reason reason)
{
    switch (reason) {
    case RUN_REASON_THROTTLED:
    case RUN_REASON_TIMEOUT:
        return N_("Try again later; the next scheduled run does so by itself.");
    case RUN_REASON_CONSENT_REVOKED:
        return N_("Ask the tenant's administrator for consent, then test the connection.");
    case RUN_REASON_PERMISSION_MISSING:
        return N_("Have the permission granted in the tenant, then test the connection.");
    case RUN_REASON_TOKEN_ERROR:
        return N_("Check the application's id, set a new secret, then test the connection.");
    case RUN_REASON_LICENCE_MISSING:
        return N_("The area stays unread until the tenant has the licence; reviews say so.");
    case RUN_REASON_TENANT_SUSPENDED:
        return N_("Reopen the tenant if it is to be governed again.");
    case RUN_REASON_KILL_SWITCH:
        return N_("Ask the platform's operators why access is off, and try again when it is on.");
    case RUN_REASON_ENTITLEMENT_EXCEEDED:
        return N_("Wait until other runs have ended.");
    case RUN_REASON_MAINTENANCE_WINDOW:
    case RUN_REASON_FREEZE_WINDOW:
        return N_("Try again when the window has closed.");
    case RUN_REASON_PRECONDITION_CHANGED:
        return N_("Look at what changed and decide again.");
    case RUN_REASON_VALIDATION_FAILED:
    case RUN_REASON_INTERNAL_ERROR:
        return N_("Try again; if it fails again, give the run's id to the platform's operators.");
    case RUN_REASON_DEPENDENCY_FAILED:
        return N_("Test the connection, then try again.");
    case RUN_REASON_CAPABILITY_LOST:
        return N_("Somebody who still may can ask for it again.");
    case RUN_REASON_NONE:
    case RUN_REASON_USER_CANCELLED:
    case RUN_REASON_SUPERSEDED:
    case RUN_REASON_COUNT:
        break;
    }
    return NULL;
}

const char *run_advice(const struct run *run, const struct run_area *areas, size_t count)
{
    struct figures f = add_up(areas, count);

    if (run->state != RUN_COMPLETED || run->outcome == RUN_OUTCOME_SUCCEEDED) {
        return NULL;
    }
    return advice_for(f.first_missed != NULL && run->outcome == RUN_OUTCOME_PARTIAL ? f.first_missed->reason
                                                                                    : run->reason);
}

const char *run_sentence_text(struct cx *cx, const struct run_sentence *sentence)
{
    struct msg_arg args[RUN_SENTENCE_ARGS];

    for (size_t i = 0; i < sentence->arg_count; i++) {
        const struct run_sentence_arg *arg = &sentence->args[i];

        args[i] = (struct msg_arg){ arg->name, arg->translate ? tr(cx->loc, arg->value) : arg->value };
    }
    return msg_format(cx->mem, tr(cx->loc, sentence->msgid), args, sentence->arg_count);
}
