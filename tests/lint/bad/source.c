#include "ext/pq.h"
#include "modules/inbox/pages.h"
#include "core/decision/decision.h"
#include "core/run/run_store.h"
#include <curl/curl.h>
static const char *q = "SELECT 1 FROM finding";
enum rc f(void) { return tx_begin(cx, db, TX_READ, 0); }
void g(char *x) { strcpy(x, "of intune"); free(x); printf("x"); }
static const char *word = "sharepoint";
static int graph;
/* TODO */
