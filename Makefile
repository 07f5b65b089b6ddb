# `make help` lists what people run. The second run of anything takes seconds.
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
SYSTEM_STAMP := $(VENV)/.installed-system
FRONTEND := $(wildcard frontend/*.js frontend/*.mjs frontend/*.css frontend/*.json)
BUNDLE_STAMP := $(VENV)/.built-frontend
CLIENT_STAMP := $(VENV)/.installed-client
# A browser, an engine that others run, a client: what tests use beside Python packages.
PACKAGES := chromium curl nginx-light systemd virtuoso-opensource-7-bin

HARVEST := $(VENV)/harvest
HARVEST_STAMP := $(HARVEST)/.installed

.PHONY: help install serve test test-harvest check lint types fast format constraints clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(STAMP): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(DEV_STAMP): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(STAMP)

# As root on Debian they are installed; elsewhere tests say what they miss.
$(SYSTEM_STAMP): Makefile | $(BIN)/python
	@if dpkg -s $(PACKAGES) >/dev/null 2>&1; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && \
		DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(PACKAGES) >/dev/null; \
	else echo "not installed here, some tests will say so: $(PACKAGES)"; fi
	@touch $@

# Others' fonts and query editor come in here and are never committed.
$(BUNDLE_STAMP): $(FRONTEND) | $(BIN)/python
	@{ command -v npm && cd frontend && npm ci --silent --no-audit --no-fund && npm run --silent build; } >/dev/null 2>&1 \
		|| echo "no fonts and no query editor (npm could not build them): pages do without"
	@touch $@

$(CLIENT_STAMP): tests/harvest/package-lock.json | $(BIN)/python
	@{ command -v npm && cd tests/harvest && npm ci --silent; } >/dev/null 2>&1 \
		|| echo "no client of event streams (npm could not install it): its test will say so"
	@touch $@

install: $(STAMP) ## make .venv and install ngckg into it

serve: $(STAMP) $(BUNDLE_STAMP) ## build a release where there is none and serve it on http://127.0.0.1:8000
	$(BIN)/ngckg serve

test: lint types $(SYSTEM_STAMP) $(BUNDLE_STAMP) $(CLIENT_STAMP) ## all tests, with the linters; installs what they need
	$(BIN)/python -m pytest -n 2 --dist loadgroup

# CKAN pins other versions of what we use, so it has an environment of its own.
$(HARVEST_STAMP): tests/harvest/requirements.txt | $(BIN)/python
	$(PYTHON) -m venv $(HARVEST)
	$(HARVEST)/bin/pip install --quiet --disable-pip-version-check -r tests/harvest/requirements.txt
	@touch $@

test-harvest: $(DEV_STAMP) $(HARVEST_STAMP) ## what CKAN's own parser makes of the catalogue; installs CKAN
	NGCKG_HARVEST_PYTHON=$(HARVEST)/bin/python $(BIN)/python -m pytest tests/harvest/ckanext_dcat.py

check: lint types fast ## linters, types and the fast tests, in under a minute

lint: $(DEV_STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV_STAMP)
	$(BIN)/mypy

fast: $(DEV_STAMP)
	$(BIN)/python -m pytest -m "not slow" -n 2 -q

format: $(DEV_STAMP) ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints: $(DEV_STAMP) ## write constraints.txt anew from what is installed
	$(BIN)/pip freeze --exclude-editable --disable-pip-version-check | grep -v '@' > constraints.txt

clean: ## remove what was made, releases and snapshots aside
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist
