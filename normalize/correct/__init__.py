"""Documents become corrections: rules, the spacing engine and LanguageTool."""
