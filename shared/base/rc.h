/* What a fallible function returns, everywhere. */
#ifndef BASE_RC_H
#define BASE_RC_H

#define MUST_CHECK             __attribute__((warn_unused_result))
#define PRINTF_LIKE(at, first) __attribute__((format(printf, at, first)))

/* web/errors.c maps each to one HTTP status, ext/pq.c each SQLSTATE to one of these. */
enum rc {
    RC_OK,
    RC_NOT_FOUND, /* there is none, or it is not visible to the actor: the two look the same */
    RC_INVALID, /* the input is not what it must be */
    RC_FORBIDDEN, /* the actor may not, four eyes included */
    RC_CONFLICT, /* the object is no longer in the state that the caller saw */
    RC_TOO_LARGE, /* a limit on size or count was passed */
    RC_LIMITED, /* too many attempts; try again later */
    RC_UNAVAILABLE, /* database, disk or provider cannot be had now */
    RC_INTERNAL /* a defect of ours */
};

/* The code's lower-case name for logs and tests: "ok", "not_found" ... Never NULL. */
const char *rc_name(enum rc rc);

#endif
