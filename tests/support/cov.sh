#!/bin/sh
# cov.sh BUILD LAYER...: runs the tests of these layers in a build with counters, then prints how many lines of each folder were run. Fails
# when a test does.
set -eu
build=$1 bad=0
shift
gathered=$(mktemp -d /tmp/tp-cov.XXXXXX)
trap 'rm -rf "$gathered"' EXIT
# programs run as other accounts too, and all count in the same files
chmod 1777 "$gathered"
umask 0
export GCOV_PREFIX="$gathered"
find "$build" -name '*.gcda' -delete
for layer; do
    make --no-print-directory -s FLAVOUR=cov "$layer" || { echo "error: the tests of $layer failed" >&2; bad=1; }
done
unset GCOV_PREFIX
cp -r "$gathered$build/." "$build/"
# what never ran has a note (gcno) but no counts, and gcov then says 0
find "$build/shared" "$build/modules" -name '*.gcno' | sort | xargs gcov -n 2>/dev/null | awk -f tests/support/cov.awk || bad=1
exit $bad
