"""The lives of cases, read from a hub at work: nobody is in them; cases shown to named people only are left out."""

from __future__ import annotations

import json
from datetime import timedelta

from hubwright.actions.lives import lives_of
from hubwright.domain.cases.commands import Rate
from hubwright.domain.cases.topics.restricting import Restrict
from hubwright.testing.stories import MANAGER, SCREENER

from tests.web.conftest import Place


def test_a_restricted_case_is_in_no_history(place: Place) -> None:
    first = place.receives(words="Bruises on Mia Example.")
    second = place.receives()
    place.does(SCREENER, first["case"], Rate("child", "urgent", reason="Mia Example is afraid."))
    begins, ends = place.clock() - timedelta(days=1), place.clock() + timedelta(days=1)

    def lives() -> list[dict[str, object]]:
        return lives_of(place.hubwright.house, hub="oakfield", begins=begins, ends=ends)

    assert len(lives()) == 2
    words = json.dumps(lives())
    for secret in ("Mia", "Example", "Jo Secret", first["case"], first["contact"], second["case"]):
        assert secret not in words, secret
    place.does(MANAGER, second["case"], Restrict("restricted", "A relative works here."))
    assert len(lives()) == 1
    assert lives_of(place.hubwright.house, hub="elmbridge", begins=begins, ends=ends) == []
