"""Claims of a text, and the conflicts between them."""

from normalize.claims.batch import Shards
from normalize.claims.compare import Part, compare_all, compare_part, compared, find_conflicts, spill
from normalize.claims.copies import is_copy
from normalize.claims.reading import Reading, read_claims

__all__ = [
    "Part",
    "Reading",
    "Shards",
    "compare_all",
    "compare_part",
    "compared",
    "find_conflicts",
    "is_copy",
    "read_claims",
    "spill",
]
