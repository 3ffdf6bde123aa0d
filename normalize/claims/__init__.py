"""Claims of a text, and the conflicts between them."""

from normalize.claims.compare import compare_all, find_conflicts
from normalize.claims.copies import is_copy
from normalize.claims.reading import Reading, read_claims

__all__ = ["Reading", "compare_all", "find_conflicts", "is_copy", "read_claims"]
