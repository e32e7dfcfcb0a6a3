"""Messages out: a reference and a link, over SMTP or into a folder, and the letters they are filled from."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from hubwright.notices.folder import FolderMail
from hubwright.notices.letters import Filled, Merge, filled, letter_problems
from hubwright.notices.server import BadMailUrl
from hubwright.notices.smtp import SmtpMail
from hubwright.ports import Mail

__all__ = ["BadMailUrl", "Filled", "FolderMail", "Merge", "SmtpMail", "filled", "letter_problems", "mail_from_url"]


def mail_from_url(url: str) -> Mail:
    """The mail that `HUBWRIGHT_MAIL_URL` means: `folder:/path`, or a server's `smtp://`, `smtps://`, `smtp+starttls://`.

    Raises:
        BadMailUrl: it means none.
    """
    if not url.startswith("folder:"):
        return SmtpMail(url)
    path = unquote(urlsplit(url).path)
    if not path or urlsplit(url).netloc:
        raise BadMailUrl("The mail URL names no folder. Write folder:/path.")
    return FolderMail(Path(path))
