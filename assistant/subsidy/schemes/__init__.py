"""One module a scheme, with its wording beside it; `registry` finds them."""
