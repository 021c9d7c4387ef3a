#!/bin/sh
# cover.sh BUILD PERCENT TARGET...: replays each corpus and prints how many lines of the parsers it names ("covers:") were run.
set -eu
build=$1 least=$2 bad=0
shift 2
tool() { command -v "$1" || command -v "$1-14" || { echo "error: $1 is missing" >&2; exit 1; }; }
profdata=$(tool llvm-profdata) cov=$(tool llvm-cov)
for target; do
    LLVM_PROFILE_FILE="$build/fuzz/$target.raw" "$build/fuzz/$target" -runs=0 "tests/fuzz/corpora/$target" >/dev/null 2>&1
    "$profdata" merge -sparse -o "$build/fuzz/$target.prof" "$build/fuzz/$target.raw"
    for file in $(sed -n 's/.*covers: *\([^*]*\).*/\1/p' "tests/fuzz/$target.c"); do
        echo "$file $target"
    done
done | sort > "$build/fuzz/covers"
for file in $(cut -d' ' -f1 "$build/fuzz/covers" | sort -u); do
    profiles=$(awk -v f="$file" -v b="$build" '$1 == f { print b "/fuzz/" $2 ".prof" }' "$build/fuzz/covers")
    objects=$(awk -v f="$file" -v b="$build" '$1 == f { print (n++ ? "-object " : "") b "/fuzz/" $2 }' "$build/fuzz/covers")
    # shellcheck disable=SC2086
    "$profdata" merge -sparse -o "$build/fuzz/file.prof" $profiles
    # shellcheck disable=SC2086
    percent=$("$cov" export -summary-only -instr-profile "$build/fuzz/file.prof" $objects "$file" 2>/dev/null |
        sed 's/.*"totals".*"lines":{"count":[0-9]*,"covered":[0-9]*,"percent":\([0-9]*\).*/\1/')
    echo "$file: $percent % of its lines"
    [ "${percent:-0}" -ge "$least" ] || { echo "error: $file is under $least %"; bad=1; }
done
exit $bad
