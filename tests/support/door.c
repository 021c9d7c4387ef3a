#include "support/door.h"

#include <arpa/inet.h>
#include <check.h>
#include <errno.h>
#include <fcgiapp.h>
#include <limits.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/config.h"
#include "base/text.h"

static const char *const programs[] = { "account", "inbox", "reviews", "reports", "system", "portal" };

enum { PROGRAM_COUNT = sizeof programs / sizeof programs[0], NAP_US = 20 * 1000, NAPS_MAX = 250 };

/* ---- the stand-ins ---- */

static const char *env_of(char **env, const char *name)
{
    const char *value = FCGX_GetParam(name, env);

    return value == NULL ? "" : value;
}

/* The status that door_allow() wrote for the token in the cookie; 401 without one. */
static int access_status(const char *folder, const char *cookie)
{
    const char *token = strchr(cookie, '=');
    char path[PATH_MAX];
    FILE *file;
    int status = 401;

    (void)snprintf(path, sizeof path, "%s/allowed-%s", folder, token == NULL ? "" : token + 1);
    file = fopen(path, "r");
    if (file != NULL) {
        status = fscanf(file, "%d", &status) == 1 ? status : 401; /* NOLINT(cert-err34-c): a test's own file */
        (void)fclose(file);
    }
    return status;
}

static void note_access(const char *folder)
{
    char path[PATH_MAX];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/accesses", folder);
    file = fopen(path, "a");
    if (file != NULL) {
        (void)fputc('x', file);
        (void)fclose(file);
    }
}

static void answer(FCGX_Request *request, const char *folder, const char *program)
{
    const char *uri = env_of(request->envp, "REQUEST_URI");
    const char *kind = env_of(request->envp, "HTTP_X_KIND");

    if (text_starts(uri, "/access/")) {
        note_access(folder);
        (void)FCGX_FPrintF(request->out, "Status: %d\r\nCache-Control: no-store\r\n\r\n",
                           access_status(folder, env_of(request->envp, "HTTP_COOKIE")));
        return;
    }
    if (text_ends(uri, "/files/pack.zip")) {
        (void)FCGX_FPrintF(request->out,
                           "Content-Type: application/zip\r\nX-Accel-Redirect: /-/releases/r1/pack.zip\r\n"
                           "Content-Disposition: attachment; filename=\"pack.zip\"\r\n\r\n");
        return;
    }
    (void)FCGX_FPrintF(request->out,
                       "Status: %s\r\nContent-Type: %s\r\nCache-Control: no-store\r\n\r\nPROGRAM=%s\nKEPT=%d\n",
                       text_ends(uri, "/broken") ? "500 Internal Server Error" : "200 OK",
                       *kind == '\0' ? "text/plain" : kind, program, request->keepConnection);
    for (char **env = request->envp; *env != NULL; env++) {
        (void)FCGX_FPrintF(request->out, "%s\n", *env);
    }
}

_Noreturn static void stand_in(const char *folder, const char *program)
{
    char path[PATH_MAX];
    FCGX_Request request;
    int fd;

    (void)prctl(PR_SET_PDEATHSIG, SIGKILL);
    (void)snprintf(path, sizeof path, "%s/run/%s.sock", folder, program);
    (void)umask(0);
    (void)FCGX_Init();
    fd = FCGX_OpenSocket(path, 64);
    (void)FCGX_InitRequest(&request, fd, 0);
    while (FCGX_Accept_r(&request) == 0) {
        answer(&request, folder, program);
        FCGX_Finish_r(&request);
    }
    _exit(0);
}

static void note_pid(const char *folder, const char *name, pid_t pid)
{
    char path[PATH_MAX];
    FILE *file;

    (void)snprintf(path, sizeof path, "%s/%s.pid", folder, name);
    file = fopen(path, "w");
    ck_assert_ptr_nonnull(file);
    (void)fprintf(file, "%d", (int)pid);
    (void)fclose(file);
}

/* ---- nginx ---- */

int door_take_port(int *port)
{
    struct sockaddr_in at = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof at;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    ck_assert_int_ge(fd, 0);
    ck_assert_int_eq(bind(fd, (struct sockaddr *)&at, sizeof at), 0);
    ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&at, &len), 0);
    ck_assert_int_eq(listen(fd, 1), 0);
    *port = ntohs(at.sin_port);
    return fd;
}

