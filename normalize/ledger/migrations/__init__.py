"""Steps that bring a ledger of an older version up to date."""
