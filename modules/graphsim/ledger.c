#include "modules/graphsim/ledger.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <unistd.h>

/* changes with the layout: a file of another one is started anew */
static const uint64_t layout = UINT64_C(0x5450534c45443031) + sizeof(struct ledger);

static struct {
    int fd;
    struct ledger *map;
} ledger_file = { .fd = -1 };

enum rc ledger_open(struct cx *cx, const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    void *map = MAP_FAILED;

    if (fd >= 0 && ftruncate(fd, sizeof(struct ledger)) == 0) {
        map = mmap(NULL, sizeof(struct ledger), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    }
    if (map == MAP_FAILED) {
        return fail_set(cx, RC_UNAVAILABLE, NULL, "%s: %s", path, strerror(errno));
    }
    ledger_file.fd = fd;
    ledger_file.map = map;
    ledger_lock();
    if (ledger_file.map->magic != layout) {
        memset(ledger_file.map, 0, sizeof *ledger_file.map);
        ledger_file.map->magic = layout;
    }
    ledger_unlock();
    return RC_OK;
}

struct ledger *ledger_lock(void)
{
    while (flock(ledger_file.fd, LOCK_EX) != 0) {
        if (errno != EINTR) {
            abort();
        }
    }
    return ledger_file.map;
}

void ledger_unlock(void)
{
    if (flock(ledger_file.fd, LOCK_UN) != 0) {
        abort();
    }
}

struct ledger_tenant *ledger_find(struct ledger *ledger, const char *id)
{
    for (uint32_t i = 0; i < ledger->tenant_count; i++) {
        if (strcmp(ledger->tenants[i].id, id) == 0) {
            return &ledger->tenants[i];
        }
    }
    return NULL;
}

struct ledger_tenant *ledger_add(struct ledger *ledger, const char *id, const char *folder)
{
    struct ledger_tenant *tenant = ledger_find(ledger, id);

    if (strlen(id) >= LEDGER_NAME_MAX || strlen(folder) >= LEDGER_PATH_MAX) {
        return NULL;
    }
    if (tenant == NULL && ledger->tenant_count < LEDGER_TENANTS_MAX) {
        tenant = &ledger->tenants[ledger->tenant_count++];
        memset(tenant, 0, sizeof *tenant);
        memcpy(tenant->id, id, strlen(id));
    }
    if (tenant != NULL && strcmp(tenant->folder, folder) != 0) {
        memcpy(tenant->folder, folder, strlen(folder) + 1);
        tenant->serial++;
    }
    return tenant;
}

void ledger_remove(struct ledger *ledger, const char *id)
{
    struct ledger_tenant *tenant = ledger_find(ledger, id);

    if (tenant != NULL) {
        *tenant = ledger->tenants[--ledger->tenant_count];
    }
}
