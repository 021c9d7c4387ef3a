#!/bin/sh
# Makes the local authority and the simulator's certificate under TP_VAR/keys/sim, if they are not there or end soon:
# ca.crt (what a worker trusts: TP_PROVIDER_CA), server.crt, server.key. The authority's own key is thrown away: nothing else is ever
# signed by it, and a new certificate gets a new authority.
set -eu
umask 077
folder=${TP_VAR:?}/keys/sim
if [ -s "$folder/server.crt" ] && [ -s "$folder/server.key" ] && [ -s "$folder/ca.crt" ] &&
    openssl x509 -in "$folder/server.crt" -noout -checkend 2592000 >/dev/null 2>&1; then
    exit 0
fi
mkdir -p "$folder"
work=$(mktemp -d "$folder/new.XXXXXX")
trap 'rm -rf "$work"' EXIT
cat >"$work/ca.conf" <<'CONF'
[req]
distinguished_name = name
prompt = no
x509_extensions = ca
[name]
CN = TenantPilot local test authority
[ca]
basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
nameConstraints = critical, permitted;DNS:localhost, permitted;IP:127.0.0.0/255.0.0.0
CONF
cat >"$work/server.conf" <<'CONF'
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectAltName = DNS:localhost, IP:127.0.0.1
CONF
openssl ecparam -genkey -name prime256v1 -noout -out "$work/ca.key" 2>/dev/null
openssl req -x509 -new -key "$work/ca.key" -sha256 -days 825 -config "$work/ca.conf" -out "$work/ca.crt" 2>/dev/null
openssl ecparam -genkey -name prime256v1 -noout -out "$work/server.key" 2>/dev/null
openssl req -new -key "$work/server.key" -subj "/CN=localhost" -out "$work/server.csr" 2>/dev/null
openssl x509 -req -in "$work/server.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -sha256 -days 397 \
    -extfile "$work/server.conf" -out "$work/server.crt" 2>/dev/null
chmod 644 "$work/ca.crt" "$work/server.crt"
mv -f "$work/server.key" "$work/server.crt" "$work/ca.crt" "$folder/"
