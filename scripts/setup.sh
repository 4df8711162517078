#!/bin/bash
# Brings in what this machine lacks: a container engine that really runs containers, a compose provider,
# Maven, a JDK 25, the stack's generated passwords, and the command `emergency`. As root it installs and says
# what; as an ordinary user it installs nothing and says what is missing. Done in under a second when all is
# there.
#     scripts/setup.sh --check       says what it would change, and changes nothing; exit 1 if there is something
#     scripts/setup.sh --no-install  changes nothing outside of this clone; exit 4 if something is missing
#     scripts/setup.sh --uninstall   takes the link to the command away
# All that it changes on a machine stands in the README ("What set-up changes").
set -euo pipefail

root=$(cd "$(dirname "$(readlink -f "$0")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=lib/say.sh
. "$root/scripts/lib/say.sh"
# shellcheck source-path=SCRIPTDIR source=lib/engine.sh
. "$root/scripts/lib/engine.sh"
# shellcheck source-path=SCRIPTDIR source=lib/debian.sh
. "$root/scripts/lib/debian.sh"
# shellcheck source-path=SCRIPTDIR source=jdk.sh
. "$root/scripts/jdk.sh"

usage() {
    echo "usage: scripts/setup.sh [--check | --no-install | --uninstall]" >&2
}

mode=install
case $# in
    0) ;;
    1)
        case $1 in
            --check) mode=check ;;
            --no-install) export EMERGENCY_NO_INSTALL=1 ;;
            --uninstall) mode=uninstall ;;
            --help | -h) usage && exit 0 ;;
            *) usage && fail 2 "unknown option '$1'" ;;
        esac
        ;;
    *) usage && fail 2 "one option at a time" ;;
esac

# What --check found that set-up would do.
would=0

# would WHAT: with --check says what is about to be changed, and that it is not; otherwise returns 1.
would() {
    [ "$mode" = check ] || return 1
    say "would $*"
    would=1
}

# outside WHAT: the same for a change outside of this clone, which --no-install leaves to others too.
outside() {
    if would "$@"; then return 0; fi
    [ -n "${EMERGENCY_NO_INSTALL:-}" ] || return 1
    say "left undone (--no-install): $*"
}

# missing WHAT HOW: with --check says what would be done about it, with --no-install that it is missing; both
# go on to what else is. Otherwise returns 1.
lacking=0
missing() {
    if [ "$mode" = check ]; then
        if can_install; then would "$2 ($1)"; else would "need $1, which only root on Debian or Ubuntu has it install"; fi
    elif [ -n "${EMERGENCY_NO_INSTALL:-}" ]; then
        say "missing: $1"
        lacking=1
    else
        return 1
    fi
}

setup_engine() {
    if ! engine_detect; then
        if missing "a container engine: neither 'docker info' nor 'podman info' answers" "install podman"; then return 0; fi
        if [ -n "${EMERGENCY_ENGINE:-}" ]; then
            fail 4 "EMERGENCY_ENGINE=$EMERGENCY_ENGINE, but '$EMERGENCY_ENGINE info' fails: start it, or unset the variable"
        fi
        if ! can_install; then
            fail 4 "no container engine answers: 'docker info' and 'podman info' both fail. Install Podman or start" \
                "Docker (and join its group), or run scripts/setup.sh as root on Debian or Ubuntu"
        fi
        apt_install "no container engine answers" podman runc netavark aardvark-dns slirp4netns uidmap \
            fuse-overlayfs iptables || fail 4 "Podman could not be installed; see apt-get's message above"
        engine_detect || fail 4 "Podman is installed, but 'podman info' fails: run it to see why"
    fi
    if ! engine_has_image "$BASE_IMAGE" \
        && missing "the image $BASE_IMAGE" "load, pull, or bootstrap it from Debian packages"; then
        return 0
    fi
    base_ensure "$root/target/images.tar"
    if engine_runs; then return 0; fi
    if [ "$ENGINE" = podman ]; then
        configure_podman
        if [ "$mode" = check ] || engine_runs; then return 0; fi
    fi
    fail 4 "$ENGINE answers but cannot run a container: ${ENGINE_ERROR:-no message}." \
        "Try: $ENGINE run --rm $BASE_IMAGE true"
}

