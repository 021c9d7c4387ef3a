# usage: awk -f layers.awk layers.txt shared/core/domains.def $(find shared modules -name '*.[ch]')
# Prints "file:line: reason" for each include that breaks the layer table; exit 1 if any.
# domains.def: a domain of core may include those above it. layers.txt: "LAYER may-include ..." rows, and "core/DOMAIN ext-header ..." rows for domains whose subject needs one.
function say(why) { bad++; printf "%s:%d: %s\n", FILENAME, FNR, why }
FNR == NR { if ($0 !~ /^#/ && NF) { known[$1] = 1; for (i = 2; i <= NF; i++) ok[$1, $i] = 1 } next }
FILENAME ~ /domains\.def$/ { if (match($0, /^DOMAIN\([a-z]+\)/)) place[substr($0, 8, RLENGTH - 8)] = ++places; next }
FNR == 1  { f = FILENAME; sub(/^(.*\/)?shared\//, "", f); split(f, p, "/")
            me = (p[1] == "modules") ? p[1] "/" p[2] : p[1]; domain = p[2] }
/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, q, "\""); if (split(q[2], t, "/") < 2) next
    to = (t[1] == "modules") ? t[1] "/" t[2] : t[1]
    if (to != me && known[to] && !((me, to) in ok)) say(me " may not include " to)
    if (me == "core" && to == "core" && q[2] ~ /^core\/.*\// && domain ~ /^[a-z]+$/ && t[2] != domain && !(t[2] in place && place[t[2]] < place[domain]))
        say("core/" domain " may not include core/" t[2] ", which is not above it in domains.def")
    if (q[2] ~ /_store\.h$/ && !(me == "core" && t[2] == domain)) say("store header outside its domain")
    if (me == "core" && to == "ext" && !(q[2] == "ext/pq.h" && FILENAME ~ /_store\.c$/) && !(("core/" domain, q[2]) in ok))
        say("core/" domain " may not include " q[2])
    if (me == "jobs" && to == "ext" && !(q[2] == "ext/pq.h" && FILENAME ~ /\/(runner|transact|migrate|tick)\.[ch]$/)) say("jobs reach ext only as pq.h where transactions are")
    if (me == "web" && to == "core" && t[2] !~ /^(actor|auth|audit)$/) say("web knows only core/actor, core/auth and core/audit")
}
/^[ \t]*#[ \t]*include[ \t]*<(libpq-fe|curl\/|json-c\/|libxml|ctemplate|cairo|pango|sodium|openssl\/|unicode\/|fcgi|simdjson|zip)/ {
    if (me != "ext") say("foreign header outside ext")
}
END { exit bad > 0 }
