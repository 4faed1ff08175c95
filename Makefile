# Asks for Python 3.11 or later and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet install

.DEFAULT_GOAL := help
.PHONY: help refresh nightly test test-slow check corpus consumers browser ecosystem chaos chaos-short
.PHONY: fuzz format docs site bench snapshot clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

refresh: $(VENV)/installed ## rebuild data/library.bib, .json and .html from data/seeds
	@$(BIN)/enrich refresh

nightly: $(VENV)/installed ## refresh, check, and write what changed to CHANGES.md
	@$(BIN)/enrich nightly --changes CHANGES.md; code=$$?; case $$code in \
	  0) echo "nothing changed" ;; \
	  10) echo "the library changed, and all is well; CHANGES.md tells how" ;; \
	  *) exit $$code ;; \
	esac

test: $(VENV)/installed-dev ## run the tests
	@$(BIN)/python -m pytest -m "not slow"

test-slow: $(VENV)/installed-dev ## run all tests, those too that take seconds each
	@HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-suite} $(BIN)/python -m pytest

check: $(VENV)/installed-dev $(VENV)/commonmark.json ## format, lint, types, import contract, all tests: what CI runs
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@HYPOTHESIS_PROFILE=$${HYPOTHESIS_PROFILE:-suite} $(BIN)/python -m pytest

corpus: $(VENV)/installed-dev ## read, merge and write all recorded answers, and count what is wrong
	@$(BIN)/python -m tests.corpus

consumers: $(VENV)/installed-dev ## let LaTeX, pandoc, Typst, LibreOffice and others read what is written
	@scripts/install_consumers.sh
	@$(BIN)/python -m pytest -m consumers tests/consumers
	@$(BIN)/python -m tests.consumers
	@$(BIN)/python -m tests.hostile

browser: $(VENV)/installed-dev ## open the page in Chromium, and use it as people do
	@scripts/install_browser.sh
	@$(BIN)/python -m pytest -n 0 -m browser tests/browser

ecosystem: $(VENV)/installed-dev ## build and install wheel, plugin, hook and action, and use them
	@$(BIN)/python -m tests.ecosystem

chaos: $(VENV)/installed-dev ## refresh from sources that fail in every way (about an hour)
	@$(BIN)/python -m tests.chaos

chaos-short: $(VENV)/installed-dev ## the same in some minutes, as CI runs it
	@$(BIN)/python -m tests.chaos --short

fuzz: $(VENV)/installed-dev ## let every parser have what nobody meant for it, some seconds each
	@$(BIN)/python -m tests.fuzz

format: $(VENV)/installed-dev ## put the code into its format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

docs: $(VENV)/installed-dev ## put what the commands print into the documentation's examples
	@$(BIN)/python scripts/write_schemas.py
	@$(BIN)/python scripts/fill_docs.py

site: $(VENV)/installed-site ## build the documentation as a site in build/site
	@NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@$(BIN)/python scripts/check_site.py build/site

bench: $(VENV)/installed-dev ## measure requests, times and memory against the emulator (some minutes)
	@$(BIN)/python -m tests.bench

snapshot: $(VENV)/installed ## remake data/snapshot.jsonl: make snapshot FACTS=facts.jsonl
	@$(BIN)/python scripts/make_snapshot.py $(FACTS) data/snapshot.jsonl

clean: ## remove what make made: the environment, the cache, the tools' leavings
	rm -rf $(VENV) cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -rf .coverage dist build
	find src tests scripts -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "enrich needs Python 3.11 or later; name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: pyproject.toml $(VENV)/python
	@echo "installing enrich into $(VENV)" >&2
	@$(PIP) --editable .
	@touch $@

$(VENV)/installed-dev: pyproject.toml $(VENV)/python
	@echo "installing enrich and its development tools into $(VENV)" >&2
	@$(PIP) --editable '.[dev]'
	@touch $@ $(VENV)/installed

$(VENV)/installed-site: pyproject.toml $(VENV)/installed-dev
	@echo "installing what builds the documentation" >&2
	@$(PIP) --editable '.[docs]'
	@touch $@

$(VENV)/commonmark.json: $(VENV)/installed-dev
	@$(BIN)/python scripts/fetch_commonmark.py $@
