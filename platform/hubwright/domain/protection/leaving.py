"""Whether something may leave the hub: the last look before a letter, a copy or a file goes out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hubwright.domain.protection.finding import Finder, Hit

# What software can read for itself; whatever else a file is, a person looks at it before it leaves.
_READABLE = frozenset({"text/plain"})


@dataclass(frozen=True, slots=True)
class File:
    """A file that is to go along.

    Args:
        id: of the file.
        name: as it was given.
        media: its type by content.
        text: what stands in it, where it could be read; None for what nobody but a person can read.
        looked: a person looked at it for this very leaving and said that nothing protected is in it.
    """

    id: str
    name: str
    media: str
    text: str | None = None
    looked: bool = False


@dataclass(frozen=True, slots=True)
class Leaving:
    """What stands in the way.

    Args:
        hits: name of a text, or "file:<id>", to what may be given away in it.
        unseen: ids of files that no person has looked at: images and scans, and whatever could not be read.
    """

    hits: Mapping[str, tuple[Hit, ...]]
    unseen: tuple[str, ...]

    @property
    def free(self) -> bool:
        """Whether nothing stands in the way."""
        return not self.hits and not self.unseen


def may_leave(texts: Mapping[str, str], files: Iterable[File], looking: Finder) -> Leaving:
    """What stands in the way of these texts and files leaving, to be decided by a person.

    Args:
        texts: by the name under which the page shows each of them ("body", "subject").
        files: that go along. An image or a scan never leaves without a person looking, whatever is known.
        looking: for what is protected from whoever receives it.
    """
    attached = tuple(files)
    hits = {name: found for name, text in texts.items() if (found := looking.find(text))}
    for file in attached:
        found = (*looking.find(file.name), *(looking.find(file.text) if file.text else ()))
        if found and not file.looked:
            hits[f"file:{file.id}"] = found
    unseen = (one.id for one in attached if not one.looked and (one.text is None or one.media not in _READABLE))
    return Leaving(hits, tuple(unseen))
