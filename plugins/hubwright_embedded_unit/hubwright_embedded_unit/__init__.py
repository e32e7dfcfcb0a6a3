"""Embedded unit: a plugin for Hubwright."""
