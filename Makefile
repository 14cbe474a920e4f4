# Parley. `make` lists what there is.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
RUN := $(VENV)/bin/python -W ignore::DeprecationWarning -m flask --app wsgi

.PHONY: help run test check bench faults fuzz format lock clean python

help:  ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run  ## Install, migrate, load the seeds, serve on http://127.0.0.1:8000 (PORT, DATABASE_URL)
	@$(RUN) serve

test: $(VENV)/dev  ## Run every test, on SQLite and on PostgreSQL
	@$(VENV)/bin/python -m pytest

check: $(VENV)/dev  ## Lint, format, types, Dockerfile, seeds
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/hadolint Dockerfile
	@$(RUN) seeds check

bench: $(VENV)/dev  ## Measure speed beside the limit and a peer; figures in bench/RESULTS.md (needs wrk)
	@$(VENV)/bin/python -m bench $(BENCH)

faults: $(VENV)/dev  ## Write by many at once, kill writers at random moments; figures in bench/FAULTS.md
	@$(VENV)/bin/python -m bench.faults $(FAULTS)

fuzz: $(VENV)/dev  ## Ask and write all that the document allows and much that it does not (schemathesis)
	@$(VENV)/bin/python -m bench.fuzz $(FUZZ)

format: $(VENV)/dev  ## Format the code and the seeds
	@$(VENV)/bin/ruff check --fix --quiet .
	@$(VENV)/bin/ruff format .
	@$(RUN) seeds format

lock: python  ## Write the lock files anew from requirements*.in
	@$(PYTHON) -m venv $(VENV)-lock && $(VENV)-lock/bin/pip --quiet install pip-tools
	@for each in requirements requirements-dev; do $(VENV)-lock/bin/pip-compile --quiet --generate-hashes \
		--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --strip-extras --allow-unsafe \
		--output-file $$each.txt $$each.in || exit 1; done

clean:  ## Remove the virtual environment and caches; the database stays
	@rm -rf $(VENV) $(VENV)-lock .pytest_cache .mypy_cache .ruff_cache .hypothesis

python:
	@test -n "$(PYTHON)" && $(PYTHON) -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null \
	|| { echo "parley: Python 3.11, 3.12 or 3.13 is needed; name one: make run PYTHON=/path/to/python3.13" >&2; exit 1; }

$(VENV)/bin/pip: | python
	@test -w . || { echo "parley: the folder $(CURDIR) cannot be written; allow it, or clone into another." >&2; exit 1; }
	@echo "making the virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	echo "parley: the virtual environment could not be made; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/run: requirements.txt | $(VENV)/bin/pip
	@echo "installing the locked dependencies"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/dev: requirements-dev.txt | $(VENV)/bin/pip
	@echo "installing the locked dependencies for development"
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/run
