"""The page of the policy's own text."""

from assistant.web.library.page import library_router

__all__ = ["library_router"]
