# shellcheck shell=bash
# Sourced: Debian packages, and a Debian base image where no registry answers. Needs say.sh and engine.sh.
# No mirror is written here: every address comes from the machine's own apt configuration.

apt_updated=

# apt-get without its chatter; where it fails, the end of it is shown.
apt_run() {
    local log code=0
    log=$(mktemp)
    DEBIAN_FRONTEND=noninteractive apt-get -q -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 "$@" \
        </dev/null > "$log" 2>&1 || code=$?
    if [ "$code" != 0 ]; then tail -n 15 "$log" >&2; fi
    rm -f "$log"
    return "$code"
}

apt_update() {
    [ -z "$apt_updated" ] || return 0
    apt_run update || say "apt-get update failed; going on with the package lists that are there"
    apt_updated=yes
}

# apt_version PACKAGE: prints the version apt would install; empty when it has none.
apt_version() {
    local key value
    while read -r key value; do
        if [ "$key" = Candidate: ] && [ "$value" != "(none)" ]; then
            printf '%s\n' "$value"
        fi
    done < <(LC_ALL=C apt-cache policy "$1" 2>/dev/null)
}

# apt_install WHY PACKAGE...: installs those of the packages that apt knows.
apt_install() {
    local why=$1 name wanted=()
    shift
    apt_update
    for name in "$@"; do
        if [ -n "$(apt_version "$name")" ]; then wanted+=("$name"); fi
    done
    [ "${#wanted[@]}" -gt 0 ] || return 1
    say "installing ${wanted[*]} ($why)"
    apt_run install -y --no-install-recommends "${wanted[@]}"
}

# Root may install, unless asked not to (setup.sh --no-install, or EMERGENCY_NO_INSTALL=1).
can_install() {
    [ -z "${EMERGENCY_NO_INSTALL:-}" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1
}

# debian_sources SUITE: prints apt sources of that Debian suite, made from this machine's own by
# exchanging the suite's name; fails where the machine is no Debian.
debian_sources() {
    local own site suite component signed found=1 format
    # shellcheck disable=SC2016
    format='$(SITE)|$(RELEASE)|$(COMPONENT)|$(SIGNED_BY)'
    # shellcheck disable=SC1091
    own=$(. /etc/os-release && [ "$ID" = debian ] && printf '%s' "${VERSION_CODENAME:-}") || return 1
    [ -n "$own" ] || return 1
    while IFS='|' read -r site suite component signed; do
        case $suite in
            "$own" | "$own-updates" | "$own-security") ;;
            *) continue ;;
        esac
        if [ -n "$signed" ] && [ "${signed#/}" != "$signed" ]; then signed="[signed-by=$signed] "; else signed=; fi
        # Another suite than the machine's own: only what surely exists there.
        if [ "$1" != "$own" ] && [ "$suite" != "$own" ]; then continue; fi
        printf 'deb %s%s %s %s\n' "$signed" "$site" "${suite/#$own/$1}" "$component"
        found=0
    done < <(apt-get indextargets --format "$format" 'Identifier: Packages' | sort -u)
    return "$found"
}

# debian_download SUITE PACKAGE FOLDER: fetches one package of another Debian suite with a private apt
# state; the machine's own sources and lists stay as they are.
debian_download() {
    local folder=$3 options
    mkdir -p "$folder/lists/partial" "$folder/cache/archives/partial"
    debian_sources "$1" > "$folder/sources.list" || return 1
    options=(-o "Dir::Etc::sourcelist=$folder/sources.list" -o Dir::Etc::sourceparts=- -o APT::Sandbox::User=root
        -o "Dir::State::lists=$folder/lists" -o "Dir::Cache=$folder/cache")
    apt_run "${options[@]}" update && (cd "$folder" && apt_run "${options[@]}" download "$2")
}

# base_ensure ARCHIVE: makes sure that the engine has the base image: already there, else loaded from
# ARCHIVE where that can be read, else pulled, else bootstrapped from Debian's packages.
base_ensure() {
    local work started=$SECONDS
    if engine_has_image "$BASE_IMAGE"; then return 0; fi
    if [ -r "$1" ]; then
        say "loading the images from $1"
        if "$ENGINE" load -q -i "$1" >&2 && engine_has_image "$BASE_IMAGE"; then return 0; fi
        say "$1 did not bring $BASE_IMAGE; going on without it"
    fi
    if timeout 120 "$ENGINE" pull -q "$BASE_IMAGE" >/dev/null 2>&1; then
        say "pulled $BASE_IMAGE ($((SECONDS - started)) s)"
        return 0
    fi
    say "no registry answers; bootstrapping $BASE_IMAGE from Debian packages (about half a minute)"
    if ! command -v mmdebstrap >/dev/null 2>&1; then
        if ! can_install || ! apt_install "bootstraps the base image" mmdebstrap; then
            fail 4 "$BASE_IMAGE can be neither pulled nor bootstrapped: install mmdebstrap, or let root run" \
                "'scripts/images.sh --save target/images.tar' and try again"
        fi
    fi
    work=$(mktemp -d)
    if ! base_bootstrap "$work/base.tar" > "$work/log" 2>&1 \
        || ! "$ENGINE" import -c 'CMD ["bash"]' "$work/base.tar" "$BASE_IMAGE" >> "$work/log" 2>&1; then
        tail -n 15 "$work/log" >&2
        rm -rf "$work"
        fail 4 "bootstrapping $BASE_IMAGE failed (above: mmdebstrap's last lines); check that apt-get update works"
    fi
    rm -rf "$work"
    say "bootstrapped $BASE_IMAGE ($((SECONDS - started)) s)"
}

base_bootstrap() {
    local mode=root options=() check sources
    [ "$(id -u)" = 0 ] || mode=unshare
    # A mirror that is a frozen snapshot needs the machine's own setting in the image too.
    check=$(apt-config dump --format '%v' Acquire::Check-Valid-Until 2>/dev/null) || check=
    if [ "$check" = false ]; then options+=(--aptopt='Acquire::Check-Valid-Until "false"'); fi
    sources=$(debian_sources bookworm)
    if [[ "$sources" == *https:* ]]; then options+=(--include=ca-certificates); fi
    # Merged from the start: the usrmerge package, which would do it later, needs the whole of Perl (50 MB).
    if [ -d /usr/share/mmdebstrap/hooks/merged-usr ]; then
        options+=(--hook-dir=/usr/share/mmdebstrap/hooks/merged-usr --include=usr-is-merged)
    fi
    # shellcheck disable=SC2016
    mmdebstrap --variant=minbase --mode="$mode" \
        --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
        --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
        --dpkgopt='path-include=/usr/share/doc/*/copyright' --dpkgopt=force-unsafe-io \
        --customize-hook='rm -rf "$1"/var/cache/apt/* "$1"/var/log/*' \
        "${options[@]}" bookworm "$1" - <<< "$sources"
}
