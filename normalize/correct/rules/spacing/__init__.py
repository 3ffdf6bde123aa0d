"""Spaces: run-together and split words, lost sentence breaks."""
