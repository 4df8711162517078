#!/bin/bash
# Starts PostgreSQL on $PORT with user and database text2sql. $POSTGRES_PASSWORD is the truth: where
# it differs from the one the volume was made with, the role gets the new one before anyone connects.
# As with the official image, POSTGRES_USER and POSTGRES_DB may name others (read when the volume is new;
# Testcontainers does so), and arguments go to the server.
set -euo pipefail

: "${PORT:?postgres: PORT is not set}"
if [ -z "${POSTGRES_PASSWORD:-}" ]; then
    echo "postgres: POSTGRES_PASSWORD is empty; pass --env-file stack/secrets.env (scripts/setup.sh writes it)" >&2
    exit 64
fi

user=${POSTGRES_USER:-text2sql}
database=${POSTGRES_DB:-$user}
mark=$PGDATA/.password-set
fingerprint=$(printf '%s' "$POSTGRES_PASSWORD" | sha256sum)

# A killed server leaves its lock file, which names PID 1: here that is this script, and PostgreSQL would
# take it for a running server.
run_single() {
    rm -f "$1/postmaster.pid"
    postgres --single -D "$1" "${@:2}" -c jit=off -c log_min_messages=error postgres >/dev/null
}

set_password() {
    # Doubling the quote is all that SQL asks for.
    printf '%s\n' "ALTER ROLE \"$user\" PASSWORD '${POSTGRES_PASSWORD//\'/\'\'}'" | run_single "$@"
    printf '%s\n' "$fingerprint" > "$1/.password-set"
}

if [ ! -e "$PGDATA" ]; then
    # The cluster that the image was built with (a second faster than initdb). Unpacked beside its
    # place and renamed when complete and synced: a kill in between leaves nothing half-made, and until
    # then nothing needs to be forced to the disk (-F).
    new=$PGDATA.new
    rm -rf "$new"
    mkdir "$new"
    tar -C "$new" -xf /opt/cluster.tar
    if [ "$user" != text2sql ]; then echo "CREATE ROLE \"$user\" SUPERUSER LOGIN" | run_single "$new" -F; fi
    if [ "$database" != text2sql ]; then echo "CREATE DATABASE \"$database\"" | run_single "$new" -F; fi
    set_password "$new" -F
    sync -f "$new"
    mv "$new" "$PGDATA"
elif [ ! -e "$mark" ] || [ "$(cat "$mark")" != "$fingerprint" ]; then
    set_password "$PGDATA"
fi

unset POSTGRES_PASSWORD
if [ "${1:-}" = postgres ]; then shift; fi
exec postgres -D "$PGDATA" -p "$PORT" -c listen_addresses='*' -c max_connections=200 -c jit=off \
    -c shared_buffers=64MB -c max_wal_size=2GB -c dynamic_shared_memory_type=posix "$@"
