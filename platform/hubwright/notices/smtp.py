"""Hands messages to a mail server. What goes wrong is said without its words, because those repeat addresses."""

from __future__ import annotations

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from typing import Final

from hubwright.domain.errors import MailFailed
from hubwright.notices.message import message
from hubwright.notices.server import Server

_PATIENCE: Final = 30.0  # seconds for each answer of the server


class SmtpMail:
    """The `Mail` port over SMTP; one connection a message.

    Args:
        url: see `Server.of`.
        patience: seconds to wait for each answer of the server.

    Raises:
        BadMailUrl: the URL is none.
    """

    def __init__(self, url: str, *, patience: float = _PATIENCE) -> None:
        self.server = Server.of(url)
        self._patience = patience

    def send(self, *, to: str, subject: str, body: str, message_id: str) -> None:
        """Hand one message over.

        Raises:
            MailFailed: permanently, when this message to this address can never go; else for now, which includes a
                wrong password: nothing is wrong with the message then, and it goes once the settings are mended.
        """
        letter = message(sender=self.server.sender, to=to, subject=subject, body=body, message_id=message_id)
        # Raised outside of `except`, so that no traceback carries the address along in its context.
        failed = self._handed_over(letter, to)
        if failed is not None:
            raise failed

    def _handed_over(self, letter: EmailMessage, to: str) -> MailFailed | None:
        try:
            connection = self._connect()
        except smtplib.SMTPAuthenticationError as error:
            return MailFailed(f"The mail server does not accept our password ({error.smtp_code}).", permanent=False)
        except smtplib.SMTPNotSupportedError:
            return MailFailed("The mail server does not offer what the mail URL asks for.", permanent=False)
        except smtplib.SMTPResponseException as error:
            return MailFailed(f"The mail server does not let us in ({error.smtp_code}).", permanent=False)
        except (smtplib.SMTPException, OSError):
            return MailFailed("The mail server could not be reached.", permanent=False)
        try:
            connection.send_message(letter, self.server.sender, [to])
        except (smtplib.SMTPException, OSError) as error:
            return _failure(error)
        finally:
            # The message is with the server or it is not; a failing goodbye must not send it twice.
            with suppress(smtplib.SMTPException, OSError):
                connection.quit()
            connection.close()
        return None

    def _connect(self) -> smtplib.SMTP:
        server = self.server
        connection: smtplib.SMTP
        if server.scheme == "smtps":
            context = ssl.create_default_context()
            connection = smtplib.SMTP_SSL(server.host, server.port, timeout=self._patience, context=context)
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=self._patience)
        try:
            if server.scheme == "smtp+starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
        except BaseException:
            connection.close()
            raise
        return connection


def _failure(error: smtplib.SMTPException | OSError) -> MailFailed:
    """What a failed hand-over means. The server's own words are left out: they repeat addresses."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code = max((code for code, _ in error.recipients.values()), default=0)
        return MailFailed(f"The mail server refused the receiver ({code}).", permanent=code >= 500)
    if isinstance(error, smtplib.SMTPSenderRefused):
        return MailFailed(f"The mail server refused the sender ({error.smtp_code}).", permanent=False)
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return MailFailed("The mail server cannot send to addresses with such letters.", permanent=True)
    if isinstance(error, smtplib.SMTPResponseException):
        return MailFailed(f"The mail server refused the message ({error.smtp_code}).", permanent=error.smtp_code >= 500)
    return MailFailed("The connection to the mail server broke off.", permanent=False)
