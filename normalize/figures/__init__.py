"""Figures of a text, each with the interval that its wording allows."""

from normalize.figures.read import read_figures

__all__ = ["read_figures"]
