#include "modules/cli/place.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/text.h"
#include "modules/cli/state.h"

#define ACCOUNT     "tenantpilot"
#define ROOTS_PLACE "/var/lib/tenantpilot"
#define COPY        ".program" /* what the copy's name has more than the state folder's */

static const struct folder {
    const char *name;
    mode_t mode;
} folders[] = {
    { "", 0711 },          { "/pgsock", 0700 }, { "/run", 0700 },     { "/keys", 0700 },  { "/log", 0750 },
    { "/releases", 0750 }, { "/portal", 0750 }, { "/reports", 0750 }, { "/audit", 0750 }, { "/tmp", 0700 },
};

/* A folder that holds something else is never taken for state: everything below it would change hands, and `make reset` drop it. */
static enum cli_exit refuse_foreign(const char *var)
{
    DIR *folder = opendir(var);
    bool empty = true;

    if (folder == NULL) {
        return CLI_DONE; /* not there yet, or what is done next says why not */
    }
    for (const struct dirent *entry; empty && (entry = readdir(folder)) != NULL;) {
        empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
    }
    if (!empty && faccessat(dirfd(folder), "pgsock", F_OK, 0) != 0) {
        (void)closedir(folder);
        return cli_could_not("%s holds something else than TenantPilot's state: set TP_VAR to an empty or new folder",
                             var);
    }
    (void)closedir(folder);
    return CLI_DONE;
}

static enum cli_exit make_folders(const char *var)
{
    char path[PATH_MAX];
    ssize_t len = readlink(var, path, sizeof path - 1);

    /* a short way to it may be there before the folder itself */
    if (len > 0) {
        path[len] = '\0';
        (void)mkdir(path, folders[0].mode);
    }
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        (void)snprintf(path, sizeof path, "%s%s", var, folders[i].name);
        if (mkdir(path, folders[i].mode) != 0 && errno != EEXIST) {
            return cli_could_not("%s: %s; set TP_VAR to a folder that you may write to", path, strerror(errno));
        }
    }
    return access(var, W_OK | X_OK) == 0
               ? CLI_DONE
               : cli_could_not("%s: %s; set TP_VAR to a folder that you may write to", var, strerror(errno));
}

/* Runs a command as it is and waits; its exit code, or -1. */
static int run(const char *const *argv)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        (void)execvp(argv[0], (char *const *)(uintptr_t)argv);
        _exit(127);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static bool become_account(const struct passwd *account)
{
    return initgroups(account->pw_name, account->pw_gid) == 0 && setgid(account->pw_gid) == 0 &&
           setuid(account->pw_uid) == 0 && setuid(0) != 0;
}

