/* The main job, for tests: a workspace with its people and one tenant, worked by the jobs of the worker and the sealer in this process, on
 * the machine's clock. Every function ends the test when a step does not succeed. */
#ifndef TESTS_SUPPORT_LINE_H
#define TESTS_SUPPORT_LINE_H

#include "core/baseline/baseline.h"
#include "core/connection/connection.h"
#include "core/review/review.h"
#include "core/run/run.h"
#include "core/tenant/tenant.h"
#include "jobs/publication.h"
#include "jobs/runner.h"
#include "support/scratch.h"

enum line_person { LINE_OWNER, LINE_OPERATOR, LINE_APPROVER, LINE_REVIEWER, LINE_PEOPLE };

struct line {
    struct scratch *s;
    char var[64]; /* TP_VAR: keys/ releases/ portal/ audit/ */
    struct workspace_id workspace;
    struct account_id accounts[LINE_PEOPLE];
    const struct actor *actors[LINE_PEOPLE];
    struct tenant tenant;
    struct profile_id profile;
    struct config config;
    struct publication publication;
    struct job_env worker;
    struct job_env sealer;
    struct uuid scheduler;
};

/* `find` gives the providers; `ca` is the file of authorities that they trust (NULL: the system's). */
struct line *line_new(const struct provider *(*find)(const char *code), const char *ca);
void line_free(struct line *l);

/* A transaction of a program's role as one of the people: line_begin(); rc = a domain function; line_done(). */
void line_begin(struct line *l, enum line_person person, const char *role);
void line_read(struct line *l, enum line_person person, const char *role);
void line_done(struct line *l, enum rc rc);

/* Rolls back; the step must have ended with `wanted`. */
void line_refused(struct line *l, enum rc wanted, enum rc rc);

/* Works until nothing is left to do now: timers, jobs of both programs, sealing. */
void line_drain(struct line *l);

/* What waits for a moment (follow-ups, the start of exceptions) is due now. */
void line_hurry(struct line *l);

/* A runner of one program's jobs, or of one kind of them (NULL: all), on connections of its own; dies at `fault_at` (0: never). */
struct runner *line_runner(struct line *l, enum job_program program, const char *kind, int64_t fault_at);

/* Works off what that runner can do now; the number of jobs. */
int line_work(struct line *l, enum job_program program, const char *kind);

/* The same in a process of its own that dies at the n-th fault point. How many points it passed if it did not die, else -1. */
int line_kill(struct line *l, enum job_program program, const char *kind, int n);

/* Works in a process of its own that cannot make a file longer than that: a disk that is full. The number of jobs. */
int line_starve(struct line *l, enum job_program program, const char *kind, size_t file_bytes);

/* All leases run out now. */
void line_expire(struct line *l);

/* Seals what waits. */
void line_seal(struct line *l);

/* Jobs that gave themselves back, because something had to happen first, are due now. */
void line_awake(struct line *l);

/* The tenant, its connection and a test of it; what follows from that is done. */
void line_connect(struct line *l, const char *slug, const struct connection_new *how);

/* Asks as the operator; line_run() also works, and gives the run as it ended. */
struct run line_ask(struct line *l, enum operation operation);
struct run line_run(struct line *l, enum operation operation);
struct run line_get(struct line *l, struct run_id id);

/* Proposes by the operator, approved by the approver, under a profile of everything. The compare that follows is not worked. */
struct snapshot_id line_baseline(struct line *l);

/* Composed and handed in by the operator. */
struct review_id line_review(struct line *l, const char *title);

/* Signed by the reviewer, who asks for the release: a queued run. */
struct run line_sign(struct line *l, struct review_id review);

/* The files below `folder` of TP_VAR, one "path size sha256" a line, sorted: what a person could read. */
const char *line_files(struct line *l, const char *folder);

/* Runs a program of the build: "tenantpilot verify ..."; the exit code. Its output goes to <var>/out. */
int line_command(struct line *l, const char *command);

/* Seals what waits and verifies the whole audit log: how many problems there are. */
int64_t line_log_problems(struct line *l);

#endif
