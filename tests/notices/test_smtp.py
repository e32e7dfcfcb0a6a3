from __future__ import annotations

import traceback
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hubwright.domain.errors import MailFailed
from hubwright.notices import SmtpMail

from .servers import PASSWORD, PostRoom, certificate, free_port, password_check, running


@pytest.fixture
def room() -> PostRoom:
    return PostRoom()


@pytest.fixture
def mail(room: PostRoom) -> Iterator[SmtpMail]:
    with running(room) as port:
        yield SmtpMail(f"smtp://localhost:{port}?from=hub@oakfield.example")


def send(mail: SmtpMail, to: str = "duty@oakfield.example", **changes: str) -> None:
    parts = {"subject": "Oakfield: unread", "body": "Reference 7K3Q9M2X.\n", "message_id": "n1"}
    mail.send(to=to, **{**parts, **changes})


def failure(mail: SmtpMail, to: str = "duty@oakfield.example", **changes: str) -> MailFailed:
    with pytest.raises(MailFailed) as caught:
        send(mail, to, **changes)
    told = "".join(traceback.format_exception(caught.value))
    assert "oakfield.example" not in told, "an address stands in the error or in what lies behind it"
    assert caught.value.__context__ is None
    return caught.value


class TestHandedOver:
    def test_the_message_arrives_as_it_was_written(self, mail, room):
        body = "Annwyl bawb,\n\nGŵyl: £5, “quoted”, 漢字 and 🙂.\n.\nA line that began with a dot stands above.\n"
        send(mail, subject="Gŵyl y Gwanwyn: heb ei ddarllen", body=body)
        (message,) = room.taken
        assert message["Subject"] == "Gŵyl y Gwanwyn: heb ei ddarllen"
        assert message.get_content().replace("\r\n", "\n") == body
        assert message.get_content_charset() == "utf-8"
        assert (message["From"], message["To"]) == ("hub@oakfield.example", "duty@oakfield.example")

    def test_it_says_that_a_machine_wrote_it_and_carries_the_given_id(self, mail, room):
        send(mail, message_id="a-B_9")
        send(mail, message_id="<known@hub.example>")
        assert [one["Message-ID"] for one in room.taken] == ["<a-B_9@oakfield.example>", "<known@hub.example>"]
        assert all(one["Auto-Submitted"] == "auto-generated" for one in room.taken)
        assert all(one["Date"].datetime is not None for one in room.taken)

    def test_nothing_in_it_follows_its_reader(self, mail, room):
        send(mail)
        (message,) = room.taken
        assert message.get_content_type() == "text/plain"
        assert not message.is_multipart()
        kept = {"from", "to", "subject", "date", "message-id", "auto-submitted", "x-auto-response-suppress"}
        about_the_text = {"content-type", "content-transfer-encoding", "mime-version"}
        added_by_the_server = {"x-peer", "x-mailfrom", "x-rcptto"}
        assert {name.lower() for name in message} <= kept | about_the_text | added_by_the_server

    def test_a_long_line_is_cut_for_the_wire_and_whole_again_for_the_reader(self, mail, room):
        send(mail, body="long " * 500 + "\n", subject="Oakfield " * 30)
        assert max(map(len, room.raw[0].splitlines())) <= 998
        assert room.taken[0].get_content().replace("\r\n", "\n") == "long " * 500 + "\n"
        assert room.taken[0]["Subject"].split() == ["Oakfield"] * 30

    def test_a_rude_goodbye_does_not_undo_a_message_that_was_taken(self, mail, room):
        send(mail, "rude@oakfield.example")
        assert len(room.taken) == 1


