"""From a judged form to the contact it becomes: answers are read by what they mean, never by their local ids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from hubwright.domain.answers.answer import State
from hubwright.domain.answers.judge import Judgement
from hubwright.domain.answers.meanings import Meant, by_meaning, first_value, subjects
from hubwright.domain.answers.meanings import Subject as Told
from hubwright.domain.answers.shapes import ADDRESS_KINDS, is_date
from hubwright.domain.cases.commands import Receive, Subject
from hubwright.domain.definitions.form import Form

_OLDEST = 120
_SEXES = ("female", "male", "other")
_KNOWN = {
    "other_names": "subject.other_names",
    "nhs_number": "subject.nhs_number",
    "upn": "subject.upn",
    "language": "subject.language",
    "interpreter": "subject.interpreter",
    "communication": "subject.communication",
}
Found = Mapping[str, list[Meant]]


def contact_from(
    form: Form,
    judgement: Judgement,
    *,
    door: str,
    received: datetime,
    language: str = "en",
    verified: bool = True,
    draft: str | None = None,
) -> Receive:
    """The contact that a judged form is. Total: whatever is missing or out of shape is left out of what is read, and
    stays with the answers as it was typed.

    Args:
        form: the drawing that the answers are pinned to.
        judgement: what the judge found of them.
        door: id of the door they came by.
        received: when the hub received them, UTC.
        language: "en" or "cy": the one the referrer used.
        verified: False where a limit was passed and a person should look twice.
        draft: lookup of the draft they were written in.
    """
    # As typed, not as settled for rules: a name or a worry that is too long is still a name and a worry.
    found = by_meaning(form, judgement.answers)
    told = subjects(form, judgement.answers)
    return Receive(
        door=door,
        answers=judgement.answers,
        subjects=tuple(_subject(one, received, form, language) for one in told),
        referrer=_referrer(form, found, language),
        what=_words(form, found, "concern.what", language),
        received=received,
        hidden=judgement.hidden,
        missing=tuple(dict.fromkeys(finding.question for finding in judgement.missing)),
        view_of_risk=_words(form, found, "concern.view_of_risk", language),
        danger=judgement.danger is not None and judgement.danger.result is True,
        verified=verified,
        language=language,
        draft=draft,
    )


def _subject(told: Told, received: datetime, form: Form, language: str) -> Subject:
    born, expected = told.value("subject.born"), told.value("subject.expected")
    role = told.value("subject.role")
    asked_role = next((question.id for question in form.questions() if question.meaning == "subject.role"), None)
    return Subject(
        id="",
        name=str(told.value("subject.name") or "").strip(),
        born=born if is_date(born) else _born_about(told.value("subject.age"), received),
        unborn=told.value("subject.unborn") == "yes",
        expected=expected if is_date(expected) else None,
        address=_address(told.value("subject.address")),
        role=_said(form, role, language, question=asked_role) if role else "",
        known=_known(told, form, language),
    )


def _known(told: Told, form: Form, language: str) -> dict[str, Any]:
    """By what else somebody may be recognised, and what they need; only what was told, and has its shape."""
    known: dict[str, Any] = {}
    for key, meaning in _KNOWN.items():
        value = told.value(meaning)
        asked = next((question.id for question in form.questions() if question.meaning == meaning), None)
        if value not in (None, "", []) and (words := _said(form, value, language, question=asked)):
            known[key] = words
    if (sex := told.value("subject.sex")) in _SEXES:
        known["sex"] = sex
    telephone = told.value("subject.telephone")
    if isinstance(telephone, Mapping) and str(telephone.get("number", "")).strip():
        known["telephone"] = {"number": str(telephone["number"]).strip(), "safe": str(telephone.get("safe", ""))}
        asking = [question for question in form.questions() if question.meaning == "subject.telephone"]
        if any(question.sensitivity == "protected" for question in asking):
            known["telephone"]["protected"] = True
    return known


def _address(value: Any) -> Mapping[str, Any] | None:
    """An address that is one; anything else stays with the answers alone."""
    if not isinstance(value, Mapping) or value.get("kind") not in ADDRESS_KINDS:
        return None
    lines = value.get("lines", [])
    return value if isinstance(lines, list) and all(isinstance(line, str) for line in lines) else None


def _born_about(age: Any, received: datetime) -> Mapping[str, Any] | None:
    """A year of birth from an age told as a bare number; "18 months" or "a teenager" stay words for a person to read.

    The year alone is kept, as an estimate: whoever is about eighteen fits the pathways on both sides of that age.
    """
    text = str(age).strip() if age is not None else ""
    if not (text.isascii() and text.isdigit()) or int(text) > _OLDEST:
        return None
    return {"year": received.year - int(text), "estimated": True}


def _referrer(form: Form, found: Found, language: str) -> dict[str, Any]:
    """What is known of the referrer; a part that was not given is left out."""
    parts = {key: _words(form, found, f"referrer.{key}", language) for key in ("name", "organisation", "role")}
    parts["role"] = parts["role"] or _words(form, found, "referrer.relation", language)
    for key, inside in (("email", "address"), ("telephone", "number")):
        reach = first_value(found, f"referrer.{key}")
        if isinstance(reach, Mapping) and str(reach.get(inside, "")).strip():
            parts[key] = str(reach[inside]).strip()
            parts[f"{key}_safe"] = str(reach.get("safe", ""))
    return {key: value for key, value in parts.items() if value}


def _words(form: Form, found: Found, meaning: str, language: str) -> str:
    """The first answer with a meaning, in words."""
    for one in found.get(meaning, ()):
        if one.answer.state is State.ANSWERED and one.answer.value not in (None, "", []):
            return _said(form, one.answer.value, language, question=one.question)
    return ""


def _said(form: Form, value: Any, language: str, *, question: str | None = None) -> str:
    """A value as a person would say it: an option by its label, a person by their name, a text as it is."""
    if isinstance(value, Mapping):
        if "id" in value:
            return _said(form, value["id"], language, question=question)
        parts = (value.get("given"), value.get("family"), value.get("other"))
        return " ".join(str(part).strip() for part in parts if part)
    if isinstance(value, list):
        return ", ".join(_said(form, one, language, question=question) for one in value)
    labels = {option.id: option.label for option in form.question(question).options} if question else {}
    return labels[value].said_in(language) if value in labels else str(value).strip()
