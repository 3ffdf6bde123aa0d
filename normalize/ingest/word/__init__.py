"""Articles in Word files (`.docx`): their text, with the way back into the runs that it stands in."""

from normalize.ingest.word.file import WordText, read_word
from normalize.ingest.word.origin import WordOrigin
from normalize.ingest.word.package import read_package

__all__ = ["WordOrigin", "WordText", "read_package", "read_word"]
