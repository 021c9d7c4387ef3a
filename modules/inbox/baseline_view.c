#include "modules/inbox/baseline_view.h"

#include "base/text.h"
#include "modules/inbox/choices.h"

enum { SCOPE_MAX = 4000 };

void snapshot_view_row(struct view *view, const struct baseline_snapshot *snapshot)
{
    bool decided = snapshot->decided_us != 0;

    view_id(view, K_SNAPSHOT_ID, snapshot->id.v);
    view_id(view, K_PROFILE_ID, snapshot->profile.v);
    view_text(view, K_PROFILE_NAME, snapshot->profile_name);
    view_id(view, K_TENANT_ID, snapshot->tenant.v);
    view_text(view, K_TENANT, snapshot->tenant_name);
    view_id(view, K_RUN_ID, snapshot->run.v);
    view_code(view, K_STATE, state_code(&baseline_snapshot_states, (int)snapshot->state),
              state_label(&baseline_snapshot_states, (int)snapshot->state));
    view_int(view, K_ITEM_COUNT, snapshot->item_count);
    view_hex(view, K_CONTENT_HASH, snapshot->content_hash);
    view_text(view, K_PROPOSED_BY, snapshot->proposed_by_name);
    view_time(view, K_PROPOSED_AT, snapshot->proposed_us);
    view_show_if(view, K_IS_DECIDED, decided);
    view_text(view, K_DECIDED_BY, snapshot->decided_by_name);
    view_time(view, K_DECIDED_AT, snapshot->decided_us);
    view_show_if(view, K_HAS_REASON, !text_empty(snapshot->reason));
    view_text(view, K_REASON, snapshot->reason);
}

enum rc family_labels_get(struct cx *cx, const struct request *req, struct family_labels *out)
{
    struct provider_row *providers;
    size_t provider_count;
    enum rc rc = provider_list(cx, req->who, &providers, &provider_count);

    *out = (struct family_labels){ .count = 0 };
    for (size_t i = 0; rc == RC_OK && i < provider_count; i++) {
        struct family_row *families;
        size_t count;

        rc = provider_families(cx, req->who, providers[i].code, &families, &count);
        if (rc == RC_OK && count > out->count) {
            *out = (struct family_labels){ families, count };
        }
    }
    return rc;
}

static const char *label_of(const struct family_labels *labels, const char *family)
{
    for (size_t i = 0; i < labels->count; i++) {
        if (text_equal(labels->items[i].family, family)) {
            return labels->items[i].label;
        }
    }
    return family;
}

void baseline_view_scope(struct view *view, const struct baseline_profile *profile, const struct family_labels *labels)
{
    struct cx *cx = view_cx(view);
    struct strbuf words;
    struct strbuf codes;

    strbuf_init(&words, cx->mem, SCOPE_MAX);
    if (profile->family_count == 0) {
        strbuf_puts(&words, tr(cx->loc, N_("All areas")));
    }
    strbuf_init(&codes, cx->mem, SCOPE_MAX);
    for (size_t i = 0; i < profile->family_count; i++) {
        strbuf_printf(&words, "%s%s", i == 0 ? "" : ", ", tr(cx->loc, label_of(labels, profile->families[i])));
        strbuf_printf(&codes, "%s%s", i == 0 ? "" : " ", profile->families[i]);
    }
    view_text(view, K_FAMILIES, codes.data);
    if (!text_empty(profile->name_prefix)) {
        const struct msg_arg args[] = { { "prefix", profile->name_prefix } };

        strbuf_puts(&words, "; ");
        strbuf_puts(&words, msg_format(cx->mem, tr(cx->loc, N_("names that begin with “%(prefix)s”")), args, 1));
    }
    view_mark(view, K_SCOPE_TEXT, words.data);
    view_text(view, K_NAME_PREFIX, profile->name_prefix);
}

void severity_counts_view(struct view *view, const int32_t counts[static SEVERITY_COUNT])
{
    for (int i = 0; i < SEVERITY_COUNT; i++) {
        struct view *row;

        view_int(view, severity_key((enum severity)i), counts[i]);
        if (counts[i] == 0) {
            continue;
        }
        row = view_html_row(view, K_SEVERITY_COUNT);
        view_code(row, K_SEVERITY, severity_code((enum severity)i), severity_label((enum severity)i));
        view_int(row, K_SEVERITY_NUMBER, counts[i]);
    }
}
