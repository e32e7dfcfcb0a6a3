"""From the words of a pasted form to pages and questions: guessed, then corrected by whoever pasted them."""

from hubwright.domain.definitions.pasting.making import Kept, pages_of
from hubwright.domain.definitions.pasting.reading import LEFT, MOST_LINES, NAME, PAGE, Guess, read

__all__ = ["LEFT", "MOST_LINES", "NAME", "PAGE", "Guess", "Kept", "pages_of", "read"]
