#!/bin/sh
# Every check that needs no running site. All of them run, so that one visit shows every fault.
set -u

bin=.venv/bin
failed=""

check() {
    name=$1
    shift
    printf '%s\n' "== $name"
    "$@" || failed="$failed
  - $name"
}

in_production() {
    SIGHTLINE_ENV=production SIGHTLINE_HOSTS=sightline.council.example DATABASE_URL=sqlite:///build/unused.sqlite3 \
        SIGHTLINE_SECRET_KEY=only-for-this-check-$(date +%s)-0123456789-abcdefghij-klmnopqrst \
        "$bin/python" manage.py check --deploy --fail-level WARNING
}

export SIGHTLINE_ENV=test
check "Python is formatted" "$bin/ruff" format --check --quiet .
check "Python has no common fault" "$bin/ruff" check --quiet .
check "Types fit" "$bin/mypy" config accounts indicators improvement dashboard scripts tests benchmarks
check "Templates have no common fault" "$bin/djlint" --lint --quiet templates
check "Imports run one way" "$bin/lint-imports"
check "Migrations are in step with the models" "$bin/python" manage.py makemigrations --check --dry-run
check "Production settings are safe" in_production
check "Lock files are complete and name no registry" "$bin/python" -m pytest -q tests/tools/test_locks.py

if test -n "$failed"; then
    printf '\nThese checks failed:%s\n' "$failed"
    exit 1
fi
printf '\nEvery check passed.\n'
