"""Imports go down, never up: the folders are the architecture."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "assistant"
BELOW = {
    "language": set(),
    "policy": set(),
    "subsidy": {"policy", "settings"},
    "retrieval": {"policy", "language", "settings"},
    "dialogue": {"policy", "language", "subsidy", "retrieval", "settings"},
    "storage": {"language", "dialogue", "policy", "settings"},
    "web": {"dialogue", "policy", "language", "subsidy", "retrieval", "storage", "settings"},
    "cli": {"dialogue", "policy", "language", "subsidy", "retrieval", "storage", "web", "settings"},
}
GROUND = {"yaml_file"}  # what every folder stands on
# Libraries that one place alone may know.
ONLY = {"chromadb": "retrieval", "langchain_chroma": "retrieval", "bm25s": "retrieval", "gradio": "web"}


def _imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "assistant"}
    return names


@pytest.mark.parametrize("folder", sorted(BELOW))
def test_a_folder_imports_only_what_lies_below(folder: str) -> None:
    for path in (PACKAGE / folder).rglob("*.py"):
        above = {
            name.split(".")[1]
            for name in _imports(path)
            if name.startswith("assistant.") and name.split(".")[1] not in BELOW[folder] | GROUND | {folder}
        }
        assert not above, f"{path.relative_to(PACKAGE)} imports {sorted(above)}"


@pytest.mark.parametrize(("library", "home"), sorted(ONLY.items()))
def test_a_library_is_known_in_one_place(library: str, home: str) -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).parts[0] != home:
            assert library not in {name.split(".")[0] for name in _imports(path)}, path


def test_only_one_module_knows_language_models() -> None:
    knowing = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(name.startswith(("langchain_openai", "langchain.chat_models", "openai")) for name in _imports(path))
    }
    assert knowing <= {"dialogue/model.py"}
