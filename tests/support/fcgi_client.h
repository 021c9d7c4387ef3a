/* A real program, started for a test on a unix socket of its own, and FastCGI spoken to it.
 *
 * As root the program runs as the account "postgres", which also owns the throw-away cluster; programs and what they read are copied
 * to a folder that this account reaches. */
#ifndef TESTS_SUPPORT_FCGI_CLIENT_H
#define TESTS_SUPPORT_FCGI_CLIENT_H

#include <sys/types.h>

#include "base/bytes.h"
#include "support/ask.h"
#include "support/scratch.h"

struct served {
    struct arena *mem; /* of everything that the functions below return */
    const char *folder; /* TP_VAR of the program */
    const char *socket;
    const char *log; /* file of what it wrote to standard error */
    const char *cookie; /* sent with every request that names none; set by served_sign_in */
    pid_t pid;
};

/* Starts build/<flavour>/bin/tenantpilot-<program> on the database of `s` (NULL: a program without one) with `workers` processes,
 * and waits until it answers /healthz. Ends the test if it does not. */
struct served *served_start(const char *program, struct scratch *s, int workers);

/* A program that serves nobody (the worker, the sealer): started, and not waited for. served_again() starts it once more where it was,
 * after served_stop(), or after a test has killed it and waited for it. */
struct served *served_spawn(const char *program, struct scratch *s);
void served_again(struct served *served, const char *program, struct scratch *s);

/* A program that must end by itself, being started where it refuses to be: its exit code, and in *said (of the test's life) what it wrote.
 * Any program of ours, the worker and the sealer too. `as_root` needs the test to be root's. */
int served_refused(const char *program, struct scratch *s, bool as_root, const char **said);

/* SIGTERM; returns the exit status as waitpid gives it. Leaves the folder until served_free. */
int served_stop(struct served *served);
void served_free(struct served *served); /* stops it first if need be */

/* One request. status 0: the program closed the connection without an answer. */
struct answer served_ask(struct served *served, const struct ask *ask);
struct answer served_get(struct served *served, const char *uri);

/* A form sent from our own page: with the token that `page` shows, and Sec-Fetch-Site. */
struct answer served_post(struct served *served, const char *page, const char *uri, const char *body);

/* Bytes as they are, on a new connection; the answer's status is 0 if none came. */
struct answer served_raw(struct served *served, struct bytes bytes);

/* A request whose answer is waited for later, by its connection: several can be under way at once. -1: nobody listens. */
int served_send(struct served *served, const struct ask *ask);
struct answer served_take(struct served *served, int connection);

/* Gives `served` a live session of `account` on the operators' host ("operator") or the customers' ("portal"). */
void served_sign_in(struct served *served, struct scratch *s, struct account_id account, const char *site);

/* Everything that it has logged so far. */
const char *served_log(struct served *served);

#endif
