# shellcheck shell=sh
# Messages of the scripts; sourced by bash and dash alike. All of them go to stderr: stdout belongs to answers.

say() {
    printf '%s\n' "${0##*/}: $*" >&2
}

# fail CODE MESSAGE: the codes are those of `emergency` (4: the environment lacks something).
fail() {
    code=$1
    shift
    say "$@"
    exit "$code"
}
