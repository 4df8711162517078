# shellcheck shell=bash
# Sourced: from a fresh clone to a program that can work. Needs say.sh and `root`.
: "${root:?ready.sh: set root to the folder of the repository first}"

# shellcheck source-path=SCRIPTDIR/.. source=jdk.sh
. "$root/scripts/jdk.sh"
# shellcheck source-path=SCRIPTDIR source=build.sh
. "$root/scripts/lib/build.sh"

# make_ready: sets up what is missing, builds what is out of date, brings the images.
make_ready() {
    "$root/scripts/setup.sh"
    build_jars
    "$root/scripts/images.sh"
}
