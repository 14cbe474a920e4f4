# Parley. `make` lists what there is.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	if $$p -c 'import sys; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' 2>/dev/null; then echo $$p; break; fi; done)
VENV := .venv
RUN := $(VENV)/bin/python -W ignore::DeprecationWarning -m flask --app wsgi

.PHONY: help run test check sbom screenshots bench faults chaos soak fuzz format lock clean python

help:  ## List what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

run: $(VENV)/run  ## Install, migrate, load the seeds, serve on http://127.0.0.1:8000 (PORT, DATABASE_URL)
	@$(RUN) serve

test: $(VENV)/dev  ## Run every test, on SQLite and on PostgreSQL
	@$(VENV)/bin/python -m pytest -n 2 --dist loadfile

check: $(VENV)/dev  ## Lint, format, types, scripts, Dockerfile, known faults and vulnerabilities, seeds
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/mypy
	@$(VENV)/bin/hadolint Dockerfile
	@$(VENV)/bin/shellcheck deploy/*.sh deploy/*/*.sh .ci/run
	@$(VENV)/bin/bandit --quiet --recursive --configfile pyproject.toml api schemas wsgi.py 2>/dev/null
	@$(VENV)/bin/python deploy/audit.py
	@$(RUN) seeds check

sbom: $(VENV)/dev  ## Write what the service is made of (CycloneDX) to build/sbom.cdx.json
	@mkdir -p build
	@$(VENV)/bin/python -W ignore::UserWarning -m cyclonedx_py requirements requirements.txt --pyproject pyproject.toml \
		--mc-type application --output-reproducible --sv 1.6 --of JSON --validate --output-file build/sbom.cdx.json
	@echo "build/sbom.cdx.json"

screenshots: $(VENV)/dev  ## Write pictures of every page at three widths, light and dark, to build/screenshots (needs chromium)
	@$(VENV)/bin/python -m tests.screenshots $(SCREENSHOTS)

bench: $(VENV)/dev  ## Measure speed beside the limit and a peer; figures in bench/RESULTS.md (needs wrk)
	@$(VENV)/bin/python -m bench $(BENCH)

faults: $(VENV)/dev  ## Write by many at once, kill writers at random moments; figures in bench/FAULTS.md
	@$(VENV)/bin/python -m bench.faults $(FAULTS)

chaos: $(VENV)/dev  ## Let things break under load, one after the other; the table in docs/reliability.md
	@$(VENV)/bin/python -m bench.chaos $(CHAOS)

soak: $(VENV)/dev  ## Half an hour of mixed load on each engine, figures every minute
	@$(VENV)/bin/python -m bench.chaos soak $(SOAK)

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
