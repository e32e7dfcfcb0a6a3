"""`python -m hubwright` and the `hubwright` command."""

from __future__ import annotations

from hubwright.cli import main

if __name__ == "__main__":
    main()
