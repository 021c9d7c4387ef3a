/* A released page on the portal, with the access control of the real program, beside the same file given out to everybody. */
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/text.h"
#include "bench/figure.h"
#include "bench/load.h"
#include "support/door.h"
#include "support/fcgi_client.h"
#include "support/released.h"
#include "support/suite.h"

enum { ROUNDS = 3, SECONDS = 3, PAGE_BYTES = 15 * 1024, KNOWN_STATIC_RPS = 70000, STARTING_US = 300 * 1000 };

static struct scratch *s;
static struct served *portal;
static struct door door;

static void start(void)
{
    static const char *const settings[] = { "TP_RATE_PAGE=100000", "TP_RATE_BURST=100000", "TP_CONNECTIONS=1000",
                                            NULL };
    char *place;

    s = scratch_new();
    portal = served_start("portal", s, 2);
    door_open(&door, settings);
    ck_assert_int_eq(chmod(portal->folder, 0755) | chmod(arena_printf(portal->mem, "%s/run", portal->folder), 0755) |
                         chmod(portal->socket, 0666),
                     0);
    place = arena_printf(portal->mem, "%s/run/portal.sock", door.folder);
    (void)unlink(place);
    ck_assert_int_eq(symlink(portal->socket, place), 0);
}

/* nginx that does nothing but give out files. */
static int start_static(void)
{
    char *conf = arena_printf(portal->mem, "%s/static.conf", door.folder);
    FILE *file = fopen(conf, "w");
    int port;
    int fd = door_take_port(&port);
    pid_t pid;

    ck_assert_ptr_nonnull(file);
    (void)fprintf(
        file,
        "daemon off; worker_processes auto; pid %s/static.pid; events { worker_connections 2048; } http {"
        " access_log off; sendfile on; tcp_nopush on; client_body_temp_path %s/tmp/s; proxy_temp_path %s/tmp/s;"
        " fastcgi_temp_path %s/tmp/s; uwsgi_temp_path %s/tmp/s; scgi_temp_path %s/tmp/s;"
        " default_type text/html; server { listen 127.0.0.1:%d; root %s/portal; } }",
        door.folder, door.folder, door.folder, door.folder, door.folder, door.folder, port, door.folder);
    (void)fclose(file);
    (void)close(fd);
    pid = fork();
    ck_assert_int_ge(pid, 0);
    if (pid == 0) {
        (void)prctl(PR_SET_PDEATHSIG, SIGTERM);
        (void)execl("/usr/sbin/nginx", "nginx", "-c", conf, "-e",
                    arena_printf(portal->mem, "%s/static.log", door.folder), (char *)NULL);
        _exit(127);
    }
    (void)usleep(STARTING_US);
    return port;
}

/* The release's page, as large as one of a real review; its path on the portal. */
static const char *write_page(struct release_id release)
{
    char *page = arena_alloc(portal->mem, PAGE_BYTES + 1);
    const char *id = id_text(&s->cx, release.v);

    memset(page, 'x', PAGE_BYTES);
    page[PAGE_BYTES] = '\0';
    door_file(&door, arena_printf(portal->mem, "portal/%s/en/index.html", id), page);
    return arena_printf(portal->mem, "/reviews/%s/en/", id);
}

START_TEST(a_released_page)
{
    double ours[ROUNDS];
    double bare[ROUNDS];
    struct workspace_id workspace;
    struct tenant_id tenant;
    const char *path;
    const char *file;
    int port;

    start();
    workspace = scratch_workspace(s, "acme");
    tenant = released_tenant(s, workspace, "ours");
    path = write_page(released_make(s, workspace, tenant, "summer", "shown", 1));
    file = arena_printf(portal->mem, "/%sindex.html", path + strlen("/reviews/"));
    served_sign_in(portal, s, released_customer(s, workspace, "carla", tenant), "portal");
    port = start_static();
    for (int i = 0; i < ROUNDS; i++) {
        bare[i] = load_run(port, "127.0.0.1", file, NULL, SECONDS).rps;
        ours[i] = load_run(door.portal_port, "portal.localhost", path, portal->cookie, SECONDS).rps;
    }
    figure_add(&(struct figure){ "released page with access control beside a static file", "rps", median(ours, ROUNDS),
                                 median(bare, ROUNDS), 0.5, false, KNOWN_STATIC_RPS, false });
    served_free(portal);
    scratch_free(s);
}

END_TEST

SUITE(portal, a_released_page);
