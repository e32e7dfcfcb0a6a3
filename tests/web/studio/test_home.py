"""The Studio's first page: who gets there, beginning a draft, undoing and throwing away."""

from __future__ import annotations

from tests.web.conftest import soup
from tests.web.studio.conftest import ADMIN, COLLEAGUE, SCREENER, Studio


def test_only_whoever_keeps_the_definitions_gets_in(studio: Studio) -> None:
    assert studio.get(studio.client(SCREENER)).status_code == 403
    assert studio.get(studio.client()).status_code == 302
    assert studio.get(studio.client(ADMIN)).status_code == 200


def test_a_draft_begins_once_and_is_everybodys(studio: Studio) -> None:
    ada = studio.begun()
    assert "0 changes" in soup(studio.get(ada)).text
    assert "0 changes" in soup(studio.get(studio.client(COLLEAGUE))).text


def test_a_draft_is_thrown_away_only_with_a_reason(studio: Studio) -> None:
    ada = studio.begun()
    refused = studio.send(ada, "discard", why="")
    assert refused.status_code == 422
    assert "It does not say why" in soup(refused).text or "Say why it is thrown away" in soup(refused).text
    assert studio.send(ada, "discard", why="Begun by mistake").status_code == 302
    assert soup(studio.get(ada)).find("button", string="Begin a draft")


def test_what_was_changed_lately_is_told_in_sentences_and_each_of_ones_own_can_be_undone(studio: Studio) -> None:
    ada, ben = studio.begun(), studio.client(COLLEAGUE)
    assert studio.send(ada, "parts/scales~rag", **{"name-en": "BRAG"}).status_code == 302
    assert studio.send(ben, "parts/clocks~first-look", **{"name-en": "First read"}).status_code == 302
    changes = [" ".join(one.text.split()) for one in soup(studio.get(ada)).select(".hw-studio-change")]
    assert len(changes) == 2
    assert all(word in changes[0] for word in ("First read", "Ben Example"))
    assert "Undo" not in changes[0]
    assert all(word in changes[1] for word in ("BRAG", "Ada Example", "Undo this"))
    assert studio.send(ada, "", form=0).status_code == 302
    assert "BRAG" not in soup(studio.get(ada)).text