static void put_setting(void *context, const char *name, const char *value)
{
    (void)context;
    ck_assert_int_eq(setenv(name, value, 1), 0);
}

void door_free_ports(void)
{
    static const char *const names[] = { "TP_PORT", "TP_PORTAL_PORT", "TP_SIM_PORT" };
    int fds[3];

    for (size_t i = 0; i < 3; i++) {
        char number[16];
        int port;

        fds[i] = door_take_port(&port);
        (void)snprintf(number, sizeof number, "%d", port);
        ck_assert_int_eq(setenv(names[i], number, 1), 0);
    }
    for (size_t i = 0; i < 3; i++) {
        (void)close(fds[i]);
    }
}

static void set_environment(struct door *door, const char *const *settings)
{
    struct arena *mem = arena_new();
    struct config config;
    const char *problem = "";

    ck_assert_int_eq(setenv("TP_VAR", door->folder, 1), 0);
    door_free_ports();
    for (size_t i = 0; settings != NULL && settings[i] != NULL; i++) {
        const char *equals = strchr(settings[i], '=');

        ck_assert_ptr_nonnull(equals);
        ck_assert_int_eq(setenv(arena_strndup(mem, settings[i], (size_t)(equals - settings[i])), equals + 1, 1), 0);
    }
    ck_assert_msg(config_load(mem, getenv, &config, &problem) == RC_OK, "%s", problem);
    config_each(&config, put_setting, NULL);
    door->port = (int)config.port;
    door->portal_port = (int)config.portal_port;
    arena_free(mem);
}

/* build/<flavour>/test/http -> build/<flavour>/share */
const char *door_share(void)
{
    static char path[PATH_MAX];
    ssize_t len = readlink("/proc/self/exe", path, sizeof path - 16);
    char *slash;

    ck_assert_int_gt(len, 0);
    path[len] = '\0';
    for (int i = 0; i < 2; i++) {
        slash = strrchr(path, '/');
        ck_assert_ptr_nonnull(slash);
        *slash = '\0';
    }
    return strcat(path, "/share");
}

static void start_nginx(struct door *door)
{
    char command[PATH_MAX];
    pid_t pid;

    (void)snprintf(command, sizeof command, "sh '%.4000s/nginx/render.sh'", door_share());
    ck_assert_msg(system(command) == 0, "render.sh failed");
    pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        char conf[PATH_MAX];
        char log[PATH_MAX];

        (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
        (void)snprintf(conf, sizeof conf, "%s/run/nginx.conf", door->folder);
        (void)snprintf(log, sizeof log, "%s/log/nginx.log", door->folder);
        (void)execl("/usr/sbin/nginx", "nginx", "-c", conf, "-e", log, (char *)NULL);
        _exit(127);
    }
    note_pid(door->folder, "nginx", pid);
}

static void wait_for_door(const struct door *door)
{
    static struct door_answer first;

    for (int i = 0; i < NAPS_MAX; i++) {
        door_ask(door, DOOR_BARE, "GET /healthz", "", "", &first);
        if (first.status == 200) {
            return;
        }
        (void)usleep(NAP_US);
    }
    ck_abort_msg("nginx did not start; see %s/log/nginx.log", door->folder);
}

static char to_remove[64];

static void remove_folder(void)
{
    char command[128];

    (void)snprintf(command, sizeof command, "rm -rf '%s'", to_remove);
    (void)!system(command);
}

void door_open(struct door *door, const char *const *settings)
{
    static const char *const folders[] = { "run", "log", "tmp", "keys", "portal", "releases", "reports" };
    char path[PATH_MAX];

    (void)snprintf(door->folder, sizeof door->folder, "/tmp/tp-door.XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(door->folder));
    (void)snprintf(to_remove, sizeof to_remove, "%s", door->folder);
    (void)atexit(remove_folder);
    (void)umask(0);
    ck_assert_int_eq(chmod(door->folder, 0777), 0);
    for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
        (void)snprintf(path, sizeof path, "%s/%s", door->folder, folders[i]);
        ck_assert_int_eq(mkdir(path, 0777), 0);
    }
    for (size_t i = 0; i < PROGRAM_COUNT; i++) {
        pid_t pid = fork();

        ck_assert_int_ge(pid, 0);
        if (pid == 0) {
            stand_in(door->folder, programs[i]);
        }
        note_pid(door->folder, programs[i], pid);
    }
    set_environment(door, settings);
    start_nginx(door);
    wait_for_door(door);
}

