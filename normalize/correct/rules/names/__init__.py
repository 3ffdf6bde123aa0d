"""Names, held against the user's facts, a shipped table, and the document itself."""
