"""Figures of a text, each with the interval that its wording allows."""

from normalize.figures.compare import agree, convert
from normalize.figures.interval import HEDGES
from normalize.figures.periods import Period, periods
from normalize.figures.read import read_figures

__all__ = ["HEDGES", "Period", "agree", "convert", "periods", "read_figures"]
