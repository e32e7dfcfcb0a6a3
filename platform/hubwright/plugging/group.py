"""How packages name their plugins."""

from __future__ import annotations

from typing import Final

GROUP: Final = "hubwright.plugins"
"""The group of entry points in which a package names its plugin."""
