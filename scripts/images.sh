#!/bin/bash
# Builds the stack's images with Docker or Podman; those whose inputs did not change are left alone.
#
#   scripts/images.sh               build what changed
#   scripts/images.sh --fresh       build all of them anew (for new Debian packages)
#   scripts/images.sh --save FILE   write base and images into one archive
#   scripts/images.sh --load FILE   read such an archive into this user's storage
#
# A user without root, registry and mmdebstrap gets the images from target/images.tar, where root has
# put them with --save.
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

# Compressed classes with a CDS archive start as fast as plain ones and take a third less room.
runtime_options=(--add-modules
    "java.base,java.sql,java.naming,java.management,java.net.http,jdk.httpserver,java.logging,java.xml,jdk.unsupported,jdk.crypto.ec"
    --strip-java-debug-attributes --no-header-files --no-man-pages --compress zip-6 --vm server --generate-cds-archive)
# In the order in which they are begun: text2sql is built with postgres, the others at the same time.
names=(prometheus alertmanager postgres text2sql)
label=io.nuwa.emergency.inputs
# Whatever a build makes has this one.
made=io.nuwa.emergency.stack
staging=$root/target/images
jar=$root/target/text2sql.jar

image_name() {
    printf 'localhost/emergency/%s:dev' "$1"
}

# java_release: what tells one Java runtime from the next.
java_release() {
    grep -E '^(JAVA_VERSION|JAVA_RUNTIME_VERSION|IMPLEMENTOR_VERSION)=' "$JDK_HOME/release"
}

# stage NAME: fills the build context with just what the Containerfile copies; secrets never get near it.
stage() {
    local context=$staging/$1
    mkdir -p "$context"
    find "$context" -mindepth 1 -maxdepth 1 ! -name runtime -exec rm -rf {} +
    find "$root/stack/$1" -maxdepth 1 -type f -exec cp -p {} "$context/" \;
    case $1 in
        postgres) ;;
        text2sql) cp -p "$root/stack/http-ready" "$jar" "$context/" ;;
        *) cp -p "$root/stack/http-ready" "$context/" ;;
    esac
    # Whatever umask the clone was made with, the services' own users must be able to read these.
    find "$context" -mindepth 1 -maxdepth 1 -type f -exec chmod go+r {} +
    find "$context" -mindepth 1 -maxdepth 1 -type f -perm -u+x -exec chmod go+x {} +
}

# inputs NAME: prints the hash of all that goes into the image.
inputs() {
    (
        cd "$staging/$1"
        find . -maxdepth 1 -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
        find . -maxdepth 1 -type f -perm -u+x | LC_ALL=C sort
        if [ "$1" = text2sql ]; then
            java_release
            echo "${runtime_options[*]}"
        fi
    ) | sha256sum | cut -c 1-16
}

