/* The session's cookie. Each site has a name of its own, so that neither is ever read on the other. */
#ifndef WEB_SESSION_H
#define WEB_SESSION_H

#include "core/auth/session.h"

/* "__Host-operator" or "__Host-portal". */
const char *session_cookie_name(enum session_site site);

#endif
