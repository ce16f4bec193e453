"""The calculator: the subsidy tool as a guided form."""

from assistant.web.calculator.page import build_calculator

__all__ = ["build_calculator"]
