# `make run` starts the desk, `make test` tests it; `make help` lists the rest.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PY = .venv/bin/python
LOCK = $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-emit-index-url --no-emit-find-links
LOCALE_IGNORE = --ignore=.venv --ignore=var --ignore=tests

# The first Python 3.11 to 3.13 that can make a virtual environment runs aiss/install.py.
define install
	@for python in $(PYTHON) python3.13 python3.12 python3.11 python3; do \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null; \
		then exec "$$python" aiss/install.py $(1); fi; \
	done; \
	echo "The desk needs Python 3.11, 3.12 or 3.13 with its venv module, and found none. On Debian or Ubuntu:" >&2; \
	echo "    apt install make python3 python3-venv" >&2; \
	echo "Where another Python is installed, name it: make $@ PYTHON=/path/to/python3.11" >&2; \
	exit 1
endef

.PHONY: help run install environment test bench lint check audit lock messages clean

help: ## List these targets.
	@sed -n 's/^\([a-z-]*\): .*## /    make \1	/p' Makefile | expand -t 24

run: ## Install what is missing and start the desk; PORT=8001 chooses another port.
	$(call install,requirements.txt)
	@test -e .env || test -n "$$AISS_ENV_FILE" || $(PY) aiss/keys.py --demo
	@exec $(PY) manage.py serve --prepare

install: ## Install or upgrade a real desk: packages, keys in .env, database, static files.
	$(call install,requirements.txt)
	@$(PY) aiss/keys.py
	@$(PY) manage.py prepare

environment: ## Make the virtual environment with everything that tests and checks need.
	$(call install,requirements.txt requirements-dev.txt)

test: environment ## Run every test; ARGS=tests/mail chooses, REQUIRE_ALL=1 lets no test be skipped.
	@$(PY) -m pytest -n $(or $(WORKERS),2) $(ARGS)

bench: environment ## Fill a scratch desk and measure its pages against a bare admin list; ARGS="--pieces 1000" makes it smaller.
	@$(PY) -m tests.benchmarks $(ARGS)

lint: environment ## Check style, layers, migrations and production settings.
	@echo "Checking style …"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 --check {} +
	@echo "Checking layers …"
	@.venv/bin/lint-imports --no-logo
	@echo "Checking migrations and production settings …"
	@mkdir -p var/tests
	@AISS_ENV_FILE=tests/test.env $(PY) manage.py makemigrations --check
	@set -a; . tests/production.env; AISS_ENV_FILE=/dev/null $(PY) manage.py check --deploy --fail-level WARNING

check: lint test ## Run everything that CI runs on one database.

audit: environment ## Look for packages with known weaknesses; needs the network.
	@$(PY) -m uv tool run pip-audit@2.10.1 --strict --require-hashes --disable-pip -r requirements.txt

lock: environment ## Write requirements*.txt, every version and hash, from requirements*.in.
	@$(LOCK) requirements.in -o requirements.txt
	@$(LOCK) requirements-dev.in -o requirements-dev.txt

messages: environment ## Collect texts into the catalogues and compile them; needs gettext.
	@$(PY) manage.py makemessages --all --no-wrap $(LOCALE_IGNORE)
	@$(PY) manage.py compilemessages $(LOCALE_IGNORE)

clean: ## Remove what can be made again; the data under var/ stays.
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis .import_linter_cache var/static var/static.sha256 var/tests
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
