/* Files that a verb's caller names, for verbs that go on as another account in another folder. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "modules/cli/state.h"

/* Says to the program that goes on which file its standard input is. */
#define HANDED_ON "TENANTPILOT_INPUT"

static bool is_stdin(const char *path)
{
    const char *handed = getenv(HANDED_ON);

    return text_equal(path, "-") || (handed != NULL && text_equal(path, handed));
}

enum cli_exit cli_enter_with(struct cli *cli, const char *path)
{
    int fd;

    if (path == NULL || is_stdin(path) || geteuid() != 0) {
        return cli_enter(cli);
    }
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || dup2(fd, STDIN_FILENO) < 0 || setenv(HANDED_ON, path, 1) != 0) {
        return cli_could_not("\"%s\": %s", path, strerror(errno));
    }
    (void)close(fd);
    return cli_enter(cli);
}

const char *cli_path(struct cli *cli, const char *word)
{
    const char *folder = getenv(ASKED_IN);
    char here[PATH_MAX];

    if (word[0] == '/') {
        return word;
    }
    folder = folder == NULL ? getcwd(here, sizeof here) : folder;
    return arena_printf(cli->mem, "%s%s%s", folder == NULL ? "." : folder, word[0] == '\0' ? "" : "/", word);
}

enum cli_exit cli_read(struct cli *cli, const char *path, size_t max, const char **out)
{
    bool from_stdin = is_stdin(path);
    FILE *file = from_stdin ? stdin : fopen(path, "re");
    char *text = arena_alloc(cli->mem, max + 2);
    size_t len;
    int problem;

    if (file == NULL) {
        return cli_could_not("\"%s\": %s", path, strerror(errno));
    }
    len = fread(text, 1, max + 1, file);
    problem = ferror(file) != 0 ? errno : 0;
    if (!from_stdin) {
        (void)fclose(file);
    }
    text[len] = '\0';
    if (problem != 0) {
        return cli_could_not("\"%s\": %s", path, strerror(problem));
    }
    if (len > max || strlen(text) != len) {
        return cli_could_not("\"%s\": %s", path, len > max ? "longer than such a file can be" : "not a text");
    }
    *out = text;
    return CLI_DONE;
}
