#!/bin/sh
# Makes what a deployment needs and does not have yet: passwords, a certificate for trial, .env.
# What is there stays as it is.
#
#   deploy/prepare.sh parley.example.org
set -eu
name=${1:?"usage: deploy/prepare.sh NAME-OF-THE-MACHINE, such as parley.example.org"}
case $name in *[!A-Za-z0-9.-]*) echo "prepare: $name is no name of a machine" >&2; exit 1 ;; esac
cd "$(dirname "$0")/.."

# Others on this machine cannot enter the folder; the containers' users read the files in it.
umask 022
mkdir -p secrets/tls secrets/acme
chmod 700 secrets
for each in database_password replication_password superuser_password; do
    [ -s "secrets/$each" ] && continue
    openssl rand -hex 24 >"secrets/$each"
    echo "made secrets/$each"
done

if [ ! -s secrets/tls/privkey.pem ]; then
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 \
        -subj "/CN=$name" -addext "subjectAltName=DNS:$name,DNS:localhost,IP:127.0.0.1" \
        -keyout secrets/tls/privkey.pem -out secrets/tls/fullchain.pem 2>/dev/null
    chmod 644 secrets/tls/privkey.pem
    echo "made secrets/tls: a certificate for trial, which browsers warn of"
fi

if [ ! -e .env ]; then
    cat >.env <<ENV
COMPOSE_PROFILES=proxy
PUBLIC_URL=https://$name
TRUSTED_PROXIES=1
REPLICAS=2
PUBLISH=127.0.0.1:
ENV
    echo "made .env"
fi
