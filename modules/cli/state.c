#include "modules/cli/state.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"

enum {
    ENV_LINE_MAX = 4096,
    VAR_MAX = 80 /* the longest path below it, pgsock/.s.PGSQL.5432.lock, must fit into 107 bytes */
};

enum rc state_env_line(char *line, const char **name, const char **value)
{
    char *equals;
    size_t len;

    line += strspn(line, " \t");
    line[strcspn(line, "\r\n")] = '\0';
    if (!text_starts(line, "TP_")) {
        return RC_NOT_FOUND;
    }
    equals = strchr(line, '=');
    if (equals == NULL) {
        return RC_INVALID;
    }
    *equals = '\0';
    *name = line;
    *value = equals + 1;
    len = strlen(*value);
    if (**value == '"' || **value == '\'') {
        if (len < 2 || equals[len] != **value) {
            return RC_INVALID;
        }
        equals[len] = '\0';
        *value += 1;
    }
    return RC_OK;
}

static enum cli_exit read_env_file(void)
{
    FILE *file = fopen(".env", "re");
    char line[ENV_LINE_MAX];
    const char *name;
    const char *value;
    enum cli_exit code = CLI_DONE;

    for (int number = 1; file != NULL && code == CLI_DONE && fgets(line, sizeof line, file) != NULL; number++) {
        enum rc rc = state_env_line(line, &name, &value);

        if (rc == RC_INVALID) {
            code = cli_could_not(".env, line %d: expected TP_NAME=VALUE", number);
        } else if (rc == RC_OK && setenv(name, value, 0) != 0) {
            code = cli_could_not(".env, line %d: %s", number, strerror(errno));
        }
    }
    if (file != NULL) {
        (void)fclose(file);
    }
    return code;
}

static const char *home_folder(struct arena *mem)
{
    char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 1);

    if (len <= 0) {
        return ".";
    }
    path[len] = '\0';
    return arena_strdup(mem, dirname(dirname(path)));
}

static const char *account_name(struct arena *mem)
{
    const struct passwd *entry = getpwuid(getuid());
    const char *asked_by = getenv(ASKED_BY);

    if (asked_by != NULL && getuid() != 0) {
        return arena_strdup(mem, asked_by);
    }

    return entry == NULL ? arena_printf(mem, "uid %u", (unsigned)getuid()) : arena_strdup(mem, entry->pw_name);
}

/* The state folder as an absolute path; it need not exist yet. */
static const char *absolute(struct arena *mem, const char *path)
{
    char folder[PATH_MAX];
    char *real = realpath(path, NULL);
    const char *out;

    if (real != NULL) {
        out = arena_strdup(mem, real);
        free(real);
        return out;
    }
    if (path[0] == '/' || getcwd(folder, sizeof folder) == NULL) {
        return path;
    }
    return arena_printf(mem, "%s/%s", folder, path);
}

uint32_t state_hash(const char *path)
{
    uint32_t hash = 2166136261U;

    for (; *path != '\0'; path++) {
        hash = (hash ^ (uint8_t)*path) * 16777619U;
    }
    return hash;
}

/* *path becomes a link to it in a private folder in /tmp, unless it is plain; nobody else can put one there before us unnoticed. */
static enum cli_exit make_plain(struct cli *cli, size_t max, const char **path)
{
    char there[PATH_MAX];
    struct stat folder;
    const char *own;
    const char *link;
    ssize_t len;

    if (strlen(*path) <= max && (*path)[strspn(*path, STATE_PLAIN)] == '\0') {
        return CLI_DONE;
    }
    own = arena_printf(cli->mem, "/tmp/tenantpilot-%u-%08x", (unsigned)getuid(), state_hash(*path));
    link = arena_printf(cli->mem, "%s/to", own);
    if ((mkdir(own, 0700) != 0 && errno != EEXIST) || lstat(own, &folder) != 0 || !S_ISDIR(folder.st_mode) ||
        folder.st_uid != getuid() || (folder.st_mode & 077) != 0) {
        return cli_could_not(
            "%s has more than %zu characters, or such as sockets and other programs cannot take, and %s "
            "cannot be made as another way to it: choose another path",
            *path, max, own);
    }
    len = readlink(link, there, sizeof there);
    if (len != (ssize_t)strlen(*path) || memcmp(there, *path, strlen(*path)) != 0) {
        (void)unlink(link);
        if (symlink(*path, link) != 0) {
            return cli_could_not("%s: %s", link, strerror(errno));
        }
    }
    *path = link;
    return CLI_DONE;
}

static enum cli_exit keep_var(const struct cli *cli)
{
    return setenv("TP_VAR", cli->config.var, 1) == 0 ? CLI_DONE : cli_could_not("TP_VAR: %s", strerror(errno));
}

enum cli_exit state_load(struct cli *cli)
{
    const char *problem = NULL;
    enum cli_exit code = read_env_file();

    if (code != CLI_DONE) {
        return code;
    }
    if (config_load(cli->mem, getenv, &cli->config, &problem) != RC_OK) {
        return cli_could_not("%s", problem);
    }
    cli->home = home_folder(cli->mem);
    cli->account = account_name(cli->mem);
    cli->config.var = absolute(cli->mem, cli->config.var);
    cli->state = cli->config.var;
    return keep_var(cli);
}

enum cli_exit state_make_plain(struct cli *cli)
{
    enum cli_exit code = make_plain(cli, VAR_MAX, &cli->config.var);

    code = code == CLI_DONE ? make_plain(cli, PATH_MAX, &cli->home) : code;
    return code == CLI_DONE ? keep_var(cli) : code;
}
