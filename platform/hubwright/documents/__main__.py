"""The process that prints one document: JSON in, a PDF file out. Called by `apart`, with its limits as arguments."""

from __future__ import annotations

import json
import sys
from dataclasses import replace

from hubwright.documents.limits import TOO_BIG, keep_within
from hubwright.documents.printing import WeasyPrinter
from hubwright.domain.documents.reading import document_of


def main() -> int:
    """Print what comes in; how it ended, as `limits` says."""
    seconds, megabytes = map(int, sys.argv[1:3])
    keep_within(seconds=seconds, megabytes=megabytes)
    try:
        given = json.load(sys.stdin.buffer)
        document = replace(document_of(given["document"]), colour=given["colour"])
        sys.stdout.buffer.write(WeasyPrinter().pdf(document))
    except MemoryError:
        return TOO_BIG
    return 0


if __name__ == "__main__":
    sys.exit(main())
