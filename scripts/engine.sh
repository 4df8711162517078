# shellcheck shell=bash
# Sourced (`. scripts/engine.sh`), by bash: makes the engine reachable for compose v2 and Testcontainers.
# Podman: exports DOCKER_HOST, and starts the API service where nobody listens; it ends by itself after
# 30 idle minutes. Testcontainers is told to do without images of its own, which no registry may have here:
# one that clears up after tests, and ours do so themselves, one that looks at the disk, and one that asks
# for the way to the host where tests run in a container. Ours are reached on the loopback in any case.

# shellcheck source-path=SCRIPTDIR source=lib/engine.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib/engine.sh"

engine_service_answers() {
    timeout 10 podman --remote --url "unix://$1" version >/dev/null 2>&1
}

engine_export() {
    local socket lock
    if ! engine_detect; then
        echo "engine.sh: no container engine answers (docker info, podman info); run scripts/setup.sh as root" >&2
        return 4
    fi
    export TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_CHECKS_DISABLE=true TESTCONTAINERS_HOST_OVERRIDE=localhost
    [ "$ENGINE" = podman ] || return 0

    socket=$(engine_socket)
    if ! engine_service_answers "$socket"; then
        (umask 077 && mkdir -p "$(dirname "$socket")")
        lock=$(dirname "$socket")/emergency-start.lock
        (
            exec 9>"$lock"
            flock -w 20 9 || true
            if ! engine_service_answers "$socket"; then
                rm -f "$socket"
                # In a folder that stays: Podman starts no container from one that was deleted.
                cd /
                setsid podman system service --time=1800 "unix://$socket" </dev/null >/dev/null 2>&1 9>&- &
                for _ in {1..100}; do
                    if engine_service_answers "$socket"; then break; fi
                    sleep 0.1
                done
            fi
        )
        if ! engine_service_answers "$socket"; then
            echo "engine.sh: podman's API does not answer at $socket; try: podman system service --time=60 unix://$socket" >&2
            return 4
        fi
    fi
    export DOCKER_HOST=unix://$socket
}

engine_export
