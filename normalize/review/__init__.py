"""The local web app in which people decide: it reads a run's reports and appends events to the ledger."""

from normalize.review.access import access_for
from normalize.review.app import make_app
from normalize.review.board import Reviewing
from normalize.review.book import Book, book_of, open_book
from normalize.review.serve import listen, serve

__all__ = ["Book", "Reviewing", "access_for", "book_of", "listen", "make_app", "open_book", "serve"]
