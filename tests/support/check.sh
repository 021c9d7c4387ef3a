#!/bin/sh
# Everything that must hold before a change lands: check.sh BUILD LINT... Runs each step to its end, whatever the ones before it said;
# output goes to BUILD/check/<step>.log and is shown when the step fails. The last line is the sum: "N passed, N failed, N skipped".
set -u
build=$1
shift
lints=$*
logs=$build/check
passed=0 failed=0 skipped=0
began=$(date +%s)
rm -rf "$logs"
mkdir -p "$logs"

for tool in gcc g++ clang make node npm nginx psql chromium curl openssl ssh-keygen qpdf pdftotext msgfmt xgettext clang-format clang-tidy cppcheck unzip setpriv; do
    PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || { echo "error: $tool is missing; .ci/packages lists what the checks need" >&2; exit 1; }
done

# step NAME COUNTS RULE [MAKE ARGUMENTS]: COUNTS is the file that the step's tests write, or - where the step is one check itself
step() {
    name=$1 counts=$2
    shift 2
    started=$(date +%s)
    [ "$counts" = - ] || rm -f "$counts"
    # a phony target without a recipe would be "done"
    if ! grep -q "^[a-z0-9 -]*\b$1\b[a-z0-9 -]*:" Makefile ./*/*.mk; then
        echo "there is no rule \"$1\"" >"$logs/$name.log"
        code=2
    else
        make --no-print-directory -s "$@" >"$logs/$name.log" 2>&1
        code=$?
    fi
    p=0 f=0 s=0
    if [ "$counts" = - ]; then
        [ "$code" != 0 ] || p=1
    elif [ -s "$counts" ]; then
        read -r p f s <"$counts"
    elif [ "$code" = 0 ]; then
        echo "the tests did not write $counts" >>"$logs/$name.log"
        code=2
    fi
    # a step that failed has at least one failure, even if its tests never ran
    [ "$code" = 0 ] || [ "$f" != 0 ] || f=1
    passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    printf '%-14s %5d passed %5d failed %5d skipped  %4d s\n' "$name" "$p" "$f" "$s" $(($(date +%s) - started))
    [ "$code" = 0 ] || { echo "---- $logs/$name.log"; tail -n 60 "$logs/$name.log"; echo "----"; }
}

jobs=-j$(nproc)
step npm - npm-tests
for lint in $lints; do
    step "lint-$lint" - "lint-$lint" "$jobs"
done
for layer in unit db http; do
    step "$layer" "$build/asan/test/$layer.counts" "$layer" FLAVOUR=asan "$jobs"
done
step clang   -                                all    FLAVOUR=clang "$jobs"
step fuzz    -                                replay "$jobs"
step release -                                all    FLAVOUR=release "$jobs"
step corpus  "$build/release/test/corpus.counts" corpus FLAVOUR=release "$jobs"
step e2e     "$build/release/test/e2e.counts" e2e    FLAVOUR=release "$jobs"

echo "took $(($(date +%s) - began)) s"
echo "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ]
