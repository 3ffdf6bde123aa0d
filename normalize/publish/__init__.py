"""A reviewed run becomes a folder that can be put online: articles, corrections notes, feed, and files for programs."""

from normalize.publish.publish import Publication, publish
from normalize.publish.wishes import Profile, Wishes

__all__ = ["Profile", "Publication", "Wishes", "publish"]
