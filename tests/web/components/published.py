"""Reads the fixtures that govuk-frontend publishes into our view models, and HTML into a form that can be compared."""

# Long because: one reader for each of 25 components, side by side, so that a gap between them shows.

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from bs4 import BeautifulSoup, NavigableString, Tag
from hubwright.web import components as ui
from hubwright.web.vendor_assets import NODE_MODULES
from markupsafe import Markup

FIXTURES = NODE_MODULES / "govuk-frontend/dist/govuk/components"

Options = Mapping[str, Any]
Node = tuple[Any, ...]


def fixtures(component: str) -> dict[str, tuple[Options, str]]:
    """Options and expected HTML of one component, by name."""
    document = json.loads((FIXTURES / component / "fixtures.json").read_text(encoding="utf-8"))
    return {each["name"]: (each["options"], each["html"]) for each in document["fixtures"]}


def canonical(html: str) -> list[Node | str]:
    """The tree of a piece of HTML: attribute order, class order and white space between tags do not count."""
    body = BeautifulSoup(html, "html5lib").body
    assert body is not None
    return _children(body)


def _children(parent: Tag) -> list[Node | str]:
    kept: list[Node | str] = []
    nodes = [node for node in parent.children if isinstance(node, Tag) or type(node) is NavigableString]
    for place, node in enumerate(nodes):
        if isinstance(node, Tag):
            attributes = {
                name: tuple(sorted(value)) if name == "class" and isinstance(value, list) else value
                for name, value in node.attrs.items()
            }
            kept.append((node.name, tuple(sorted(attributes.items())), tuple(_children(node))))
            continue
        words = str(node) if parent.name == "textarea" else " ".join(f"|{node}|".split())[1:-1]
        if parent.name != "textarea":
            words = words.lstrip() if place == 0 else words
            words = words.rstrip() if place == len(nodes) - 1 else words
        if words.strip() or (words and parent.name == "textarea"):
            kept.append(words)
    return kept


def as_it_is(html: str) -> Markup:
    """HTML from a fixture, which is the publisher's own and not anybody's answer."""
    return Markup(html)  # noqa: S704


def words(options: Options | None) -> str:
    if not options:
        return ""
    return as_it_is(options["html"]) if options.get("html") else str(options.get("text") or "")


def first(options: Options, name: str) -> str:
    """`nameHtml` or `nameText`."""
    return words({"html": options.get(f"{name}Html"), "text": options.get(f"{name}Text")})


def label(options: Options) -> ui.Label:
    return ui.Label(
        words(options),
        classes=options.get("classes") or "",
        heading=bool(options.get("isPageHeading")),
        target=options.get("for") or "",
    )


def fieldset(options: Options | None, role: str = "") -> ui.Fieldset | None:
    if not options:
        return None
    legend = options.get("legend")
    return ui.Fieldset(
        legend=ui.Legend(words(legend), legend.get("classes") or "", bool(legend.get("isPageHeading")))
        if legend
        else None,
        described_by=options.get("describedBy") or "",
        classes=options.get("classes") or "",
        role=options.get("role") or role,
    )


def _error(options: Options) -> str:
    return words(options.get("errorMessage"))


def _posted(value: object) -> str | None:
    """A value as the publisher's templates write it: a JSON scalar without quotation marks."""
    return value if value is None or isinstance(value, str) else json.dumps(value)


def _typed(options: Options) -> dict[str, Any]:
    return {
        "name": options["name"],
        "label": label(options["label"]),
        "id": options.get("id") or "",
        "value": _posted(options.get("value")) or "",
        "hint": words(options.get("hint")),
        "error": _error(options),
        "described_by": options.get("describedBy") or "",
        "classes": options.get("classes") or "",
        "group_classes": (options.get("formGroup") or {}).get("classes") or "",
        "autocomplete": options.get("autocomplete") or "",
        "spellcheck": options.get("spellcheck"),
        "disabled": bool(options.get("disabled")),
    }


def _affix(options: Options | None) -> ui.Affix | None:
    return ui.Affix(words(options), options.get("classes") or "") if options and words(options) else None


def text_input(options: Options) -> ui.TextInput:
    return ui.TextInput(
        **_typed(options),
        type=options.get("type") or "text",
        inputmode=options.get("inputmode") or "",
        pattern=options.get("pattern") or "",
        autocapitalize=options.get("autocapitalize") or "",
        prefix=_affix(options.get("prefix")),
        suffix=_affix(options.get("suffix")),
        wrapper_classes=(options.get("inputWrapper") or {}).get("classes") or "",
    )


def textarea(options: Options) -> ui.Textarea:
    return ui.Textarea(**_typed(options), rows=int(options.get("rows") or 5))


def character_count(options: Options) -> ui.CharacterCount:
    return ui.CharacterCount(
        **_typed(options),
        rows=int(options.get("rows") or 5),
        max_length=options.get("maxlength"),
        max_words=options.get("maxwords"),
        threshold=options.get("threshold"),
        description=options.get("textareaDescriptionText"),
        message_classes=(options.get("countMessage") or {}).get("classes") or "",
    )


