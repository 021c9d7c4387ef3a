#include "http/graphsim/cloud.h"

#include <arpa/inet.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/strbuf.h"
#include "base/text.h"
#include "support/suite.h"

static void run(const char *command)
{
    ck_assert_msg(system(command) == 0, "failed: %s", command); /* NOLINT(cert-env33-c): a test's own command */
}

static int free_port(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    socklen_t len = sizeof address;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

    ck_assert_int_eq(bind(fd, (struct sockaddr *)&address, sizeof address), 0);
    ck_assert_int_eq(getsockname(fd, (struct sockaddr *)&address, &len), 0);
    (void)close(fd);
    return ntohs(address.sin_port);
}

/* The product's own configuration of the simulator's site, in a server of its own. */
static void configure(struct cloud *cloud, int port)
{
    const char *folder = cloud->sim->folder;
    const char *fill = arena_printf(
        cloud->sim->mem, "sed -e 's|@VAR@|%s|g' -e 's|@RUN@|%s/run|g' -e 's|@SIM_PORT@|%d|g' -e 's|@SCHEME@|https|g'",
        folder, folder, port);

    run(arena_printf(
        cloud->sim->mem,
        "mkdir -p %s/run/nginx %s/tmp && cd %s/share/nginx && %s params.conf > %s/run/nginx/params.conf &&"
        " %s programs/graphsim.conf > %s/run/nginx/graphsim.conf && TP_VAR=%s ./make_ca.sh &&"
        " printf 'daemon off; pid %s/run/nginx.pid; events {} http { access_log off; client_body_temp_path %s/tmp;"
        " fastcgi_temp_path %s/tmp; proxy_temp_path %s/tmp; uwsgi_temp_path %s/tmp; scgi_temp_path %s/tmp;"
        " include %s/run/nginx/graphsim.conf; }' > %s/run/nginx.conf",
        folder, folder, folder, fill, folder, fill, folder, folder, folder, folder, folder, folder, folder, folder,
        folder, folder));
    if (geteuid() == 0) {
        run(arena_printf(cloud->sim->mem, "chown -R postgres %s", folder));
    }
}

static void start_nginx(struct cloud *cloud)
{
    const struct passwd *account = geteuid() == 0 ? getpwnam("postgres") : NULL;
    char *conf = arena_printf(cloud->sim->mem, "%s/run/nginx.conf", cloud->sim->folder);
    char *log = arena_printf(cloud->sim->mem, "%s/nginx.log", cloud->sim->folder);

    cloud->nginx = fork();
    if (cloud->nginx == 0) {
        if (account != NULL &&
            (setgroups(0, NULL) != 0 || setgid(account->pw_gid) != 0 || setuid(account->pw_uid) != 0)) {
            _exit(126);
        }
        (void)execl("/usr/sbin/nginx", "nginx", "-c", conf, "-e", log, (char *)NULL);
        _exit(127);
    }
}

static struct http_answer ask(struct cloud *cloud, const char *method, const char *path)
{
    struct bytes key = bytes_of(NULL, 0);
    char text[128] = "";
    FILE *file = fopen(arena_printf(cloud->sim->mem, "%s/keys/sim/admin", cloud->sim->folder), "re");
    struct http_header header;
    struct http_request request = { .method = method, .headers = &header, .header_count = 1 };
    struct http_answer answer;

    ck_assert_ptr_nonnull(file);
    key = bytes_of(text, fread(text, 1, sizeof text - 1, file));
    (void)fclose(file);
    header = (struct http_header){ "Authorization", arena_printf(cloud->sim->mem, "Bearer %.*s", (int)key.len, text) };
    request.url = arena_printf(cloud->sim->mem, "%s%s", cloud->origin, path);
    http_send(cloud->http, cloud->sim->mem, &request, 1, &answer);
    return answer;
}

struct cloud *cloud_start(void)
{
    struct served *sim = served_start("graphsim", NULL, 2);
    struct cloud *cloud = arena_alloc(sim->mem, sizeof *cloud);
    int port = free_port();
    struct http_options options = { .user_agent = "test", .connect_timeout_ms = 5000, .timeout_ms = 20000 };

