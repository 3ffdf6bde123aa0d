"""Names and word tables, each with its source and licence."""
