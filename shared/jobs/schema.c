#include "jobs/schema.h"

#include "core/actor/migrations.h"
#include "jobs/transact.h"

static enum rc compare(void *context, struct cx *cx)
{
    return migrations_require(cx, context);
}

static enum rc read_scripts(struct cx *cx, const struct config *config, struct migrations *out)
{
    return migrations_read(cx, arena_printf(cx->mem, "%s/sql/migrations", config_share(cx->mem, config)), out);
}

enum rc schema_require(struct cx *cx, struct db *db, const struct config *config)
{
    struct migrations scripts;
    enum rc rc = read_scripts(cx, config, &scripts);

    return rc == RC_OK ? transact(cx, db, TX_READ, NULL, compare, &scripts) : rc;
}

enum rc schema_await(struct cx *cx, struct db *db, const struct config *config, const volatile sig_atomic_t *stopping)
{
    struct migrations scripts;
    enum rc rc = read_scripts(cx, config, &scripts);

    return rc == RC_OK ? transact_patiently(cx, db, compare, &scripts, stopping) : rc;
}