class TestNotHandedOver:
    def test_an_unknown_receiver_is_permanent(self, mail, room):
        failed = failure(mail, "gone@oakfield.example")
        assert failed.permanent
        assert str(failed) == "The mail server refused the receiver (550)."
        assert room.taken == []

    def test_a_full_mailbox_is_for_now(self, mail):
        assert not failure(mail, "full@oakfield.example").permanent

    def test_a_refused_message_is_permanent_and_a_postponed_one_for_now(self, mail):
        assert failure(mail, "spam@oakfield.example").permanent
        assert not failure(mail, "later@oakfield.example").permanent

    def test_a_dropped_connection_is_for_now(self, mail):
        failed = failure(mail, "drops@oakfield.example")
        assert not failed.permanent
        assert "broke off" in str(failed)

    def test_no_server_is_for_now(self):
        failed = failure(SmtpMail(f"smtp://localhost:{free_port()}?from=hub@oakfield.example"))
        assert not failed.permanent
        assert "could not be reached" in str(failed)

    def test_a_sender_that_the_server_refuses_is_a_matter_of_settings_and_for_now(self, room):
        with running(room) as port:
            failed = failure(SmtpMail(f"smtp://localhost:{port}?from=stranger@oakfield.example"))
        assert not failed.permanent
        assert "sender" in str(failed)

    def test_letters_that_the_server_cannot_carry_in_an_address_are_permanent(self, mail):
        failed = failure(mail, "gŵyl@oakfield.example")
        assert failed.permanent


class TestHeadersCannotBeSmuggledIn:
    @pytest.mark.parametrize("sign", ["\n", "\r", "\r\n", "\x00", "\x0b", "\x85", "\u2028", "\udc80"])
    def test_a_break_in_subject_receiver_or_id_is_refused_before_anything_is_sent(self, sign, mail, room):
        smuggled = f"{sign}Bcc: thief@elsewhere.example"
        assert "subject" in str(failure(mail, subject=f"Oakfield{smuggled}"))
        assert "address" in str(failure(mail, f"duty@oakfield.example{smuggled}"))
        assert "id" in str(failure(mail, message_id=f"n1{smuggled}"))
        assert room.taken == []

    @pytest.mark.parametrize(
        "to",
        [
            "",
            "duty",
            "duty@",
            "@oakfield.example",
            "a@b.example, c@d.example",
            "a@b.example;c@d.example",
            "Duty <duty@b.example>",
            "a@b@c.example",
            "a b@c.example",
            '"a b"@c.example',
            "a@b.example\\",
        ],
    )
    def test_what_is_not_one_bare_address_is_refused_for_good(self, to, mail, room):
        assert failure(mail, to).permanent
        assert room.taken == []

    def test_a_text_that_cannot_be_encoded_is_refused_for_good(self, mail):
        assert failure(mail, body="half \udc80 a sign").permanent


class TestPasswordsAndEncryption:
    @pytest.fixture
    def locked(self, room, tmp_path, monkeypatch):
        """A server that wants encryption and a password, with a certificate that we trust."""
        context, public = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        options = {"authenticator": password_check, "auth_required": True, "auth_require_tls": True}
        with running(room, tls_context=context, require_starttls=True, **options) as port:
            yield port

    def test_starttls_encrypts_before_the_password_is_said(self, locked, room):
        send(SmtpMail(f"smtp+starttls://hub:{quote(PASSWORD, safe='')}@localhost:{locked}?from=hub@oakfield.example"))
        assert len(room.taken) == 1

    def test_a_wrong_password_is_for_now_and_not_repeated(self, locked):
        mail = SmtpMail(f"smtp+starttls://hub:wrong-one@localhost:{locked}?from=hub@oakfield.example")
        failed = failure(mail)
        assert not failed.permanent
        assert "password (535)" in str(failed)
        assert "wrong-one" not in str(failed) + repr(mail.server)

    def test_a_server_without_starttls_is_not_told_anything(self, room):
        with running(room) as port:
            failed = failure(SmtpMail(f"smtp+starttls://localhost:{port}?from=hub@oakfield.example"))
        assert not failed.permanent
        assert room.taken == []

    def test_a_certificate_that_nobody_vouches_for_is_not_believed(self, room, tmp_path):
        context, _ = certificate(tmp_path)
        with running(room, tls_context=context) as port:
            failed = failure(SmtpMail(f"smtp+starttls://localhost:{port}?from=hub@oakfield.example"))
        assert not failed.permanent
        assert room.taken == []

    def test_smtps_is_encrypted_from_the_first_byte(self, room, tmp_path, monkeypatch):
        context, public = certificate(tmp_path)
        monkeypatch.setenv("SSL_CERT_FILE", str(public))
        with running(room, ssl_context=context) as port:
            send(SmtpMail(f"smtps://localhost:{port}?from=hub@oakfield.example"))
        assert len(room.taken) == 1
