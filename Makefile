# Every target installs what it needs into .venv and does nothing twice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
LINK := $(PIP) install --no-build-isolation --no-deps --editable .

.PHONY: demo run test check format bench bench-engine lock browser clean

demo: $(VENV)/.run  ## sandbox, bot and scheduler on this machine; prints one address
	$(BIN)/tremplin demo

run: $(VENV)/.run  ## the bot and its scheduler, settings from TREMPLIN_* (README)
	$(BIN)/tremplin run

test: $(VENV)/.dev browser  ## every test
	$(BIN)/python -m pytest -n auto

check: $(VENV)/.dev  ## format, lint, types, layers, tests, content
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/tremplin content check
	$(MAKE) test

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(VENV)/.dev  ## tables and ratios, never a verdict
	$(BIN)/python -m bench

bench-engine: $(VENV)/.bench  ## the engine beside others; writes docs/engine.md and docs/engine.svg
	$(BIN)/python -m bench.engine

lock: $(VENV)/.dev  ## pin every dependency anew, with hashes and without any index named
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --upgrade \
	  --extra postgres --group build --output-file requirements.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --upgrade \
	  --extra postgres --group dev --output-file requirements-dev.lock
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet --upgrade \
	  --group bench --constraint requirements-dev.lock --output-file requirements-bench.lock

browser: $(VENV)/.dev
	@$(BIN)/python -m tests.browser.install

clean:
	rm -rf $(VENV)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements.lock
	$(LINK)
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(LINK)
	@touch $@

$(VENV)/.bench: requirements-bench.lock $(VENV)/.dev
	$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@
