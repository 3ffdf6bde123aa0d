"""Claims of a text, and the conflicts between them."""

from normalize.claims.compare import find_conflicts
from normalize.claims.reading import Reading, read_claims

__all__ = ["Reading", "find_conflicts", "read_claims"]
