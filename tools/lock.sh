#!/bin/sh
# Write the lock files: every package with its version and hashes, and no registry's address.
set -eu

uv=$(command -v uv || true)
if test -z "$uv"; then
    # uv writes the locks only; nothing that runs, tests or checks the site needs it.
    "$(sh tools/find_python.sh)" -m venv build/lock-tool
    build/lock-tool/bin/python -m pip install --quiet uv
    uv=build/lock-tool/bin/uv
fi
for name in base dev node; do
    "$uv" pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" \
        "requirements/$name.in" -o "requirements/$name.txt"
done
sh tools/node.sh npm install --package-lock-only --omit=optional
