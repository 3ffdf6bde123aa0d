"""What the rules about figures share: house styles, majorities in one document, and the proof that a value stays."""