    options.body_max = 64 << 20;
    options.headers_max = 64 << 10;
    cloud->sim = sim;
    cloud->origin = arena_printf(sim->mem, "https://localhost:%d", port);
    cloud->ca = arena_printf(sim->mem, "%s/keys/sim/ca.crt", sim->folder);
    cloud->cx = (struct cx){ .mem = sim->mem, .fail = &cloud->fail, .clock = &clock_system, .loc = &locale_source };
    cloud->provider = provider_find("graph");
    configure(cloud, port);
    options.ca_file = cloud->ca;
    cloud->http = http_client_new(&options);
    start_nginx(cloud);
    for (int i = 0; i < 200; i++) {
        if (ask(cloud, "GET", "/_sim/state").status == 200) {
            return cloud;
        }
        (void)usleep(25000);
    }
    ck_abort_msg("the simulator does not answer at %s", cloud->origin);
}

void cloud_stop(struct cloud *cloud)
{
    (void)kill(cloud->nginx, SIGTERM);
    (void)waitpid(cloud->nginx, NULL, 0);
    http_client_free(cloud->http);
    served_free(cloud->sim);
}

void cloud_scenario(struct cloud *cloud, const char *tenant, const char *name)
{
    const char *path = arena_printf(cloud->sim->mem, "/_sim/scenarios/%s?tenant=%s", name, tenant);
    struct http_answer answer = ask(cloud, "POST", path);

    ck_assert_msg(answer.status == 200, "scenario %s: %d %.*s", name, answer.status, (int)answer.body.len,
                  (const char *)answer.body.data);
}

void cloud_folder(struct cloud *cloud, const char *tenant, const char *folder)
{
    struct http_answer answer =
        ask(cloud, "POST",
            arena_printf(cloud->sim->mem, "/_sim/tenants/%s?folder=%s", tenant, url_encode(cloud->sim->mem, folder)));

    ck_assert_msg(answer.status == 200, "folder %s: %d %.*s", folder, answer.status, (int)answer.body.len,
                  (const char *)answer.body.data);
}

const char *cloud_state(struct cloud *cloud)
{
    struct http_answer answer = ask(cloud, "GET", "/_sim/state");

    ck_assert_int_eq(answer.status, 200);
    return (const char *)answer.body.data;
}

int64_t cloud_number(struct cloud *cloud, const char *key)
{
    const char *found = strstr(cloud_state(cloud), arena_printf(cloud->sim->mem, "\"%s\":", key));

    ck_assert_msg(found != NULL, "no %s in the state", key);
    return strtoll(found + strlen(key) + 3, NULL, 10);
}

struct provider_target cloud_target(const struct cloud *cloud)
{
    return (struct provider_target){
        .base_url = cloud->origin,
        .login_url = cloud->origin,
        .external_tenant = CONTOSO,
        .client_id = CONTOSO_CLIENT,
        .client_secret = CONTOSO_SECRET,
        .ca_file = cloud->ca,
    };
}

struct provider_session *cloud_open(struct cloud *cloud)
{
    struct provider_target target = cloud_target(cloud);
    struct provider_session *session = NULL;
    struct provider_failure why;

    ck_assert_msg(cloud->provider->open(&cloud->cx, &target, &session, &why) == RC_OK, "open: %s", cloud->fail.detail);
    return session;
}

struct cloud_family cloud_read(struct cloud *cloud, struct provider_session *session, const char *family)
{
    const struct provider_family *row = provider_family_find(cloud->provider, family);
    struct cloud_family all = { .rc = RC_OK };
    struct provider_page page = { .next_cursor = NULL };

    do {
        all.rc = cloud->provider->list(&cloud->cx, session, row, page.next_cursor, &page, &all.why);
        for (size_t i = 0; all.rc == RC_OK && i < page.count; i++) {
            all.objects = arena_grow(cloud->cx.mem, all.objects, all.count, &all.capacity, sizeof *all.objects);
            all.objects[all.count++] = page.objects[i];
        }
        all.pages++;
    } while (all.rc == RC_OK && page.next_cursor != NULL);
    return all;
}
