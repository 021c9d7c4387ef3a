/* tenantpilot-sealer: sequences the audit log and signs. Sole holder of the signing key; no network but the database's socket. */
#include "modules/sealer/sealer.h"

int main(void)
{
    return sealer_run();
}
