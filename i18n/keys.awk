# Reads templates; writes a C header: K_<MARKER> for each {{MARKER}}, {{#MARKER}} and {{>MARKER}}, TPL_<PATH> for each file.
BEGIN { print "/* Made by i18n/keys.awk from templates/. */\n#ifndef GEN_TPL_H\n#define GEN_TPL_H\n" }
FNR == 1 && FILENAME != "/dev/null" {
    path = FILENAME; sub(/^templates\//, "", path)
    name = toupper(path); sub(/\.TPL$/, "", name); gsub(/[^A-Z0-9]/, "_", name)
    printf "#define TPL_%s \"%s\"\n", name, path
}
{
    line = $0
    while (match(line, /\{\{[#>]?[A-Z][A-Z0-9_]*/)) {
        key = substr(line, RSTART + 2, RLENGTH - 2); sub(/^[#>]/, "", key)
        if (!(key in seen)) { seen[key] = 1; printf "#define K_%s \"%s\"\n", key, key }
        line = substr(line, RSTART + RLENGTH)
    }
}
END { print "\n#endif" }
