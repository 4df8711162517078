#!/bin/bash
# Starts PostgreSQL on $PORT with user and database text2sql. $POSTGRES_PASSWORD is the truth: where
# it differs from the one the volume was made with, the role gets the new one before anyone connects.
set -euo pipefail

: "${PORT:?postgres: PORT is not set}"
if [ -z "${POSTGRES_PASSWORD:-}" ]; then
    echo "postgres: POSTGRES_PASSWORD is empty; pass --env-file stack/secrets.env (scripts/setup.sh writes it)" >&2
    exit 64
fi

mark=$PGDATA/.password-set
fingerprint=$(printf '%s' "$POSTGRES_PASSWORD" | sha256sum)

run_single() {
    postgres --single -D "$1" -c jit=off -c log_min_messages=error postgres >/dev/null
}

if [ ! -e "$PGDATA" ]; then
    # Made beside its place and renamed when complete: a kill in between leaves nothing half-made.
    new=$PGDATA.new
    rm -rf "$new"
    initdb --pgdata="$new" --username=text2sql --pwfile=<(printf '%s\n' "$POSTGRES_PASSWORD") \
        --auth-local=scram-sha-256 --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 \
        --no-sync --no-instructions >/dev/null
    echo 'host all all all scram-sha-256' >> "$new/pg_hba.conf"
    echo 'CREATE DATABASE text2sql' | run_single "$new"
    printf '%s\n' "$fingerprint" > "$new/.password-set"
    sync -f "$new"
    mv "$new" "$PGDATA"
elif [ ! -e "$mark" ] || [ "$(cat "$mark")" != "$fingerprint" ]; then
    # Doubling the quote is all that SQL asks for.
    printf '%s\n' "ALTER ROLE text2sql PASSWORD '${POSTGRES_PASSWORD//\'/\'\'}'" | run_single "$PGDATA"
    printf '%s\n' "$fingerprint" > "$mark"
fi

unset POSTGRES_PASSWORD
exec postgres -D "$PGDATA" -p "$PORT" -c listen_addresses='*' -c max_connections=200 -c jit=off \
    -c shared_buffers=64MB -c max_wal_size=2GB -c dynamic_shared_memory_type=posix
