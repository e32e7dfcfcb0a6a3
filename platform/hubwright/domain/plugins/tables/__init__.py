"""Deeds of a plugin as tables: each question and each deed in a line, and one way from answers to an entry.

For plugins that mostly ask, keep and show. What a deed asks, the body of its entry, the schema of its record and what
is shown afterwards are all made of the same lines, so that they cannot part.
"""
