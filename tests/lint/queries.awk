# usage: awk -f queries.awk *_store.c: each query of a store stands in its QUERIES list, which the contract test describes.
function finish(    q) { for (q in seen) if (!(q in listed)) { bad++; printf "%s:%d: %s is not in QUERIES\n", file, seen[q], q }
                         if (count && !list) { bad++; printf "%s:1: no QUERIES\n", file }; delete seen; delete listed; count = list = 0 }
FNR == 1 { if (file != "") finish(); file = FILENAME; inside = 0 }
/^(static )?const struct query [A-Z_0-9]+ =/ { for (i = 1; i <= NF; i++) if ($i == "query") seen[$(i + 1)] = FNR; count++ }
/^QUERIES\(/ { inside = list = 1 }
inside { line = $0; while (match(line, /&[A-Z_0-9]+/)) { listed[substr(line, RSTART + 1, RLENGTH - 1)] = 1; line = substr(line, RSTART + RLENGTH) }
         if ($0 ~ /;/) inside = 0 }
END { finish(); exit bad > 0 }
