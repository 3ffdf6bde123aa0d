"""What the documents of a run teach one another: words that no lexicon has."""

from __future__ import annotations

from normalize.config import Config
from normalize.pipeline import BatchWords, Forms, taught


class Lesson:
    """Hears what each document has, and says which of them are to be read again, knowing which words.

    It holds the doubts of the documents, which few have, and what `BatchWords` holds.
    """

    def __init__(self, config: Config) -> None:
        self._words = BatchWords(config.language)
        self._doubting: dict[str, Forms] = {}

    def add(self, document: str, forms: Forms) -> None:
        """Add what a document teaches, under its id."""
        self._words.add(forms)
        if forms.doubts:
            self._doubting[document] = Forms(forms.doubts)

    def taught(self) -> dict[str, tuple[str, ...]]:
        """The words that the batch teaches about each document that doubts them."""
        learnt = self._words.learnt()
        lessons = {document: taught(forms, learnt) for document, forms in self._doubting.items()}
        return {document: words for document, words in lessons.items() if words}
