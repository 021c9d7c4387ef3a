# usage: awk -f i18n/check.awk i18n/same.de - : reads `msgcat --no-wrap` of the merged German catalogue on standard input.
# Refuses what is not translated, is fuzzy, has other placeholders than its source, or equals its source and is not in same.de.
function say(why) { bad++; printf "i18n/de.po: %s: msgid \"%s\"\n", why, id }
function placeholders(text,    list, count, i, j, t, out) {
    while (match(text, /%(\([a-z_]+\)s|[%a-z])/)) { list[++count] = substr(text, RSTART, RLENGTH); text = substr(text, RSTART + RLENGTH) }
    for (i = 1; i <= count; i++) for (j = i + 1; j <= count; j++) if (list[j] < list[i]) { t = list[i]; list[i] = list[j]; list[j] = t }
    for (i = 1; i <= count; i++) if (list[i] != list[i - 1]) out = out list[i] " "
    return out
}
function flush(    i, source) {
    if (id != "" && !obsolete) {
        if (fuzzy) say("fuzzy")
        for (i = 0; i < forms; i++) {
            source = (plural != "" && i > 0) ? plural : id
            if (str[i] == "") { say("not translated"); continue }
            if (placeholders(source) != placeholders(str[i])) say("other placeholders")
            if (str[i] == source && !(source in same)) say("the German is the English; if it must be, add it to i18n/same.de with a reason")
        }
        if (id ~ /\{\{/) say("holds a marker")
    }
    id = plural = ""; forms = fuzzy = obsolete = 0; delete str
}
function quoted(line) { match(line, /"/); return substr(line, RSTART + 1, length(line) - RSTART - 1) }
FILENAME ~ /same/ { if ($0 !~ /^#/ && NF) { sub(/[ \t]*#.*/, ""); same[$0] = 1 } next }
/^$/ { flush(); next }
/^#~/ { obsolete = 1; next }
/^#,/ { fuzzy = /fuzzy/; next }
/^#/ { next }
/^msgctxt / { next }
/^msgid_plural / { part = "plural"; plural = quoted($0); next }
/^msgid / { part = "id"; id = quoted($0); next }
/^msgstr/ { part = "str"; at = forms++; str[at] = quoted($0); next }
/^"/ { if (part == "id") id = id quoted($0); else if (part == "plural") plural = plural quoted($0); else str[at] = str[at] quoted($0) }
END { flush(); exit bad > 0 }
