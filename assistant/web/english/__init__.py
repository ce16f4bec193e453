"""English for the Chinese that the subsidy tool and the corpus say, wherever a page shows it."""

from assistant.web.english.catalogue import catalogue, in_english, worded

__all__ = ["catalogue", "in_english", "worded"]
