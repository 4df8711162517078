# shellcheck shell=bash
# shellcheck disable=SC2154
# Sourced by bench.sh, which sets root and work: from built images to five healthy containers, against compose v2's `up --wait`.
# Over Podman nobody executes health checks, so compose gets a ticker that executes all of them each second.

DEPLOY_ROUNDS=${BENCH_ROUNDS:-5}
# The homes of the projects that were started and are to be removed.
declare -A deploy_homes=()

deploy_compose() {
    local stack=${deploy_homes[$1]}/stack
    docker-compose -p "$1" -f "$stack/compose.yaml" --env-file "$stack/secrets.env" "${@:2}"
}

deploy_ports() {
    TEXT2SQL_PORT=$(free_port) POSTGRES_PORT=$(free_port) PROMETHEUS_PORT=$(free_port)
    EXPORTER_PORT=$(free_port) ALERTMANAGER_PORT=$(free_port)
    export TEXT2SQL_PORT POSTGRES_PORT PROMETHEUS_PORT EXPORTER_PORT ALERTMANAGER_PORT
}

deploy_ours() {
    "$root/scripts/emergency" execute B-1 --home "$work/deploy"
}

# deploy_plan PROJECT HOME: the shipped plan with a project and ports of our own, and no past.
deploy_plan() {
    sed -e "s/^  project: week2\$/  project: $1/" -e "s/^  text2sql: 8000\$/  text2sql: $TEXT2SQL_PORT/" \
        -e "s/^  postgres: 5432\$/  postgres: $POSTGRES_PORT/" -e "s/^  prometheus: 9090\$/  prometheus: $PROMETHEUS_PORT/" \
        -e "s/^  exporter: 9101\$/  exporter: $EXPORTER_PORT/" -e "s/^  alertmanager: 9093\$/  alertmanager: $ALERTMANAGER_PORT/" \
        "$root/promptx/plan.yaml" > "$2/promptx/plan.yaml"
    rm -rf "$2/promptx/memory" "$2/logs"
    grep -q "^  project: $1\$" "$2/promptx/plan.yaml" || fail 1 "promptx/plan.yaml has no line 'project: week2' any more"
}

deploy_ticker() {
    local name
    while :; do
        while read -r name; do
            podman healthcheck run "$name" >/dev/null 2>&1 &
        done < <(podman ps --filter "label=com.docker.compose.project=$1" --format '{{.Names}}')
        sleep 1
    done
}

deploy_theirs() {
    local ticker='' code=0
    if [ "$ENGINE" = podman ]; then
        deploy_ticker "$1" &
        ticker=$!
    fi
    timeout 120 docker-compose -p "$1" -f "$work/deploy/stack/compose.yaml" --env-file "$work/deploy/stack/secrets.env" \
        up -d --wait || code=$?
    if [ -n "$ticker" ]; then
        kill "$ticker" || true
        wait "$ticker" 2>/dev/null || true
    fi
    return "$code"
}

# deploy_rest PROJECT: all but its volumes. ext4 takes up to a second to make the 1,264 files of a database where as
# many were deleted in the minute before, as each round would do for the next one: volumes go at the end.
deploy_rest() {
    deploy_compose "$1" down -t 2 >/dev/null 2>&1 || fail 1 "project $1 could not be stopped"
}

deploy_down() {
    deploy_compose "$1" down -v -t 2 >/dev/null 2>&1 || say "project $1 could not be removed: docker-compose -p $1 down -v"
    unset "deploy_homes[$1]"
}

deploy_remove() {
    local project
    for project in "${!deploy_homes[@]}"; do deploy_down "$project"; done
}

bench_deploy() {
    local round project ours=() other=()
    # shellcheck source-path=SCRIPTDIR/.. source=engine.sh
    . "$root/scripts/engine.sh"
    command -v docker-compose >/dev/null 2>&1 || fail 4 "docker-compose (v2) is not installed; run scripts/setup.sh"
    [ -r "$root/stack/secrets.env" ] || fail 4 "stack/secrets.env is missing; run scripts/setup.sh"
    images_ready
    warm_cache
    mkdir -p "$work/deploy/promptx" "$work/deploy/scripts"
    cp -r "$root/stack" "$work/deploy/stack"
    ln -s "$root/scripts/images.sh" "$work/deploy/scripts/images.sh"
    for ((round = 0; round <= DEPLOY_ROUNDS; round++)); do
        project=emergency-bench-$$-a$round
        deploy_homes[$project]=$work/deploy
        deploy_ports
        deploy_plan "$project" "$work/deploy"
        ours+=("$(milliseconds deploy_ours)")
        deploy_rest "$project"
        project=emergency-bench-$$-b$round
        deploy_homes[$project]=$work/deploy
        deploy_ports
        other+=("$(milliseconds deploy_theirs "$project")")
        deploy_rest "$project"
        say "round $round: ours ${ours[-1]} ms, compose ${other[-1]} ms$([ "$round" != 0 ] || echo ' (warm-up, not counted)')"
    done
    deploy_remove
    row "images built -> 5/5 healthy measured / compose v2 \`up --wait\`" \
        "$(median "${ours[@]:1}")" "$(median "${other[@]:1}")" ms at-most 0.8
}
