"""Marac links: a plugin for Hubwright."""
