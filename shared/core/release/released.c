#include "core/release/released.h"

#include "core/audit/audit.h"
#include "core/release/released_store.h"

static const struct {
    const char *code;
    const char *label;
} states[RELEASED_STATE_COUNT] = {
    [RELEASED_SHOWN] = { "shown", N_("Released") },
    [RELEASED_SUPERSEDED] = { "superseded", N_("Superseded") },
    [RELEASED_WITHDRAWN] = { "withdrawn", N_("Withdrawn") },
};

const char *released_state_code(enum released_state state)
{
    return states[state].code;
}

const char *released_state_label(enum released_state state)
{
    return states[state].label;
}

enum rc released_list(struct cx *cx, const struct actor *who, struct released_list *out)
{
    return released_store_list(cx, who, out);
}

enum rc released_get(struct cx *cx, const struct actor *who, struct release_id id, struct released *out)
{
    return released_store_get(cx, who, id, out);
}

enum rc released_may_read(struct cx *cx, const struct actor *who, struct release_id id)
{
    return released_store_may_read(cx, who, id);
}

/* The same person, in the workspace whose audit log tells of the download. */
static const struct actor *in_workspace(struct cx *cx, const struct actor *who, struct workspace_id workspace)
{
    const struct actor_spec spec = {
        .kind = actor_kind(who),
        .workspace = workspace,
        .account = actor_account(who),
        .name = actor_name(who),
        .request_id = actor_request(who),
    };

    return actor_new(cx->mem, &spec);
}

enum rc released_take(struct cx *cx, const struct actor *who, struct release_id id, const char *name,
                      struct released_download *out)
{
    struct audit_entry entry = {
        .action = "release.downloaded",
        .object_type = "release",
        .object = id.v,
        .reason_code = NULL,
    };
    enum rc rc = released_store_file(cx, who, id, name, out, &entry.tenant);

    if (rc == RC_OK) {
        rc = released_store_note_download(cx, who, out->workspace, id, out->file.name);
    }
    entry.note = name;
    return rc == RC_OK ? audit_write(cx, in_workspace(cx, who, out->workspace), &entry) : rc;
}
