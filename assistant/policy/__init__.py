"""Policies as data: clauses, quotes, dated parameters, catalogues; loading, checking and citing them."""
