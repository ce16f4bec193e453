"""The YAML files beside the modules, read by libyaml: ten times as fast as PyYAML's own parser, which the start would feel."""

from __future__ import annotations

from pathlib import Path

import yaml


def read_data(path: Path) -> object:
    """What a YAML file of the package holds.

    Args:
        path: a file that comes with the package; a policy's folder has a reader of its own, which names file and line.

    Raises:
        OSError: the file is not there.
        yaml.YAMLError: it is not YAML.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
