"""Measures our pages, journal and definitions beside hand-written ones, in one run: `python -m bench`."""
