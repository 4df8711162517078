# shellcheck shell=bash
# shellcheck disable=SC2154
# Sourced by bench.sh, which sets root and work: a million order lines and their parents, generated and injected by the whole command,
# against `psql \copy` of the same rows from files into the same schema.

DATA_LINES=1000000
DATA_ROUNDS=3
data_container=

data_remove() {
    if [ -n "$data_container" ]; then "$ENGINE" rm -f -v "$data_container" >/dev/null 2>&1; fi
    data_container=
}

data_psql() {
    psql -q -X -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$data_port" -U text2sql "$@"
}

data_ours() {
    rm -rf "$work/data/home"
    mkdir "$work/data/home"
    "$root/scripts/emergency" execute --home "$work/data/home" --plan "$work/data/plan.yaml"
}

data_theirs() {
    local table copies=()
    for table in customers products orders order_items; do
        copies+=(-c "\\copy $table from '$work/data/$table.csv' with (format csv)")
    done
    data_psql -1 -d theirs "${copies[@]}"
}

data_fresh() {
    data_psql -d postgres -c "DROP DATABASE IF EXISTS $1" -c "CREATE DATABASE $1" 2>/dev/null
    data_psql -d "$1" -f "$root/stack/postgres/schema.sql"
    data_psql -d postgres -c CHECKPOINT
}

data_plan() {
    cat <<YAML
plan: data
time-box: {length: 1h}
roles: [{id: one, duty: runs}]
blockers:
  - id: D-1
    owner: one
    tasks:
      - id: data
        kind: generate-data
        with:
          url: "jdbc:postgresql://127.0.0.1:$data_port/ours"
          user: text2sql
          password: "$PGPASSWORD"
          seed: 1
          rows: {customers: 10000, products: 1000, orders: 250000, order_items: $DATA_LINES}
    gates:
      - {id: rows, probe: injected-rows, success: ">= $((DATA_LINES + 261000))", alert: "< $((DATA_LINES + 261000))"}
YAML
}

bench_data() {
    local round table tries total=$((DATA_LINES + 261000)) ours=() other=()
    # shellcheck source-path=SCRIPTDIR/.. source=engine.sh
    . "$root/scripts/engine.sh"
    need psql postgresql-client
    images_ready
    warm_cache
    mkdir "$work/data"
    data_port=$(free_port)
    export PGPASSWORD=bench-$RANDOM$RANDOM PGCONNECT_TIMEOUT=5
    data_container=emergency-bench-$$-postgres
    "$ENGINE" run -d --name "$data_container" -e "PORT=$data_port" -e POSTGRES_PASSWORD="$PGPASSWORD" \
        --shm-size 128m -p "127.0.0.1:$data_port:$data_port" localhost/emergency/postgres:dev >/dev/null
    for ((tries = 0; tries < 150; tries++)); do
        if data_psql -d postgres -c 'SELECT 1' >/dev/null 2>&1; then break; fi
        sleep 0.2
    done
    data_plan > "$work/data/plan.yaml"
    for ((round = 1; round <= DATA_ROUNDS; round++)); do
        data_fresh ours
        ours+=("$(milliseconds data_ours)")
        if [ "$round" = 1 ]; then
            for table in customers products orders order_items; do
                data_psql -d ours -c "\\copy $table to '$work/data/$table.csv' with (format csv)"
            done
        fi
        data_psql -d postgres -c 'DROP DATABASE ours'
        data_fresh theirs
        other+=("$(milliseconds data_theirs)")
        data_psql -d postgres -c 'DROP DATABASE theirs'
        say "round $round: ours ${ours[-1]} ms, psql ${other[-1]} ms"
    done
    data_remove
    row "$DATA_LINES order_items and their parents generated and injected / \`psql \\copy\` from files" \
        "$(awk -v t="$(median "${ours[@]}")" -v n="$total" 'BEGIN {print n / t * 1000}')" \
        "$(awk -v t="$(median "${other[@]}")" -v n="$total" 'BEGIN {print n / t * 1000}')" rows/s at-least 0.8
}
