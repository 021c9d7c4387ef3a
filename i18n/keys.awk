# Reads templates; writes a C header: K_<MARKER> for each {{MARKER}}, {{#MARKER}} and {{>MARKER}}, TPL_<PATH> for each file. Reads reports.def
# too: a list's JSON has the fields of its export, whether a template shows them or not.
# TPL_KEY_LIST gives each key's companions, -1 where no template has them: <KEY>_ISO, <KEY>_AGO, <KEY>_CODE (web/view.h fills them).
BEGIN { print "/* Made by i18n/keys.awk from templates/. */\n#ifndef GEN_TPL_H\n#define GEN_TPL_H\n" }
FILENAME ~ /\.def$/ {
    if (match($0, /COLUMN\([a-z0-9_]+,/)) {
        key = toupper(substr($0, RSTART + 7, RLENGTH - 8))
        if (!(key in seen)) { seen[key] = 1; keys[++count] = key }
    }
    next
}
FNR == 1 && FILENAME != "/dev/null" {
    path = FILENAME; sub(/^templates\//, "", path)
    name = toupper(path); sub(/\.TPL$/, "", name); gsub(/[^A-Z0-9]/, "_", name)
    printf "#define TPL_%s \"%s\"\n", name, path
    files[++file_count] = path
}
{
    line = $0
    while (match(line, /\{\{[#>]?[A-Z][A-Z0-9_]*/)) {
        key = substr(line, RSTART + 2, RLENGTH - 2); sub(/^[#>]/, "", key)
        if (!(key in seen)) { seen[key] = 1; keys[++count] = key }
        line = substr(line, RSTART + RLENGTH)
    }
}
function companion(key, suffix) { return ((key suffix) in seen) ? "K_" key suffix : "-1" }
END {
    print "\nenum tpl_key {"
    for (i = 1; i <= count; i++) printf "    K_%s,\n", keys[i]
    print "    TPL_KEY_COUNT\n};\n\n#define TPL_KEY_LIST \\"
    for (i = 1; i <= count; i++)
        printf "    KEY(%s, %s, %s, %s) \\\n", keys[i], companion(keys[i], "_ISO"), companion(keys[i], "_AGO"), companion(keys[i], "_CODE")
    print "\n#define TPL_LIST \\"
    for (i = 1; i <= file_count; i++) printf "    TPL(\"%s\") \\\n", files[i]
    print "\n#endif"
}
