"""Contacts as they come in: the telephone's screen, and what has arrived by which door."""
