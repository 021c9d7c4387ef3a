# usage: awk -f templates.awk TEMPLATE...: what keeps escaping whole and pages within the content security policy.
function say(why) { bad++; printf "%s:%d: %s\n", FILENAME, FNR, why }
FNR == 1 { html = "{{%AUTOESCAPE context=\"HTML\"}}"
           if ($0 != html && !(FILENAME ~ /templates\/mail\// && $0 == "{{%AUTOESCAPE context=\"TEXT\"}}")) say("does not start with " html)
           comment = 0 }
{ line = $0
  if (comment) { if (!sub(/^.*\}\}/, "", line)) next; comment = 0 }
  while (match(line, /\{\{![^}]*\}\}/)) line = substr(line, 1, RSTART - 1) substr(line, RSTART + RLENGTH)
  if (sub(/\{\{!.*/, "", line)) comment = 1 }
FNR > 1 && line ~ /\{\{%AUTOESCAPE/ { say("AUTOESCAPE belongs to the first line") }
line ~ /:none[:}]/ { say(":none is not escaped") }
line ~ /[ \t]style=/ { say("style= is blocked by the content security policy") }
line ~ /<style/ { say("<style> is blocked by the content security policy") }
line ~ /<script/ && line !~ /<script src="/ { say("inline script") }
line ~ /[ \t]on[a-z]+=/ { say("inline event handler") }
line ~ /hx-on|hx-vals="js:/ { say("htmx code in an attribute is not escaped") }
{ bare = line; gsub(/"[^"]*"/, "\"\"", bare) }
bare ~ /=\{\{/ { say("a marker in an attribute without quotes") }
line ~ /="javascript:/ { say("javascript: in a link") }
line ~ /(href|src|action)="[^"]*[?&][^"]*=\{\{[A-Z0-9_]+\}\}/ { say("a value in a query string wants :u") }
line ~ /<form[^>]*method="post"/ { form = FNR; name = FILENAME; csrf = 0 }
line ~ /\{\{>CSRF\}\}/ { csrf = 1 }
line ~ /<\/form>/ { if (form && name == FILENAME && !csrf) say("a form that posts without {{>CSRF}} (line " form ")"); form = 0 }
END { exit bad > 0 }
