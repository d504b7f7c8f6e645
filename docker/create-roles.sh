#!/bin/sh
# Run once by the PostgreSQL container on an empty volume: the database with its owner, the role that the product runs as, and the four
# functions that let searches use their indexes under row level security (docs/operations.md, "Two roles in the database").
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" \
  --set owner_password="$CRM_OWNER_PASSWORD" --set application_password="$CRM_APPLICATION_PASSWORD" <<'SQL'
CREATE ROLE crm LOGIN PASSWORD :'owner_password';
CREATE ROLE crm_application LOGIN PASSWORD :'application_password';
CREATE DATABASE crm OWNER crm;
\connect crm
ALTER FUNCTION pg_catalog.reverse(text) LEAKPROOF;
ALTER FUNCTION pg_catalog.lower(text) LEAKPROOF;
ALTER FUNCTION pg_catalog.textcat(text, text) LEAKPROOF;
ALTER FUNCTION pg_catalog.textlike(text, text) LEAKPROOF;
SQL
