"""Worked examples: made of what somebody typed on a form of the draft, told on every look, changed and taken out."""
