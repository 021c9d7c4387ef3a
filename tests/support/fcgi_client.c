#include "support/fcgi_client.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "base/uuid.h"
#include "ext/crypt.h"
#include "support/suite.h"
#include "web/session.h"

enum {
    FCGI_BEGIN = 1,
    FCGI_PARAMS = 4,
    FCGI_STDIN = 5,
    FCGI_STDOUT = 6,
    RECORD_MAX = 32768,
    ANSWER_MAX = 64 * 1024 * 1024,
    START_TRIES = 400,
    START_PAUSE_US = 25000
};

/* ---- the program ---- */

static void run(const char *command)
{
    ck_assert_msg(system(command) == 0, "failed: %s", command); /* NOLINT(cert-env33-c): a test's own command */
}

/* build/<flavour> */
static const char *build_folder(struct arena *mem)
{
    char path[PATH_MAX];

    ck_assert_ptr_nonnull(realpath("/proc/self/exe", path));
    for (int up = 0; up < 2; up++) {
        *strrchr(path, '/') = '\0';
    }
    return arena_strdup(mem, path);
}

static void become(const struct passwd *account)
{
    if (account != NULL && (setgroups(0, NULL) != 0 || setgid(account->pw_gid) != 0 || setuid(account->pw_uid) != 0)) {
        _exit(126);
    }
}

static void exec_program(const struct served *served, const char *binary, const char *conninfo, int workers)
{
    int log = open(served->log, O_WRONLY | O_CREAT | O_APPEND, 0666);
    char count[16];

    (void)snprintf(count, sizeof count, "%d", workers);
    (void)setenv("TP_VAR", served->folder, 1);
    (void)setenv("TP_WORKERS", count, 1);
    (void)setenv("TP_LOG_LEVEL", "info", 1);
    if (conninfo != NULL) {
        (void)setenv("TP_DB", conninfo, 1);
    }
    (void)dup2(log, STDERR_FILENO);
    (void)execl(binary, binary, (char *)NULL);
    _exit(127);
}

/* A folder of its own with a copy of the program, where the account reaches it. */
static struct served *place(const char *program, const struct passwd *account)
{
    struct arena *mem = arena_new();
    struct served *served = arena_alloc(mem, sizeof *served);
    const char *build = build_folder(mem);
    char folder[] = "/tmp/tp-http.XXXXXX";

    ck_assert_ptr_nonnull(mkdtemp(folder));
    *served = (struct served){ .mem = mem, .folder = arena_strdup(mem, folder) };
    served->socket = arena_printf(mem, "%s/run/%s.sock", folder, program);
    served->log = arena_printf(mem, "%s/log", folder);
    run(arena_printf(
        mem,
        "mkdir -p %s/bin %s/keys && cp %s/bin/tenantpilot-%s %s/bin/ && cp -r %s/share %s/share && chmod -R a+rX %s",
        folder, folder, build, program, folder, build, folder, folder));
    if (account != NULL) {
        run(arena_printf(mem, "chown -R postgres %s", folder));
    }
    return served;
}

static void start(struct served *served, const char *program, const struct scratch *s, const struct passwd *account,
                  int workers)
{
    served->pid = fork();
    if (served->pid == 0) {
        become(account);
        exec_program(served, arena_printf(served->mem, "%s/bin/tenantpilot-%s", served->folder, program),
                     s == NULL ? NULL : s->conninfo, workers);
    }
}

static const struct passwd *product_account(void)
{
    return geteuid() == 0 ? getpwnam("postgres") : NULL;
}

struct served *served_start(const char *program, struct scratch *s, int workers)
{
    struct served *served = place(program, product_account());

    start(served, program, s, product_account(), workers);
    for (int i = 0; i < START_TRIES && waitpid(served->pid, NULL, WNOHANG) == 0; i++) {
        if (served_get(served, "/healthz").status == 200) {
            return served;
        }
        (void)usleep(START_PAUSE_US);
    }
    ck_abort_msg("%s did not start: %s", program, served_log(served));
}

struct served *served_spawn(const char *program, struct scratch *s)
{
    struct served *served = place(program, product_account());

