# Two commands for a newcomer: `make demo` and `make test`. Both need only python3 (3.11 to 3.13) and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8080
READY := $(VENV)/.ready

.DEFAULT_GOAL := help
.PHONY: help demo test check format dialogues docs lock clean

help: ## Show what can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

$(READY): requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
		|| { echo "Python 3.11, 3.12 or 3.13 is needed; say which with PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "python3 has no venv module; on Debian or Ubuntu: apt install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: $(READY) ## Try it: no token, no network; a page at http://127.0.0.1:8080
	@$(BIN)/dondoc demo --port $(PORT)

test: $(READY) ## Run every test (SQLite and a real PostgreSQL that starts by itself)
	@$(BIN)/python -m pytest -q -n auto --dist loadgroup

check: $(READY) ## Lint, types, import directions
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## Put the code into shape
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

dialogues: $(READY) ## Write what is heard into the golden dialogues; read the difference before you keep it
	@DONDOC_WRITE_DIALOGUES=1 $(BIN)/python -m pytest -q tests/conversations

docs: $(READY) ## Write docs/commands.md and docs/settings.md from the code
	@$(BIN)/python -m bot.command_line.reference docs

lock: $(READY) ## Choose newer dependencies within the bounds of pyproject.toml
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		pyproject.toml --output-file requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --upgrade \
		pyproject.toml --group dev --output-file requirements-dev.lock

clean: ## Remove the environment and what tools left behind
	@rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis .import_linter_cache
