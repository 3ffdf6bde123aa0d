# Everything is set up on demand: a virtual environment in .venv, the package, LanguageTool with its own Java,
# and for the tests a browser. Only Python 3.11 or newer and make are needed.

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
SEEDS ?= seeds
OUT ?= out
DATA ?=
TEXTS ?=
PAIRS ?=
LISTS ?=
JOBS ?= 2

.DEFAULT_GOAL := help
.PHONY: help run test lint docs bench train clean

help: ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

run: $(VENV)/run.done ## clean the articles in seeds/ into out/ (SEEDS=folder OUT=folder)
	$(BIN)/normalize clean $(SEEDS) --out $(OUT)

test: $(VENV)/test.done ## run every test, with LanguageTool and a real browser
	$(BIN)/python -m pytest -n $(JOBS) --dist loadgroup

lint: $(VENV)/lint.done ## check style, types and generated files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/run.done ## write the generated pages in docs/ anew
	$(BIN)/python -m normalize.correct.pages
	$(BIN)/python -m normalize.report.schema
	$(BIN)/python -m normalize.cli.pages
	$(BIN)/python -m normalize.publish.template_docs

bench: $(VENV)/bench.done ## measure against the peers (DATA=folder laid out as docs/benchmarks.md says)
	@test -d "$(DATA)" || { echo "make bench needs DATA=folder: docs/benchmarks.md says what it holds"; exit 1; }
	$(BIN)/python bench/startup.py
	$(BIN)/python bench/spacing.py $(DATA)/whitespace/dev
	$(BIN)/python bench/figures.py $(DATA)/figures
	$(BIN)/python bench/claims.py --stories $(DATA)/claims/stories.jsonl --summedits $(DATA)/claims/summedits_*.json --rte $(DATA)/claims/rte3_dev_3way.json
	$(BIN)/python bench/rules.py $(DATA)/news/*.csv
	$(BIN)/python bench/grammar.py $(DATA)/news/*.csv

train: $(VENV)/train.done ## train the spacing model anew (TEXTS= PAIRS= LISTS=, see docs/spacing-model.md)
	@test -d "$(TEXTS)" -a -d "$(PAIRS)" || { echo "make train needs TEXTS=folder PAIRS=folder: docs/spacing-model.md says what they hold"; exit 1; }
	@test -z "$(LISTS)" || $(BIN)/python -m training.lexicon --texts $(TEXTS) --pairs $(PAIRS) --lists $(LISTS) --out normalize/correct/tables/spacing
	$(BIN)/python -m training.names --texts $(TEXTS) --pairs $(PAIRS) --out normalize/correct/tables/spacing
	$(BIN)/python -m training.train --texts $(TEXTS) --pairs $(PAIRS) --minutes 24 --out normalize/correct/tables/spacing
	$(BIN)/python -m training.context --texts $(TEXTS) --pairs $(PAIRS) --out normalize/correct/tables/spacing
	$(BIN)/python -m training.mixture --pairs $(PAIRS) --out normalize/correct/tables/spacing
	$(BIN)/python -m training.decision --texts $(TEXTS) --pairs $(PAIRS) --out normalize/correct/tables/spacing

clean: ## remove what the other commands made, reports included
	rm -rf $(VENV) out/* .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "normalize needs Python 3.11 or newer: install it, or run make PYTHON=/path/to/python3"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/run.done: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@$(BIN)/python -m normalize doctor --fetch || echo "LanguageTool is not there yet; the run will try again and say what it could not check"
	@touch $@

$(VENV)/test.done: $(VENV)/run.done tests/chromium.py
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	$(BIN)/python tests/chromium.py
	@touch $@

$(VENV)/lint.done: $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[lint]'
	@touch $@

$(VENV)/bench.done: $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[bench]'
	@touch $@

$(VENV)/train.done: $(VENV)/run.done
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	@touch $@
