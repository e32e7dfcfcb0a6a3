"""GOV.UK Notify: what is handed to it, what its answers mean, and that no answer carries an address into our words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from hubwright.domain.errors import MailFailed
from hubwright.notices import BadNotifyUrl, NotifyMail, NotifyTexts, mail_from_url, texts_from_url

from tests.notices.notify_server import KEY, SECRET, SERVICE, TEMPLATE, Account, notify
from tests.notices.servers import free_port

NOW = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
MOBILE = "07700 900123"


@pytest.fixture
def there() -> Iterator[tuple[Account, str]]:
    with notify(NOW) as found:
        yield found


def text(
    url: str, *, to: str = MOBILE, body: str = "There is news: https://hub.example/x", now: datetime = NOW
) -> None:
    texts_from_url(url, now=lambda: now).send(to=to, body=body, message_id="m-1")


def failed(url: str, **given: str) -> MailFailed:
    with pytest.raises(MailFailed) as caught:
        text(url, **given)
    return caught.value


def test_a_text_message_is_handed_over_with_a_token_of_its_own(there: tuple[Account, str]) -> None:
    account, url = there
    text(url)
    assert account.taken == [
        (
            "/v2/notifications/sms",
            {
                "phone_number": "+447700900123",
                "template_id": TEMPLATE,
                "personalisation": {"message": "There is news: https://hub.example/x"},
                "reference": "m-1",
            },
        )
    ]


def test_an_email_is_handed_over_with_its_subject(there: tuple[Account, str]) -> None:
    account, url = there
    mail = mail_from_url(url, now=lambda: NOW)
    assert isinstance(mail, NotifyMail)
    mail.send(to="jo@school.example", subject="News", body="Read it here.", message_id="m-2")
    ((path, given),) = account.taken
    assert path == "/v2/notifications/email"
    assert given["email_address"] == "jo@school.example"
    assert given["personalisation"] == {"subject": "News", "message": "Read it here."}


@pytest.mark.parametrize(
    ("answer", "permanent"),
    [
        ((400, "ValidationError"), True),
        ((400, "BadRequestError"), False),
        ((403, "AuthError"), False),
        ((429, "RateLimitError"), False),
        ((429, "TooManyRequestsError"), False),
        ((500, "Exception"), False),
    ],
)
def test_only_a_message_that_can_never_go_is_given_up(
    there: tuple[Account, str], answer: tuple[int, str], permanent: bool
) -> None:
    account, url = there
    account.instead = answer
    failure = failed(url)
    assert failure.permanent is permanent
    assert str(answer[0]) in failure.why
    assert "7700" not in failure.why, "the words of an answer repeat the receiver, and ours never do"
    assert failure.__context__ is None


def test_a_clock_that_is_wrong_is_told_apart_from_a_message_that_is(there: tuple[Account, str]) -> None:
    account, url = there
    with pytest.raises(MailFailed) as caught:
        text(url, now=NOW + timedelta(minutes=2))
    assert not caught.value.permanent
    assert "clock" in caught.value.why
    assert account.taken == []


def test_a_key_that_was_taken_away_waits_for_a_new_one(there: tuple[Account, str]) -> None:
    _, url = there
    failure = failed(url.replace(SECRET, SECRET[::-1].replace("-", "0")[:8] + SECRET[8:]))
    assert (failure.permanent, "403" in failure.why) == (False, True)


def test_a_server_that_is_away_is_tried_again() -> None:
    failure = failed(f"notify+http://127.0.0.1:{free_port()}/?key={KEY}&template={TEMPLATE}")
    assert not failure.permanent


@pytest.mark.parametrize("number", ["01632 960001", "nobody", "+1 202 555 0100", "0770090012"])
def test_a_number_that_takes_no_texts_is_not_even_asked_about(there: tuple[Account, str], number: str) -> None:
    account, url = there
    assert failed(url, to=number).permanent
    assert account.asked == 0


@pytest.mark.parametrize(
    "url",
    [
        "notify://api.example/",
        f"notify://api.example/?key={KEY}",
        f"notify://api.example/?template={TEMPLATE}",
        f"notify://api.example/?key=short&template={TEMPLATE}",
        f"notify://api.example/?key={KEY}&template=mine",
        f"notify://api.example/?key={KEY}&template={TEMPLATE}&more=1",
        f"notify://api.example/path?key={KEY}&template={TEMPLATE}",
        f"notify+http://api.example/?key={KEY}&template={TEMPLATE}",
        f"https://api.example/?key={KEY}&template={TEMPLATE}",
        "notify://[/",
    ],
)
def test_a_url_that_is_none_is_refused_without_repeating_it(url: str) -> None:
    with pytest.raises(BadNotifyUrl) as refused:
        NotifyTexts(url, now=lambda: NOW)
    assert SECRET not in str(refused.value)
    assert SERVICE not in str(refused.value)
