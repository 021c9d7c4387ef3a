# Prints the figures of tests/bench/figure.c; fails on one that missed its limit or could not be judged.
BEGIN {
    FS = "\t"
    line = "%-64s %-5s %10s %10s %7s %8s  %s\n"
    printf line, "figure", "unit", "ours", "reference", "ratio", "limit", "verdict"
}
{
    printf line, $1, $2, $3, $4, $5, $6, $7
    failed += $7 != "met"
}
END {
    if (NR == 0) print "no figure was measured"
    exit failed > 0 || NR == 0
}
