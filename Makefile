# The doors of the house: `make` alone lists them. Each does the set-up it needs first, quick when nothing has changed.
# PORT and HUBWRIGHT_DATA may be set for `make run`.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check tidy bench soak docs

BIN := .venv/bin
PORT ?= 8000
DEFINITIONS := form_definitions workflow_definitions tenant_configs

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Put in place all that running and testing need, and nothing more
	@.ci/setup test

run: ## Serve the demonstration hubs on this machine, at http://127.0.0.1:8000 (or PORT)
	@.ci/setup run
	@exec $(BIN)/hubwright serve --demo --port $(PORT)

test: ## Check everything, then run every test, with both databases and a browser
	@.ci/setup test
	@$(MAKE) --no-print-directory check
	@.ci/suite

check: ## Read without running: form, types, floors, spelling, locks and the shipped definitions
	@.ci/setup check
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell
	$(BIN)/uv lock --check
	$(BIN)/hubwright check $(DEFINITIONS)

tidy: ## Put Python files into the house's form, and mend what can be mended without thought
	@.ci/setup check
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

bench: ## Measure our pages and journal beside hand-written ones, in one run
	@.ci/setup test
	$(BIN)/python -m bench
	for page in merge rehearsal studio forecast plugins; do $(BIN)/python -m bench.$$page || exit 1; done

soak: ## Long: kills, load, hostile input and minutes that really pass
	@.ci/setup test
	$(BIN)/python -m pytest -m soak

docs: ## Check the books: every link, command, setting, address, picture and version they name
	@.ci/setup check
	$(BIN)/python -m pytest -q tests/house/test_books.py tests/house/test_faces.py
	@echo "The books begin at docs/README.md; they are Markdown that reads well as it is."
