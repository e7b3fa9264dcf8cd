# make demo    the main job on the example, from nothing: environment, dependencies, report
# make test    the tests, with what they need
# make test-postgresql
#              those that keep a record, with the record in a PostgreSQL that is begun for them and ends with them
# make check   what CI checks beside the tests: style, types, one-way imports
# make audit   whether a fault is known of anything that is installed; asks the registry, and fails where it does not answer for all
# make wheels  a folder from which a closed network installs with
#              pip install --no-index --find-links wheels servanda
# make lock, make reference, make schema, make licences
#              pin the dependencies anew; make the pages that are made from the code

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
.DELETE_ON_ERROR:
.PHONY: demo test test-postgresql check wheels audit lock reference schema licences clean

.venv/ready: requirements-build.txt requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 13))' \
	  || { echo "Servanda needs Python 3.11 or 3.12; set PYTHON=/path/to/python3.11" >&2; exit 2; }
	@echo "Setting up .venv (a few minutes the first time) ..." >&2
	@$(PYTHON) -m venv .venv
	@$(PIP) install --quiet --require-hashes -r requirements-build.txt
	@$(PIP) install --quiet --require-hashes --no-build-isolation -r requirements.txt
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/ready-for-tests: .venv/ready requirements-test.txt
	@$(PIP) install --quiet --require-hashes --no-build-isolation -r requirements-test.txt
	@touch $@

demo: .venv/ready
	@folder=$$(mktemp -d)/union-state \
	  && $(BIN)/servanda init "$$folder" --example union-state \
	  && $(BIN)/servanda ingest --project "$$folder" \
	  && $(BIN)/servanda report --project "$$folder" \
	  && echo "The project is in $$folder; try: $(BIN)/servanda report --project $$folder --output report.html" >&2

test: .venv/ready-for-tests
	@$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

# How pages look in a browser does not hang on where their rows are.
WITH_A_RECORD := $(addprefix tests/,api cli desk examples production record site) $(addprefix tests/exports/test_,formats.py release.py report.py) \
  --ignore-glob='*browser.py'
test-postgresql: .venv/ready-for-tests
	@TEST_DATABASE=postgresql $(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal $(WITH_A_RECORD)

check: .venv/ready-for-tests
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

audit:
	@$(PYTHON) -m venv .venv-audit
	@.venv-audit/bin/python -m pip --disable-pip-version-check install --quiet --require-hashes -r requirements-audit.txt
	@.venv-audit/bin/pip-audit --strict --disable-pip --require-hashes $(foreach part,.txt -cluster.txt -build.txt,-r requirements$(part))

wheels: .venv/ready
	@$(PIP) wheel --quiet --no-build-isolation --require-hashes -r requirements-build.txt -r requirements.txt --wheel-dir wheels
	@$(PIP) wheel --quiet --no-build-isolation --no-deps . --wheel-dir wheels

LOCK := uv pip compile --quiet --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url
lock:
	$(LOCK) requirements-build.in -o requirements-build.txt
	$(LOCK) requirements-audit.in -o requirements-audit.txt
	$(LOCK) pyproject.toml -o requirements.txt
	$(LOCK) --extra cluster pyproject.toml -c requirements.txt -o requirements-cluster.txt
	$(LOCK) --extra test pyproject.toml -c requirements.txt -o requirements-test.txt

reference: .venv/ready
	@$(BIN)/python docs/reference.py > docs/reference.md

schema: .venv/ready
	@$(BIN)/python docs/schema.py > docs/agreement.schema.json

licences: .venv/ready
	@$(BIN)/python docs/licences.py > docs/licences.md

clean:
	rm -rf .venv .venv-audit build dist wheels .pytest_cache .mypy_cache .ruff_cache .hypothesis