# Written only after a plain `podman run` has failed.
configure_podman() {
    local folder file limit
    if [ "$(id -u)" = 0 ]; then folder=/etc/containers; else folder=${XDG_CONFIG_HOME:-$HOME/.config}/containers; fi
    file=$folder/containers.conf.d/50-emergency.conf
    limit=$(ulimit -Hn)
    if [ "$limit" = unlimited ] || [ "$limit" -gt 4096 ]; then limit=4096; fi
    say "'podman run' fails here ($ENGINE_ERROR)"
    if outside "write $file"; then return 0; fi
    say "writing $file: open-file and process limits that this machine grants, the runtime and the events log that work without systemd"
    mkdir -p "$folder/containers.conf.d"
    {
        echo "# Written by emergency's scripts/setup.sh, because a plain 'podman run' failed. Delete it to undo."
        echo "[containers]"
        echo "# Soft and hard alike: the API of Podman 4.3 exchanges the two."
        echo "default_ulimits = [\"nofile=$limit:$limit\", \"nproc=4096:4096\"]"
        echo "[engine]"
        if command -v runc >/dev/null 2>&1; then echo 'runtime = "runc"'; fi
        echo 'events_logger = "file"'
        if [ "$(podman info --format '{{.Host.NetworkBackend}}' 2>/dev/null)" = netavark ]; then
            echo "[network]"
            echo 'network_backend = "netavark"'
        fi
    } > "$file.new"
    mv "$file.new" "$file"
    if [ "$folder" = /etc/containers ] && [ ! -e "$folder/storage.conf" ] && [ ! -e /usr/share/containers/storage.conf ] \
        && [ "$(podman info --format '{{.Store.GraphDriverName}}' 2>/dev/null)" = overlay ]; then
        say "writing $folder/storage.conf: the overlay driver for rootless users too (they would get whole copies of each layer)"
        printf '%s\n' "# Written by emergency's scripts/setup.sh. Delete it to undo." '[storage]' 'driver = "overlay"' \
            'runroot = "/run/containers/storage"' 'graphroot = "/var/lib/containers/storage"' > "$folder/storage.conf"
    fi
}

# What systemd and udev do elsewhere: without it no ordinary user can fall back to rootless containers.
setup_rootless() {
    [ "$ENGINE" = podman ] && [ "$(id -u)" = 0 ] || return 0
    if [ -c /dev/net/tun ] && [ "$(stat -c %a /dev/net/tun)" != 666 ]; then
        if ! outside "open /dev/net/tun to all users (chmod 0666)" && chmod 0666 /dev/net/tun 2>/dev/null; then
            say "opened /dev/net/tun to all users until the next boot, as udev does (rootless networks need it)"
        fi
    fi
    if [ "$(findmnt -n -o PROPAGATION / 2>/dev/null)" = private ]; then
        if ! outside "make / a shared mount" && mount --make-rshared / 2>/dev/null; then
            say "made / a shared mount until the next boot, as systemd does (rootless containers ask for it)"
        fi
    fi
}

setup_compose() {
    local version work
    if [ -z "${ENGINE:-}" ] || compose_detect; then return 0; fi
    if missing "a compose provider for $ENGINE" "install docker-compose"; then return 0; fi
    if ! can_install; then
        fail 4 "no compose provider for $ENGINE: tried 'docker compose', 'podman compose', docker-compose (v2)" \
            "and podman-compose. Install one of them, or run scripts/setup.sh as root on Debian or Ubuntu"
    fi
    apt_update
    version=$(apt_version docker-compose)
    if [[ "$version" =~ ^([0-9]+:)?[2-9] ]]; then
        apt_install "no compose provider" docker-compose || true
    else
        say "installing compose v2 from Debian 13 under /usr/local/lib/emergency, linked as /usr/local/bin/docker-compose (no compose provider)"
        work=$(mktemp -d)
        if debian_download trixie docker-compose "$work" && dpkg-deb -x "$work"/docker-compose_*.deb "$work/root"; then
            install -D -m 0755 "$work/root/usr/libexec/docker/cli-plugins/docker-compose" \
                /usr/local/lib/emergency/docker-compose
            ln -sfn /usr/local/lib/emergency/docker-compose /usr/local/bin/docker-compose
        fi
        rm -rf "$work"
    fi
    hash -r
    if compose_detect; then return 0; fi
    say "compose v2 is not to be had or does not run here; taking podman-compose"
    apt_install "no compose provider" podman-compose || true
    compose_detect || fail 4 "no compose provider could be installed; see apt-get's messages above"
}