def password_input(options: Options) -> ui.PasswordInput:
    return ui.PasswordInput(**_typed(options))


def _choice(item: Options) -> ui.Choice | ui.Divider:
    if item.get("divider"):
        return ui.Divider(item["divider"])
    return ui.Choice(
        value=item.get("value") or "",
        text=words(item),
        hint=words(item.get("hint")),
        checked=item.get("checked"),
        disabled=bool(item.get("disabled")),
        reveal=as_it_is((item.get("conditional") or {}).get("html") or ""),
        exclusive=item.get("behaviour") == "exclusive",
        name=item.get("name") or "",
        id=item.get("id") or "",
        label_classes=(item.get("label") or {}).get("classes") or "",
    )


def _group(options: Options) -> dict[str, Any]:
    return {
        "name": options["name"],
        "items": tuple(_choice(item) for item in options["items"] if item),
        "fieldset": fieldset(options.get("fieldset")),
        "hint": words(options.get("hint")),
        "error": _error(options),
        "id_prefix": options.get("idPrefix") or "",
        "classes": options.get("classes") or "",
        "group_classes": (options.get("formGroup") or {}).get("classes") or "",
    }


def radios(options: Options) -> ui.Radios:
    return ui.Radios(**_group(options), value=options.get("value") or "")


def checkboxes(options: Options) -> ui.Checkboxes:
    return ui.Checkboxes(
        **_group(options),
        values=frozenset(options.get("values") or ()),
        described_by=options.get("describedBy") or "",
    )


def select(options: Options) -> ui.Select:
    return ui.Select(
        name=options["name"],
        label=label(options["label"]),
        items=tuple(
            ui.Option(
                text=str(item.get("text") or ""),
                value=_posted(item.get("value")),
                selected=item.get("selected"),
                disabled=bool(item.get("disabled")),
            )
            for item in options.get("items") or ()
            if item
        ),
        id=options.get("id") or "",
        value=_posted(options.get("value")) or "",
        hint=words(options.get("hint")),
        error=_error(options),
        described_by=options.get("describedBy") or "",
        classes=options.get("classes") or "",
        group_classes=(options.get("formGroup") or {}).get("classes") or "",
        disabled=bool(options.get("disabled")),
    )


def date_input(options: Options) -> ui.DateInput:
    given = {
        "parts": tuple(
            ui.DatePart(
                name=item["name"],
                label=item.get("label"),
                id=item.get("id") or "",
                value=str(item.get("value") or ""),
                classes=item.get("classes") or "",
                inputmode=item.get("inputmode") or "numeric",
                autocomplete=item.get("autocomplete") or "",
                pattern=item.get("pattern") or "",
            )
            for item in options.get("items") or ()
        )
    }
    return ui.DateInput(
        id=options["id"],
        name_prefix=options.get("namePrefix") or "",
        fieldset=fieldset(options.get("fieldset"), role="group"),
        hint=words(options.get("hint")),
        error=_error(options),
        classes=options.get("classes") or "",
        group_classes=(options.get("formGroup") or {}).get("classes") or "",
        **(given if given["parts"] else {}),
    )


def error_summary(options: Options) -> ui.ErrorSummary:
    held = options.get("disableAutoFocus")
    return ui.ErrorSummary(
        errors=tuple(ui.ErrorLink(words(item), item.get("href") or "") for item in options.get("errorList") or ()),
        title=first(options, "title"),
        description=first(options, "description"),
        classes=options.get("classes") or "",
        autofocus=None if held is None else not held,
    )


def error_message(options: Options) -> ui.ErrorMessage:
    return ui.ErrorMessage(
        words(options),
        id=options.get("id") or "",
        classes=options.get("classes") or "",
        prefix=(options["visuallyHiddenText"] or "") if "visuallyHiddenText" in options else None,
    )


def hint(options: Options) -> ui.Hint:
    return ui.Hint(words(options), options.get("id") or "", options.get("classes") or "")


def button(options: Options) -> ui.Button:
    return ui.Button(
        text=words(options),
        href=options.get("href") or "",
        name=options.get("name") or "",
        value=options.get("value") or "",
        type=options.get("type") or "submit",
        classes=options.get("classes") or "",
        id=options.get("id") or "",
        disabled=bool(options.get("disabled")),
        start=bool(options.get("isStartButton")),
        once=options.get("preventDoubleClick"),
    )


def details(options: Options) -> ui.Details:
    return ui.Details(
        first(options, "summary"),
        words(options),
        options.get("id") or "",
        options.get("classes") or "",
        open=bool(options.get("open")),
    )


def warning_text(options: Options) -> ui.WarningText:
    return ui.WarningText(words(options), options.get("iconFallbackText") or None, options.get("classes") or "")


def inset_text(options: Options) -> ui.InsetText:
    return ui.InsetText(words(options), options.get("id") or "", options.get("classes") or "")


def tag(options: Options) -> ui.Tag:
    return ui.Tag(words(options), options.get("classes") or "")


