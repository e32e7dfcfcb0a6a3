"""Plugins in processes of their own: found by entry point, asked by lines of JSON, killed past their time.

No code of a plugin is ever imported by the process that serves pages or keeps the clocks. The walls are against
mistakes: an operator trusts the code that they install.
"""

from hubwright.plugging.apart import Faulty, KeptProcess
from hubwright.plugging.held import HeldPlugins
from hubwright.plugging.installed import Known, installed, known

__all__ = ["Faulty", "HeldPlugins", "KeptProcess", "Known", "installed", "known"]