maven_is_enough() {
    local mvn jar version
    mvn=$(command -v mvn) || return 1
    mvn=$(readlink -f "$mvn")
    # The version stands in a file name: asking Maven would start a JVM.
    version=
    for jar in "${mvn%/bin/mvn}"/lib/maven-core-*.jar; do
        if [ -e "$jar" ]; then
            version=${jar##*/maven-core-}
            version=${version%.jar}
        fi
    done
    if [[ ! "$version" =~ ^[0-9]+\.[0-9]+ ]] && [ "$mvn" = /usr/share/maven/bin/mvn ]; then
        # Debian's package calls the file maven-core-3.x.jar.
        version=$(dpkg-query -W -f '${Version}' maven 2>/dev/null) || version=
    fi
    if [[ ! "$version" =~ ^[0-9]+\.[0-9]+ ]]; then
        version=$(JAVA_HOME=${JAVA_HOME:-$JDK_HOME} mvn -q -v 2>/dev/null) || return 1
        [[ "$version" =~ ([0-9]+\.[0-9]+[.0-9]*) ]] || return 1
        version=${BASH_REMATCH[1]}
    fi
    [[ "$version" =~ ^([0-9]+)\.([0-9]+) ]]
    ((BASH_REMATCH[1] > 3 || (BASH_REMATCH[1] == 3 && BASH_REMATCH[2] >= 8)))
}

setup_maven() {
    if maven_is_enough || missing "Maven 3.8 or newer" "install maven"; then return 0; fi
    if can_install && apt_install "no Maven 3.8 or newer" maven && maven_is_enough; then return 0; fi
    fail 4 "no Maven 3.8 or newer on the PATH: install it (Debian: apt-get install maven) and run this again"
}

setup_jdk() {
    if jdk_find 25 javac || missing "a JDK 25 or newer" "install openjdk-25-jdk-headless"; then return 0; fi
    if can_install; then
        apt_update
        if [ -n "$(apt_version openjdk-25-jdk-headless)" ]; then
            apt_install "no JDK 25" openjdk-25-jdk-headless || true
            if jdk_find 25 javac; then return 0; fi
        fi
    fi
    fail 4 "no JDK 25 or newer: looked at JAVA_HOME, the PATH, /usr/lib/jvm, /opt and ~/.sdkman." \
        "Install one (Temurin 25, or Debian's openjdk-25-jdk-headless), or point JAVA_HOME to it"
}

random_word() {
    od -An -N 18 -tx1 /dev/urandom | tr -d ' \n'
}

setup_secrets() {
    local file=$root/stack/secrets.env
    if [ -e "$file" ]; then
        [ -r "$file" ] || fail 4 "$file belongs to somebody else and cannot be read: run as its owner, or in a clone of your own"
        return 0
    fi
    if would "generate the passwords of the stack in stack/secrets.env"; then return 0; fi
    (
        umask 077
        {
            echo "# Generated by scripts/setup.sh for this machine; never commit it."
            echo "POSTGRES_PASSWORD=$(random_word)"
            echo "GRAFANA_PASSWORD=$(random_word)"
        } > "$file.$$"
        # Root in somebody's clone: the clone's owner must be able to read it.
        [ "$(id -u)" != 0 ] || chown --reference="$root/stack" "$file.$$"
        # ln never overwrites: of two set-ups at once the first one's passwords stay.
        ln "$file.$$" "$file" 2>/dev/null || true
        rm -f "$file.$$"
    )
    [ -e "$file" ] || fail 4 "$file could not be written: check the rights of $root/stack"
    say "generated the passwords of the stack in stack/secrets.env (readable by its owner only)"
}

launcher=$root/scripts/emergency

# The folder of this user's own commands; BINDIR names another one.
link_folder() {
    if [ -n "${BINDIR:-}" ]; then
        printf '%s\n' "$BINDIR"
    elif [ "$(id -u)" = 0 ]; then
        printf '%s\n' /usr/local/bin
    else
        printf '%s\n' "$HOME/.local/bin"
    fi
}

# Makes `emergency` a command. What stands there already and is not ours stays.
setup_link() {
    local folder link
    folder=$(link_folder)
    link=$folder/emergency
    if [ -e "$link" ] && [ "$(readlink -f "$link")" = "$(readlink -f "$launcher")" ]; then return 0; fi
    # A link into a clone that is gone is nobody's.
    if [ -e "$link" ] || { [ -h "$link" ] && [[ "$(readlink "$link")" != */scripts/emergency ]]; }; then
        say "$link is not of this clone and stays; this clone's command is $launcher"
        return 0
    fi
    if outside "link $link to $launcher"; then return 0; fi
    if ! mkdir -p "$folder" || ! ln -sfn "$launcher" "$link"; then
        say "$link could not be made; this clone's command is $launcher"
        return 0
    fi
    say "linked $link to $launcher (scripts/setup.sh --uninstall takes it away)"
    case :$PATH: in
        *:"$folder":*) ;;
        *) say "$folder is not on the PATH: add it, or call $link" ;;
    esac
}

remove_link() {
    local link
    link=$(link_folder)/emergency
    if [ -h "$link" ] && [ "$(readlink -f "$link")" = "$(readlink -f "$launcher")" ]; then
        rm -f "$link"
        say "removed $link"
    elif [ -e "$link" ] || [ -h "$link" ]; then
        say "$link is not of this clone and stays"
    else
        say "nothing to remove: there is no $link"
    fi
}

if [ "$mode" = uninstall ]; then
    remove_link
    exit 0
fi
setup_jdk
setup_maven
setup_secrets
setup_engine
if [ -n "${ENGINE:-}" ]; then setup_rootless; fi
setup_compose
setup_link
if [ "$mode" = check ]; then
    [ "$would" = 1 ] || say "nothing to do"
    exit "$would"
fi
[ "$lacking" = 0 ] || fail 4 "nothing was installed (--no-install): bring in what is missing, and run this again"
say "ready: $ENGINE, ${COMPOSE[*]}, JDK $JDK_HOME"