def notification_banner(options: Options) -> ui.NotificationBanner:
    held = options.get("disableAutoFocus")
    return ui.NotificationBanner(
        text=str(options.get("text") or ""),
        content=as_it_is(options.get("html") or ""),
        success=options.get("type") == "success",
        title=first(options, "title") or None,
        title_id=options.get("titleId") or "govuk-notification-banner-title",
        heading_level=int(options.get("titleHeadingLevel") or 2),
        role=options.get("role") or "",
        classes=options.get("classes") or "",
        autofocus=None if held is None else not held,
    )


def panel(options: Options) -> ui.Panel:
    return ui.Panel(
        first(options, "title"), words(options), int(options.get("headingLevel") or 1), options.get("classes") or ""
    )


def _actions(options: Options | None) -> tuple[ui.Action, ...]:
    return tuple(
        ui.Action(words(item), item["href"], item.get("visuallyHiddenText") or "", item.get("classes") or "")
        for item in (options or {}).get("items") or ()
    )


def _card(options: Options) -> ui.Card:
    title = options.get("title") or {}
    actions = options.get("actions") or {}
    return ui.Card(
        words(title),
        int(title.get("headingLevel") or 2),
        _actions(actions),
        options.get("classes") or "",
        title.get("classes") or "",
        actions.get("classes") or "",
    )


def summary_list(options: Options) -> ui.SummaryList:
    return ui.SummaryList(
        rows=tuple(
            ui.Row(
                words(row["key"]),
                words(row["value"]),
                _actions(row.get("actions")),
                row.get("classes") or "",
                row["key"].get("classes") or "",
                row["value"].get("classes") or "",
                (row.get("actions") or {}).get("classes") or "",
            )
            for row in options["rows"]
            if row
        ),
        card=_card(options["card"]) if options.get("card") is not None else None,
        classes=options.get("classes") or "",
    )


def _cell(kind: type[Any], item: Options) -> Any:
    return kind(
        words({**item, "text": str(item["text"]) if item.get("text") is not None else ""}),
        item.get("format") or "",
        item.get("classes") or "",
        item.get("colspan"),
        item.get("rowspan"),
    )


def table(options: Options) -> ui.Table:
    return ui.Table(
        rows=tuple(tuple(_cell(ui.Cell, cell) for cell in row) for row in options["rows"] if row),
        head=tuple(_cell(ui.Column, column) for column in options.get("head") or ()),
        caption=options.get("caption") or "",
        caption_classes=options.get("captionClasses") or "",
        first_is_header=bool(options.get("firstCellIsHeader")),
        classes=options.get("classes") or "",
    )


def _step(options: Options | None) -> ui.Step | None:
    if not options:
        return None
    return ui.Step(options["href"], words(options) or None, options.get("labelText") or "")


def pagination(options: Options) -> ui.Pagination:
    return ui.Pagination(
        items=tuple(
            ui.PageLink(
                item.get("number", ""),
                item.get("href", ""),
                current=bool(item.get("current")),
                ellipsis=bool(item.get("ellipsis")),
                aria_label=item.get("visuallyHiddenText"),
            )
            for item in options.get("items") or ()
            if item
        ),
        previous=_step(options.get("previous")),
        next=_step(options.get("next")),
        label=options.get("landmarkLabel"),
        classes=options.get("classes") or "",
    )


def breadcrumbs(options: Options) -> ui.Breadcrumbs:
    return ui.Breadcrumbs(
        items=tuple(ui.Crumb(words(item), item.get("href") or "") for item in options["items"]),
        classes=options.get("classes") or "",
        collapse_on_mobile=bool(options.get("collapseOnMobile")),
        label=options.get("labelText"),
    )


def back_link(options: Options) -> ui.BackLink:
    return ui.BackLink(options.get("href") or "#", words(options) or None, options.get("classes") or "")


READERS: dict[str, tuple[str, str, Callable[[Options], Any]]] = {
    "label": ("fields", "label", label),
    "hint": ("fields", "hint", hint),
    "error-message": ("fields", "error_message", error_message),
    "fieldset": ("fields", "fieldset", lambda options: fieldset(options) or ui.Fieldset()),
    "input": ("fields", "text_input", text_input),
    "textarea": ("fields", "textarea", textarea),
    "character-count": ("fields", "character_count", character_count),
    "radios": ("fields", "radios", radios),
    "checkboxes": ("fields", "checkboxes", checkboxes),
    "select": ("fields", "select", select),
    "date-input": ("fields", "date_input", date_input),
    "password-input": ("fields", "password_input", password_input),
    "error-summary": ("fields", "error_summary", error_summary),
    "button": ("content", "button", button),
    "details": ("content", "details", details),
    "warning-text": ("content", "warning_text", warning_text),
    "inset-text": ("content", "inset_text", inset_text),
    "summary-list": ("content", "summary_list", summary_list),
    "tag": ("content", "tag", tag),
    "pagination": ("content", "pagination", pagination),
    "table": ("content", "table", table),
    "notification-banner": ("content", "notification_banner", notification_banner),
    "panel": ("content", "panel", panel),
    "breadcrumbs": ("content", "breadcrumbs", breadcrumbs),
    "back-link": ("content", "back_link", back_link),
}
"""For each component: the macro file, the macro and the reader of its options."""
