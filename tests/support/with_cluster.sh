#!/bin/sh
# Runs a command with a throw-away PostgreSQL cluster: with_cluster.sh COMMAND [ARGUMENTS]
# The command finds the administrator's connection string in TP_TEST_DB. With TP_TEST_DB set already, that one is used.
# TP_CLUSTER_SETTINGS are further lines of postgresql.conf.
set -eu
[ $# -gt 0 ] || { echo "usage: with_cluster.sh COMMAND [ARGUMENTS]" >&2; exit 2; }
[ -z "${TP_TEST_DB:-}" ] || exec "$@"

here=$(cd "$(dirname "$0")/../.." && pwd)
folder=$(mktemp -d /tmp/tp-db.XXXXXX)
# as root, the server runs as the account of Debian's package, from a copy of the script that this account can read
cp "$here/sql/cluster.sh" "$folder/cluster.sh"
as=
if [ "$(id -u)" = 0 ]; then
    chown -R postgres "$folder"
    as="setpriv --reuid postgres --regid postgres --clear-groups --no-new-privs"
fi
cluster() { (cd / && TP_CLUSTER=throwaway $as sh "$folder/cluster.sh" "$1" "$folder"); }
end() {
    trap - EXIT INT TERM
    cluster stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap end EXIT
trap 'end; exit 130' INT TERM

cluster init
printf '%s\n' "${TP_CLUSTER_SETTINGS:-}" >>"$folder/pgdata/postgresql.conf"
cluster start
TP_TEST_DB=$(cluster url)
export TP_TEST_DB
"$@"
