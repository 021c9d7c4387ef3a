#include <string.h>

#include "base/text.h"
#include "core/connection/connection.h"
#include "core/run/console.h"
#include "core/run/gate.h"
#include "modules/system/routes.h"
#include "modules/system/tabs.h"
#include "web/list.h"

const struct param switch_form[] = { FIELD_TEXT("target", 1, 80), FIELD_TEXT("note", 1, 1000), PARAM_END };
const struct param switch_release_form[] = { PARAM_UUID("id"), PARAM_TEXT("note", 0, 1000), PARAM_END };

/* What may be switched off; the choices of the form. */
struct targets {
    struct console_workspace *workspaces;
    size_t workspace_count;
    struct provider_row *providers;
    size_t provider_count;
};

static enum rc read_targets(struct cx *cx, const struct request *req, struct targets *out)
{
    enum rc rc = console_workspaces(cx, req->who, &out->workspaces, &out->workspace_count);

    return rc == RC_OK ? provider_list(cx, req->who, &out->providers, &out->provider_count) : rc;
}

/* The name of what a switch is for; the target itself if that is gone. */
static const char *name_of(struct cx *cx, const struct targets *targets, const struct kill_switch *thrown)
{
    for (size_t i = 0; thrown->scope == SWITCH_WORKSPACE && i < targets->workspace_count; i++) {
        if (text_equal(id_text(cx, targets->workspaces[i].id.v), thrown->target)) {
            return targets->workspaces[i].slug;
        }
    }
    for (size_t i = 0; thrown->scope == SWITCH_PROVIDER && i < targets->provider_count; i++) {
        if (text_equal(targets->providers[i].code, thrown->target)) {
            return tr(cx->loc, targets->providers[i].label);
        }
    }
    return thrown->target;
}

static void show_switch(struct view *row, const struct request *req, const struct targets *targets,
                        const struct kill_switch *thrown)
{
    view_id(row, K_SWITCH_ID, thrown->id);
    view_code(row, K_SCOPE, switch_scope_code(thrown->scope), switch_scope_label(thrown->scope));
    view_text(row, K_TARGET, thrown->target);
    view_mark(row, K_TARGET_NAME, name_of(view_cx(row), targets, thrown));
    view_text(row, K_NOTE, thrown->note);
    view_time(row, K_SET_AT, thrown->set_us);
    view_show_if(row, K_CAN_SWITCH, actor_may(req->who, CAP_SYSTEM_SWITCH));
}

static void choice(struct view *view, enum tpl_key key, const char *code, const char *name, const char *chosen)
{
    struct view *row = view_html_row(view, key);

    view_mark(row, K_CHOICE_CODE, code);
    view_mark(row, K_CHOICE_NAME, name);
    view_show_if(row, K_CHOICE_CURRENT, text_equal(code, chosen));
}

static void show_form(struct cx *cx, const struct request *req, struct view *view, const struct targets *targets,
                      bool again)
{
    const char *chosen = again ? param_typed(req, "target") : "";

    view_show_if(view, K_CAN_SWITCH, actor_may(req->who, CAP_SYSTEM_SWITCH));
    for (size_t i = 0; i < targets->workspace_count; i++) {
        choice(view, K_WORKSPACE_OPTION,
               arena_printf(cx->mem, "workspace:%s", id_text(cx, targets->workspaces[i].id.v)),
               targets->workspaces[i].name, chosen);
    }
    for (size_t i = 0; i < targets->provider_count; i++) {
        choice(view, K_PROVIDER_OPTION, arena_printf(cx->mem, "provider:%s", targets->providers[i].code),
               tr(cx->loc, targets->providers[i].label), chosen);
    }
    view_mark(view, K_TYPED_NOTE, again ? param_typed(req, "note") : "");
}

static enum rc show(struct cx *cx, const struct request *req, struct view *view, bool again)
{
    struct kill_switch *switches;
    struct targets targets;
    size_t count;
    enum rc rc = switch_list(cx, req->who, &switches, &count);

    rc = rc == RC_OK ? read_targets(cx, req, &targets) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    tabs_fill(view, req);
    view_show_if(view, K_NO_SWITCH, count == 0);
    view_show_if(view, K_HAS_SWITCHES, count > 0);
    view_rows(view, K_SWITCH);
    for (size_t i = 0; i < count; i++) {
        show_switch(view_row(view, K_SWITCH), req, &targets, &switches[i]);
    }
    show_form(cx, req, view, &targets, again);
    errors_show(view, req);
    return RC_OK;
}

enum rc switches_list(struct cx *cx, const struct request *req, struct reply *reply)
{
    struct view *view = reply_page(reply, TPL_SYSTEM_SWITCHES);

    reply_title(reply, N_("Kill switches"));
    return show(cx, req, view, false);
}

/* "global", "workspace:<id>", "provider:<code>", of those that the form offers. */
static enum rc parse_target(struct cx *cx, const struct request *req, enum switch_scope *scope, const char **target)
{
    const char *word = param_text(req, "target");
    const char *colon = strchr(word, ':');
    struct targets targets;
    enum rc rc = read_targets(cx, req, &targets);

    if (rc != RC_OK) {
        return rc;
    }
    *target = colon == NULL ? "" : colon + 1;
    if (text_equal(word, "global")) {
        *scope = SWITCH_GLOBAL;
        return RC_OK;
    }
    for (size_t i = 0; text_starts(word, "workspace:") && i < targets.workspace_count; i++) {
        if (text_equal(id_text(cx, targets.workspaces[i].id.v), *target)) {
            *scope = SWITCH_WORKSPACE;
            return RC_OK;
        }
    }
    for (size_t i = 0; text_starts(word, "provider:") && i < targets.provider_count; i++) {
        if (text_equal(targets.providers[i].code, *target)) {
            *scope = SWITCH_PROVIDER;
            return RC_OK;
        }
    }
    return fail_set(cx, RC_INVALID, N_("Choose what is to be switched off."), "switch: target '%s'", word);
}

enum rc switches_throw(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum switch_scope scope;
    const char *target;
    struct uuid id;
    enum rc rc;

    if (request_has_errors(req)) {
        struct view *view = reply_invalid_page(reply, TPL_SYSTEM_SWITCHES);

        reply_title(reply, N_("Kill switches"));
        return show(cx, req, view, true);
    }
    rc = parse_target(cx, req, &scope, &target);
    rc = rc == RC_OK ? switch_throw(cx, req->who, scope, target, param_text(req, "note"), &id) : rc;
    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("Access to providers is switched off."));
    return reply_see_other(reply, req, "system/switches");
}

enum rc switches_release(struct cx *cx, const struct request *req, struct reply *reply)
{
    enum rc rc = switch_release(cx, req->who, param_uuid(req, "id"), param_text(req, "note"));

    if (rc != RC_OK) {
        return rc;
    }
    reply_flash(reply, N_("The switch is lifted."));
    return reply_see_other(reply, req, "system/switches");
}
