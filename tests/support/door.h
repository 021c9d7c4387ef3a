/* nginx as the product configures it, on free ports, before stand-ins for the programs: each answers with what it was told, one
 * "NAME=value" a line. Everything ends with the test's process. Aborts the test when nginx cannot be started. */
#ifndef TESTS_SUPPORT_DOOR_H
#define TESTS_SUPPORT_DOOR_H

#include <stdbool.h>

struct door {
    char folder[64]; /* TP_VAR */
    int port; /* the operators' */
    int portal_port;
};

enum door_site { DOOR_OPERATOR, DOOR_PORTAL, DOOR_BARE };

enum { DOOR_ANSWER_MAX = 128 * 1024 };

struct door_answer {
    int status;
    char text[DOOR_ANSWER_MAX]; /* head and body as received */
};

/* `settings` are further variables, "TP_RATE_PAGE=5", ended by NULL; may be NULL. */
void door_open(struct door *door, const char *const *settings);

/* Sends `head` (request line without the version, then further header lines each ended by \r\n; may be followed by an empty line
 * and a body) as HTTP/1.1 with the site's Host and Connection: close. */
void door_ask(const struct door *door, enum door_site site, const char *request, const char *headers, const char *body,
              struct door_answer *out);

/* Whether the answer holds the text. */
bool door_says(const struct door_answer *answer, const char *text);

/* Lets the stand-in of the portal answer access checks of `token` for any release with `status`, from now on. */
void door_allow(const struct door *door, const char *token, int status);

/* How often the portal's stand-in was asked for access. */
int door_access_count(const struct door *door);

/* A port that this test listens on from now on, by the returned descriptor. */
int door_take_port(int *port);

/* Puts three free ports into TP_PORT, TP_PORTAL_PORT and TP_SIM_PORT. */
void door_free_ports(void);

/* The build's share folder. */
const char *door_share(void);

/* Writes a file below TP_VAR, its folders included. */
void door_file(const struct door *door, const char *path, const char *text);

/* What a file below TP_VAR holds, as an answer without a status. */
void door_read(const struct door *door, const char *path, struct door_answer *out);

/* The program itself, that listens on `socket`, instead of its stand-in. */
void door_let_in(const struct door *door, const char *program, const char *socket);

/* Ends one stand-in; its socket stays behind, as after a crash. */
void door_stop_program(const struct door *door, const char *program);

#endif
