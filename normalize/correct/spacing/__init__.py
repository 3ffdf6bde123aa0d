"""Run-together and split words."""
