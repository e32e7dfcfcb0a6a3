"""Meetings: called, put in order, held, and written down."""