make_runtime() {
    local stamp=$staging/runtime.stamp wanted
    wanted="$(java_release) ${runtime_options[*]}"
    if [ -d "$staging/text2sql/runtime" ] && [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then return 0; fi
    rm -rf "$staging/text2sql/runtime" "$stamp"
    "$JDK_HOME/bin/jlink" "${runtime_options[@]}" --output "$staging/text2sql/runtime"
    # The archive for heaps of 32 GB and more.
    rm -f "$staging/text2sql/runtime/lib/server/classes_nocoops.jsa"
    chmod -R go+rX "$staging/text2sql/runtime"
    printf '%s\n' "$wanted" > "$stamp"
}

build() {
    local old new options=(--label "$label=$2" -t "$(image_name "$1")" -f "$staging/$1/Containerfile")
    if [ -n "$fresh" ]; then options+=(--no-cache); fi
    # Without "docker" as the format Podman drops HEALTHCHECK.
    if [ "$ENGINE" = podman ]; then options+=(--format docker --network host); fi
    if [ "$1" = text2sql ]; then make_runtime; fi
    old=$("$ENGINE" image inspect --format '{{.Id}}' "$(image_name "$1")" 2>/dev/null) || old=
    "$ENGINE" build "${options[@]}" "$staging/$1"
    # The image it replaces goes, unless a container still uses it.
    new=$("$ENGINE" image inspect --format '{{.Id}}' "$(image_name "$1")")
    if [ -n "$old" ] && [ "$old" != "$new" ]; then "$ENGINE" rmi "$old" || true; fi
}

build_all() {
    local name hash have job postgres='' failed=() jobs=() built=() started=$SECONDS
    [ -f "$jar" ] || fail 4 "target/text2sql.jar is not built: run 'mvn -q -DskipTests package' in $root"
    jdk_find 25 jlink || fail 4 "no JDK 25 or newer with jlink: run scripts/setup.sh"
    base_ensure "$root/target/images.tar"
    if ! mkdir -p "$staging" 2>/dev/null || ! [ -w "$staging" ]; then
        fail 4 "$staging cannot be written: run as the owner of $root, or in a clone of your own"
    fi
    # One build at a time: two would stage into the same folders.
    exec 9>"$staging/lock"
    flock 9
    for name in "${names[@]}"; do
        stage "$name"
        hash=$(inputs "$name")
        have=$("$ENGINE" image inspect --format "{{index .Config.Labels \"$label\"}}" "$(image_name "$name")" 2>/dev/null) || have=
        if [ -z "$fresh" ] && [ "$have" = "$hash" ]; then continue; fi
        # The first stage of text2sql is a container of postgres; the loop below says why there is none.
        if [ "$name" = text2sql ] && [ -n "$postgres" ] && ! wait "$postgres"; then continue; fi
        (set -e; build "$name" "$hash") > "$staging/$name.log" 2>&1 </dev/null 9>&- &
        jobs+=("$!:$name")
        if [ "$name" = postgres ]; then postgres=$!; fi
        built+=("$name")
    done
    if [ "${#jobs[@]}" = 0 ]; then
        say "all images are up to date"
        return 0
    fi
    say "building ${built[*]} with $ENGINE"
    for job in "${jobs[@]}"; do
        if ! wait "${job%%:*}"; then failed+=("${job#*:}"); fi
    done
    # What builds before this one, and stages before the last, have left: Podman looks through all of it whenever it lists images.
    "$ENGINE" image prune --force --filter "label=$made" >/dev/null || true
    if [ "${#failed[@]}" -gt 0 ]; then
        for name in "${failed[@]}"; do
            say "building $(image_name "$name") failed; the end of $staging/$name.log:"
            tail -n 20 "$staging/$name.log" >&2
        done
        exit 1
    fi
    say "built ${built[*]} ($((SECONDS - started)) s)"
}

save() {
    local name list=("$BASE_IMAGE")
    for name in "${names[@]}"; do
        engine_has_image "$(image_name "$name")" || fail 4 "$(image_name "$name") is not there: run scripts/images.sh first"
        list+=("$(image_name "$name")")
    done
    rm -f "$1.new"
    if [ "$ENGINE" = podman ]; then
        podman save -q -m -o "$1.new" "${list[@]}"
    else
        docker save -o "$1.new" "${list[@]}"
    fi
    chmod 0644 "$1.new"
    mv "$1.new" "$1"
    say "saved ${#list[@]} images in $1 ($(du -h "$1" | cut -f 1))"
}

usage() {
    fail 2 "unknown arguments '$*'; known: --fresh, --save FILE, --load FILE"
}

fresh=
engine_detect || fail 4 "no container engine answers (docker info, podman info): run scripts/setup.sh"
case $#:${1:-} in
    0:) build_all ;;
    1:--fresh)
        fresh=yes
        build_all
        ;;
    2:--save) save "$2" ;;
    2:--load)
        [ -r "$2" ] || fail 4 "$2 cannot be read: make it with 'scripts/images.sh --save $2'"
        "$ENGINE" load -q -i "$2" >&2
        ;;
    *) usage "$@" ;;
esac
