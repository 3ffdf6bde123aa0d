"""Write decided edits into a text, with a source map and an exact way back."""

from normalize.apply.apply import apply_edits
from normalize.apply.rebase import rebase

__all__ = ["apply_edits", "rebase"]