    start(served, program, s, product_account(), 1);
    return served;
}

void served_again(struct served *served, const char *program, struct scratch *s)
{
    start(served, program, s, product_account(), 1);
}

int served_refused(const char *program, struct scratch *s, bool as_root, const char **said)
{
    struct served *served = place(program, product_account());
    int status;

    start(served, program, s, as_root ? NULL : product_account(), 1);
    for (int i = 0; i < START_TRIES && waitpid(served->pid, &status, WNOHANG) == 0; i++) {
        ck_assert_msg(i < START_TRIES - 1, "%s goes on: %s", program, served_log(served));
        (void)usleep(START_PAUSE_US);
    }
    served->pid = 0;
    ck_assert(WIFEXITED(status));
    *said = arena_strdup(s->cx.mem, served_log(served));
    served_free(served);
    return WEXITSTATUS(status);
}

int served_stop(struct served *served)
{
    int status = -1;

    (void)kill(served->pid, SIGTERM);
    ck_assert_int_eq(waitpid(served->pid, &status, 0), served->pid);
    served->pid = 0;
    return status;
}

void served_free(struct served *served)
{
    if (served->pid != 0) {
        (void)served_stop(served);
    }
    run(arena_printf(served->mem, "rm -rf %s", served->folder));
    arena_free(served->mem);
}

const char *served_log(struct served *served)
{
    FILE *file = fopen(served->log, "re");
    char *text = arena_alloc(served->mem, 1 << 20);

    if (file != NULL) {
        text[fread(text, 1, (1 << 20) - 1, file)] = '\0';
        (void)fclose(file);
    }
    return text;
}

/* ---- FastCGI ---- */

static void put_record(struct strbuf *out, int type, const void *content, size_t len)
{
    const uint8_t head[8] = { 1, (uint8_t)type, 0, 1, (uint8_t)(len >> 8), (uint8_t)len, 0, 0 };

    strbuf_put(out, head, sizeof head);
    strbuf_put(out, content, len);
}

static void put_stream(struct strbuf *out, int type, struct bytes content)
{
    for (size_t at = 0; at < content.len; at += RECORD_MAX) {
        size_t left = content.len - at;

        put_record(out, type, content.data + at, left < RECORD_MAX ? left : RECORD_MAX);
    }
    put_record(out, type, "", 0);
}

static void put_length(struct strbuf *out, size_t len)
{
    const uint8_t wide[4] = { (uint8_t)(0x80 | len >> 24), (uint8_t)(len >> 16), (uint8_t)(len >> 8), (uint8_t)len };

    if (len < 128) {
        strbuf_putc(out, (char)len);
    } else {
        strbuf_put(out, wide, sizeof wide);
    }
}

static struct bytes request_bytes(struct arena *mem, const struct ask *ask)
{
    static const uint8_t responder[8] = { 0, 1 };
    const char *const *env = ask_env(mem, ask);
    struct strbuf params;
    struct strbuf all;

    strbuf_init(&params, mem, ANSWER_MAX);
    for (; *env != NULL; env++) {
        size_t name = strcspn(*env, "=");

        put_length(&params, name);
        put_length(&params, strlen(*env + name + 1));
        strbuf_put(&params, *env, name);
        strbuf_puts(&params, *env + name + 1);
    }
    strbuf_init(&all, mem, ANSWER_MAX);
    put_record(&all, FCGI_BEGIN, responder, sizeof responder);
    put_stream(&all, FCGI_PARAMS, strbuf_view(&params));
    put_stream(&all, FCGI_STDIN, bytes_text(ask->body));
    return strbuf_view(&all);
}

static int connect_to(const char *path)
{
    struct sockaddr_un address = { .sun_family = AF_UNIX };
    int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

    memcpy(address.sun_path, path, strlen(path) + 1);
    if (connect(fd, (const struct sockaddr *)&address, sizeof address) != 0) {
        (void)close(fd);
        return -1;
    }
    return fd;
}

static void read_all(int fd, struct strbuf *out)
{
    char piece[16384];
    ssize_t got;

    while ((got = read(fd, piece, sizeof piece)) > 0) {
        strbuf_put(out, piece, (size_t)got);
    }
}

