"""The schemes there are: every module of `schemes/` that declares a `SCHEME`."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from types import MappingProxyType

from assistant.subsidy import schemes
from assistant.subsidy.scheme import Scheme


def _discover() -> Mapping[str, Scheme]:
    modules = (
        importlib.import_module(f"{schemes.__name__}.{info.name}") for info in pkgutil.iter_modules(schemes.__path__)
    )
    found = [module.SCHEME for module in modules if hasattr(module, "SCHEME")]
    found.sort(key=lambda scheme: scheme.wording.order)
    return MappingProxyType({scheme.id: scheme for scheme in found})


SCHEMES: Mapping[str, Scheme] = _discover()
