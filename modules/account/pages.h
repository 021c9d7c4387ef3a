/* What several pages of this program need. */
#ifndef MODULES_ACCOUNT_PAGES_H
#define MODULES_ACCOUNT_PAGES_H

#include "core/auth/landing.h"
#include "modules/account/routes.h"

/* The cost of a password hash on this host. */
const struct password_cost *page_password_cost(struct cx *cx, const struct request *req);

/* 303 to `next` where that is a path of this host, else to the account's first page. */
MUST_CHECK enum rc page_land(struct cx *cx, const struct request *req, struct reply *reply, struct account_id account,
                             const char *next);

/* The page that answers an attempt which came too early: 429 with Retry-After. */
void page_limited(struct reply *reply, int64_t wait_us);

/* Rows of {{#LANGUAGE_CHOICE}}, led by `none`, a msgid for no choice of one's own; and {{#ZONE}}, the time zones that are offered. */
void page_languages(struct view *view, const char *chosen, const char *none);
void page_zones(struct view *view);

/* A row of a list of choices: CHOICE_CODE, CHOICE_NAME (a msgid), CHOICE_CURRENT. */
void page_choice(struct view *view, enum tpl_key section, const char *code, const char *label, bool current);

#endif
