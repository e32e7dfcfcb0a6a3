"""Hubwright: each area builds its own multi-agency safeguarding hub, as data."""

__version__ = "0.1.0"
