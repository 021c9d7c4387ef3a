/* tenantpilot demo drift [SCENARIO]: changes the simulated tenant as a person or an attacker would. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "core/drift/document.h"
#include "ext/http.h"
#include "modules/cli/demo.h"

enum { ANSWER_MAX = 8 << 20, KEY_MAX = 256 };

/* The simulator's administration, with the key that it made for this installation. */
struct door {
    struct cli *cli;
    struct http_client *http;
    const char *authorization;
};

static bool read_key(const char *path, char key[static KEY_MAX])
{
    FILE *file = fopen(path, "re");
    size_t len = file == NULL ? 0 : fread(key, 1, KEY_MAX - 1, file);

    if (file != NULL) {
        (void)fclose(file);
    }
    key[len] = '\0';
    return len > 0 && key[strspn(key, "0123456789abcdef")] == '\0';
}

static bool door_open(struct cli *cli, struct door *out)
{
    const char *keys = arena_printf(cli->mem, "%s/keys/sim", cli->config.var);
    const struct http_options options = {
        .ca_file = arena_printf(cli->mem, "%s/ca.crt", keys),
        .user_agent = "tenantpilot",
        .connect_timeout_ms = 5000,
        .timeout_ms = 30000,
        .body_max = ANSWER_MAX,
        .headers_max = 64 << 10,
    };
    char key[KEY_MAX];

    if (!read_key(arena_printf(cli->mem, "%s/admin", keys), key)) {
        return false;
    }
    *out = (struct door){ cli, http_client_new(&options), arena_printf(cli->mem, "Bearer %s", key) };
    return true;
}

/* The answer as a tree; NULL: none, and *problem says why. */
static const struct node *door_ask(const struct door *door, const char *method, const char *path, const char **problem)
{
    struct arena *mem = door->cli->mem;
    const struct http_header header = { "Authorization", door->authorization };
    const struct http_request request = {
        .method = method,
        .url = arena_printf(mem, "https://localhost:%lld%s", (long long)door->cli->config.sim_port, path),
        .headers = &header,
        .header_count = 1,
    };
    struct http_answer answer;
    struct document_error error;
    struct node *root = NULL;

    http_send(door->http, mem, &request, 1, &answer);
    if (answer.result != HTTP_ANSWERED) {
        *problem = arena_printf(mem, "the simulator does not answer at %s: %s", request.url, answer.problem);
        return NULL;
    }
    if (document_parse(mem, answer.body, &document_limits_default, &root, &error) != RC_OK) {
        *problem = arena_printf(mem, "the simulator answered %d", answer.status);
        return NULL;
    }
    if (answer.status != 200) {
        *problem = document_text(mem, document_member(root, "problem"));
        return NULL;
    }
    return root;
}

static const char *member(struct arena *mem, const struct node *object, const char *name)
{
    const struct node *found = document_member(object, name);
    const char *text = found == NULL ? NULL : document_text(mem, found);

    return text == NULL ? "" : text;
}

static bool is_applied(const struct node *state, const char *name)
{
    const struct node *tenants = document_member(state, "tenants");

    for (uint32_t i = 0; tenants != NULL && i < tenants->len; i++) {
        const struct node *drifts = document_member(&tenants->items[i], "drifts");

        for (uint32_t j = 0; drifts != NULL && j < drifts->len; j++) {
            if (document_is(&drifts->items[j], name)) {
                return true;
            }
        }
    }
    return false;
}

static void print_scenarios(struct arena *mem, const struct node *state)
{
    const struct node *all = document_member(state, "scenarios");

    for (uint32_t i = 0; all != NULL && i < all->len; i++) {
        const char *name = member(mem, &all->items[i], "name");

        (void)printf("%-28s %-8s %s%s\n", name, member(mem, &all->items[i], "kind"),
                     member(mem, &all->items[i], "text"), is_applied(state, name) ? " [applied]" : "");
    }
}

static enum cli_exit apply(const struct door *door, const char *scenario, const char *tenant)
{
    struct arena *mem = door->cli->mem;
    const char *query = tenant == NULL ? "" : arena_printf(mem, "?tenant=%s", url_encode(mem, tenant));
    const char *path = arena_printf(mem, "/_sim/scenarios/%s%s", url_encode(mem, scenario), query);
    const char *problem = "the simulator answered something else";
    const struct node *answer = door_ask(door, "POST", path, &problem);
    const struct node *changed;

    if (answer == NULL) {
        return cli_could_not("%s", problem);
    }
    changed = document_member(answer, "changed");
    (void)printf("%s: %s%s\n", scenario, member(mem, answer, "text"),
                 changed != NULL && changed->kind == DOCUMENT_FALSE ? " (nothing to do: it is so already)" : "");
    return CLI_DONE;
}

enum cli_exit demo_apply(struct cli *cli, const char *scenario, const char *tenant)
{
    struct door door;
    enum cli_exit exit;

    if (!door_open(cli, &door)) {
        return cli_could_not("there is no simulator here yet; `make run` starts one");
    }
    exit = apply(&door, scenario, tenant);
    http_client_free(door.http);
    return exit;
}

enum cli_exit verb_demo_drift(struct cli *cli, int argc, char **argv)
{
    const char *tenant = NULL;
    const char *problem = "the simulator answered something else";
    const struct node *state;
    struct door door;
    enum cli_exit exit;

    if (cli_option(&argc, argv, "--tenant", &tenant) != RC_OK || argc > 1) {
        return cli_usage(cli, "at most one scenario");
    }
    exit = cli_enter(cli);
    if (exit != CLI_DONE) {
        return exit;
    }
    if (!door_open(cli, &door)) {
        return cli_could_not("there is no simulator here yet; `make run` starts one");
    }
    if (argc == 1) {
        exit = apply(&door, argv[0], tenant);
    } else if ((state = door_ask(&door, "GET", "/_sim/state", &problem)) != NULL) {
        print_scenarios(cli->mem, state);
    } else {
        exit = cli_could_not("%s", problem);
    }
    http_client_free(door.http);
    return exit;
}
