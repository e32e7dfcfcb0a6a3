"""Definitions: their drawings, what a schema cannot say about them, and how they are written, compared and merged."""
