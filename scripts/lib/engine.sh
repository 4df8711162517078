# shellcheck shell=bash
# Sourced: which container engine this machine has, and whether it works. Changes nothing.

# The name under which the base image is pulled or imported.
# shellcheck disable=SC2034
BASE_IMAGE=docker.io/library/debian:bookworm-slim

# engine_detect: sets ENGINE to the first of docker and podman that answers. EMERGENCY_ENGINE=podman
# or =docker leaves the other one out. Returns 1 when none does.
engine_detect() {
    local name
    ENGINE=
    for name in docker podman; do
        [ "${EMERGENCY_ENGINE:-$name}" = "$name" ] || continue
        command -v "$name" >/dev/null 2>&1 || continue
        if timeout 20 "$name" info >/dev/null 2>&1; then
            # A docker client that talks to a podman socket, or is podman under another name, is podman.
            if [ "$name" = docker ] && [[ "$(timeout 10 docker version 2>&1)" == *[Pp]odman* ]]; then continue; fi
            ENGINE=$name
            return 0
        fi
    done
    return 1
}

# engine_runs: whether a container of the base image really starts; the error is left in ENGINE_ERROR.
engine_runs() {
    ENGINE_ERROR=$(timeout 60 "$ENGINE" run --rm --network=none "$BASE_IMAGE" true 2>&1 >/dev/null)
}

engine_has_image() {
    "$ENGINE" image inspect "$1" >/dev/null 2>&1
}

# engine_socket: prints the path of the API socket of this user's Podman.
engine_socket() {
    if [ "$(id -u)" = 0 ]; then
        printf '%s\n' /run/podman/podman.sock
    elif [ -n "${XDG_RUNTIME_DIR:-}" ] && [ -d "$XDG_RUNTIME_DIR" ]; then
        printf '%s\n' "$XDG_RUNTIME_DIR/podman/podman.sock"
    else
        printf '%s\n' "${TMPDIR:-/tmp}/podman-run-$(id -u)/podman/podman.sock"
    fi
}

# compose_detect: sets COMPOSE (an array) to the first provider that works with ENGINE, best first.
compose_detect() {
    COMPOSE=()
    if [ "$ENGINE" = docker ] && timeout 10 docker compose version >/dev/null 2>&1; then
        COMPOSE=(docker compose)
    elif [ "$ENGINE" = podman ] && timeout 10 podman compose version >/dev/null 2>&1; then
        COMPOSE=(podman compose)
    elif command -v docker-compose >/dev/null 2>&1 && compose_is_v2; then
        COMPOSE=(docker-compose)
    elif [ "$ENGINE" = podman ] && command -v podman-compose >/dev/null 2>&1; then
        COMPOSE=(podman-compose)
    else
        return 1
    fi
}

compose_is_v2() {
    local version
    version=$(timeout 10 docker-compose version --short 2>/dev/null) || return 1
    version=${version#v}
    [[ "${version%%.*}" =~ ^[0-9]+$ ]] && ((${version%%.*} >= 2))
}