void door_ask(const struct door *door, enum door_site site, const char *request, const char *headers, const char *body,
              struct door_answer *out)
{
    static const char *const hosts[] = { "operator.localhost", "portal.localhost", "127.0.0.1" };
    int port = site == DOOR_PORTAL ? door->portal_port : door->port;
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK),
                              .sin_port = htons((uint16_t)port) };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    size_t len = 0;
    ssize_t got;

    *out = (struct door_answer){ .status = 0 };
    ck_assert_int_ge(fd, 0);
    if (connect(fd, (struct sockaddr *)&at, sizeof at) == 0) {
        (void)dprintf(fd, "%s HTTP/1.1\r\n%s%s%s%sConnection: close\r\n\r\n%s", request,
                      strstr(headers, "Host:") == NULL ? "Host: " : "",
                      strstr(headers, "Host:") == NULL ? hosts[site] : "",
                      strstr(headers, "Host:") == NULL ? "\r\n" : "", headers, body);
        while (len < sizeof out->text - 1 && (got = read(fd, out->text + len, sizeof out->text - 1 - len)) > 0) {
            len += (size_t)got;
        }
        out->status = text_starts(out->text, "HTTP/1.1 ") ? (int)strtol(out->text + 9, NULL, 10) : 0;
    }
    (void)close(fd);
}

bool door_says(const struct door_answer *answer, const char *text)
{
    return strstr(answer->text, text) != NULL;
}

void door_file(const struct door *door, const char *path, const char *text)
{
    char full[512];
    char command[sizeof full + 32];
    FILE *file;

    (void)snprintf(full, sizeof full, "%s/%s", door->folder, path);
    (void)snprintf(command, sizeof command, "mkdir -p \"$(dirname '%s')\"", full);
    ck_assert_int_eq(system(command), 0);
    file = fopen(full, "w");
    ck_assert_ptr_nonnull(file);
    (void)fputs(text, file);
    (void)fclose(file);
}

void door_read(const struct door *door, const char *path, struct door_answer *out)
{
    char full[512];
    FILE *file;

    (void)snprintf(full, sizeof full, "%s/%s", door->folder, path);
    file = fopen(full, "r");
    ck_assert_msg(file != NULL, "%s is not there", full);
    *out = (struct door_answer){ .status = 0 };
    (void)fread(out->text, 1, sizeof out->text - 1, file);
    (void)fclose(file);
}

void door_allow(const struct door *door, const char *token, int status)
{
    char path[256];
    char text[16];

    (void)snprintf(path, sizeof path, "allowed-%s", token);
    (void)snprintf(text, sizeof text, "%d", status);
    door_file(door, path, text);
}

int door_access_count(const struct door *door)
{
    char path[PATH_MAX];
    struct stat file;

    (void)snprintf(path, sizeof path, "%s/accesses", door->folder);
    return stat(path, &file) == 0 ? (int)file.st_size : 0;
}

void door_stop_program(const struct door *door, const char *program)
{
    char path[PATH_MAX];
    FILE *file;
    int pid = 0;

    (void)snprintf(path, sizeof path, "%s/%s.pid", door->folder, program);
    file = fopen(path, "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_eq(fscanf(file, "%d", &pid), 1);
    (void)fclose(file);
    ck_assert_int_eq(kill(pid, SIGKILL), 0);
    (void)waitpid(pid, NULL, 0);
}

void door_let_in(const struct door *door, const char *program, const char *socket)
{
    char path[512];
    char command[1200];

    door_stop_program(door, program);
    (void)snprintf(path, sizeof path, "%s/run/%s.sock", door->folder, program);
    ck_assert_int_eq(unlink(path), 0);
    ck_assert_int_eq(symlink(socket, path), 0);
    /* nginx may be another account here; in the product it is the programs' own */
    (void)snprintf(command, sizeof command, "chmod a+rw '%s' && chmod a+x \"$(dirname '%s')\"", socket, socket);
    ck_assert_int_eq(system(command), 0);
}
