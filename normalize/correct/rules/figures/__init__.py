"""Rules about how figures are written: their form, never their value."""
