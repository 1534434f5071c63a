#!/bin/sh
# The role that the node works as and the database it owns, made on the first start of an empty server.
set -eu
psql --username postgres --set ON_ERROR_STOP=1 <<'SQL'
\set password `cat "$PW_VAR/db-password"`
create role pointwork login replication password :'password';
grant pg_create_subscription to pointwork;
create database pointwork owner pointwork;
SQL
