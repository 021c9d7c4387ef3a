#include "support/ask.h"

#include <string.h>
#include <strings.h>

#include "support/suite.h"

static void add(struct arena *mem, const char **env, size_t *count, const char *name, const char *value)
{
    if (value != NULL) {
        env[(*count)++] = arena_printf(mem, "%s=%s", name, value);
    }
}

const char *const *ask_env(struct arena *mem, const struct ask *ask)
{
    const char **env = arena_calloc(mem, ASK_ENV_MAX, sizeof *env);
    size_t count = 0;

    add(mem, env, &count, "REQUEST_METHOD", ask->method == NULL ? "GET" : ask->method);
    add(mem, env, &count, "REQUEST_URI", ask->uri);
    add(mem, env, &count, "HTTP_HOST", ask->host == NULL ? "operator.localhost:8080" : ask->host);
    add(mem, env, &count, "HTTP_ACCEPT", ask->accept);
    add(mem, env, &count, "HTTP_ACCEPT_LANGUAGE", ask->language);
    add(mem, env, &count, "HTTP_COOKIE", ask->cookie);
    add(mem, env, &count, "HTTP_ORIGIN", ask->origin);
    add(mem, env, &count, "HTTP_SEC_FETCH_SITE", ask->fetch_site);
    add(mem, env, &count, "REMOTE_ADDR", "192.0.2.1");
    add(mem, env, &count, "REQUEST_ID", ask->request_id);
    add(mem, env, &count, "CONTENT_TYPE",
        ask->type != NULL || ask->body == NULL ? ask->type : "application/x-www-form-urlencoded");
    if (ask->body != NULL) {
        add(mem, env, &count, "CONTENT_LENGTH",
            arena_printf(mem, "%zu", strlen(ask->body) + (ask->body_broken ? 1 : 0)));
    }
    if (ask->further != NULL) {
        env[count++] = ask->further;
    }
    return env;
}

const char *answer_header(struct arena *mem, const struct answer *answer, const char *name)
{
    size_t len = strlen(name);

    for (const char *line = answer->head; *line != '\0'; line += strcspn(line, "\n") + 1) {
        if (strncasecmp(line, name, len) == 0 && line[len] == ':') {
            return arena_strndup(mem, line + len + 2, strcspn(line + len + 2, "\r"));
        }
    }
    return NULL;
}

const char *answer_field(struct arena *mem, const struct answer *answer, const char *name)
{
    const char *at = strstr(answer->body, arena_printf(mem, "name=\"%s\" value=\"", name));

    ck_assert_msg(at != NULL, "no field %s in: %s", name, answer->body);
    at = strstr(at, "value=\"") + strlen("value=\"");
    return arena_strndup(mem, at, strcspn(at, "\""));
}
