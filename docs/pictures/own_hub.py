"""Make the pictures of the tutorial of a hub of one's own anew, out of the journey that walks the same way.

Run by hand when pages look different, after `make test` has set up: `.venv/bin/python docs/pictures/own_hub.py`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from make import HERE, ROOT, shrink
from PIL import Image

JOURNEY = "tests/journeys/test_own_hub.py"
TALLEST = 1100
# Which of the journey's pages it is: what its title begins with, which of those, and where in it the picture begins.
PICTURES = {
    "own-hub-rule": ("when-the-question", -1, 0),
    "own-hub-clocks": ("clocks", 0, 0),
    "own-hub-ratings": ("ratings", -3, 0),
    "own-hub-publish": ("publish-the-draft", 0, 0),
    "own-hub-open": ("open-to-referrals", 0, 0),
}


def main() -> None:
    """Walk the journey, and keep five of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        walked = [sys.executable, "-m", "pytest", "-q", "-m", "soak", JOURNEY]
        subprocess.run(walked, cwd=ROOT, env={**os.environ, "JOURNEY_PICTURES": folder}, check=True)  # noqa: S603 - our own
        for name, (title, which, top) in PICTURES.items():
            pages = sorted(
                Path(folder).glob(f"oakfield-ada-*-{title}*.png"), key=lambda one: int(one.name.split("-")[2])
            )
            taken = Image.open(pages[which])
            shrink(taken.crop((0, top, taken.width, min(taken.height, top + TALLEST))), HERE / f"{name}.png")


if __name__ == "__main__":
    main()
