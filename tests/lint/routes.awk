# usage: awk -f routes.awk modules/*/routes.def: each row names its capability and how it uses the database.
function say(why) { bad++; printf "%s:%d: %s\n", FILENAME, FNR, why }
/^ROUTE\(/ && !/^ROUTE\([A-Z]+, *"[^"]*", *CAP_[A-Z_]+, *[^,]+, *[^,]+, *[a-z_]+\)$/ { say("a route without a capability, or out of shape") }
/^ROUTE\(/ && !/, *TX_(NONE|READ|WRITE), / { say("a route that does not say how it uses the database") }
END { exit bad > 0 }
