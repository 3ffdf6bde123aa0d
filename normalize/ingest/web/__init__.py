"""Articles in HTML pages: their text, with the way back into the page's own bytes."""

from normalize.ingest.web.charset import decode_page
from normalize.ingest.web.origin import PageOrigin
from normalize.ingest.web.page import Page, read_page

__all__ = ["Page", "PageOrigin", "decode_page", "read_page"]
