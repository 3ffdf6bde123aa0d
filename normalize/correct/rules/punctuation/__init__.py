"""Spaces and marks around words."""
