"""Configuration: every option with its default in one frozen value, and where values come from."""

from normalize.config.options import Config, GrammarConfig, JudgeConfig

__all__ = ["Config", "GrammarConfig", "JudgeConfig"]