/* What the answer's STDOUT records hold together. */
static struct bytes stdout_of(struct arena *mem, struct bytes records)
{
    struct strbuf out;
    size_t at = 0;

    strbuf_init(&out, mem, ANSWER_MAX);
    while (records.len - at >= 8) {
        const uint8_t *head = records.data + at;
        size_t len = (size_t)head[4] << 8 | head[5];

        if (records.len - at - 8 < len) {
            break;
        }
        if (head[1] == FCGI_STDOUT) {
            strbuf_put(&out, head + 8, len);
        }
        at += 8 + len + head[6];
    }
    return strbuf_view(&out);
}

static int send_bytes(const struct served *served, struct bytes bytes)
{
    int fd = connect_to(served->socket);

    for (size_t at = 0; fd >= 0 && at < bytes.len;) {
        ssize_t sent = send(fd, bytes.data + at, bytes.len - at, MSG_NOSIGNAL);

        if (sent <= 0) {
            break;
        }
        at += (size_t)sent;
    }
    if (fd >= 0) {
        (void)shutdown(fd, SHUT_WR);
    }
    return fd;
}

struct answer served_take(struct served *served, int connection)
{
    struct answer answer = { .status = 0, .head = "", .body = "" };
    struct strbuf records;
    struct bytes content;
    const char *end;

    if (connection < 0) {
        return answer;
    }
    strbuf_init(&records, served->mem, ANSWER_MAX);
    read_all(connection, &records);
    (void)close(connection);
    content = stdout_of(served->mem, strbuf_view(&records));
    end = strstr((const char *)content.data, "\r\n\r\n");
    if (end != NULL && text_starts((const char *)content.data, "Status: ")) {
        answer.status = atoi((const char *)content.data + strlen("Status: ")); /* NOLINT(cert-err34-c) */
        answer.head =
            arena_strndup(served->mem, (const char *)content.data, (size_t)(end + 2 - (const char *)content.data));
        answer.body = end + 4;
        answer.body_len = content.len - (size_t)(end + 4 - (const char *)content.data);
    }
    return answer;
}

struct answer served_raw(struct served *served, struct bytes bytes)
{
    return served_take(served, send_bytes(served, bytes));
}

int served_send(struct served *served, const struct ask *ask)
{
    struct ask full = *ask;

    if (full.cookie == NULL) {
        full.cookie = served->cookie;
    }
    return send_bytes(served, request_bytes(served->mem, &full));
}

struct answer served_ask(struct served *served, const struct ask *ask)
{
    return served_take(served, served_send(served, ask));
}

struct answer served_get(struct served *served, const char *uri)
{
    return served_ask(served, &(struct ask){ .uri = uri, .accept = "text/html" });
}

struct answer served_post(struct served *served, const char *page, const char *uri, const char *body)
{
    struct answer shown = served_get(served, page);
    const char *token = answer_field(served->mem, &shown, "csrf");

    return served_ask(served, &(struct ask){ .method = "POST",
                                             .uri = uri,
                                             .accept = "text/html",
                                             .fetch_site = "same-origin",
                                             .body = arena_printf(served->mem, "csrf=%s&%s", token, body) });
}

void served_sign_in(struct served *served, struct scratch *s, struct account_id account, const char *site)
{
    const char *token = id_text(&s->cx, uuid_new(&clock_system));
    uint8_t hash[SHA256_LEN];
    enum session_site which = text_equal(site, "portal") ? SITE_PORTAL : SITE_OPERATOR;

    sha256(bytes_text(token), hash);
    scratch_exec(s,
                 "INSERT INTO session (session_hash, session_id, account_id, site, expires_at, idle_us) VALUES"
                 " ('\\x%s', '%s', '%s', '%s', now() + interval '1 hour', 3600000000)",
                 hex_encode(s->cx.mem, bytes_of(hash, sizeof hash)), id_text(&s->cx, uuid_new(&clock_system)),
                 id_text(&s->cx, account.v), site);
    served->cookie = arena_printf(served->mem, "%s=%s", session_cookie_name(which), token);
}
