# Sightline: everything a person or a machine does with this repository.
# Plain make (3.81 and newer) and sh, on Linux and macOS. `make` alone explains the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# The newest Python on this machine that the site can run on; name another with `make PYTHON=…`.
PYTHON ?= $(shell sh tools/find_python.sh)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
MANAGE := $(BIN)/python manage.py

HOST ?= 127.0.0.1
PORT ?= 8000
export HOST PORT

# Stamp files: each says that a step was done since its sources last changed.
BASE := $(VENV)/.base-installed
DEV := $(VENV)/.dev-installed
NODE := $(VENV)/.node-found
ASSETS := build/.assets-built
COLLECTED := build/.collected

.PHONY: help
help: ## Explain the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: install
install: $(BASE) $(DEV) ## Make the Python environment in .venv, for running, testing and checking

.PHONY: assets
assets: $(ASSETS) ## Build CSS, scripts and fonts from their packages into build/

.PHONY: run
run: $(BASE) $(COLLECTED) ## Prepare the database and serve the site on HOST:PORT (127.0.0.1:8000)
	@$(MANAGE) prepare
	@exec sh tools/serve.sh

.PHONY: test
test: install $(COLLECTED) ## Run the tests, on SQLite and then what concerns the database on PostgreSQL
	@$(BIN)/python -m tests.harness.run

.PHONY: test-all
test-all: install $(COLLECTED) ## Run every test, the slow and exhaustive ones too
	@$(BIN)/python -m tests.harness.run --all

.PHONY: check
check: install $(COLLECTED) ## Check format, lint, types, templates, imports, migrations and production settings
	@sh tools/check.sh

.PHONY: bench
bench: install $(COLLECTED) ## Measure how quick pages, papers and the import are, and print the figures
	@$(BIN)/python -m benchmarks

.PHONY: lock
lock: $(BASE) ## Pin the newest releases that requirements/*.in and package.json allow
	@sh tools/lock.sh

.PHONY: clean
clean: ## Remove everything that was made; what people entered in var/ stays
	rm -rf $(VENV) build node_modules .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Sightline needs Python 3.11 or newer, and none was found. Install one, or name it: make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python could not make an environment. On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(BASE): requirements/base.txt | $(VENV)/bin/python
	$(PIP) install --quiet --require-hashes -r requirements/base.txt
	@touch $@

$(DEV): requirements/dev.txt $(BASE)
	$(PIP) install --quiet --require-hashes -r requirements/dev.txt
	@touch $@

# Node comes from a Python package only where the machine has none that is new enough.
$(NODE): requirements/node.txt tools/node.sh | $(VENV)/bin/python
	@sh tools/node.sh found || $(PIP) install --quiet --require-hashes -r requirements/node.txt
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc $(NODE)
	sh tools/node.sh npm ci --omit=optional
	@touch $@

# The folders are named too, so that a file taken away is noticed.
$(ASSETS): node_modules/.installed tools/build-assets.mjs $(shell find assets -mindepth 1)
	sh tools/node.sh node tools/build-assets.mjs
	@touch $@

# Compressing takes seconds, so the collected files are made only when something went into them.
$(COLLECTED): $(ASSETS) $(BASE) config/settings.py config/static.py $(shell find static -type f 2>/dev/null)
	SIGHTLINE_ENV=development $(MANAGE) collectstatic --noinput --clear --verbosity 0
	@touch $@
