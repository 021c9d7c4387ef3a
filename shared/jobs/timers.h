/* The functions of timers.def. */
#ifndef JOBS_TIMERS_H
#define JOBS_TIMERS_H

#include "core/timer/timer.h"

#define TIMER(kind, function) enum rc function(struct cx *cx, const struct actor *who, const struct timer *timer);
#include "jobs/timers.def"
#undef TIMER

#endif
