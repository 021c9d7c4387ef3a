#!/bin/sh
# Fills the templates beside this script with the settings of the environment: TP_VAR/run/nginx.conf and TP_VAR/run/nginx/*.conf.
# The environment must hold every setting (the supervisor and the tests put them there).
set -eu
here=$(cd "$(dirname "$0")" && pwd)
share=$(dirname "$here")
run=$TP_VAR/run
hsts=
port() { [ "$TP_PUBLIC_SCHEME" = https ] || printf ':%s' "$1"; }
if [ "$TP_PUBLIC_SCHEME" = https ]; then
    hsts='add_header Strict-Transport-Security "max-age=63072000; includeSubDomains" always;'
fi
# monitoring and the supervisor always ask 127.0.0.1
case $TP_LISTEN in 127.0.0.1 | 0.0.0.0) ops_listen= ;; *) ops_listen="listen 127.0.0.1:$TP_PORT;" ;; esac
case $TP_LISTEN in 127.0.0.1 | ::1) ops_names='127.0.0.1 localhost [::1]' ;; *:*) ops_names="127.0.0.1 localhost [::1] [$TP_LISTEN]" ;;
*) ops_names="127.0.0.1 localhost [::1] $TP_LISTEN" ;; esac
case $TP_LISTEN in *:*) listen="[$TP_LISTEN]" ;; *) listen=$TP_LISTEN ;; esac

fill() {
    sed -e "s|@VAR@|$TP_VAR|g" -e "s|@RUN@|$run|g" -e "s|@SHARE@|$share|g" -e "s|@LISTEN@|$listen|g" \
        -e "s|@PORT@|$TP_PORT|g" -e "s|@PORTAL_PORT@|$TP_PORTAL_PORT|g" -e "s|@SIM_PORT@|$TP_SIM_PORT|g" \
        -e "s|@OPERATOR_HOST@|$TP_OPERATOR_HOST|g" -e "s|@PORTAL_HOST@|$TP_PORTAL_HOST|g" -e "s|@SCHEME@|$TP_PUBLIC_SCHEME|g" \
        -e "s|@OPERATOR_URL@|$TP_PUBLIC_SCHEME://$TP_OPERATOR_HOST$(port "$TP_PORT")|g" \
        -e "s|@PORTAL_URL@|$TP_PUBLIC_SCHEME://$TP_PORTAL_HOST$(port "$TP_PORTAL_PORT")|g" \
        -e "s|@RATE_PAGE@|$TP_RATE_PAGE|g" -e "s|@RATE_BURST@|$TP_RATE_BURST|g" -e "s|@RATE_SIGNIN@|$TP_RATE_SIGNIN|g" \
        -e "s|@CONNECTIONS@|$TP_CONNECTIONS|g" -e "s|@HSTS@|$hsts|g" -e "s|@OPS_LISTEN@|$ops_listen|g" -e "s|@OPS_NAMES@|$ops_names|g" "$1"
}

mkdir -p "$run/nginx" "$TP_VAR/tmp"
for file in "$here"/*.conf "$here"/programs/*.conf; do
    name=$(basename "$file")
    [ "$name" != nginx.conf ] || continue
    fill "$file" >"$run/nginx/$name"
done
# without the simulator's certificate nginx would refuse to start
[ -s "$TP_VAR/keys/sim/server.crt" ] || : >"$run/nginx/graphsim.conf"
fill "$here/nginx.conf" >"$run/nginx.conf"
