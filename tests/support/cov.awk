# Adds up what gcov -n says of each source file, by folder; headers count with whatever includes them, so only .c and .cc are taken.
/^File / { file = $2; gsub(/'/, "", file); mine = file ~ /^(shared|modules)\/.*\.(c|cc)$/ && !(file in seen) }
mine && /^Lines executed:/ {
    split($0, part, /[:%]| of /)
    lines = $NF
    folder = file
    sub(/\/[^\/]*$/, "", folder)
    seen[file] = 1
    all[folder] += lines
    run[folder] += int(part[2] * lines / 100 + 0.5)
    mine = 0
}
END {
    for (folder in all) {
        printf "%-28s %6d of %6d lines  %5.1f %%\n", folder, run[folder], all[folder], 100 * run[folder] / all[folder] | "sort"
        sum_run += run[folder]
        sum += all[folder]
    }
    close("sort")
    if (sum == 0) { print "nothing was counted"; exit 1 }
    printf "%-28s %6d of %6d lines  %5.1f %%\n", "all", sum_run, sum, 100 * sum_run / sum
}
