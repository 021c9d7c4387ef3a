# usage: awk -f sources.awk FILE...: rules of house.md that a line of C shows by itself. Prints "file:line: reason"; exit 1 if any.
function say(why) { bad++; printf "%s:%d: %s\n", FILENAME, FNR, why }
FNR == 1 { store = FILENAME ~ /_store\.[ch]$/; pq = FILENAME ~ /shared\/ext\/pq/; header = FILENAME ~ /\.h$/
           transactor = pq || FILENAME ~ /shared\/(web\/dispatch|jobs\/(runner|migrate|transact))\.c$/; comment = 0 }
{ line = $0
  if (comment) { if (!sub(/^.*\*\//, "", line)) next; comment = 0 }
  gsub(/\/\*([^*]|\*[^\/])*\*\//, "", line); if (sub(/\/\*.*/, "", line)) comment = 1
  sub(/\/\/.*/, "", line); code = line; gsub(/"([^"\\]|\\.)*"/, "\"\"", code) }
!store && !pq && FILENAME !~ /jobs\/migrate\.c$/ && line ~ /"[^"]*(SELECT .*|INSERT INTO |UPDATE [a-z_]+ SET|DELETE FROM )/ { say("SQL outside a store") }
!transactor && code ~ /(^|[^a-z_])(tx_begin|tx_commit|tx_rollback)\(/ { say("a transaction begins or ends outside dispatch.c, runner.c, migrate.c") }
header && code ~ /^(static inline )?enum rc [a-z_0-9]+\(/ && code !~ /_(fail|failure)\(/ && FILENAME !~ /(base\/fail|web\/reply|web\/list|route_prototypes)\.h$/ { say("enum rc without MUST_CHECK") }
code ~ /(^|[^a-z_0-9>.])(strcpy|strcat|sprintf|vsprintf|gets|strtok|scanf|atol|atof|alloca|strncpy|strncat|mktemp|tmpnam)\(/ { say("banned call") }
code ~ /(^|[^a-z_])(malloc|calloc|realloc|free)\(/ && FILENAME ~ /shared\/(core|web|jobs|reports|providers)\// { say("memory comes from the arena here") }
code ~ /(^|[^a-z_])printf\(|fprintf\(std/ && FILENAME ~ /shared\/(core|ext|jobs|reports|providers)\// { say("libraries log, they do not print") }
code ~ /(^|[^A-Z])(TODO|FIXME|XXX)([^A-Z]|$)/ || $0 ~ /TODO|FIXME/ { say("unfinished") }
END { exit bad > 0 }
