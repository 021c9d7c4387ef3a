/* The simulator as it runs: its program, behind a real nginx with TLS by a local authority, on a port of its own. */
#ifndef TESTS_HTTP_GRAPHSIM_CLOUD_H
#define TESTS_HTTP_GRAPHSIM_CLOUD_H

#include "ext/http.h"
#include "providers/provider.h"
#include "support/fcgi_client.h"

#define CONTOSO        "3f6d1c52-7a0b-4e0e-9d57-1c5f0a7b2e10"
#define CONTOSO_CLIENT "a4c1e3d0-5b6f-4f0e-8a0c-6d2f9b7e1001"
#define CONTOSO_SECRET "demo-secret-of-contoso"

struct cloud {
    struct served *sim;
    pid_t nginx;
    const char *origin; /* "https://localhost:<port>" */
    const char *ca;
    struct http_client *http; /* trusts the authority; for questions to /_sim/ */
    struct cx cx;
    struct fail fail;
    const struct provider *provider;
};

/* Ends the test if nginx or openssl is missing, or something does not start. */
struct cloud *cloud_start(void);
void cloud_stop(struct cloud *cloud);

/* Switches a scenario for the tenant. */
void cloud_scenario(struct cloud *cloud, const char *tenant, const char *name);

/* Makes a folder the tenant of that id. */
void cloud_folder(struct cloud *cloud, const char *tenant, const char *folder);

/* A number of GET /_sim/state, for the first place where that key stands. */
int64_t cloud_number(struct cloud *cloud, const char *key);
const char *cloud_state(struct cloud *cloud);

/* The demo tenant's connection. */
struct provider_target cloud_target(const struct cloud *cloud);

/* A session of it; ends the test if there is none. */
struct provider_session *cloud_open(struct cloud *cloud);

/* All of a family. */
struct cloud_family {
    enum rc rc;
    struct provider_failure why; /* of the page that failed */
    struct provider_object *objects;
    size_t count;
    size_t capacity;
    unsigned pages;
};

struct cloud_family cloud_read(struct cloud *cloud, struct provider_session *session, const char *family);

#endif
