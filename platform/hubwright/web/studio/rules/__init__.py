"""Rules as sentences: built of a question, a comparison that fits it and a value, wherever a draft has a rule."""
