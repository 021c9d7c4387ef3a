#include "ext/pq.h"
#include "modules/inbox/pages.h"
static const char *q = "SELECT 1 FROM finding";
enum rc f(void) { return tx_begin(cx, db, TX_READ, 0); }
void g(char *x) { strcpy(x, "Microsoft Intune"); free(x); }
/* TODO */
