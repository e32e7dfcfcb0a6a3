"""Trying a form of the draft out: why everything is as it is, and what would change it."""

from __future__ import annotations

from tests.web.conftest import form_of
from tests.web.studio.conftest import Studio
from tests.web.studio.rule_pages import page_of


def test_a_form_is_tried_and_says_why_and_what_would_change_it(studio: Studio) -> None:
    ada = studio.begun()
    blank = page_of(studio.get(ada, "try/child-referral"))
    told = {one.select_one("h3").text.strip(): " ".join(one.text.split()) for one in blank.select(".hw-studio-told")}
    injury = told["What injury have you seen or been told about?"]
    assert "It is hidden, because something is not known yet." in injury
    assert "Missing: Has a child been injured?" in injury
    assert "if Has a child been injured? were Yes" in injury
    assert "Whether it is raised could not be told" in told["The alarm"]

    typed = {"f_injury": "yes", "f_danger-now": "yes", "f_children--1--child-unborn": "yes"}
    tried = studio.address("try/child-referral")
    answered = ada.post(tried, data={**form_of(studio.get(ada, "try/child-referral"), -1), **typed})
    assert answered.status_code == 200
    told = {
        one.select_one("h3").text.strip(): " ".join(one.text.split())
        for one in page_of(answered).select(".hw-studio-told")
    }
    assert "It is shown." in told["What injury have you seen or been told about?"]
    assert "if Has a child been injured? were No" in told["What injury have you seen or been told about?"]
    assert "It is raised." in told["The alarm"]
    assert "It is shown." in told["The page “Before the birth”"]
    assert "Before the birth" in [one.text for one in page_of(answered).select("main form h2")]
    assert "0 changes" in page_of(studio.get(ada, "")).text
    assert studio.get(ada, "try/no-such-form").status_code == 404
