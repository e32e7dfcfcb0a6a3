"""A misspelt name in a template is a fault, not a gap in the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jinja2 import Undefined
from jinja2.utils import missing


class Careful(Undefined):
    """Refuses what a template should not have asked for.

    A page may ask *whether* it was given something (`{% if errors %}`), and may ask a mapping for a key it lacks, as
    the chrome's own templates do. Showing something that was never given, or asking an object for an attribute that it
    does not have, is a misspelling and fails at once.
    """

    def _is_a_gap_in_a_mapping(self) -> bool:
        return isinstance(self._undefined_obj, Mapping)

    def _is_a_bare_name(self) -> bool:
        return self._undefined_obj is missing

    def __str__(self) -> str:
        if not self._is_a_gap_in_a_mapping():
            self._fail_with_undefined_error()
        return ""

    def __iter__(self) -> Iterator[object]:
        if not (self._is_a_gap_in_a_mapping() or self._is_a_bare_name()):
            self._fail_with_undefined_error()
        return iter(())

    def __bool__(self) -> bool:
        if not (self._is_a_gap_in_a_mapping() or self._is_a_bare_name()):
            self._fail_with_undefined_error()
        return False
