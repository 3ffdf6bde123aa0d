"""Bytes become documents: encoding, plain text, Markdown, and the zones that must not be touched."""

from normalize.ingest.read import document_from_text, read_document, retext

__all__ = ["document_from_text", "read_document", "retext"]
