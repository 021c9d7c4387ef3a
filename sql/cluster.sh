#!/bin/sh
# A private PostgreSQL cluster in a folder, run by the account that calls this (never root: PostgreSQL itself refuses it).
# usage: cluster.sh init|start|prepare|stop|status|exec|url FOLDER
#   init    makes FOLDER/pgdata with the database `tenantpilot` unless it is there
#   start   starts it in the background and waits; `exec` becomes the server, for a supervisor
#   prepare makes the roles of roles.sql, and tp_owner the owner of the database; the server must run; safe to repeat
#   url     prints the administrator's connection string
# Who may connect: the calling account alone, as any of the roles below, by the kernel's word (peer). With TP_CLUSTER=throwaway
# (tests) the folder's mode is the guard, any role may be named, and nothing is forced to disk.
set -eu

roles="postgres tp_owner tp_inbox tp_reviews tp_reports tp_system tp_account tp_portal tp_worker tp_sealer tp_cli tp_backup tp_maint"

fail() { echo "error: $*" >&2; exit 1; }

[ $# -eq 2 ] || fail "usage: cluster.sh init|start|prepare|stop|status|exec|url FOLDER"
here=$(cd "$(dirname "$0")" && pwd)
verb=$1 folder=$2
data=$folder/pgdata sock=$folder/pgsock log=$folder/log/postgresql.log

if [ -s "$data/PG_VERSION" ]; then
    bin=/usr/lib/postgresql/$(cat "$data/PG_VERSION")/bin
else
    bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
fi
[ -x "$bin/postgres" ] || fail "no PostgreSQL server under /usr/lib/postgresql (package postgresql-15)"

configure() {
    cat >>"$data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 256MB
effective_cache_size = 1GB
random_page_cost = 1.1
jit = off
timezone = 'UTC'
log_timezone = 'UTC'
log_line_prefix = '%m [%p] %u@%d %a '
log_min_duration_statement = 2000
idle_in_transaction_session_timeout = 60s
lock_timeout = 10s
CONF
    if [ "${TP_CLUSTER:-}" = throwaway ]; then
        printf 'fsync = off\nsynchronous_commit = off\nfull_page_writes = off\nshared_buffers = 64MB\n' >>"$data/postgresql.conf"
        echo 'local all all trust' >"$data/pg_hba.conf"
        return
    fi
    echo 'local all all peer map=tenantpilot' >"$data/pg_hba.conf"
    account=$(id -un)
    for role in $roles; do
        echo "tenantpilot $account $role"
    done >"$data/pg_ident.conf"
}

init() {
    [ ! -s "$data/PG_VERSION" ] || return 0
    [ "$(id -u)" != 0 ] || fail "the PostgreSQL server must not be run as root"
    mkdir -p "$folder/log" "$sock"
    chmod 700 "$sock"
    # a half-made cluster of an interrupted first start is made anew: it never held anything
    rm -rf "$data.new"
    "$bin/initdb" -D "$data.new" -U postgres -E UTF8 --locale=C.UTF-8 --data-checksums --auth=reject >"$log" 2>&1 ||
        { tail -n 5 "$log" >&2; fail "initdb failed; see $log"; }
    echo 'CREATE DATABASE tenantpilot' | "$bin/postgres" --single -D "$data.new" postgres >>"$log" 2>&1 ||
        { tail -n 5 "$log" >&2; fail "creating the database failed; see $log"; }
    (data=$data.new && configure)
    mv "$data.new" "$data"
}

prepare() {
    psql "host=$sock user=postgres dbname=tenantpilot" -X -q -v ON_ERROR_STOP=1 --single-transaction -f "$here/roles.sql" \
        -c 'ALTER DATABASE tenantpilot OWNER TO tp_owner' -c 'ALTER SCHEMA public OWNER TO tp_owner'
}

# postgres must be able to stat its working folder
cd /
case $verb in
init) init ;;
start) mkdir -p "$sock"; "$bin/pg_ctl" -D "$data" -l "$log" -o "-k $sock" -w -t 60 start >/dev/null || { tail -n 5 "$log" >&2; fail "PostgreSQL did not start; see $log"; } ;;
exec) mkdir -p "$sock"; exec "$bin/postgres" -D "$data" -k "$sock" ;;
prepare) prepare ;;
stop) "$bin/pg_ctl" -D "$data" -m fast -w -t 60 stop >/dev/null ;;
status) "$bin/pg_ctl" -D "$data" status ;;
url) echo "host=$sock user=postgres dbname=tenantpilot" ;;
*) fail "unknown verb \"$verb\"" ;;
esac
