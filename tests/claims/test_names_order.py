"""What a name is short for does not hang on the order in which a process holds its names."""

from __future__ import annotations

from normalize.claims.analysis import analyse
from normalize.figures import read_figures
from normalize.ingest import document_from_text
from normalize.model import Facts


def test_a_short_name_of_a_short_name_stands_for_the_longest() -> None:
    """Names lead to the longest form whatever order a process happens to hold them in."""
    people = [("Marta", "Vega", "Ruiz"), ("Juhan", "Kask", "Tamm"), ("Odile", "Brun", "Carre"), ("Piet", "Smit", "Bos")]
    people += [("Ines", "Prado", "Luz"), ("Karl", "Weber", "Stolz"), ("Ugo", "Neri", "Fava"), ("Lea", "Holm", "Dahl")]
    said = " ".join(f"We met {a} {b} {c}. Then {a} {b} spoke. Later we saw {b} again." for a, b, c in people)
    document = document_from_text(said, "a")
    names = analyse(document, read_figures(document), Facts()).names
    assert [names.resolve(b) for _, b, _ in people] == [f"{a} {b} {c}".lower() for a, b, c in people]
