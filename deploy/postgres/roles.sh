#!/bin/sh
# Makes the roles and the database, or gives the roles the passwords that the secrets now hold.
# The first start of the database runs it; run it again after changing a password.
set -eu
psql --quiet --username "${POSTGRES_USER:-postgres}" --dbname postgres --set ON_ERROR_STOP=1 <<'SQL'
\set password `cat /run/secrets/database_password`
\set replication `cat /run/secrets/replication_password`
SELECT format('CREATE ROLE %I', name) FROM unnest(ARRAY['parley', 'replicator']) AS name
    WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \gexec
-- CREATEDB: a backup is tried by restoring it into a database of its own.
ALTER ROLE parley LOGIN CREATEDB PASSWORD :'password';
ALTER ROLE replicator LOGIN REPLICATION PASSWORD :'replication';
SELECT 'CREATE DATABASE parley OWNER parley'
    WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'parley') \gexec
SQL
echo "roles: parley and replicator have the passwords of the secrets"
