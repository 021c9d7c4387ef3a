#!/bin/sh
# Runs a command before a product of its own: with_product.sh BIN COMMAND [ARGUMENTS]
# BIN is a build's bin folder. State is thrown away afterwards, ports are free ones, limits are wide. The command finds TP_PORT,
# TP_PORTAL_PORT, TP_VAR, the programs in TP_BIN, and in TP_SIGNINS the file with what `demo seed` printed. With TP_E2E_RUNNING=1 the product that runs
# already (TP_VAR, TP_PORT ...) is used and left alone.
set -eu
[ $# -ge 2 ] || { echo "usage: with_product.sh BIN COMMAND [ARGUMENTS]" >&2; exit 2; }
bin=$(cd "$1" && pwd)
shift
[ "${TP_E2E_RUNNING:-}" != 1 ] || exec "$@"

folder=$(mktemp -d /tmp/tp-product.XXXXXX)
chmod 755 "$folder"
ports=$(node -e '
const net = require("node:net");
const servers = [0, 0, 0].map(() => net.createServer().listen(0, "127.0.0.1"));
Promise.all(servers.map((s) => new Promise((done) => s.on("listening", done)))).then(() => {
  console.log(servers.map((s) => s.address().port).join(" "));
  servers.forEach((s) => s.close());
});')
read -r TP_PORT TP_PORTAL_PORT TP_SIM_PORT <<PORTS
$ports
PORTS
TP_VAR=$folder/var TP_SIGNINS=$folder/signins TP_RATE_PAGE=100000 TP_RATE_BURST=100000 TP_RATE_SIGNIN=100000 TP_CONNECTIONS=1000 TP_WORKERS=2
TP_BIN=$bin
export TP_BIN TP_PORT TP_PORTAL_PORT TP_SIM_PORT TP_VAR TP_SIGNINS TP_RATE_PAGE TP_RATE_BURST TP_RATE_SIGNIN TP_CONNECTIONS TP_WORKERS

end() {
    code=$?
    trap - EXIT INT TERM
    "$bin/tenantpilot" down >/dev/null 2>&1 || true
    if [ "$code" != 0 ] && [ -n "${TP_KEEP:-}" ]; then
        mkdir -p "$TP_KEEP" && cp -r "$(readlink -f "$folder/var")/log" "$TP_KEEP/" 2>/dev/null || true
        echo "the programs' logs are in $TP_KEEP/log" >&2
    fi
    rm -rf "$(readlink -f "$folder/var")" "$folder"
    exit "$code"
}
trap end EXIT
trap 'exit 130' INT TERM

"$bin/tenantpilot" up >&2
# a seed that is interrupted goes on where it was: it is killed at one step after the other before it may come to its end
attempts=0 fault=1
until TP_FAULT=$fault "$bin/tenantpilot" demo seed >&2; do
    code=$? attempts=$((attempts + 1)) fault=2
    [ "$code" = 137 ] && [ "$attempts" -lt 30 ] || { echo "demo seed ended with $code at attempt $attempts" >&2; exit 1; }
done
[ "$attempts" -gt 5 ] || { echo "demo seed was interrupted only $attempts times" >&2; exit 1; }
"$bin/tenantpilot" demo seed >"$TP_SIGNINS"
"$@"
