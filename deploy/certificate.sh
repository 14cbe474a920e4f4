#!/bin/sh
# Takes up a certificate that certbot has got or renewed: copies it, and lets the proxy read it.
# certbot runs it as its deploy hook and names the certificate's folder in RENEWED_LINEAGE.
#
#   deploy/certificate.sh FOLDER-OF-THE-PROJECT
set -eu
cd "${1:?the folder of the project}"
from=${RENEWED_LINEAGE:?certbot names the folder of the certificate here}
for each in fullchain privkey; do
    install -m 644 "$from/$each.pem" "secrets/tls/$each.pem"
done
docker compose kill --signal HUP proxy