/* Whether the account, once root is given up, can execute the program at `path`. */
static bool can_reach(const struct passwd *account, const char *path)
{
    int status = -1;
    pid_t pid = fork();

    if (pid == 0) {
        _exit(become_account(account) && access(path, X_OK) == 0 ? 0 : 1);
    }
    while (pid > 0 && waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    return pid > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const struct passwd *account_of(const char *name, bool create)
{
    const char *const add[] = { "useradd",    "--system",  "--user-group", "--no-create-home",
                                "--home-dir", ROOTS_PLACE, "--shell",      "/usr/sbin/nologin",
                                name,         NULL };
    const struct passwd *account = getpwnam(name);

    if (account == NULL && create && run(add) == 0) {
        (void)printf("made the system account %s\n", name);
        account = getpwnam(name);
    }
    return account;
}

/* Starts this very command anew as `account`, with the program at `program`. Returns only if it cannot. */
static enum cli_exit start_anew(struct cli *cli, const struct passwd *account, const char *program)
{
    char line[16 * 1024];
    char *words[256];
    size_t count = 0;
    ssize_t len;
    int fd = open("/proc/self/cmdline", O_RDONLY | O_CLOEXEC);

    len = fd < 0 ? -1 : read(fd, line, sizeof line);
    if (fd >= 0) {
        (void)close(fd);
    }
    if (len <= 0 || (size_t)len == sizeof line) {
        return cli_could_not("the command line cannot be read, or is too long");
    }
    for (ssize_t at = 0; at < len && count < sizeof words / sizeof words[0] - 1; at += (ssize_t)strlen(line + at) + 1) {
        words[count++] = line + at;
    }
    words[count] = NULL;
    (void)fflush(stdout);
    if (setenv(ASKED_BY, cli->account, 1) != 0 || setenv(ASKED_IN, cli_path(cli, ""), 1) != 0 ||
        setenv("HOME", cli->config.var, 1) != 0 || setenv("TP_VAR", cli->config.var, 1) != 0 ||
        chdir(cli->config.var) != 0 || !become_account(account)) {
        return cli_could_not("cannot become %s: %s", account->pw_name, strerror(errno));
    }
    (void)execv(program, words);
    return cli_could_not("%s: %s", program, strerror(errno));
}

/* Copies bin/ and share/ beside the state, unless the copy is of this build; *program is the copy's tenantpilot. The copy is root's, as is the
 * folder that it lies in: the account can change neither. */
static enum cli_exit install_copy(struct cli *cli, const char *var, const char **program)
{
    const char *to = arena_printf(cli->mem, "%s" COPY, var);
    const char *fresh = arena_printf(cli->mem, "%s.new", to);
    const char *const clear[] = { "rm", "-rf", fresh, NULL };
    const char *const make[] = { "mkdir", "-p", fresh, NULL };
    const char *const copy[] = { "cp",
                                 "-a",
                                 "--no-preserve=ownership",
                                 arena_printf(cli->mem, "%s/bin", cli->home),
                                 arena_printf(cli->mem, "%s/share", cli->home),
                                 fresh,
                                 NULL };
    const char *const swap[] = { "sh",  "-c", "rm -rf \"$1\" && chmod -R a+rX \"$2\" && mv \"$2\" \"$1\"", "sh", to,
                                 fresh, NULL };
    struct stat ours;
    struct stat theirs;

    *program = arena_printf(cli->mem, "%s/bin/tenantpilot", to);
    if (stat(arena_printf(cli->mem, "%s/share/ready", cli->home), &ours) == 0 &&
        stat(arena_printf(cli->mem, "%s/share/ready", to), &theirs) == 0 && ours.st_mtime == theirs.st_mtime &&
        run((const char *const[]){ "diff", "-rq", arena_printf(cli->mem, "%s/bin", cli->home),
                                   arena_printf(cli->mem, "%s/bin", to), NULL }) == 0) {
        return CLI_DONE;
    }
    if (run(clear) != 0 || run(make) != 0 || run(copy) != 0 || run(swap) != 0) {
        return cli_could_not("copying the programs to %s failed", to);
    }
    return CLI_DONE;
}

/* The configured folder becomes a link to where the state really is. */
static enum cli_exit link_to(const char *configured, const char *var)
{
    char there[PATH_MAX];
    ssize_t len = readlink(configured, there, sizeof there - 1);

    if (strcmp(configured, var) == 0) {
        return CLI_DONE;
    }
    if (len > 0) {
        there[len] = '\0';
        if (strcmp(there, var) == 0) {
            return CLI_DONE;
        }
    }
    if (len < 0 && rmdir(configured) != 0 && errno != ENOENT) {
        return cli_could_not("%s exists, but the state must lie in %s, which the account " ACCOUNT
                             " can reach: move it away",
                             configured, var);
    }
    if ((len > 0 && unlink(configured) != 0) || symlink(var, configured) != 0) {
        return cli_could_not("%s: %s", configured, strerror(errno));
    }
    return CLI_DONE;
}

/* Where root's state lies when the account cannot reach the checkout: one folder per checkout, named after it. */
static const char *roots_place(struct cli *cli, const char *configured)
{
    const char *slash = strrchr(configured, '/');
    char *parent = arena_strndup(cli->mem, configured, slash == NULL ? 0 : (size_t)(slash - configured));
    char *name = strrchr(parent, '/');

    name = name == NULL ? arena_strdup(cli->mem, "root") : name + 1;
    for (char *c = name; (c = c + strspn(c, STATE_PLAIN)), *c != '\0';) {
        *c = '-';
    }
    return arena_printf(cli->mem, ROOTS_PLACE "/%.24s-%06x", name, state_hash(configured) & 0xffffffU);
}

static enum cli_exit settle_as_root(struct cli *cli)
{
    const char *configured = cli->config.var;
    const char *program = arena_printf(cli->mem, "%s/bin/tenantpilot", cli->home);
    const struct passwd *account = account_of(ACCOUNT, true);
    enum cli_exit code = refuse_foreign(configured);

    if (code != CLI_DONE) {
        return code;
    }
    if (account == NULL) {
        return cli_could_not("cannot make the system account " ACCOUNT "; add it with: useradd --system " ACCOUNT);
    }
    if (!can_reach(account, program)) {
        cli->config.var = text_starts(configured, ROOTS_PLACE "/") ? configured : roots_place(cli, configured);
        if ((mkdir(ROOTS_PLACE, 0755) != 0 && errno != EEXIST) ||
            (mkdir(cli->config.var, 0711) != 0 && errno != EEXIST)) {
            return cli_could_not("%s: %s", cli->config.var, strerror(errno));
        }
        (void)printf("the account " ACCOUNT " cannot reach this folder: state and a copy of the programs are in %s\n",
                     cli->config.var);
        code = install_copy(cli, cli->config.var, &program);
        if (code == CLI_DONE) {
            code = link_to(configured, cli->config.var);
        }
    } else if (mkdir(configured, 0711) != 0 && errno != EEXIST) {
        code = cli_could_not("%s: %s", configured, strerror(errno));
    }
    if (code == CLI_DONE && chown(cli->config.var, account->pw_uid, account->pw_gid) != 0) {
        code = cli_could_not("%s: %s", cli->config.var, strerror(errno));
    }
    return code == CLI_DONE ? start_anew(cli, account, program) : code;
}

enum cli_exit place_settle(struct cli *cli)
{
    enum cli_exit code;

    if (geteuid() == 0) {
        return settle_as_root(cli);
    }
    code = refuse_foreign(cli->config.var);
    code = code == CLI_DONE ? state_make_plain(cli) : code;
    return code == CLI_DONE ? make_folders(cli->config.var) : code;
}

/* Only who owns the state can say anything true about it. */
static enum cli_exit enter_as_owner(struct cli *cli, uid_t owner)
{
    const struct passwd *account = getpwuid(owner);

    if (owner == geteuid()) {
        return state_make_plain(cli);
    }
    return cli_could_not("the state in %s belongs to %s: do this as that account, or with sudo", cli->config.var,
                         account == NULL ? "another account" : account->pw_name);
}

enum cli_exit cli_enter(struct cli *cli)
{
    const char *copy = arena_printf(cli->mem, "%s" COPY "/bin/tenantpilot", cli->config.var);
    const char *program = arena_printf(cli->mem, "%s/bin/tenantpilot", cli->home);
    const struct passwd *account;
    struct stat folder;

    if (stat(cli->config.var, &folder) != 0) {
        return errno == ENOENT
                   ? cli_could_not("there is no state in %s yet: run `make run` or `tenantpilot init` first",
                                   cli->config.var)
                   : cli_could_not("%s: %s", cli->config.var, strerror(errno));
    }
    if (geteuid() != 0) {
        return enter_as_owner(cli, folder.st_uid);
    }
    account = folder.st_uid == 0 ? account_of(ACCOUNT, false) : getpwuid(folder.st_uid);
    if (account == NULL || account->pw_uid == 0) {
        return cli_could_not("%s belongs to root, but nothing of TenantPilot runs as root: run `tenantpilot init`",
                             cli->config.var);
    }
    return start_anew(cli, account, access(copy, X_OK) == 0 ? copy : program);
}
