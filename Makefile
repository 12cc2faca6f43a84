# `make` installs woonboom in .venv, checks the trees and builds them in output/. `make help` lists the rest.
# Works with GNU make 3.81, the one on macOS. Stamps in .venv (.installed, .checked, …) say what is done and when.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SHELL := /bin/bash

# What a check depends on; `woonboom build` finds out by itself what has to be made.
SOURCES := $(shell find woonboom -type f -not -path '*/__pycache__/*')
TREES   := $(shell find trees)

# What the tests depend on. With the folders themselves: removing a file changes its folder.
# (`docs/.` and not `docs`, which is a target below.)
TESTED := $(shell find $(wildcard woonboom/. tests/. trees/. docs/. benchmarks/. .ci/.) \
            -not -name __pycache__ -not -path '*/__pycache__/*') $(wildcard *.md) Makefile

.PHONY: all build test test-all check format lint types floors docs docs-check lock clean help
.DELETE_ON_ERROR:

# A build tells the errors of its trees, and makes the others all the same; then a check would tell them again.
all: build $(VENV)/.checked  ## install, build the trees in output/, check them (what `make` does)

build: $(VENV)/.compiled  ## build the trees in output/, what changed only
	$(BIN)/woonboom build

$(VENV)/.checked: $(VENV)/.compiled $(TREES)
	$(BIN)/woonboom check
	@touch $@

$(VENV)/.compiled: $(VENV)/.installed $(SOURCES)
	@$(BIN)/python -m compileall -q woonboom  # a compiled package starts twice as fast
	@touch $@

# ---------------------------------------------------------------- install

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "woonboom needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>/dev/null || echo "not there")." >&2; \
	  echo "Install a newer one, or name it: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  echo "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

PIP_INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable

$(VENV)/.installed: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing woonboom in $(VENV); the first time takes a minute."
	$(PIP_INSTALL) .
	@touch $@

# An extra of pyproject.toml: .installed-test, .installed-test-all, .installed-dev.
$(VENV)/.installed-%: $(VENV)/.installed
	$(PIP_INSTALL) '.[$*]'
	@touch $@

# ---------------------------------------------------------------- test

test: $(VENV)/.installed-test  ## run the tests; those whose tool is missing are skipped, with the reason
	$(BIN)/python -m pytest -n auto
	@touch $(VENV)/.tested

# For the targets below: the tests, unless they passed since anything changed.
$(VENV)/.tested: $(VENV)/.installed-test $(TESTED)
	$(BIN)/python -m pytest -n auto
	@touch $@

# pytest's exit code 5 says that it found no such test.
test-all: $(VENV)/.tested $(VENV)/.installed-test-all  ## install the tools that tests need, and run what `make test` may skip
	.ci/install-tools
	@WOONBOOM_TEST_ALL=1 $(BIN)/python -m pytest -n auto -m "browser or java or node" || { \
	  [ $$? -eq 5 ] && echo "No test needs a tool beyond Python."; }

# ---------------------------------------------------------------- check

check: lint types floors docs-check $(VENV)/.tested  ## everything a change must pass; runs the tests if anything changed
	@echo "Everything passes."

format: $(VENV)/.installed-dev  ## put the code in its standard form
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

lint: $(VENV)/.installed-dev  ## look for mistakes and bad habits (ruff)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: $(VENV)/.installed-dev  ## check the types (mypy)
	$(BIN)/mypy

floors: $(VENV)/.installed-dev  ## check which module imports which (import-linter)
	$(BIN)/lint-imports --no-logo

docs: $(VENV)/.installed-dev  ## write the generated parts of docs/
	$(BIN)/python .ci/gendocs.py

docs-check: $(VENV)/.installed-dev  ## check that the generated parts of docs/ are up to date
	$(BIN)/python .ci/gendocs.py --check

# ---------------------------------------------------------------- the rest

# In a fresh environment, with the oldest Python we support, so that every version fits the newer ones too.
# colorama is what click and pytest need on Windows only.
lock: | $(BIN)/python  ## renew constraints.txt with the newest versions (with Python 3.11)
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { \
	  echo "Make the list with Python 3.11, the oldest that woonboom supports: make clean; make lock PYTHON=python3.11" >&2; exit 1; }
	$(BIN)/python -m venv --clear $(VENV)/lock
	$(VENV)/lock/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,test-all]' colorama
	@{ grep '^#' constraints.txt; \
	   $(VENV)/lock/bin/python -m pip freeze --exclude-editable | sed 's/^colorama==.*/& ; sys_platform == "win32"/'; \
	 } > $(VENV)/constraints.txt
	@mv $(VENV)/constraints.txt constraints.txt
	@rm -rf $(VENV)/lock

clean:  ## remove .venv, caches and what was printed
	rm -rf $(VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find output -mindepth 1 -not -path output/README.md -delete
	find $(wildcard woonboom tests benchmarks .ci) -name __pycache__ -prune -exec rm -rf {} +

help:  ## this list
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## /{printf "make %-11s %s\n", $$1, $$2}' Makefile
