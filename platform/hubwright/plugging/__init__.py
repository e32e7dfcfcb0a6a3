"""Plugins in processes of their own: found by entry point, asked by lines of JSON, killed past their time.

No code of a plugin is ever imported by the process that serves pages or keeps the clocks. The walls are against
mistakes: an operator trusts the code that they install. Nothing is imported here, so that the process of a plugin,
which needs little of this room, begins soon.
"""
