#include "modules/cli/door.h"

#include <stdio.h>
#include <string.h>

#include "ext/http.h"

enum { ANSWER_MAX = 8 << 20, KEY_MAX = 256 };

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

enum cli_exit door_open(struct cli *cli, struct door *out)
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
        return cli_could_not("there is no simulator here yet; `make run` starts one");
    }
    *out = (struct door){ cli, http_client_new(&options), arena_printf(cli->mem, "Bearer %s", key) };
    return CLI_DONE;
}

void door_close(struct door *door)
{
    http_client_free(door->http);
}

const struct node *door_ask(const struct door *door, const char *method, const char *path)
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
        (void)cli_could_not("the simulator does not answer at %s: %s", request.url, answer.problem);
        return NULL;
    }
    if (document_parse(mem, answer.body, &document_limits_default, &root, &error) != RC_OK) {
        (void)cli_could_not("the simulator answered %d", answer.status);
        return NULL;
    }
    if (answer.status != 200) {
        (void)cli_could_not("%s", door_text(mem, root, "problem"));
        return NULL;
    }
    return root;
}

const char *door_text(struct arena *mem, const struct node *object, const char *name)
{
    const struct node *found = document_member(object, name);
    const char *text = found == NULL ? NULL : document_text(mem, found);

    return text == NULL ? "" : text;
}
