#!/bin/sh
# Starts a streaming replica: copies the database when there is no copy yet, then follows it.
set -eu
umask 077
export PGPASSFILE=/tmp/passwords
printf 'db:5432:*:replicator:%s\n' "$(cat /run/secrets/replication_password)" >"$PGPASSFILE"
if [ ! -d "$PGDATA" ]; then
    rm -rf "$PGDATA.part"
    echo "replica: copying the database"
    pg_basebackup --host db --username replicator --no-password --pgdata "$PGDATA.part" \
        --wal-method stream --checkpoint fast
    touch "$PGDATA.part/standby.signal"
    mv "$PGDATA.part" "$PGDATA"
fi
exec postgres -c hba_file=/etc/parley/pg_hba.conf -c listen_addresses='*' \
    -c primary_conninfo="host=db user=replicator passfile=$PGPASSFILE application_name=replica"
